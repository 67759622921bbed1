import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adr.library.search import find_snippets, index_record, search_records
from adr.records.content import AlternativeRow, ChosenRow
from adr.records.models import Record
from tests.adr.library.factories import make_content, make_record
from tests.factories import make_team

pytestmark = pytest.mark.django_db


def numbers_found(team, query):
    return [record.number for record in search_records(team, query)]


def test_every_word_of_the_query_has_to_be_found(team):
    make_record(team, title="Serve the ranker", context="On two hosts")
    make_record(team, title="Serve the embedder", context="On one host")

    assert numbers_found(team, "serve ranker") == [1]
    assert sorted(numbers_found(team, "serve")) == [1, 2]
    assert numbers_found(team, "serve nothing") == []


def test_beginning_of_a_word_is_enough_from_three_letters_on(team):
    make_record(team, title="Orchestration of tools")

    assert numbers_found(team, "orc") == [1]
    assert numbers_found(team, "or") == []


def test_other_forms_of_a_word_are_found(team):
    make_record(team, context="Batching requests")

    assert numbers_found(team, "batched request") == [1]


def test_name_with_punctuation_is_found_whole_and_in_parts(team):
    make_record(team, decision="We run llama.cpp b4321 on node-a.")

    for query in ("llama.cpp", "llama", "cpp", "node-a", "b4321", "LLAMA.CPP"):
        assert numbers_found(team, query) == [1], query
    assert numbers_found(team, "cpp.llama") == []


def test_quoted_words_have_to_stand_side_by_side(team):
    make_record(team, context="a cache of prefixes")
    make_record(team, context="prefix of a cache")

    assert numbers_found(team, '"cache of prefixes"') == [1]


def test_accents_make_no_difference(team):
    make_record(team, context="Das Café größer")

    assert numbers_found(team, "cafe") == [1]
    assert numbers_found(team, "café") == [1]
    assert numbers_found(team, "größer") == [1]


def test_word_in_the_title_counts_more_than_in_the_text(team):
    make_record(team, title="Serve the ranker", context="The gateway, " * 5)
    make_record(team, title="Choose a gateway", context="Long text about other things " * 20)

    assert numbers_found(team, "gateway") == [2, 1]


def test_rows_of_the_record_are_found(team):
    record = make_record(team)
    content = make_content(
        tags=("payments",),
        chosen=(ChosenRow(layer=3, name="Temporal"),),
        alternatives=(AlternativeRow(name="Airflow", reason="Too coarse"),),
    )

    index_record(record, content)

    for query in ("temporal", "airflow", "coarse", "payments"):
        assert numbers_found(team, query) == [1], query


def test_record_is_found_by_its_number(team):
    make_record(team, number=41, context="Written before record 42")
    make_record(team, number=42)

    assert numbers_found(team, "42") == [42, 41]


def test_index_follows_a_change_and_a_deletion(team):
    record = make_record(team, title="Serve the ranker")

    index_record(record, make_content(title="Serve the embedder"))

    assert numbers_found(team, "ranker") == []
    assert numbers_found(team, "embedder") == [1]
    Record.objects.all().delete()
    assert numbers_found(team, "embedder") == []


def test_records_of_another_team_are_never_found(team):
    make_record(make_team(name="Other", slug="other"), title="Serve the ranker")

    assert numbers_found(team, "ranker") == []


@pytest.mark.parametrize("query", ["", "   ", '"', "***", "-- ' ;"])
def test_query_without_a_word_finds_nothing(team, query):
    make_record(team)

    assert numbers_found(team, query) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    query=st.text(max_size=40)
    | st.text(alphabet="\"'*()^:+-{}\\&|!<>~ aANDORNTE\x00", max_size=30)
    | st.sampled_from(["NEAR(a b)", "title:x", "a AND", "OR", "NOT a", "'x':*", "a & | b", "\\'"])
)
def test_no_query_is_an_error(team, query):
    list(search_records(team, query))
    find_snippets(Record.objects.filter(team=team), query)


def test_snippet_marks_the_words_found(team):
    record = make_record(team, context="The ranker needs one device and no more.")

    snippet = find_snippets([record], "device")[record.pk]

    assert "needs one <mark>device</mark> and no" in snippet


def test_snippet_escapes_what_people_wrote(team):
    record = make_record(team, context='<script>alert("x")</script> device <mark>')

    snippet = find_snippets([record], "device")[record.pk]

    assert "<script" not in snippet
    assert snippet.count("<") == len(["<mark>", "</mark>"])
    assert "<mark>device</mark>" in snippet


def test_snippets_take_one_query(team, django_assert_num_queries):
    records = [make_record(team, context="one device") for _ in range(5)]

    with django_assert_num_queries(1):
        assert len(find_snippets(records, "device")) == 5
