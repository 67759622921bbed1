import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.selection.directory.rows import make_caveat, make_component, make_release

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CACHING = "generation/prefix-caching"


@pytest.fixture
def _components(transactional_db):
    note = {"status": "partial", "note": "Not with adapters."}
    lathe = make_component(claims={CACHING: note, "format/onnx": "planned"})
    make_release(lathe, "0.9.0", order=1, claims={CACHING: "unsupported"})
    make_caveat(lathe, "Needs a GPU.")
    make_component("anvil", claims={CACHING: "supported"})
    make_component("ledger", category="workflow", layers=[5])


@pytest.mark.usefixtures("_components")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_directory_pages_are_accessible_and_fit(live_server, page: Page, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})

    for path in [
        f"/directory/?capability={CACHING}&c=ledger&category=generative-engine",
        "/directory/?q=nothing-like-it",
        "/directory/?category=knitting",
        "/directory/lathe/",
        "/directory/lathe/changes/",
        "/compare/?c=lathe&c=anvil",
        "/compare/?c=lathe&c=ledger",
        "/compare/?c=lathe",
        "/compare/",
    ]:
        page.goto(live_server.url + path)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.usefixtures("_components")
def test_filter_narrows_the_list_at_once_and_keeps_what_is_ticked(live_server, page: Page):
    page.goto(live_server.url + reverse("selection:component_list"))
    page.get_by_label("Compare Ledger").check()

    page.get_by_label("Category").focus()
    page.get_by_label("Category").select_option("generative-engine")

    expect(page.get_by_role("heading", name="2 components of 3")).to_be_visible()
    expect(page.locator("#status")).to_have_text("2 components")
    expect(page.get_by_label("Category")).to_be_focused()
    expect(page.get_by_label("Ledger")).to_be_checked()
    expect(page).to_have_url(f"{live_server.url}/directory/?category=generative-engine&c=ledger")


@pytest.mark.usefixtures("_components")
def test_components_are_filtered_and_compared_without_javascript(
    live_server, page_without_javascript: Page
):
    page = page_without_javascript
    page.goto(live_server.url + reverse("selection:component_list"))
    page.get_by_label("Category").select_option("generative-engine")
    page.get_by_role("button", name="Show components").click()
    page.get_by_label("Compare Anvil").check()
    page.get_by_label("Compare Lathe").check()

    page.get_by_role("button", name="Compare those chosen").click()

    expect(page.get_by_role("heading", name="Comparison")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Anvil")).to_be_visible()
    expect(page.get_by_text("Not with adapters.")).to_be_visible()
