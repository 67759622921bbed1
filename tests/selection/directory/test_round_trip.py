"""Files, database and files again: nothing is lost on the way, not even a byte."""

import re
from datetime import date

import pytest
import time_machine
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selection.directory.as_knowledge import component_in_file, stored_components
from selection.directory.loading import load_entries
from selection.directory.models import Claim, Component, DirectoryEdition
from selection.directory.reading import ENTRIES, read_entry
from selection.directory.vocabulary import load_vocabulary
from selection.directory.writing import component_as_yaml
from selection.engine.gates import choose_release
from selection.engine.knowledge import Caveat, ClaimStatus, Release
from selection.engine.knowledge import Claim as ClaimFacts
from selection.engine.knowledge import Component as Facts
from tests.selection.directory.factories import (
    TODAY,
    entries_in,
    make_claim,
    make_version,
    write_file,
)

ANOTHER = make_claim(**{"is": "generation/embeddings", "status": "unsupported"})


def older(**changes):
    return make_version(id="0.9.0", released=date(2026, 5, 1), **changes)


def export(folder, capsys):
    call_command("export_reference", str(folder))
    return capsys.readouterr().out


def files_in(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def versions():
    [component] = stored_components()
    return [release.version for release in component.releases]


@pytest.mark.django_db
def test_load_and_export_give_the_same_bytes_for_all_real_files(tmp_path, capsys):
    with time_machine.travel(TODAY):
        call_command("load_reference")
    capsys.readouterr()

    out = export(tmp_path / "facts", capsys)

    assert files_in(tmp_path / "facts") == files_in(ENTRIES)
    assert out == f"{tmp_path / 'facts'}: {Component.objects.count()} files, all added.\n"


@pytest.mark.django_db
def test_all_releases_come_back_from_the_files(tmp_path, capsys):
    write_file(
        tmp_path,
        newer_releases=[make_version(id="1.1.0")],
        older_releases=[older(capabilities=[ANOTHER]), make_version(id="0.8")],
    )
    load_entries(entries_in(tmp_path))
    before = stored_components()
    export(tmp_path / "out", capsys)
    Component.objects.all().delete()

    load_entries(entries_in(tmp_path / "out"))

    assert stored_components() == before
    assert versions() == ["1.1.0", "1.0.0", "0.9.0", "0.8"]
    assert Claim.objects.get(capability__value="embeddings").release.version == "0.9.0"


@pytest.mark.django_db
def test_claim_keeps_the_day_on_which_it_was_read(tmp_path, capsys):
    later = make_claim(checked=date(2026, 11, 20))
    same_day = {**ANOTHER, "checked": date(2026, 11, 1)}
    write_file(
        tmp_path,
        version=make_version(checked=date(2026, 11, 1)),
        capabilities=[later, same_day],
    )
    load_entries(entries_in(tmp_path))

    export(tmp_path / "out", capsys)

    claims = {
        claim.capability: claim.checked for claim in entries_in(tmp_path / "out")[0].capabilities
    }
    assert claims == {"generation/streaming": date(2026, 11, 20), "generation/embeddings": None}
    dates = {claim.capability: claim.checked for claim in stored_components()[0].releases[0].claims}
    assert dates == {"generation/streaming": "2026-11-20", "generation/embeddings": "2026-11-01"}


@pytest.mark.django_db
def test_release_that_was_replaced_in_its_file_is_exported_with_its_claims(tmp_path, capsys):
    write_file(tmp_path)
    load_entries(entries_in(tmp_path))
    write_file(tmp_path, version=make_version(id="2.0.0"), capabilities=[ANOTHER])
    load_entries(entries_in(tmp_path))

    export(tmp_path / "out", capsys)

    [entry] = entries_in(tmp_path / "out")
    [release] = entry.older_releases
    assert (entry.version.id, release.id) == ("2.0.0", "1.0.0")
    assert release.capabilities[0].capability == "generation/streaming"


@pytest.mark.django_db
def test_release_without_claims_is_the_newest_and_is_not_chosen(tmp_path):
    write_file(tmp_path, newer_releases=[make_version(id="1.1.0")])

    load_entries(entries_in(tmp_path))

    [component] = stored_components()
    assert component.releases[0].version == "1.1.0"
    assert choose_release(component).version == "1.0.0"


@pytest.mark.django_db
def test_order_is_that_of_the_file_whatever_the_numbers_and_dates(tmp_path):
    backport = make_version(id="9.0.0", released=date(2026, 11, 1))
    write_file(tmp_path, older_releases=[backport, older()])

    load_entries(entries_in(tmp_path))

    assert versions() == ["1.0.0", "9.0.0", "0.9.0"]


@pytest.mark.django_db
def test_release_that_the_file_leaves_out_stands_by_its_date(tmp_path):
    middle = make_version(id="build-7", released=date(2026, 7, 1))
    write_file(tmp_path, version=middle)
    load_entries(entries_in(tmp_path))
    write_file(tmp_path, older_releases=[older()])

    load_entries(entries_in(tmp_path))

    assert versions() == ["1.0.0", "build-7", "0.9.0"]


@pytest.mark.django_db
def test_release_without_claims_goes_with_its_line_in_the_file(tmp_path):
    write_file(tmp_path, newer_releases=[make_version(id="1.1.0")])
    load_entries(entries_in(tmp_path))
    write_file(tmp_path)

    load_entries(entries_in(tmp_path))

    assert versions() == ["1.0.0"]


@pytest.mark.django_db
def test_loading_releases_twice_changes_nothing(tmp_path):
    write_file(
        tmp_path,
        newer_releases=[make_version(id="2")],
        older_releases=[older(capabilities=[ANOTHER])],
    )
    load_entries(entries_in(tmp_path))

    outcome = load_entries(entries_in(tmp_path))

    assert outcome.is_unchanged
    assert DirectoryEdition.objects.count() == 1


@pytest.mark.django_db
def test_export_into_an_earlier_export_says_what_it_changed(tmp_path, capsys):
    write_file(tmp_path)
    write_file(tmp_path, slug="drill")
    load_entries(entries_in(tmp_path))
    out = tmp_path / "out"
    export(out, capsys)
    (tmp_path / "drill.yaml").unlink()
    write_file(tmp_path, summary="Something else.")
    load_entries(entries_in(tmp_path))

    said = export(out, capsys)

    assert said == f"{out}: 1 files: changed lathe.yaml; removed drill.yaml.\n"
    assert list(files_in(out)) == ["lathe.yaml"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["notes.txt", "other.yaml", ".git"])
def test_export_refuses_a_folder_with_something_else(tmp_path, capsys, name):
    write_file(tmp_path)
    load_entries(entries_in(tmp_path))
    out = tmp_path / "out"
    out.mkdir()
    (out / name).write_text("key: value\n")

    with pytest.raises(CommandError, match=re.escape(f"something else: {name}. Nothing was")):
        export(out, capsys)

    assert list(files_in(out)) == [name]


@pytest.mark.django_db
def test_export_without_facts_is_refused(tmp_path, capsys):
    with pytest.raises(CommandError, match="No reference facts are loaded"):
        export(tmp_path / "out", capsys)

    assert not (tmp_path / "out").exists()


def claims():
    words = st.sampled_from(sorted(load_vocabulary().capabilities))
    return st.lists(words.flatmap(claim), min_size=1, max_size=4, unique_by=lambda c: c.capability)


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
SHORT = TEXT.map(lambda text: text[:80])
URL = st.sampled_from(["https://example.org/a", "http://example.org/b?c=d#e: f"])
DAY = st.dates(max_value=TODAY).map(date.isoformat)


def claim(capability):
    return st.builds(
        ClaimFacts,
        st.just(capability),
        st.sampled_from(ClaimStatus),
        URL,
        SHORT,
        since=SHORT,
        note=TEXT,
        checked=DAY,
    )


def release(version):
    in_order = claims().map(lambda found: tuple(sorted(found, key=lambda c: c.capability)))
    return st.builds(
        Release, st.just(version), DAY | st.just(""), URL, DAY, in_order, SHORT | st.just("")
    )


COMPONENTS = st.builds(
    Facts,
    slug=st.just("lathe"),
    name=SHORT,
    category=st.just("generative-engine"),
    also=st.just(()) | st.just(("model-server",)),
    layers=st.just((3, 4)),
    maintainer=SHORT,
    license=SHORT,
    homepage=URL,
    repository=URL | st.just(""),
    summary=TEXT,
    execution_unit=TEXT,
    not_provided=st.lists(TEXT, max_size=3).map(tuple),
    deployment=st.just(()) | st.just(("local-service",)),
    status_source=URL,
    caveats=st.lists(st.builds(Caveat, TEXT, URL), max_size=2).map(tuple),
    releases=st.lists(SHORT, min_size=1, max_size=3, unique=True).flatmap(
        lambda names: st.tuples(*map(release, names))
    ),
)


@given(facts=COMPONENTS)
@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
def test_what_is_written_reads_as_the_same_facts(tmp_path, facts):
    path = tmp_path / "lathe.yaml"
    path.write_bytes(component_as_yaml(facts).encode())

    entry, mistakes = read_entry(path, today=TODAY)

    assert mistakes == []
    assert component_in_file(entry) == facts
    assert component_as_yaml(component_in_file(entry)).encode() == path.read_bytes()
