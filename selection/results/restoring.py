"""A stored result that comes from elsewhere: kept only if it can be computed again here."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from aruntime.teams.models import Team, User
from selection.directory.models import DirectoryEdition
from selection.engine.canonical import digest as digest_of
from selection.engine.canonical import to_bytes
from selection.results.models import StoredResult
from selection.results.working_out import Inputs, compute

VERSION = re.compile(r"\w+")  # no path


def restore_result(
    *,
    team: Team,
    questionnaire: int,
    rules: str,
    directory: str,
    answers: Mapping[str, Any],
    digest: str,
    worked_out_at: datetime,
    by: User | None,
) -> StoredResult | None:
    """Return the result of these inputs; the team's own where it has it, else without assessment.

    None where this installation lacks the questionnaire, the rules or the edition of the directory
    (`directory` is its digest), or where the inputs do not lead to a result with this digest.
    """
    known = StoredResult.objects.filter(digest=digest, edition__digest=directory)
    if own := known.filter(assessment__team=team).first():
        return own
    if not VERSION.fullmatch(rules):
        return None
    inputs = Inputs(questionnaire, rules, directory, to_bytes(dict(answers)))
    try:
        recommendation = compute(inputs)
    except (ValueError, KeyError, TypeError, OSError, DirectoryEdition.DoesNotExist):
        return None
    if digest_of(recommendation) != digest:
        return None
    result = StoredResult.objects.create(
        questionnaire_version=questionnaire,
        rules_version=rules,
        edition=DirectoryEdition.objects.get(digest=directory),
        answers=inputs.answers.decode(),
        content=to_bytes(recommendation).decode(),
        digest=digest,
        created_by=by,
    )
    StoredResult.objects.filter(pk=result.pk).update(created_at=worked_out_at)
    result.refresh_from_db(fields=["created_at"])
    return result
