"""Markdown that people wrote, as HTML that is safe to show.

The parser passes no raw HTML, and whatever it wrote is then cleaned against a list of what is
allowed: two guards that know nothing of each other.
"""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

URL_SCHEMES = {"http", "https", "mailto"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
LOWEST_LEVEL = 6
OWN_NAME = re.compile(r"[a-z0-9-]+/[a-z0-9-]+")
ALIGNMENTS = {"text-align:center": "text-center", "text-align:right": "text-end"}

_make_cleaner = partial(
    nh3.Cleaner,
    tags={
        *HEADINGS,
        *{"p", "br", "hr", "blockquote", "ul", "ol", "li", "pre", "code"},
        *{"a", "em", "strong", "s"},
        *{"table", "thead", "tbody", "tr", "th", "td"},
    },
    attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
    allowed_classes={tag: set(ALIGNMENTS.values()) for tag in ("th", "td")},
    url_schemes=URL_SCHEMES,
    link_rel="noopener",
)
_cleaner = _make_cleaner(url_relative="deny")
_cleaner_of_own_text = _make_cleaner(url_relative="pass_through")


def render_markdown(text: str, *, top_level: int = 3) -> SafeString:
    """Return `text` as safe HTML whose highest heading has the level `top_level`, 1 to 6.

    Headings never skip a level, so that they fit below the headings of any page. An image becomes
    its description: a picture from elsewhere would tell its host who reads the text.
    """
    tokens = _parser.parse(text)
    return _to_html(tokens, top_level, _parser, _cleaner)


def render_own_markdown(
    text: str, address_of: Callable[[str], str], *, top_level: int = 2
) -> SafeString:
    """Return a text that came with this application as safe HTML.

    Its links may name entries, such as `glossary/token`; `address_of` gives their addresses.
    """
    tokens = _parser_of_own_text.parse(text)
    for token in (child for parent in tokens for child in parent.children or ()):
        name = str(token.attrs.get("href", ""))
        if token.type == "link_open" and not _is_allowed_link(name):
            token.attrs["href"] = address_of(name)
    return _to_html(tokens, top_level, _parser_of_own_text, _cleaner_of_own_text)


def _to_html(
    tokens: Sequence[Token], top_level: int, parser: MarkdownIt, cleaner: nh3.Cleaner
) -> SafeString:
    _fit_headings(tokens, top_level)
    _align_by_class(tokens)
    html = parser.renderer.render(tokens, parser.options, {})
    # The cleaner lets only harmless markup through.
    return mark_safe(cleaner.clean(html))  # noqa: S308


def _fit_headings(tokens: Sequence[Token], top_level: int) -> None:
    above: list[int] = []  # the levels, as written, of the headings that enclose this one
    for token in tokens:
        if token.type not in {"heading_open", "heading_close"}:
            continue
        if token.type == "heading_open":
            written = int(token.tag[1:])
            above = [level for level in above if level < written] + [written]
        token.tag = f"h{min(top_level + len(above) - 1, LOWEST_LEVEL)}"


def _align_by_class(tokens: Sequence[Token]) -> None:
    for token in tokens:
        style = token.attrs.pop("style", "")
        if name := ALIGNMENTS.get(str(style)):
            token.attrs["class"] = name


def _render_image(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    return escape(renderer.renderInlineAsText(tokens[index].children, options, env))


def _is_allowed_link(url: str) -> bool:
    scheme, colon, _rest = url.partition(":")
    return bool(colon) and scheme.lower() in URL_SCHEMES


def _is_allowed_in_own_text(url: str) -> bool:
    return _is_allowed_link(url) or bool(OWN_NAME.fullmatch(url))


def _make_parser(is_allowed_link: Callable[[str], bool]) -> MarkdownIt:
    parser: Any = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.validateLink = is_allowed_link
    parser.add_render_rule("image", _render_image)
    return parser


_parser = _make_parser(_is_allowed_link)
_parser_of_own_text = _make_parser(_is_allowed_in_own_text)
