import pytest
from playwright.sync_api import Page, expect

from selection.guide.loading import load_guide
from selection.guide.reading import read_guide
from tests.browser.accessibility import assert_accessible
from tests.selection.guide.factories import TODAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/guide/",
    "/guide/category-matrix/",
    "/categories/",
    "/categories/generative-engine/",
    "/layers/3/",
    "/glossary/",
    "/glossary/kv-cache/",
    "/use-cases/",
    "/use-cases/refund-agent/",
]


@pytest.fixture(autouse=True)
def guide(transactional_db):
    load_guide(read_guide(today=TODAY))


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_guide_is_accessible_and_fits(live_server, page: Page, scheme, width: int):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    for path in PAGES:
        page.goto(live_server.url + path)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_reader_comes_from_the_start_page_to_a_term_in_four_steps(live_server, page: Page):
    page.goto(live_server.url)

    page.get_by_role("navigation", name="Main").get_by_role("link", name="Guide").click()
    page.get_by_role("navigation", name="Guide").get_by_role("link", name="Glossary").click()
    page.get_by_role("navigation", name="Letters").get_by_role("link", name="K").click()
    page.get_by_role("link", name="KV cache", exact=True).click()

    expect(page.get_by_role("heading", name="Term KV cache")).to_be_visible()
