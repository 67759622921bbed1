"""The sections of the guided form, in the order in which a record is read."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from adr.records import content, forms, row_forms
from adr.records.gaps import Gap
from adr.triggers.trigger_form import TriggerForm


@dataclass(frozen=True)
class Rows:
    """The rows of a section: the field of RecordContent, and the form and shape of one row."""

    field: str
    form: type[row_forms.RowForm]
    row: type[Any]
    noun: str


@dataclass(frozen=True)
class Section:
    """One page of the form: single fields, rows, or both."""

    slug: str
    title: str
    lead: str
    form: type[forms.SectionForm] | None = None
    rows: Rows | None = None


SECTIONS = (
    Section("basics", "Basics", "What is decided, who answers for it, and when.", forms.BasicsForm),
    Section("context", "Context and drivers", "Why a decision is needed.", forms.ContextForm),
    Section(
        "decision",
        "Decision and layer ownership",
        "What is chosen, and what owns which layer at which exact version.",
        forms.DecisionForm,
        Rows("chosen", row_forms.ChosenForm, content.ChosenRow, "component"),
    ),
    Section(
        "alternatives",
        "Alternatives",
        "What was considered and not chosen, with the reason against it.",
        rows=Rows("alternatives", row_forms.AlternativeForm, content.AlternativeRow, "alternative"),
    ),
    Section(
        "consequences",
        "Consequences",
        "What follows from the decision, the unpleasant part included.",
        rows=Rows("consequences", row_forms.ConsequenceForm, content.ConsequenceRow, "consequence"),
    ),
    Section(
        "versions",
        "Versions",
        "The exact versions that the decision rests on.",
        rows=Rows("versions", row_forms.VersionForm, content.VersionRow, "version"),
    ),
    Section(
        "sources",
        "Sources",
        "What was read, at which version, and when.",
        rows=Rows("sources", row_forms.SourceForm, content.SourceRow, "source"),
    ),
    Section("workload", "Workload", "What it has to carry.", forms.WorkloadForm),
    Section(
        "assumptions",
        "Assumptions",
        "What is taken for granted. Each is open until somebody has found out.",
        rows=Rows("assumptions", row_forms.AssumptionForm, content.AssumptionRow, "assumption"),
    ),
    Section(
        "risks",
        "Risks",
        "What may go wrong, and what is done about it.",
        rows=Rows("risks", row_forms.RiskForm, content.RiskRow, "risk"),
    ),
    Section("migration", "Migration and exit", "How to get in, and out.", forms.MigrationForm),
    Section(
        "validation",
        "Validation results",
        "What tests found. A result that passed settles the requirement that it is about.",
        rows=Rows("validation", row_forms.ValidationForm, content.ValidationRow, "result"),
    ),
    Section(
        "confirmation",
        "Confirmation",
        "How it will be seen that the decision is carried out.",
        rows=Rows("confirmations", row_forms.ConfirmationForm, content.ConfirmationRow, "check"),
    ),
    Section(
        "review",
        "Review date and revisit triggers",
        "When to look at the decision again, and which changes make that sooner.",
        forms.ReviewForm,
        Rows("triggers", TriggerForm, content.TriggerRow, "trigger"),
    ),
)


def find_section(slug: str) -> Section | None:
    return next((section for section in SECTIONS if section.slug == slug), None)


def next_section(section: Section) -> Section | None:
    """Return the section after this one, or None after the last."""
    following = SECTIONS[SECTIONS.index(section) + 1 :]
    return following[0] if following else None


def gaps_by_section(gaps: Iterable[Gap]) -> list[tuple[Section, str]]:
    """Return every section with the number of its gaps in words, empty where there is none."""
    counts = Counter(gap.section for gap in gaps)
    return [(section, _in_words(counts[section.slug])) for section in SECTIONS]


def _in_words(count: int) -> str:
    return f"{count} gap{'' if count == 1 else 's'}" if count else ""
