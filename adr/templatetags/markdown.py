from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from aruntime.markdown import render_markdown

register = template.Library()


@register.filter(name="markdown")
def markdown(text: str, top_level: int = 3) -> SafeString:
    """Show what a person wrote; `{{ text|markdown:4 }}` makes its highest heading an h4.

    Nothing in it is wired to htmx, even if an attribute for it should ever slip through.
    """
    if not text:
        return SafeString()
    return format_html(
        '<div class="prose" hx-disable>{}</div>', render_markdown(text, top_level=top_level)
    )
