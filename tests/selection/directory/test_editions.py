"""Editions keep the facts of every load, whatever is loaded after."""

from dataclasses import replace

import pytest

from selection.directory.editions import (
    directory_in_files,
    directory_of,
    latest_edition,
    store_edition,
)
from selection.directory.loading import load_entries
from selection.directory.models import DirectoryEdition
from selection.directory.reading import read_entries
from selection.engine.canonical import digest
from tests.selection.directory.factories import TODAY, entries_in, write_file

pytestmark = pytest.mark.django_db


def test_there_is_no_edition_before_the_first_load():
    with pytest.raises(DirectoryEdition.DoesNotExist):
        latest_edition()


def test_edition_gives_back_the_facts_that_were_loaded(tmp_path):
    write_file(tmp_path)
    load_entries(entries_in(tmp_path))
    edition = latest_edition()
    write_file(tmp_path, summary="Something else.")
    load_entries(entries_in(tmp_path))

    [component] = directory_of(edition).components

    assert component.summary == "Generates text on one host."


def test_every_claim_of_an_edition_has_its_source_and_date(tmp_path):
    write_file(tmp_path)
    load_entries(entries_in(tmp_path))

    [claim] = directory_of(latest_edition()).components[0].releases[0].claims

    assert (claim.source_url, claim.source_title, claim.checked) == (
        "https://example.org/docs/streaming",
        "Streaming",
        TODAY.isoformat(),
    )


def test_directory_is_named_by_its_edition(tmp_path):
    write_file(tmp_path)
    load_entries(entries_in(tmp_path))
    edition = latest_edition()

    directory = directory_of(edition)

    assert directory.version == edition.version
    assert digest(replace(directory, version="")) == edition.digest


def test_facts_that_come_back_make_their_edition_the_latest_again(tmp_path):
    versions = []
    for summary in ("One.", "Two.", "One."):
        write_file(tmp_path, summary=summary)
        load_entries(entries_in(tmp_path))
        versions.append(latest_edition().version)

    assert versions[0] == versions[2] != versions[1]
    assert DirectoryEdition.objects.count() == 2


def test_storing_the_same_facts_again_adds_no_edition(tmp_path):
    write_file(tmp_path)
    load_entries(entries_in(tmp_path))

    assert store_edition() == latest_edition()
    assert DirectoryEdition.objects.count() == 1


def test_files_and_a_fresh_database_give_the_same_directory():
    load_entries(read_entries(today=TODAY))

    assert directory_of(latest_edition()) == directory_in_files(today=TODAY)


def test_long_content_is_read_only_by_whoever_asks_for_it(tmp_path):
    write_file(tmp_path)
    load_entries(entries_in(tmp_path))

    assert "content" in latest_edition().get_deferred_fields()
