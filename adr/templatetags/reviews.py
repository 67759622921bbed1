from typing import Any

from django import template

from adr.reviews.anchors import TITLES, WHOLE

register = template.Library()


@register.inclusion_tag("adr/reviews/_at_section.html", takes_context=True)
def comments_at(context: template.Context, section: str) -> dict[str, Any]:
    """Show beside a heading how much is said about its section, and open it there.

    Only where the page has a `discussion`: an earlier revision and the PDF have none.
    """
    discussion = context.get("discussion")
    return {
        "discussion": discussion,
        "section": section,
        "title": "the whole record" if section == WHOLE else TITLES.get(section, section),
        "count": discussion.counts.get(section) if discussion else None,
    }
