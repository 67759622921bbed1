"""What somebody types is kept as a draft until it is saved."""

from typing import Any

import pytest
from django.test import Client

from adr.records.models import Record, Status
from adr.records.reading import content_of
from adr.revisions.models import SectionDraft
from tests.adr.records.factories import TODAY, make_record, make_record_in

FOLDER = "/teams/search-platform/records/1"
TYPED = {"workload": "Half a thou"}


@pytest.fixture
def record(team, author) -> Record:
    return make_record(team, author)


def autosave(client: Client, section: str = "workload", **data: Any):
    return client.post(f"{FOLDER}/edit/{section}/draft/", {"revision": 1, **data})


def section(client: Client, name: str = "workload") -> str:
    return client.get(f"{FOLDER}/edit/{name}/", follow=True).content.decode()


def test_draft_is_kept_beside_the_record(as_author, record):
    answer = autosave(as_author, **TYPED)

    assert answer.content.decode().startswith("Draft kept")
    assert content_of(Record.objects.get()).workload == "64 requests at once."
    assert Record.objects.get().revision == 1


def test_draft_is_offered_on_return(as_author, record):
    autosave(as_author, **TYPED)

    page = section(as_author)

    assert "Half a thou</textarea>" in page
    assert "It is not saved" in page


def test_rows_come_back_as_they_were_typed(as_author, record):
    rows = {"rows-TOTAL_FORMS": 2, "rows-INITIAL_FORMS": 0}
    autosave(as_author, "risks", **rows, **{"rows-0-text": "One", "rows-1-mitigation": "Half"})

    page = section(as_author, "risks")

    assert "One</textarea>" in page
    assert "Half</textarea>" in page


def test_draft_is_only_for_the_one_who_typed_it(as_author, as_owner, record):
    autosave(as_author, **TYPED)

    page = section(as_owner)

    assert "Half a thou" not in page
    assert "ana has a draft of this section" in page


def test_saving_forgets_the_draft(as_author, record):
    autosave(as_author, **TYPED)

    as_author.post(f"{FOLDER}/edit/workload/", {"workload": "A thousand", "revision": 1})

    assert not SectionDraft.objects.exists()
    assert "A thousand</textarea>" in section(as_author)


def test_page_after_saving_tells_the_browser_what_is_stored(as_author, author, record):
    answer = as_author.post(
        f"{FOLDER}/edit/workload/", {"workload": "A thousand", "revision": 1}, follow=True
    )

    key = f'data-saved="{author.pk}/record/{record.pk}/workload"'
    assert key in answer.content.decode()
    assert key not in as_author.get(f"{FOLDER}/edit/").content.decode()


def test_draft_that_says_what_is_stored_is_not_offered(as_author, record):
    autosave(as_author, workload="64 requests at once.")

    assert "It is not saved" not in section(as_author)


def test_draft_is_discarded_when_its_writer_says_so(as_author, record):
    autosave(as_author, **TYPED)

    answer = as_author.post(f"{FOLDER}/edit/workload/draft/discard/", follow=True)

    assert "64 requests at once.</textarea>" in answer.content.decode()


def test_draft_on_top_of_an_older_revision_loses_to_nobody(as_author, as_owner, record):
    autosave(as_author, **TYPED)
    as_owner.post(f"{FOLDER}/edit/workload/", {"workload": "Olga's", "revision": 1})

    page = section(as_author)
    answer = as_author.post(f"{FOLDER}/edit/workload/", {**TYPED, "revision": 1})

    assert 'name="revision" value="1"' in page
    assert "The record has moved from revision 1 to 2" in page
    assert answer.status_code == 409


def test_draft_can_still_be_read_when_the_record_is_fixed(as_author, team, author):
    make_record_in(Status.PROPOSED, team, author)
    autosave(as_author, **TYPED)
    Record.objects.update(status=Status.ACCEPTED, decided_on=TODAY)

    page = section(as_author)

    assert "Half a thou</textarea>" in page
    assert "the text of the record was fixed meanwhile" in page


def test_text_from_the_browser_is_shown_and_not_stored(as_author, record):
    answer = as_author.post(f"{FOLDER}/edit/workload/", {**TYPED, "revision": 1, "restore": "1"})

    assert "Half a thou</textarea>" in answer.content.decode()
    assert content_of(Record.objects.get()).workload == "64 requests at once."


def test_who_is_signed_out_is_told_so_beside_the_text(client, record):
    answer = client.post(f"{FOLDER}/edit/workload/draft/", TYPED, headers={"HX-Request": "true"})

    assert answer.status_code == 401
    assert "You are signed out" in answer.content.decode()


def test_reader_keeps_no_draft(as_reader, record):
    assert autosave(as_reader, **TYPED).status_code == 403


def test_unknown_section_is_not_found(as_author, record):
    assert autosave(as_author, "prices", **TYPED).status_code == 404


def test_character_that_no_database_takes_is_left_out(as_author, record):
    autosave(as_author, workload="a\x00b")

    assert ["workload", "ab"] in SectionDraft.objects.get().sent
