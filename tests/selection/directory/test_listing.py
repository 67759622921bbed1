import pytest
from django.urls import reverse

from selection.directory.models import Claim
from tests.selection.directory.rows import make_component, make_release

pytestmark = pytest.mark.django_db

CACHING = "generation/prefix-caching"


def show(client, *, htmx=False, **filters):
    headers = {"HX-Request": "true", "HX-Trigger-Name": "category"} if htmx else {}
    return client.get(reverse("selection:component_list"), filters, headers=headers)


def names(client, **filters):
    response = show(client, **filters)
    return [listed.component.slug for listed in response.context["listing"].components]


@pytest.fixture
def engines():
    make_component("anvil", claims={CACHING: "partial", "hardware/nvidia-gpu": "supported"})
    make_component("lathe", license="MIT", layers=[3, 4], also=["model-server"], claims={})
    make_component("mill", category="workflow", claims={CACHING: "unsupported"}, layers=[5])


def test_directory_is_open_to_everybody_and_stands_by_name(client, engines):
    assert names(client) == ["anvil", "lathe", "mill"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"q": "MILL text"}, ["mill"]),
        ({"category": "generative-engine"}, ["anvil", "lathe"]),
        ({"category": "model-server"}, ["lathe"]),
        ({"layer": "4"}, ["lathe"]),
        ({"licence": "MIT"}, ["lathe"]),
        ({"hardware": "hardware/nvidia-gpu"}, ["anvil"]),
        ({"capability": CACHING}, ["anvil"]),
        ({"capability": CACHING, "claimed": "supported"}, []),
        ({"capability": CACHING, "claimed": "unsupported"}, ["mill"]),
        ({"capability": CACHING, "claimed": "unknown"}, ["lathe"]),
        ({"category": "generative-engine", "capability": CACHING}, ["anvil"]),
        ({"deployment": "browser"}, []),
        ({"project": "active", "maintainer": "Lathe project", "q": "anvil"}, ["anvil"]),
    ],
)
def test_filters_combine(client, engines, filters, expected):
    found = names(client, **filters)

    # A filter that leaves nothing is still a choice of the list.
    assert found == expected


def test_each_choice_says_how_many_components_it_leaves(client, engines):
    page = show(client, category="generative-engine").content.decode()

    assert "Workflow (1)" in page
    assert "MIT (1)" in page
    assert "Apache-2.0 (1)" in page


def test_component_in_the_list_shows_the_claim_that_was_asked_for(client):
    claim = {"status": "partial", "note": "Only on Tuesdays."}
    make_component(claims={CACHING: claim})

    page = show(client, capability=CACHING).content.decode()

    assert "Partial" in page
    assert "Only on Tuesdays." in page


def test_filter_that_does_not_exist_is_named_and_the_rest_still_holds(client, engines):
    response = show(client, category="knitting", licence="MIT")

    page = response.content.decode()
    assert response.status_code == 422
    assert "Choose one of the list under “Category”" in page
    assert "1 component of 3" in page


@pytest.mark.parametrize(("filters", "is_open"), [({"licence": "MIT"}, True), ({"q": "a"}, False)])
def test_further_filters_are_in_sight_as_soon_as_one_is_used(client, engines, filters, is_open):
    page = show(client, **filters).content.decode()

    assert ('<details class="filter-more" open>' in page) is is_open


def test_nothing_found_is_a_sentence_and_a_way_out(client, engines):
    page = show(client, q="no such thing").content.decode()

    assert "No component fits all of this" in page
    assert "Show all 3 components" in page


def test_htmx_gets_the_list_a_status_line_and_counts_of_the_other_filters(client, engines):
    response = show(client, htmx=True, category="workflow", q="")

    page = response.content.decode()
    assert "<html" not in page
    assert '<div id="status" hx-swap-oob="innerHTML">1 component</div>' in page
    assert 'id="id_layer"' in page
    assert 'id="id_category"' not in page  # It has the focus.
    assert response["HX-Push-Url"] == "/directory/?category=workflow"
    assert "HX-Request" in response["Vary"]


def test_component_chosen_for_comparison_stays_chosen_when_filters_leave_it_out(client, engines):
    page = show(client, c="mill", category="generative-engine").content.decode()

    assert "left out by the filters" in page
    assert 'value="mill" id="c-mill" checked' in page


def test_old_facts_are_marked_as_stale(client, settings):
    settings.STALE_DAYS = 0
    make_component()

    assert "Stale" in show(client).content.decode()


def test_component_without_claims_at_its_newest_release_is_listed_at_the_one_that_has(client):
    component = make_component()
    component.releases.update(order=1)
    make_release(component, "2.0.0")

    listed = show(client).context["listing"].components[0]

    assert (listed.release.version, listed.age.newest) == ("1.0.0", "2.0.0")


def test_empty_directory_says_what_to_do(client):
    assert "No component is loaded yet" in show(client).content.decode()


@pytest.mark.parametrize("count", [1, 12])
def test_queries_do_not_grow_with_the_directory(client, django_assert_num_queries, count):
    for number in range(count):
        make_component(f"lathe-{number}", claims={CACHING: "supported", "format/onnx": "partial"})

    with django_assert_num_queries(5):
        show(client, capability=CACHING)

    assert Claim.objects.count() == 2 * count


def test_hostile_text_is_shown_and_not_run(client):
    make_component(name="<script>a()</script>", summary="<img src=x onerror=b()>", maintainer="<b>")

    page = show(client, q="<script>").content.decode()

    assert "<script>a()" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;a()" in page
