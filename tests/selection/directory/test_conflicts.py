"""A load and an accepted correction: neither overwrites the other in silence."""

import difflib
from dataclasses import asdict
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from selection.directory.conflicts import ConflictError, Preference
from selection.directory.corrected import mark_corrected
from selection.directory.loading import load_entries
from selection.directory.models import Claim, Component
from selection.directory.revisions import ClaimRevision, state_of
from tests.selection.directory.factories import entries_in, make_claim, make_version, write_file

pytestmark = pytest.mark.django_db
CORRECTED_ON = date(2026, 11, 25)
CORRECTED = make_claim(status="partial", note="Slowly.")


def load(folder, **options):
    return load_entries(entries_in(folder), **options)


def correct():
    """Do what accepting a correction does with the claim."""
    claim = Claim.objects.get()
    before = asdict(state_of(claim))
    claim.status, claim.note = CORRECTED["status"], CORRECTED["note"]
    claim.checked = CORRECTED_ON
    claim.save()
    mark_corrected(claim, before)


@pytest.fixture
def folder(tmp_path):
    write_file(tmp_path)
    load(tmp_path)
    correct()
    return tmp_path


def test_unchanged_file_leaves_the_correction_alone(folder):
    outcome = load(folder)

    assert outcome.is_unchanged
    assert Claim.objects.get().status == "partial"


def test_correction_keeps_its_day_when_the_file_was_read_again(folder):
    write_file(folder, version=make_version(checked=date(2026, 11, 23)))

    load(folder)

    assert Claim.objects.get().checked == CORRECTED_ON


def test_correction_stays_when_another_fact_of_the_file_changes(folder):
    write_file(folder, summary="Something else.")

    load(folder)

    assert Component.objects.get().summary == "Something else."
    assert Claim.objects.get().status == "partial"


def test_file_that_agrees_ends_the_mark(folder):
    write_file(folder, capabilities=[CORRECTED])

    load(folder)

    assert Claim.objects.get().corrected_from is None


def test_after_that_the_file_counts_again(folder):
    for status in ("partial", "planned"):
        write_file(folder, capabilities=[make_claim(status=status, note="Slowly.")])
        load(folder)

    assert Claim.objects.get().status == "planned"


@pytest.mark.parametrize("claims", [[make_claim(status="planned")], []])
def test_third_value_is_refused_and_nothing_is_loaded(folder, claims):
    write_file(folder, summary="Something else.", capabilities=claims)

    with pytest.raises(ConflictError):
        load(folder)

    assert Claim.objects.get().status == "partial"
    assert Component.objects.get().summary == "Generates text on one host."


def test_conflict_names_the_place_and_both_values(folder):
    write_file(folder, capabilities=[make_claim(status="planned")])

    with pytest.raises(CommandError) as raised:
        call_command("load_reference", str(folder))

    assert str(raised.value) == (
        "lathe.yaml, 1.0.0, generation/streaming: the file says planned, source "
        "https://example.org/docs/streaming “Streaming”; the accepted correction says partial "
        "(Slowly.), source https://example.org/docs/streaming “Streaming”.\n"
        "Nothing was loaded. Say which counts: --prefer files or --prefer corrections."
    )


def test_preferring_files_overwrites_and_keeps_what_was_corrected(folder):
    write_file(folder, capabilities=[make_claim(status="planned")])

    call_command("load_reference", str(folder), "--prefer", "files")

    assert (Claim.objects.get().status, Claim.objects.get().corrected_from) == ("planned", None)
    assert ClaimRevision.objects.get().status == "partial"


def test_preferring_corrections_settles_the_conflict_for_good(folder):
    write_file(folder, capabilities=[make_claim(status="planned")])
    load(folder, prefer=Preference.CORRECTIONS)

    outcome = load(folder)

    assert outcome.is_unchanged
    assert Claim.objects.get().status == "partial"


def test_file_of_a_corrected_component_does_not_vanish_in_silence(folder):
    (folder / "lathe.yaml").unlink()
    write_file(folder, slug="drill")

    with pytest.raises(ConflictError, match="there is no such file"):
        load(folder)
    load(folder, prefer=Preference.CORRECTIONS)
    assert Component.objects.filter(slug="lathe").exists()
    load(folder, prefer=Preference.FILES)
    assert not Component.objects.filter(slug="lathe").exists()


def test_newer_release_keeps_the_correction_of_the_older_one(folder):
    write_file(folder, version=make_version(id="2.0.0"))

    load(folder)

    assert Claim.objects.get(release__version="1.0.0").status == "partial"


def test_correction_is_a_small_diff_of_the_files(tmp_path):
    write_file(tmp_path)
    load(tmp_path)
    out = tmp_path / "out"
    call_command("export_reference", str(out))
    before = (out / "lathe.yaml").read_text().splitlines()
    correct()

    call_command("export_reference", str(out))

    after = (out / "lathe.yaml").read_text().splitlines()
    changes = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
    assert changes == [
        "-     status: supported",
        "+     status: partial",
        "+     note: Slowly.",
        "+     checked: 2026-11-25",
    ]
