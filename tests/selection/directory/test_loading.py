"""Loading brings the database in line with the files: again and again, and all or nothing."""

import re

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from selection.corrections.models import MaintenanceEntry
from selection.directory.as_knowledge import component_in_file, stored_components
from selection.directory.editions import latest_edition
from selection.directory.loading import load_entries
from selection.directory.models import (
    Capability,
    Claim,
    Component,
    DirectoryEdition,
    Release,
    Source,
)
from tests.selection.directory.factories import (
    TODAY,
    entries_in,
    make_claim,
    make_version,
    write_file,
)

pytestmark = pytest.mark.django_db


def load(folder):
    return load_entries(entries_in(folder))


def run(capsys, *arguments):
    with time_machine.travel(TODAY):
        call_command("load_reference", *map(str, arguments))
    return capsys.readouterr().out


def rows():
    """Every row with its key, so that a rewritten row shows."""
    return [
        sorted(model.objects.values_list("pk", *fields))
        for model, fields in (
            (Component, ["slug", "summary"]),
            (Release, ["version", "order"]),
            (Claim, ["capability", "status", "note"]),
            (Source, ["url", "title"]),
            (DirectoryEdition, ["digest", "current_since"]),
        )
    ]


def test_all_real_facts_are_loaded_and_loading_twice_changes_nothing(capsys):
    first = run(capsys)
    before = rows()

    second = run(capsys)

    count = Component.objects.count()
    assert first.startswith(f"{count} components, all added.\n")
    assert second.startswith(f"{count} components, nothing changed.\n")
    assert rows() == before


def test_database_holds_what_the_files_say(tmp_path):
    write_file(tmp_path, also=["model-server"], repository="https://example.org/code")
    write_file(tmp_path, slug="drill", name="Drill", caveats=[])

    load(tmp_path)

    assert stored_components() == tuple(map(component_in_file, entries_in(tmp_path)))


def test_changed_fact_updates_its_row_only(tmp_path):
    other = make_claim(**{"is": "generation/embeddings"})
    write_file(tmp_path, capabilities=[make_claim(), other])
    load(tmp_path)
    before = {claim.capability.key: claim.pk for claim in Claim.objects.all()}
    write_file(tmp_path, capabilities=[make_claim(status="partial", note="Slowly."), other])

    outcome = load(tmp_path)

    assert outcome.changed == ("lathe",)
    assert Claim.objects.get(capability__value="streaming").status == "partial"
    assert {claim.capability.key: claim.pk for claim in Claim.objects.all()} == before


def test_newer_release_keeps_the_claims_of_the_older_one(tmp_path):
    write_file(tmp_path)
    load(tmp_path)
    write_file(
        tmp_path,
        version=make_version(id="2.0.0"),
        capabilities=[make_claim(status="unsupported")],
    )

    load(tmp_path)

    releases = [
        (release.version, release.order, release.claims.get().status)
        for release in Release.objects.order_by("order")
    ]
    assert releases == [("2.0.0", 0, "unsupported"), ("1.0.0", 1, "supported")]


def test_release_that_was_not_known_stands_in_the_maintenance_record(tmp_path):
    write_file(tmp_path)
    load(tmp_path)
    write_file(
        tmp_path,
        version=make_version(id="2.0.0", source="https://example.org/releases/2.0.0"),
        newer_releases=[make_version(id="2.1.0")],
    )
    load(tmp_path)
    load(tmp_path)

    entries = [
        (entry.kind, entry.target, entry.what, entry.source_url)
        for entry in MaintenanceEntry.objects.all()
    ]
    source = "https://example.org/releases/"
    assert entries == [
        (
            "release-loaded",
            "component:lathe",
            f"Release {version} was loaded {claims}.",
            f"{source}{page}",
        )
        for version, claims, page in (
            ("2.1.0", "without claims", "1.0.0"),
            ("2.0.0", "with 1 claim", "2.0.0"),
            ("1.0.0", "with 1 claim", "1.0.0"),
        )
    ]


def test_release_that_comes_back_is_the_newest_again(tmp_path):
    for version in ("1.0.0", "2.0.0", "1.0.0"):
        write_file(tmp_path, version=make_version(id=version))
        load(tmp_path)

    assert list(Release.objects.order_by("order").values_list("version", flat=True)) == [
        "1.0.0",
        "2.0.0",
    ]


def test_component_without_a_file_is_deleted_with_its_sources(tmp_path):
    write_file(tmp_path)
    drill = write_file(tmp_path, slug="drill", homepage="https://drill.example.org")
    load(tmp_path)
    drill.unlink()

    outcome = load(tmp_path)

    assert outcome.removed == ("drill",)
    assert list(Component.objects.values_list("slug", flat=True)) == ["lathe"]


def test_source_that_nothing_names_is_deleted(tmp_path):
    write_file(tmp_path)
    load(tmp_path)
    write_file(tmp_path, caveats=[])

    load(tmp_path)

    assert not Source.objects.filter(url="https://example.org/limits").exists()


def test_word_that_left_the_vocabulary_stays_while_a_claim_uses_it(tmp_path):
    write_file(tmp_path)
    load(tmp_path)
    used = Capability.objects.create(dimension="generation", value="telepathy")
    Capability.objects.create(dimension="generation", value="clairvoyance")
    Claim.objects.create(release=Release.objects.get(), capability=used, status="unknown")
    write_file(tmp_path, version=make_version(id="2.0.0"))

    load(tmp_path)

    assert Capability.objects.filter(value="telepathy").exists()
    assert not Capability.objects.filter(value="clairvoyance").exists()


def test_capabilities_carry_the_labels_of_the_vocabulary(tmp_path):
    write_file(tmp_path)

    load(tmp_path)

    assert Capability.objects.get(value="prefix-caching").label == "Prefix caching"


def test_nothing_is_loaded_when_one_file_is_bad(tmp_path):
    write_file(tmp_path)
    write_file(tmp_path, slug="drill", category="engine")

    with pytest.raises(CommandError, match=r"drill\.yaml, line \d+, category") as raised:
        call_command("load_reference", str(tmp_path))

    assert re.search(r"1 mistake found\. Nothing was loaded\.$", str(raised.value))
    assert not Component.objects.exists()


def test_nothing_is_stored_when_the_database_refuses_a_row(tmp_path):
    write_file(tmp_path)
    [entry] = entries_in(tmp_path)
    claim = entry.capabilities[0].model_copy(update={"source": None})
    unsourced = entry.model_copy(update={"slug": "saw", "capabilities": [claim]})

    with pytest.raises(IntegrityError):
        load_entries([entry, unsourced])

    assert not DirectoryEdition.objects.exists()


def test_check_reads_and_stores_nothing(capsys):
    out = run(capsys, "--check")

    assert re.match(r"\d+ components with \d+ claims, no mistake found\.\n", out)
    assert not Component.objects.exists()


def test_every_load_that_changed_facts_leaves_an_edition(tmp_path):
    write_file(tmp_path)
    load(tmp_path)
    first = latest_edition()
    write_file(tmp_path, summary="Generates text on many hosts.")

    load(tmp_path)

    assert latest_edition() != first
    assert DirectoryEdition.objects.count() == 2
