"""The index follows the directory and the guide, and is not written where they have not changed."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selection.directory.loading import load_entries
from selection.directory.models import Component
from selection.guide.models import GuideEntry, Kind
from selection.search.indexing import index_reference
from selection.search.models import HitKind, SearchEntry
from selection.search.plain_text import PlainText, read_markdown
from selection.search.searching import search_reference
from tests.selection.directory.factories import entries_in, make_claim, make_version, write_file
from tests.selection.search.factories import make_guide_entry

pytestmark = pytest.mark.django_db


def load(folder, **changes):
    write_file(folder, **changes)
    load_entries(entries_in(folder))
    index_reference()


def found(query):
    return [(hit.kind, hit.key) for hit in search_reference(query, 50)]


LATHE = (HitKind.COMPONENT, "lathe")
CACHE = (HitKind.TERM, "kv-cache")


@pytest.mark.parametrize("query", ["lathe", "generates text", "generated sequence", "streaming"])
def test_component_is_found_by_what_its_profile_says(tmp_path, query):
    load(tmp_path)

    assert found(query) == [LATHE]


def test_component_is_found_by_its_categories(tmp_path):
    load(tmp_path, also=["model-server"])

    assert found("generative engine") == found("model server") == [LATHE]


@pytest.mark.parametrize("status", ["unsupported", "planned", "unknown"])
def test_component_is_not_found_by_a_capability_that_it_lacks(tmp_path, status):
    load(tmp_path, capabilities=[make_claim(status=status)])

    assert found("streaming") == []


def test_component_is_found_by_what_its_newest_release_with_claims_provides(tmp_path):
    load(tmp_path)
    embeddings = make_claim(**{"is": "generation/embeddings"})
    load(
        tmp_path,
        newer_releases=[make_version(id="2.1.0")],
        version=make_version(id="2.0.0"),
        capabilities=[embeddings],
    )

    assert found("embeddings") == [LATHE]
    assert found("streaming") == []


def test_component_is_not_found_by_what_it_does_not_provide(tmp_path):
    load(tmp_path, not_provided=["autoscaling"])

    assert found("autoscaling") == []


@pytest.mark.parametrize("query", ["kv cache", "attention", "matters", "grows", "key value store"])
def test_entry_of_the_guide_is_found_by_title_summary_heading_text_and_other_name(query):
    make_guide_entry(also=["Key-value store"])
    index_reference()

    assert found(query) == [CACHE]


def test_markup_and_addresses_are_not_searched():
    make_guide_entry()
    index_reference()

    assert found("glossary") == []
    assert search_reference("grows", 1)[0].passage.endswith("with the context.")


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_the_guide_is_a_kind_of_hit(kind):
    make_guide_entry(kind=kind, slug="1")
    index_reference()

    assert [hit.kind for hit in search_reference("cache", 5)] == [kind]


def test_indexing_again_writes_nothing(tmp_path):
    make_guide_entry()
    load(tmp_path)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        index_reference()

    assert not [
        query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    ]


def test_index_follows_a_change_and_a_deletion(tmp_path):
    entry = make_guide_entry()
    load(tmp_path)
    entry.title = "Prefix tree"
    entry.save()
    Component.objects.all().delete()

    index_reference()

    assert found("kv") == found("lathe") == []
    assert found("prefix tree") == [CACHE]


def test_loading_the_reference_makes_all_of_it_findable():
    call_command("load_reference", verbosity=0)

    assert SearchEntry.objects.count() == Component.objects.count() + GuideEntry.objects.count()
    assert found("vllm")[0] == (HitKind.COMPONENT, "vllm")
    assert found("kv cache")[0] == CACHE


def test_headings_are_told_from_the_text():
    plain = read_markdown(
        "## One `x`\n\nA *soft*\nbreak.\n\n- [Point](guide/one)\n\n```\ncode\n```"
    )

    assert plain == PlainText(("One x",), "A soft break.\nPoint\ncode\n")
