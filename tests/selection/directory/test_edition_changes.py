"""What has changed since an edition is found again, whoever missed the news."""

import pytest

from selection.directory.loading import load_entries
from selection.public import changes_since, known_versions, latest_edition
from tests.selection.directory.factories import entries_in, make_claim, make_version, write_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def load(tmp_path):
    def load(**content):
        write_file(tmp_path, **content)
        load_entries(entries_in(tmp_path))
        return latest_edition()

    return load


def test_nothing_has_changed_since_the_latest_edition(load):
    assert changes_since(load()) == ()


def test_changes_over_several_loads_are_told_as_one(load):
    first = load()
    load(capabilities=[make_claim(status="partial", note="Slowly.")])
    last = load(capabilities=[make_claim(status="unsupported")], project_status="deprecated")

    status, claim = changes_since(first)

    assert (status.before, status.after) == (
        {"project_status": "active"},
        {"project_status": "deprecated"},
    )
    assert (claim.before["status"], claim.after["status"]) == ("supported", "unsupported")
    assert claim.at == last.current_since


def test_change_that_was_taken_back_is_none(load):
    first = load()
    load(project_status="deprecated")
    load()

    assert changes_since(first) == ()


def test_edition_is_compared_without_reading_the_facts_again(load, django_assert_num_queries):
    first = load()
    load(project_status="deprecated")
    changes_since(first)

    with django_assert_num_queries(1):
        changes_since(first)


def test_versions_are_those_of_the_components_asked_for(load):
    load(older_releases=[make_version(id="0.9.0")])

    assert known_versions(["lathe", "other"]) == {("lathe", "1.0.0"), ("lathe", "0.9.0")}
    assert known_versions(["other"]) == set()
