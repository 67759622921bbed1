"""Gathers the models of this app's subjects, so that it has one migration history."""

from selection.directory.models import (
    Capability,
    Caveat,
    Claim,
    Component,
    DirectoryEdition,
    Release,
    Source,
)
from selection.questionnaire.models import AnswerEvent, Assessment, StoredAnswer, TextDraft
from selection.results.models import StoredResult

__all__ = [
    "AnswerEvent",
    "Assessment",
    "Capability",
    "Caveat",
    "Claim",
    "Component",
    "DirectoryEdition",
    "Release",
    "Source",
    "StoredAnswer",
    "StoredResult",
    "TextDraft",
]
