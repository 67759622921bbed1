"""The guided form: sections, rows, errors, previews, and two people at once."""

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from adr.records.models import Record, Status
from adr.records.reading import content_of
from adr.records.sections import SECTIONS
from tests.adr.records.factories import (
    make_gate_row,
    make_record,
    make_record_in,
    open_result,
)

FOLDER = "/teams/search-platform/records/"
UNVERIFIED = make_gate_row(status="not-verified")


@pytest.fixture
def record(team, author) -> Record:
    return make_record(team, author, gates=(UNVERIFIED,), validation=(open_result(UNVERIFIED),))


def rows(*rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The data of a section with rows, as a browser sends it."""
    data = {"rows-TOTAL_FORMS": len(rows), "rows-INITIAL_FORMS": 0, "revision": 1, **more}
    for index, row in enumerate(rows):
        data |= {f"rows-{index}-{name}": value for name, value in row.items()}
    return data


def post(client: Client, section: str, data: dict[str, Any], **headers: str):
    return client.post(f"{FOLDER}1/edit/{section}/", data, headers=headers)


def stored() -> Any:
    return content_of(Record.objects.get(number=1))


def test_list_of_sections_shows_where_something_is_missing(as_author, team, author):
    make_record(team, author, migration="", consequences=())

    page = as_author.get(f"{FOLDER}1/edit/").content.decode()

    assert page.count("1 gap") == 2


@pytest.mark.parametrize("section", [section.slug for section in SECTIONS])
def test_saving_a_section_untouched_changes_nothing(as_author, record, section):
    before = stored()
    page = as_author.get(f"{FOLDER}1/edit/{section}/")
    edit = page.context["edit"]
    data: dict[str, Any] = {"revision": 1}
    for form in edit.forms:
        data |= {field.html_name: field.field.prepare_value(field.value() or "") for field in form}
    if edit.formset is not None:
        data |= rows() | {"rows-TOTAL_FORMS": len(edit.formset.forms)}

    response = post(as_author, section, data)

    assert response.status_code == 302
    assert stored() == before


def test_unknown_section_is_not_found(as_author, record):
    assert as_author.get(f"{FOLDER}1/edit/prices/").status_code == 404


def test_continue_leads_to_the_next_section(as_author, record):
    response = post(as_author, "workload", {"workload": "x", "and-next": "1", "revision": 1})

    assert response.url == f"{FOLDER}1/edit/assumptions/"


def test_basics_are_stored(as_author, as_owner, record):
    data = {
        "title": "Another title",
        "owner": "olga",
        "consequence_level": "2",
        "tags": "gpu, serving, gpu",
        "ticket": "https://example.org/1",
        "deciders": "Olga",
        "decided_on": "2026-11-20",
        "revision": 1,
    }

    post(as_author, "basics", data)

    content = stored()
    assert (content.title, content.owner, content.consequence_level) == ("Another title", "olga", 2)
    assert content.tags == ("gpu", "serving")


def test_missing_title_is_asked_for_and_nothing_typed_is_lost(as_author, record):
    response = post(as_author, "basics", {"title": "", "deciders": "Olga and Ana"})

    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#id_title"' in page
    assert "Enter what is decided, in a few words" in page
    assert "Olga and Ana" in page
    assert "<title>Error:" in page


def test_date_in_another_form_is_explained(as_author, record):
    response = post(as_author, "basics", {"title": "A", "decided_on": "20.11.2026"})

    assert response.status_code == 422
    assert "enter a date as year-month-day" in response.content.decode()
    assert "20.11.2026" in response.content.decode()


def test_another_row_is_added_without_javascript_and_keeps_what_was_typed(as_author, record):
    response = post(as_author, "risks", rows({"text": "Half a thou"}, add="1"))

    page = response.content.decode()
    assert response.status_code == 200
    assert "Half a thou" in page
    assert 'name="rows-1-text"' in page
    assert stored().risks == ()


def test_row_is_removed_and_the_others_stay(as_author, record):
    response = post(as_author, "risks", rows({"text": "First"}, {"text": "Second"}, remove="0"))

    page = response.content.decode()
    assert "First" not in page
    assert "Second" in page
    assert 'name="rows-1-text"' not in page


def test_htmx_gets_only_the_rows(as_author, record):
    response = post(as_author, "risks", rows({"text": "First"}, add="1"), HX_Request="true")

    page = response.content.decode()
    assert page.strip().startswith('<div id="rows"')
    assert "data-focus" in page
    assert "<html" not in page


def test_row_that_was_just_added_can_be_previewed(as_author, record):
    response = post(as_author, "risks", rows({"text": "First"}, add="1"), HX_Request="true")

    assert f'hx-post="{FOLDER}1/preview/"' in response.content.decode()


def test_row_that_is_previewed_without_javascript_stands_open(as_author, record):
    response = post(as_author, "risks", rows({"text": "**First**"}, preview="rows-0-text"))

    page = response.content.decode()
    assert "<strong>First</strong>" in page
    assert '<details class="row-edit" open>' in page


def test_blank_rows_are_dropped(as_author, record):
    post(as_author, "risks", rows({"text": ""}, {"text": "Second"}))

    assert [row.text for row in stored().risks] == ["Second"]


def test_incomplete_row_is_explained_at_its_field(as_author, record):
    response = post(as_author, "versions", rows({"name": "Driver", "version": ""}))

    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#id_rows-0-version"' in page
    assert "Enter the exact version" in page
    assert "Driver" in page


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"measured_on": "2026-11-20"}, "Enter where the result can be seen"),
        ({"source": "Run 12"}, "Enter the day of the result"),
        ({"source": "Run 12", "measured_on": "2999-01-01"}, "Enter a day that has been"),
    ],
)
def test_result_needs_source_and_date(as_author, record, given, sentence):
    response = post(as_author, "validation", rows({"what": "Load", "outcome": "passed", **given}))

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_result_settles_its_gate(as_author, record):
    row = {
        "what": "Streaming",
        "outcome": "passed",
        "source": "Run 12",
        "measured_on": "2026-11-20",
        "gate": "generation/streaming|vllm",
    }

    post(as_author, "validation", rows(row))

    assert stored().validation[0].gate == ("generation/streaming", "vllm")


def test_preview_shows_markdown_without_raw_html(as_author, record):
    response = as_author.post(
        f"{FOLDER}1/preview/", {"preview": "context", "context": "**bold** <img src=x>"}
    )

    page = response.content.decode()
    assert "<strong>bold</strong>" in page
    assert "<img" not in page


def test_preview_without_javascript_keeps_the_form(as_author, record):
    response = post(as_author, "workload", {"workload": "**twice**", "preview": "workload"})

    page = response.content.decode()
    assert "<strong>twice</strong>" in page
    assert "**twice**" in page
    assert stored().workload == "64 requests at once."


def read(response) -> str:
    """What a person reads, without markup."""
    return unescape(strip_tags(response.content.decode()))


def test_second_writer_sees_both_texts_and_loses_nothing(as_author, as_owner, record):
    post(as_author, "workload", {"workload": "Ana's text", "revision": 1})

    response = post(as_owner, "workload", {"workload": "Olga's text", "revision": 1})

    page = response.content.decode()
    assert response.status_code == 409
    assert "ana saved this section" in page
    assert "[only here: Ana]'s text" in read(response)
    assert "[only here: Olga]'s text" in read(response)
    assert "Olga&#x27;s text</textarea>" in page
    assert 'name="revision" value="2"' in page


def test_form_of_the_second_writer_holds_what_the_first_changed_elsewhere(
    as_author, as_owner, record
):
    """Else saving it again would quietly take the first writer's other changes back."""
    basics = {"title": "One", "owner": "ana", "consequence_level": "1", "revision": 1}
    post(as_author, "basics", {**basics, "deciders": "Ana and Rita"})

    response = post(as_owner, "basics", {**basics, "title": "Two"})

    assert response.status_code == 409
    assert 'value="Ana and Rita"' in response.content.decode()
    assert "already in the form: Deciders" in read(response)


def test_rows_of_both_writers_stand_side_by_side(as_author, as_owner, record):
    post(as_author, "risks", rows({"text": "The host fails."}))

    response = post(as_owner, "risks", rows({"text": "Prices rise."}))

    assert "You have no such row." in read(response)
    assert "Has no such row." in read(response)
    assert [row["text"] for row in response.context["edit"].formset.initial] == ["Prices rise."]


def test_writer_who_is_slower_in_another_window_is_told_so(as_author, record):
    post(as_author, "workload", {"workload": "One", "revision": 1})

    response = post(as_author, "workload", {"workload": "Two", "revision": 1})

    assert "The other window saved this section" in response.content.decode()


def test_second_writer_keeps_the_other_text_and_finds_the_own_one_in_the_history(
    as_author, as_owner, record
):
    post(as_author, "workload", {"workload": "Ana's text", "revision": 1})

    post(as_owner, "workload", {"workload": "Olga's", "revision": 2, "take-theirs": "1"})

    kept = [revision.content["workload"] for revision in Record.objects.get().revisions.all()]
    assert stored().workload == "Ana's text"
    assert "Olga's" in kept


def test_end_of_a_line_that_the_browser_changed_is_no_change(as_author, team, author):
    make_record(team, author, workload="One\nTwo")

    post(as_author, "workload", {"workload": "One\r\nTwo", "revision": 1})

    assert Record.objects.get().revision == 1


def test_form_of_an_accepted_record_says_why_it_is_closed(as_author, team, author):
    make_record_in(Status.ACCEPTED, team, author)

    response = as_author.get(f"{FOLDER}1/edit/basics/", follow=True)

    assert "does not change" in response.content.decode()


def test_text_that_came_too_late_is_still_on_the_page(as_author, team, author):
    make_record_in(Status.ACCEPTED, team, author)

    response = post(as_author, "workload", {"workload": "Too late", "revision": 1})

    assert response.status_code == 409
    assert "Too late" in response.content.decode()


def test_accepted_record_can_be_named_as_superseded(as_author, team, author):
    old = make_record_in(Status.ACCEPTED, team, author)
    make_record(team, author)
    url = f"{FOLDER}2/edit/basics/"

    as_author.post(url, {"title": "New", "successor_of": old.number, "revision": 1})

    assert Record.objects.get(number=2).successor_of == old


def test_record_is_written_without_an_assessment(as_author, author, team):
    response = as_author.post(f"{FOLDER}new/", {"title": "Keep the old search"})

    record = Record.objects.get()
    assert response.url == f"{FOLDER}1/edit/"
    assert (record.title, record.owner, record.result) == ("Keep the old search", author, None)


def test_new_record_without_a_title_is_asked_for_it(as_author, team):
    response = as_author.post(f"{FOLDER}new/", {"title": " "})

    assert response.status_code == 422
    assert not Record.objects.exists()
