"""What is found, in which order, and how it is shown: the same on SQLite and PostgreSQL."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from selection.search.models import HitKind, SearchEntry
from selection.search.searching import search_reference
from tests.selection.search.factories import make_entry

pytestmark = pytest.mark.django_db

HOSTILE = (
    st.text(max_size=60)
    | st.text(alphabet="\"'*()^:+-{}\\&|!<>~%_ aANDORNTE\x00\x02\x03", max_size=40)
    | st.text(alphabet="אבגدهو \u200f\u202e\u202d", max_size=40)
    | st.sampled_from(["NEAR(a b)", "title:x", "a AND", "OR", "NOT a", "'x':*", "a & | b", "\\'"])
)


def found(query):
    return [hit.key for hit in search_reference(query, 50)]


def titles(query):
    return [SearchEntry.objects.get(key=key).title for key in found(query)]


def test_every_word_has_to_be_found():
    make_entry("One host", body="Serves text.")
    make_entry("Two hosts", body="Serves images.")

    assert titles("serves images") == ["Two hosts"]
    assert titles("serves nothing") == []


def test_title_comes_before_heading_before_text():
    make_entry("In the text", body="gateway " * 200)
    make_entry("In a heading", headings="The gateway", body="Long text of other things. " * 50)
    make_entry("The gateway of a cluster", body="Long text of other things. " * 50)

    assert titles("gateway") == ["The gateway of a cluster", "In a heading", "In the text"]


def test_title_comes_first_for_several_words_too():
    make_entry("In the text", body="prefix cache " * 200)
    make_entry("In a heading", headings="A cache of each prefix", body="Other things. " * 50)
    make_entry("Cache by prefix", body="Other things. " * 50)

    assert titles("prefix cache") == ["Cache by prefix", "In a heading", "In the text"]


def test_page_that_is_named_exactly_comes_first():
    make_entry("Cache tier", body="Short.")
    make_entry("Cache", body="Long text of other things. " * 50)

    assert titles("cache") == ["Cache", "Cache tier"]
    assert titles(" CACHE ") == ["Cache", "Cache tier"]


def test_word_is_found_at_every_letter_while_it_is_typed():
    make_entry("Quantization")

    for end in range(2, len("quantization") + 1):
        assert titles("quantization"[:end]) == ["Quantization"], end


@pytest.mark.parametrize("query", ["engines", "engine", "caching", "cache", "cached", "policies"])
def test_other_forms_of_a_word_are_found(query):
    make_entry("Engine", body="Each engine caches, by a policy that caches.")

    assert titles(query) == ["Engine"]


def test_name_with_punctuation_is_found_whole_and_in_parts():
    make_entry("llama.cpp")

    for query in ("llama.cpp", "llama", "cpp", "LLAMA.CPP", "llama.c"):
        assert titles(query) == ["llama.cpp"], query
    assert titles("cpp.llama") == []


def test_quoted_words_have_to_stand_side_by_side():
    make_entry("First", body="a cache of prefixes")
    make_entry("Second", body="prefixes of a cache")

    assert titles('"cache of prefixes"') == ["First"]


def test_accents_make_no_difference():
    make_entry("Café")

    assert titles("cafe") == titles("café") == ["Café"]
    assert search_reference("cafe", 1)[0].title == "<mark>Café</mark>"


def test_text_from_right_to_left_is_found():
    make_entry("מנוע")

    assert titles("מנוע") == ["מנוע"]


def test_no_more_than_the_limit_is_returned():
    for _ in range(5):
        make_entry()

    assert len(search_reference("attention", 3)) == 3


@pytest.mark.parametrize("query", ["", " ", "a", " a ", '"', "***", "-- ' ;", "\x00"])
def test_fewer_than_two_characters_find_nothing(query):
    make_entry("A")

    assert found(query) == []


@pytest.mark.parametrize("kind", HitKind)
def test_hit_of_every_kind_has_its_label_and_an_address(kind):
    make_entry("Cache", kind=kind, key="3")

    [hit] = search_reference("cache", 1)

    assert hit.kind == kind
    assert hit.address.startswith("/")
    assert hit.address.rstrip("/").endswith("3")


def test_passage_shows_where_most_of_the_words_stand():
    make_entry(body="A cache. " + "Filler text. " * 40 + "The cache of a prefix is shared.")

    [hit] = search_reference("cache prefix", 1)

    assert "<mark>cache</mark> of a <mark>prefix</mark> is shared." in hit.passage
    assert hit.passage.startswith("… ")


def test_passage_shows_the_heading_where_the_text_has_none_of_the_words():
    make_entry(headings="Also called block tables")

    assert "<mark>block</mark>" in search_reference("block", 1)[0].passage


def test_passage_begins_at_the_beginning_where_only_the_title_matches():
    make_entry("Paged attention", body="Keeps what was read.")

    [hit] = search_reference("paged", 1)

    assert hit.title == "<mark>Paged</mark> attention"
    assert hit.passage == "Keeps what was read."


def test_what_was_written_is_escaped():
    make_entry('<b>"Cache"</b>', body='<script>alert("x")</script> cache <mark>\x02')

    [hit] = search_reference("cache", 1)

    assert "<b>" not in hit.title
    assert "<script" not in hit.passage
    assert hit.passage.count("<") == len(["<mark>", "</mark>"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=HOSTILE)
@example(query="cache " * 2000)
@example(query="c" * 10_000)
@example(query='"' + "cache " * 2000)
def test_no_query_is_an_error(query):
    if not SearchEntry.objects.exists():
        make_entry("Cache", body="a AND b OR c NOT d NEAR e " * 20)

    search_reference(query, 20)


def test_search_takes_one_query(django_assert_num_queries):
    for _ in range(30):
        make_entry()

    with django_assert_num_queries(1):
        assert len(search_reference("attention", 30)) == 30
