from html.parser import HTMLParser
from itertools import pairwise

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from aruntime.markdown import render_markdown, render_own_markdown

pytestmark = pytest.mark.pure

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<style>*{display:none}</style>",
    '<p style="position:fixed" hx-get="/">',
    "<iframe src=//evil.example>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt&colon;alert(1))",
    "[a](java\nscript:alert(1))",
    "[a](data:text/html,<script>alert(1)</script>)",
    "[a](vbscript:x)",
    "<javascript:alert(1)>",
    '[a](https://a.example "\\" onclick=alert(1) x=\\"")',
    "![a](https://evil.example/x.png)",
    "![a](data:image/svg+xml,<svg onload=alert(1)>)",
    "![<script>](https://evil.example 'x')",
    "[r]\n\n[r]: javascript:alert(1)",
    "```<script onload=x\n</code><script>\n```",
    "| a |\n|:-:|\n| <script> |\n",
    "# <script>\n",
    "\x00",
    "]]><!--",
    "&lt;script&gt;",
    "&#106;avascript:",
]
ALLOWED_ATTRIBUTES = {"href", "rel", "start", "class"}


class Seen(HTMLParser):
    """Collects the tags and attributes that a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attributes


@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=20), max_size=8).map("".join))
def test_hostile_text_never_becomes_code(text):
    seen = Seen(render_markdown(text))

    assert not {"script", "style", "img", "svg", "iframe", "object", "link"} & set(seen.tags)
    assert {name for name, _ in seen.attributes} <= ALLOWED_ATTRIBUTES
    assert all(
        value and value.lower().startswith(("http:", "https:", "mailto:"))
        for name, value in seen.attributes
        if name == "href"
    )
    assert {value for name, value in seen.attributes if name == "class"} <= {
        "text-center",
        "text-end",
    }


@given(st.text())
def test_any_text_can_be_rendered(text):
    assert isinstance(render_markdown(text), str)


@given(st.lists(st.integers(1, 6), min_size=1, max_size=8), st.integers(1, 6))
def test_headings_begin_at_the_top_level_and_never_skip_one(written, top_level):
    text = "\n\n".join(f"{'#' * level} Heading" for level in written)

    levels = [int(tag[1]) for tag in Seen(render_markdown(text, top_level=top_level)).tags]

    assert levels[0] == top_level
    assert all(top_level <= level <= 6 for level in levels)
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_emphasis_lists_tables_and_code_are_rendered():
    html = render_markdown("**a** ~~b~~\n\n- c\n\n| d |\n|--:|\n| 1 |\n\n`x < y`")

    assert "<strong>a</strong> <s>b</s>" in html
    assert "<li>c</li>" in html
    assert '<td class="text-end">1</td>' in html
    assert "<code>x &lt; y</code>" in html


@pytest.mark.parametrize("url", ["https://a.example/b?c=1", "http://a.example", "mailto:a@b.c"])
def test_link_to_the_outside_does_not_hand_over_the_window(url):
    assert render_markdown(f"[a]({url})") == f'<p><a href="{url}" rel="noopener">a</a></p>\n'


@pytest.mark.parametrize("url", ["/account/", "//evil.example", "#top", "ftp://a.example"])
def test_other_link_stays_as_it_was_written(url):
    assert render_markdown(f"[a]({url})") == f"<p>[a]({url})</p>\n"


def test_image_becomes_its_description():
    html = render_markdown("![The *two* <b>hosts</b>](https://a.example/b.png)")

    assert html == "<p>The two &lt;b&gt;hosts&lt;/b&gt;</p>\n"


def test_raw_html_is_shown_as_text():
    assert render_markdown("<u>a</u>") == "<p>&lt;u&gt;a&lt;/u&gt;</p>\n"


def test_own_text_links_entries_by_their_names():
    html = render_own_markdown("[a](glossary/token)", lambda name: f"/{name}/")

    assert html == '<p><a href="/glossary/token/" rel="noopener">a</a></p>\n'


@pytest.mark.parametrize("url", ["//evil.example", "/account/", "javascript:alert(1)", "a/b/c"])
def test_own_text_links_nothing_else_on_this_site(url):
    assert "<a" not in render_own_markdown(f"[a]({url})", lambda name: f"/{name}/")


@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=20), max_size=8).map("".join))
def test_hostile_text_never_becomes_code_in_own_text_either(text):
    seen = Seen(render_own_markdown(text, lambda name: f"/{name}/"))

    assert not {"script", "style", "img", "svg", "iframe", "object", "link"} & set(seen.tags)
    assert {name for name, _ in seen.attributes} <= ALLOWED_ATTRIBUTES


def test_filter_keeps_htmx_away_from_what_people_wrote():
    html = Template("{% load markdown %}{{ text|markdown:4 }}").render(Context({"text": "# A"}))

    assert html == '<div class="prose" hx-disable><h4>A</h4>\n</div>'


def test_filter_shows_nothing_for_no_text():
    assert Template("{% load markdown %}{{ text|markdown }}").render(Context({"text": ""})) == ""
