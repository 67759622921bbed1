"""From an assessment to its recommendation, and from a stored result to the same one again."""

from dataclasses import dataclass
from functools import lru_cache

from django.db import transaction
from django.urls import reverse

from aruntime.teams.models import User
from selection.directory.editions import directory_of, latest_edition
from selection.directory.models import DirectoryEdition
from selection.engine.answers import Answer
from selection.engine.canonical import digest, from_bytes, to_bytes
from selection.engine.recommend import recommend
from selection.engine.recommendation import Recommendation
from selection.engine.rules import load_rules
from selection.questionnaire.answering import engine_answers
from selection.questionnaire.deeds import note_assessment_deed
from selection.questionnaire.models import Assessment
from selection.questionnaire.versions import load_questionnaire
from selection.results.models import StoredResult


@dataclass(frozen=True)
class Inputs:
    """All that a recommendation follows from. `edition` is the digest of the reference facts."""

    questionnaire_version: int
    rules_version: str
    edition: str
    answers: bytes


def work_out(assessment: Assessment) -> Recommendation:
    """Return the recommendation that the present answers, rules and reference facts lead to."""
    return _compute_once(_gather_inputs(assessment))


@transaction.atomic
def store_result(assessment: Assessment, *, by: User) -> StoredResult:
    """Keep the present recommendation with its exact inputs; the same outcome is kept once."""
    inputs = _gather_inputs(assessment)
    recommendation = _compute_once(inputs)
    result, is_new = StoredResult.objects.get_or_create(
        assessment=assessment,
        digest=digest(recommendation),
        defaults={
            "questionnaire_version": inputs.questionnaire_version,
            "rules_version": inputs.rules_version,
            "edition": DirectoryEdition.objects.get(digest=inputs.edition),
            "answers": inputs.answers.decode(),
            "content": to_bytes(recommendation).decode(),
            "created_by": by,
        },
    )
    if is_new:
        url = reverse("selection:result", args=[assessment.pk, result.pk])
        note_assessment_deed(assessment, by=by, deed="result.stored", url=url)
    return result


def compute_again(result: StoredResult) -> Recommendation:
    """Work a stored result out anew from its own inputs, whatever has changed since."""
    return compute(
        Inputs(
            questionnaire_version=result.questionnaire_version,
            rules_version=result.rules_version,
            edition=result.edition.digest,
            answers=result.answers.encode(),
        )
    )


def _gather_inputs(assessment: Assessment) -> Inputs:
    return Inputs(
        questionnaire_version=assessment.questionnaire_version,
        rules_version=load_rules().version,
        edition=latest_edition().digest,
        answers=to_bytes(dict(engine_answers(assessment))),
    )


def compute(inputs: Inputs) -> Recommendation:
    """Work out a recommendation from its inputs; whatever is missing here raises."""
    edition = DirectoryEdition.objects.get(digest=inputs.edition)
    return recommend(
        questionnaire=load_questionnaire(inputs.questionnaire_version),
        answers=from_bytes(dict[str, Answer], inputs.answers),
        rules=load_rules(inputs.rules_version),
        directory=directory_of(edition),
    )


# The inputs name every byte that goes in, so what was computed from them stays true.
_compute_once = lru_cache(maxsize=64)(compute)
