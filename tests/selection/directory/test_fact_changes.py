"""Whoever listens is told of each fact that can wake a decision, and of nothing else."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selection.directory.fact_changes import changes_between
from selection.directory.loading import load_entries
from selection.engine.knowledge import Claim, ClaimStatus, Component, Release
from selection.public import facts_changed
from tests.selection.directory.factories import entries_in, make_claim, make_version, write_file

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def told():
    """What a listener was told, in order."""
    changes = []

    def listen(change, **rest):
        changes.append(change)

    facts_changed.connect(listen)
    yield changes
    facts_changed.disconnect(listen)


@pytest.fixture
def load(db, tmp_path, django_capture_on_commit_callbacks):
    """Write the file of a component and load it, as `manage.py load_reference` does."""

    def load(**content):
        write_file(tmp_path, **content)
        with django_capture_on_commit_callbacks(execute=True):
            load_entries(entries_in(tmp_path))

    load.folder = tmp_path
    return load


def test_first_load_of_a_component_is_silent(load, told):
    load()

    assert told == []


def test_load_that_changes_nothing_is_silent(load, told):
    load()
    load()

    assert told == []


def test_changed_claim_is_told_with_both_states(load, told):
    load()
    load(capabilities=[make_claim(status="partial", note="Slowly.")])

    [change] = told
    assert (change.kind, change.component) == ("claim-changed", "lathe")
    assert (change.version, change.capability) == ("1.0.0", "generation/streaming")
    assert change.before == {
        "version": "1.0.0",
        "status": "supported",
        "note": "",
        "since": "",
        "source_url": "https://example.org/docs/streaming",
        "source_title": "Streaming",
    }
    assert change.after == {**change.before, "status": "partial", "note": "Slowly."}
    assert change.source_url == "https://example.org/docs/streaming"
    assert change.correction is None


def test_claim_that_is_taken_back_becomes_unknown(load, told):
    load(capabilities=[make_claim(), make_claim(**{"is": "generation/embeddings"})])
    load(capabilities=[make_claim()])

    [change] = told
    assert change.capability == "generation/embeddings"
    assert change.after["status"] == "unknown"


def test_release_without_claims_is_a_new_release_and_nothing_more(load, told):
    load()
    newer = make_version(
        id="1.1.0", released=date(2026, 11, 20), source="https://example.org/releases/1.1.0"
    )
    load(newer_releases=[newer])

    [change] = told
    assert (change.kind, change.version, change.capability) == ("new-release", "1.1.0", "")
    assert change.before == {"newest": "1.0.0", "released": "2026-10-01"}
    assert change.after == {"newest": "1.1.0", "released": "2026-11-20"}
    assert change.source_url == "https://example.org/releases/1.1.0"


def test_release_with_claims_tells_what_it_says_otherwise_than_the_one_before(load, told):
    same = make_claim(**{"is": "generation/embeddings"})
    load(capabilities=[make_claim(status="unsupported"), same])
    load(version=make_version(id="2.0.0"), capabilities=[make_claim(), same])

    release, claim = told
    assert (release.kind, release.version) == ("new-release", "2.0.0")
    assert (claim.kind, claim.version) == ("claim-changed", "2.0.0")
    assert claim.capability == "generation/streaming"
    assert (claim.before["version"], claim.before["status"]) == ("1.0.0", "unsupported")
    assert (claim.after["version"], claim.after["status"]) == ("2.0.0", "supported")


def test_older_release_that_is_added_is_told_as_no_newest_one(load, told):
    load()
    load(older_releases=[make_version(id="0.9.0")])

    [change] = told
    assert (change.kind, change.version) == ("new-release", "0.9.0")
    assert change.after["newest"] == change.before["newest"] == "1.0.0"


def test_deprecation_is_told(load, told):
    load()
    load(project_status="deprecated", status_source="https://example.org/farewell")

    [change] = told
    assert change.kind == "status-changed"
    assert change.before == {"project_status": "active"}
    assert change.after == {"project_status": "deprecated"}
    assert change.source_url == "https://example.org/farewell"


def test_component_that_leaves_the_directory_has_no_status_any_more(load, told):
    load()
    (load.folder / "lathe.yaml").unlink()
    load(slug="drill")

    [change] = told
    assert (change.component, change.kind) == ("lathe", "status-changed")
    assert change.after == {"project_status": ""}


def test_other_facts_are_not_told(load, told):
    load()
    load(summary="Generates text on many hosts.", license="MIT", caveats=[])

    assert told == []


capabilities = st.sampled_from(["generation/streaming", "generation/embeddings", "hardware/cpu"])
claims = st.dictionaries(capabilities, st.sampled_from(list(ClaimStatus))).map(
    lambda said: tuple(Claim(capability, status) for capability, status in sorted(said.items()))
)
releases = st.lists(
    st.builds(Release, version=st.sampled_from(["3", "2", "1"]), claims=claims),
    unique_by=lambda release: release.version,
)
components = st.builds(
    Component,
    slug=st.just("lathe"),
    name=st.just("Lathe"),
    category=st.just("generative-engine"),
    project_status=st.sampled_from(["active", "deprecated"]),
    releases=releases.map(tuple),
)


@pytest.mark.pure
@given(components)
def test_equal_facts_have_no_changes(component):
    assert changes_between(component, component, at=NOW) == ()


@pytest.mark.pure
@given(components, components)
def test_each_change_is_told_once_and_is_one(before, after):
    changes = changes_between(before, after, at=NOW)

    names = [(change.kind, change.version, change.capability) for change in changes]
    assert len(names) == len(set(names))
    for change in changes:
        if change.kind != "new-release":
            assert change.before != change.after


@pytest.mark.pure
@given(components, components)
def test_every_release_that_was_not_known_is_told(before, after):
    told = {
        change.version
        for change in changes_between(before, after, at=NOW)
        if change.kind == "new-release"
    }

    known = {release.version for release in before.releases}
    assert told == {release.version for release in after.releases} - known
