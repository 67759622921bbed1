import pytest
import time_machine
from django.core.management import CommandError, call_command

from selection.directory.models import Component
from selection.guide.loading import load_guide
from selection.guide.models import GuideEntry
from tests.selection.directory.factories import write_file
from tests.selection.guide.factories import TODAY, guide_in, write_entry

pytestmark = pytest.mark.django_db


def rows():
    """Every row with its key, so that a rewritten row shows."""
    return sorted(GuideEntry.objects.values_list("pk", "kind", "slug", "title"))


def run(capsys, *arguments):
    with time_machine.travel(TODAY):
        call_command("load_reference", *map(str, arguments))
    return capsys.readouterr().out


def test_the_whole_guide_is_loaded_and_loading_twice_changes_nothing(capsys):
    first = run(capsys)
    before = rows()

    second = run(capsys)

    assert f"{len(before)} entries of the guide, all added.\n" in first
    assert f"{len(before)} entries of the guide, nothing changed.\n" in second
    assert rows() == before


def test_changed_file_changes_its_row_only(tmp_path):
    write_entry(tmp_path)
    write_entry(tmp_path, "glossary/token", title="Token")
    load_guide(guide_in(tmp_path))
    keys = {row[2]: row[0] for row in rows()}
    write_entry(tmp_path, summary="Another sentence.")

    outcome = load_guide(guide_in(tmp_path))

    assert outcome.changed == ("glossary/kv-cache",)
    assert GuideEntry.objects.get(slug="kv-cache").summary == "Another sentence."
    assert {row[2]: row[0] for row in rows()} == keys


def test_field_that_left_the_file_leaves_the_row(tmp_path):
    write_entry(tmp_path, also=["Key-value cache"])
    load_guide(guide_in(tmp_path))
    write_entry(tmp_path)

    load_guide(guide_in(tmp_path))

    assert GuideEntry.objects.get().also == []


def test_entry_without_a_file_is_deleted(tmp_path):
    write_entry(tmp_path)
    gone = write_entry(tmp_path, "glossary/token", title="Token")
    load_guide(guide_in(tmp_path))
    gone.unlink()

    outcome = load_guide(guide_in(tmp_path))

    assert outcome.removed == ("glossary/token",)
    assert GuideEntry.objects.get().slug == "kv-cache"


def test_one_bad_entry_keeps_the_components_out_as_well(tmp_path):
    write_file(tmp_path)
    write_entry(tmp_path / "guide", status="finished")

    with pytest.raises(CommandError, match=r"glossary/kv-cache\.md, line \d+, status: ") as raised:
        call_command("load_reference", str(tmp_path), "--guide", str(tmp_path / "guide"))

    assert str(raised.value).endswith("1 mistake found. Nothing was loaded.")
    assert not Component.objects.exists()


@pytest.mark.parametrize(("words", "minutes"), [(1, 1), (190, 1), (191, 2), (391, 3)])
def test_reading_time_is_counted_at_200_words_a_minute(words, minutes):
    # Summary and takeaways bring ten words.
    entry = GuideEntry(summary="one two three four five", takeaways=["six seven", "eight nine ten"])
    entry.text = " ".join(["word"] * words)

    assert entry.reading_minutes == minutes
