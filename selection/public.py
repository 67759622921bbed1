"""What other apps may use of `selection`; everything else in it is private."""

from selection.directory.edition_changes import changes_since
from selection.directory.editions import latest_edition
from selection.directory.models import Component, DirectoryEdition
from selection.directory.releases import known_versions
from selection.directory.reliance import RelianceRow, RelyingRecord, replace_reliances
from selection.directory.vocabulary import load_vocabulary
from selection.engine.recommendation import (
    Because,
    Candidate,
    Conclusion,
    Gate,
    GateStatus,
    Need,
    Recommendation,
    Requirement,
    Shortlist,
    Verdict,
)
from selection.examples.beginning import begin_example
from selection.questionnaire.access import get_assessment_to_change
from selection.questionnaire.claiming import hand_to_team, teams_to_write_in
from selection.questionnaire.models import Assessment
from selection.questionnaire.numbers import parse_amount
from selection.results.models import StoredResult
from selection.results.restoring import restore_result
from selection.results.stack import NARROW, StackPicture, stack_picture
from selection.results.wording import AnswerInWords, answers_in_words
from selection.results.working_out import store_result
from selection.signals import FactChange, FactChangeKind, facts_changed

__all__ = [
    "NARROW",
    "AnswerInWords",
    "Assessment",
    "Because",
    "Candidate",
    "Component",
    "Conclusion",
    "DirectoryEdition",
    "FactChange",
    "FactChangeKind",
    "Gate",
    "GateStatus",
    "Need",
    "Recommendation",
    "RelianceRow",
    "RelyingRecord",
    "Requirement",
    "Shortlist",
    "StackPicture",
    "StoredResult",
    "Verdict",
    "answers_in_words",
    "begin_example",
    "changes_since",
    "facts_changed",
    "get_assessment_to_change",
    "hand_to_team",
    "known_versions",
    "latest_edition",
    "load_vocabulary",
    "parse_amount",
    "replace_reliances",
    "restore_result",
    "stack_picture",
    "store_result",
    "teams_to_write_in",
]
