"""A stored result can be computed again to the same bytes, whatever has changed since."""

import pytest

from aruntime.teams.models import AuditEntry, Team, User
from selection.directory.models import DirectoryEdition
from selection.engine.answers import Answer
from selection.engine.canonical import digest, to_bytes
from selection.questionnaire.answering import save_answers
from selection.results.working_out import compute_again, store_result, work_out
from tests.selection.results.factories import make_assessment, make_edition, make_facts

pytestmark = pytest.mark.django_db


def test_result_names_its_versions_and_hash(team: Team, author: User):
    edition = make_edition()

    result = store_result(make_assessment(team), by=author)

    recommendation = result.recommendation
    assert recommendation.versions.directory == edition.version
    assert (result.questionnaire_version, result.rules_version) == (1, "1")
    assert result.digest == digest(recommendation)
    assert result.created_by == author


def test_result_computes_to_the_same_bytes_after_facts_and_answers_changed(
    team: Team, author: User
):
    make_edition()
    assessment = make_assessment(team)
    result = store_result(assessment, by=author)

    make_edition(*make_facts(note=", as of today"))
    save_answers(assessment, {"tenancy": Answer(value="one-team")}, by=author)

    again = compute_again(result)
    assert to_bytes(again).decode() == result.content
    assert digest(again) == result.digest
    assert digest(work_out(assessment)) != result.digest


def test_same_outcome_is_stored_once(team: Team, author: User):
    make_edition()
    assessment = make_assessment(team)

    assert store_result(assessment, by=author) == store_result(assessment, by=author)


def test_stored_result_is_noted_once_in_the_audit_record(team: Team, author: User):
    make_edition()
    assessment = make_assessment(team)

    result = store_result(assessment, by=author)
    store_result(assessment, by=author)

    entry = AuditEntry.objects.get(deed="result.stored")
    assert (entry.team, entry.by, entry.subject) == (team, author, assessment.name)
    assert entry.url == f"/assessments/{assessment.pk}/results/{result.pk}/"


def test_changed_facts_lead_to_a_new_result(team: Team, author: User):
    make_edition()
    assessment = make_assessment(team)
    before = store_result(assessment, by=author)

    make_edition(*make_facts(note=", as of today"))

    assert store_result(assessment, by=author) != before


def test_nothing_is_worked_out_without_reference_facts(team: Team):
    with pytest.raises(DirectoryEdition.DoesNotExist):
        work_out(make_assessment(team))
