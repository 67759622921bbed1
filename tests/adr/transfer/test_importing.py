"""Files become records: with their status, their number, their links, and their bytes beside."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from adr.library.search import search_records
from adr.records.content import to_json
from adr.records.creating import create_record
from adr.records.deleting import delete_draft
from adr.records.models import NumberCounter, Record, Status
from adr.records.reading import content_of
from adr.transfer.importing import import_files
from adr.transfer.models import ImportedText
from adr.transfer.planning import Outcome, plan_import
from aruntime.teams.models import AuditEntry
from tests.adr.records.factories import make_content
from tests.adr.transfer import samples
from tests.adr.transfer.factories import import_text, import_texts, make_text
from tests.factories import make_team


def numbers(team):
    return {
        text.path: text.record.number
        for text in ImportedText.objects.filter(record__team=team).select_related("record")
    }


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Accepted", Status.ACCEPTED),
        ("Pending", Status.PROPOSED),
        ("WIP", Status.DRAFT),
        ("Declined", Status.REJECTED),
        ("Obsolete", Status.DEPRECATED),
        ("Superseded", Status.SUPERSEDED),
        ("on hold", Status.IMPORTED),
        ("", Status.IMPORTED),
    ],
)
def test_a_record_keeps_its_status_and_one_without_waits_for_it(team, author, word, status):
    record = import_text(team, make_text(status=word), by=author)

    assert record.status == status
    assert record.status_changes.get().reason == "Imported from 0001-use-it.md."


def test_the_file_is_kept_byte_for_byte_with_what_was_read(team, author):
    data = b"\xef\xbb\xbf" + samples.NYGARD.replace("\n", "\r\n").encode()
    plan = plan_import(team, {"docs/0004-one.md": data})
    import_files(team=team, files=plan.new, by=author, source="x")

    text = ImportedText.objects.get()
    assert bytes(text.original) == data
    assert (text.path, text.number, text.series) == ("docs/0004-one.md", 4, "")
    assert (text.status, text.status_raw, text.date_raw) == ("accepted", "Accepted", "2023-05-02")
    assert text.content == to_json(content_of(text.record))


def test_the_first_revision_is_the_content_as_imported(team, author):
    record = import_text(team, samples.MADR_2, by=author)

    revision = record.revisions.get()
    assert (revision.number, revision.author) == (1, author)
    assert revision.content == to_json(content_of(record))


def test_numbers_are_kept_in_an_empty_library_and_the_counter_moves_past_them(team):
    import_texts(team, {f"{n:04}-x.md": make_text(f"T{n}") for n in (7, 2, 33)})

    assert numbers(team) == {"0002-x.md": 2, "0007-x.md": 7, "0033-x.md": 33}
    assert NumberCounter.objects.get(team=team).last == 33


def test_number_0_is_a_number(team):
    import_texts(team, {"0000-a.md": make_text("A"), "0001-b.md": make_text("B")})

    assert numbers(team) == {"0000-a.md": 0, "0001-b.md": 1}


def test_a_number_that_was_given_is_not_given_again(team, author):
    draft = create_record(team=team, content=make_content(), by=author)
    delete_draft(record=draft, by=author)

    import_texts(team, {"0001-a.md": make_text("A"), "0005-b.md": make_text("B")})

    assert numbers(team) == {"0001-a.md": 6, "0005-b.md": 5}


def test_of_two_files_with_one_number_the_first_keeps_it(team):
    texts = {
        "0021-a.md": make_text("A"),
        "0021-b.md": make_text("B"),
        "0022-c.md": make_text("C"),
        "notes-on-x.md": make_text("D"),
    }

    import_texts(team, texts)

    assert numbers(team) == {
        "0021-a.md": 21,
        "0022-c.md": 22,
        "0021-b.md": 23,
        "notes-on-x.md": 24,
    }


def test_records_of_several_series_are_numbered_anew(team):
    texts = {"API-001-a.md": make_text("A"), "SDK-001-b.md": make_text("B")}

    import_texts(team, texts)

    assert numbers(team) == {"API-001-a.md": 1, "SDK-001-b.md": 2}
    assert [text.identifier for text in ImportedText.objects.order_by("pk")] == [
        "API-001",
        "SDK-001",
    ]


def test_records_without_numbers_come_in_the_order_of_their_dates(team):
    import_texts(team, {"20210101-b.md": make_text("B"), "20200101-a.md": make_text("A")})

    assert numbers(team) == {"20200101-a.md": 1, "20210101-b.md": 2}


def test_a_number_no_library_counts_to_is_not_kept(team):
    assert import_text(team, make_text(), "123456-ticket.md").number == 1


def test_the_same_file_is_not_imported_again(team):
    import_text(team, samples.NYGARD, "0004-one.md")

    again = plan_import(team, {"elsewhere/0004-one.md": samples.NYGARD.encode()})

    assert [(file.outcome, file.earlier) for file in again.files] == [(Outcome.KNOWN, 4)]
    assert import_texts(team, {"0004-one.md": samples.NYGARD}) == []


def test_a_changed_file_is_told_from_a_new_one(team):
    import_text(team, samples.NYGARD, "0004-one.md")

    plan = plan_import(team, {"0004-one.md": samples.NYGARD.encode() + b"\nMore.\n"})

    assert [(file.outcome, file.earlier) for file in plan.files] == [(Outcome.CHANGED, 4)]
    assert plan.new == ()


def test_equal_files_of_one_import_become_one_record(team):
    made = import_texts(team, {"a/0001-x.md": make_text(), "b/0001-x.md": make_text()})

    assert [record.path for record in made] == ["a/0001-x.md"]


def test_another_team_may_import_the_same(team):
    import_text(team, make_text())

    assert import_text(make_team("Other", "other"), make_text()).number == 1


def test_templates_indexes_and_other_pages_are_left_out_with_the_reason(team):
    plan = plan_import(
        team,
        {
            "template.md": samples.TEMPLATE.encode(),
            "README.md": samples.INDEX.encode(),
            "install.md": b"# Install\n",
        },
    )

    assert {file.read.path: file.reason for file in plan.files} == {
        "template.md": "It is a template for records.",
        "README.md": "It is an index or a page about the records.",
        "install.md": "Nothing in it looks like a decision record.",
    }


def test_a_superseded_record_names_its_successor_whichever_file_says_so(team):
    texts = {
        "0001-old.md": make_text("Old", "Superseded by [New](0003-new.md)"),
        "0002-older.md": make_text("Older", "Superseded"),
        "0003-new.md": make_text("New", "Accepted\n\nSupersedes ADR-2"),
    }

    import_texts(team, texts)

    new = Record.objects.get(team=team, number=3)
    assert {old.number for old in new.supersedes.all()} == {1, 2}


def test_an_accepted_record_stays_accepted_when_another_claims_to_supersede_it(team):
    texts = {
        "0001-old.md": make_text("Old", "Accepted"),
        "0002-new.md": make_text("New", "Accepted\n\nSupersedes [Old](0001-old.md)"),
    }

    import_texts(team, texts)

    old = Record.objects.get(team=team, number=1)
    assert (old.status, old.superseded_by) == (Status.ACCEPTED, None)


def test_a_later_import_finds_what_an_earlier_one_named(team):
    old = import_text(team, make_text("Old", "Superseded by [New](0009-new.md)"), "0001-old.md")

    new = import_text(team, make_text("New"), "0009-new.md")

    old.refresh_from_db()
    assert old.superseded_by == new
    assert old.imported.references == [
        {"kind": "superseded_by", "name": "0009-new.md", "number": 9}
    ]


def test_a_name_that_may_mean_two_files_means_the_one_in_the_same_folder(team):
    texts = {
        "a/0001-x.md": make_text("A1", "Superseded by [x](0002-y.md)"),
        "a/0002-y.md": make_text("A2"),
        "b/0002-y.md": make_text("B2"),
    }

    import_texts(team, texts)

    old = ImportedText.objects.get(path="a/0001-x.md").record
    assert old.superseded_by == ImportedText.objects.get(path="a/0002-y.md").record


def test_an_import_is_in_the_audit_record(team, author):
    import_texts(team, {"0001-a.md": make_text("A"), "0002-b.md": make_text("B")}, by=author)

    entry = AuditEntry.objects.get(team=team, deed="records.imported")
    assert (entry.by, entry.subject) == (author, "2 records from docs/adr")
    assert [record["number"] for record in entry.detail["records"]] == [1, 2]


def test_words_of_every_section_are_found(team):
    record = import_text(team, make_text() + "\n## Changelog\n\n- renamed the wombat\n")

    assert list(search_records(team, "wombat")) == [record]


def test_queries_grow_with_what_is_imported_and_not_with_the_library(team):
    import_texts(team, {f"{n:04}-x.md": make_text(f"T{n}") for n in range(1, 4)})
    with CaptureQueriesContext(
        connection,
    ) as few:
        import_text(team, make_text("A"), "0101-a.md")
    import_texts(team, {f"{n:04}-y.md": make_text(f"U{n}") for n in range(201, 220)})

    with CaptureQueriesContext(connection) as many:
        import_text(team, make_text("B"), "0301-b.md")

    assert len(many) == len(few)
