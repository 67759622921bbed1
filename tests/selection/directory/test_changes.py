import pytest
from django.urls import reverse

from selection.directory.changes import compare_releases
from tests.selection.directory.rows import make_component, make_release

pytestmark = pytest.mark.django_db

STREAMING, CACHING, TOOLS = (
    "generation/streaming",
    "generation/prefix-caching",
    "generation/tool-calling",
)


def show(client, **query):
    return client.get(reverse("selection:component_changes", args=["lathe"]), query)


@pytest.fixture
def releases():
    new = {STREAMING: "supported", CACHING: "supported", "format/onnx": "supported"}
    component = make_component(claims=new)
    old = {STREAMING: "partial", TOOLS: "supported", "format/onnx": "supported"}
    return make_release(component, "0.9.0", order=1, claims=old), component.releases.get(order=0)


def test_claims_are_told_apart_as_added_removed_changed_and_same(releases):
    changes = compare_releases(*releases)

    assert [row.after.capability for row in changes.added] == [CACHING]
    assert [row.after.capability for row in changes.removed] == [TOOLS]
    assert [row.after.capability for row in changes.changed] == [STREAMING]
    assert changes.same == 1


def test_added_claim_was_unknown_before_and_not_unsupported(releases):
    row = compare_releases(*releases).added[0]

    assert (row.before.word, row.after.word) == ("Unknown", "Supported")


def test_page_compares_the_two_newest_releases_unless_the_address_names_others(client, releases):
    page = show(client).content.decode()
    turned = show(client, **{"from": "1.0.0", "to": "0.9.0"})

    assert "1 changed, 1 claimed only of 1.0.0, 1 no longer claimed; 1 the same." in page
    assert turned.context["changes"].after.version == "0.9.0"


def test_one_release_alone_is_explained(client):
    make_component()

    assert "one release only, 1.0.0" in show(client).content.decode()


def test_release_that_is_not_known_is_not_found(client, releases):
    assert show(client, to="7").status_code == 404


def test_queries_are_constant(client, releases, django_assert_num_queries):
    with django_assert_num_queries(4):
        show(client)
