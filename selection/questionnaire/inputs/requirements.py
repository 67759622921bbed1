"""Question 9: confirming the requirements that follow, adding some, and choosing versions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from crispy_forms.layout import HTML, LayoutObject
from django import forms
from django.http import QueryDict

from selection.directory.vocabulary import load_vocabulary
from selection.engine.questions import Question
from selection.engine.recommendation import Need, Requirement
from selection.questionnaire.inputs.base import AnswerInput, MistakeError, line
from selection.questionnaire.inputs.blocks import FieldBlock, TemplateBlock, group
from selection.questionnaire.inputs.quantities import NEEDS, select

CONFIRM = "confirm"
VERDICTS = {
    CONFIRM: "Confirm",
    "accept-partial": "Confirm, partial support is enough",
    "relax": "Relax: wanted, no longer mandatory",
    "drop": "Drop",
}


@dataclass(frozen=True)
class ReviewRow:
    """One requirement with the names of its fields."""

    requirement: Requirement
    verdict: str
    reason: str


class TableInput(AnswerInput):
    """What the three share: they are made of rows, and an empty one is an answer too."""

    offers_not_applicable: ClassVar[bool] = False
    can_head_a_page: ClassVar[bool] = False

    @property
    def first_field(self) -> str:
        return self.name("standing")


class ReviewInput(TableInput):
    """A verdict on each requirement that follows from the answers; a reason unless confirmed."""

    more_action: ClassVar[tuple[str, str]] = ("confirm_rest", "Confirm all that are not decided")

    def __init__(self, question: Question, requirements: Sequence[Requirement]) -> None:
        super().__init__(question)
        self.rows = [
            ReviewRow(requirement, self.name(f"{number}-verdict"), self.name(f"{number}-reason"))
            for number, requirement in enumerate(requirements)
        ]

    def value_fields(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for row in self.rows:
            fields[row.verdict] = forms.ChoiceField(
                label="What do you say to it?",
                choices=list(self._verdicts(row.requirement)),
                widget=forms.RadioSelect,
                required=False,
            )
            fields[row.reason] = line("Reason, unless you confirm it")
        return fields

    def value_layout(self, *, is_heading: bool) -> list[LayoutObject]:
        rows = [
            group(
                row.requirement.label,
                TemplateBlock(
                    "selection/questionnaire/_requirement.html", requirement=row.requirement
                ),
                FieldBlock(row.verdict, wrapper_class="options-in-line verdict"),
                FieldBlock(row.reason, wrapper_class="verdict-reason"),
            )
            for row in self.rows
        ]
        return [*rows] or [HTML("<p>Nothing follows from your answers yet.</p>")]

    def confirm_rest(self, data: QueryDict) -> QueryDict:
        """Return what was sent, with every requirement confirmed that nothing was said of."""
        confirmed = data.copy()
        for row in self.rows:
            if not confirmed.get(row.verdict):
                confirmed[row.verdict] = CONFIRM
        return confirmed

    def _verdicts(self, requirement: Requirement) -> Iterator[tuple[str, str]]:
        is_capability = not requirement.key.startswith(("bound/", "demand/"))
        is_mandatory = requirement.need is Need.MANDATORY or requirement.origin == "relaxed"
        for key, label in VERDICTS.items():
            if (key != "accept-partial" or is_capability) and (key != "relax" or is_mandatory):
                yield key, label

    def value_initial(self, value: Any) -> dict[str, Any]:
        shown = {}
        for row in self.rows:
            stored = value.get(row.requirement.key, {})
            shown[row.verdict] = stored.get("verdict", "")
            shown[row.reason] = stored.get("reason", "")
        return shown

    def read_value(self, data: Mapping[str, Any]) -> Any:
        value = {}
        for row in self.rows:
            verdict = data.get(row.verdict)
            if verdict:
                value[row.requirement.key] = self._read_row(row, verdict, data)
        return value or None

    def _read_row(self, row: ReviewRow, verdict: str, data: Mapping[str, Any]) -> dict[str, str]:
        reason = data.get(row.reason, "")
        if verdict != CONFIRM and not reason:
            raise MistakeError(
                row.reason, f"Say why “{row.requirement.label}” is not simply confirmed"
            )
        return {"verdict": verdict, "reason": reason} if reason else {"verdict": verdict}


@dataclass(frozen=True)
class AdditionRow:
    """The names of the fields of one further capability."""

    capability: str
    need: str
    reason: str


class AdditionsInput(TableInput):
    """Rows of capability, need and reason; empty rows are left out."""

    more_action: ClassVar[tuple[str, str]] = ("more_rows", "Add another capability")
    EMPTY_ROWS: ClassVar[int] = 2
    MOST_ROWS: ClassVar[int] = 60

    def __init__(self, question: Question, *, rows: int) -> None:
        super().__init__(question)
        self.rows = [
            AdditionRow(
                *(self.name(f"{number}-{part}") for part in ("capability", "need", "reason"))
            )
            for number in range(min(rows, self.MOST_ROWS))
        ]

    def value_fields(self) -> dict[str, forms.Field]:
        capabilities = [
            (
                dimension.label,
                [(f"{dimension.key}/{word.key}", word.label) for word in dimension.words],
            )
            for dimension in load_vocabulary().dimensions
        ]
        fields: dict[str, forms.Field] = {}
        for row in self.rows:
            fields[row.capability] = select("Capability", capabilities)
            fields[row.need] = forms.ChoiceField(
                label="Mandatory or wanted?",
                choices=NEEDS,
                widget=forms.RadioSelect,
                required=False,
            )
            fields[row.reason] = line("Why is it needed?")
        return fields

    def value_layout(self, *, is_heading: bool) -> list[LayoutObject]:
        rows = [
            group(
                f"Capability {number}",
                FieldBlock(row.capability),
                FieldBlock(row.need, wrapper_class="options-in-line"),
                FieldBlock(row.reason),
            )
            for number, row in enumerate(self.rows, start=1)
        ]
        return [*rows]

    def value_initial(self, value: Any) -> dict[str, Any]:
        shown = {}
        for row, stored in zip(self.rows, value, strict=False):
            shown[row.capability] = stored["capability"]
            shown[row.need] = stored["need"]
            shown[row.reason] = stored.get("reason", "")
        return shown

    def read_value(self, data: Mapping[str, Any]) -> Any:
        value: list[dict[str, str]] = []
        for row in self.rows:
            if any(data.get(name) for name in (row.capability, row.need, row.reason)):
                value.append(self._read_row(row, data))
                if value[-1]["capability"] in [earlier["capability"] for earlier in value[:-1]]:
                    raise MistakeError(row.capability, "Choose each capability only once")
        return value or None

    def _read_row(self, row: AdditionRow, data: Mapping[str, Any]) -> dict[str, str]:
        if not data.get(row.capability):
            raise MistakeError(row.capability, "Choose the capability that is needed")
        label = load_vocabulary().capability_label(data[row.capability])
        if not data.get(row.need):
            raise MistakeError(row.need, f"Select whether “{label}” is mandatory or wanted")
        if not data.get(row.reason):
            raise MistakeError(row.reason, f"Say why “{label}” is needed")
        return {
            "capability": data[row.capability],
            "need": data[row.need],
            "reason": data[row.reason],
        }


@dataclass(frozen=True)
class VersionChoice:
    """A component with its releases, newest first."""

    slug: str
    name: str
    releases: tuple[str, ...]


@dataclass(frozen=True)
class VersionGroup:
    """The components of one needed category."""

    label: str
    components: tuple[VersionChoice, ...]


class VersionsInput(TableInput):
    """One release for each component that is under consideration at an exact version."""

    def __init__(self, question: Question, groups: Sequence[VersionGroup]) -> None:
        super().__init__(question)
        self.groups = groups

    def components(self) -> Iterator[VersionChoice]:
        for part in self.groups:
            yield from part.components

    def value_fields(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for component in self.components():
            releases = [(release, release) for release in component.releases]
            fields[self.name(component.slug)] = select(
                component.name, releases, empty="Newest with claims"
            )
        return fields

    def value_layout(self, *, is_heading: bool) -> list[LayoutObject]:
        groups = [
            group(part.label, *(FieldBlock(self.name(c.slug)) for c in part.components))
            for part in self.groups
        ]
        return groups or [HTML("<p>Your answers do not need a category of the directory yet.</p>")]

    def value_initial(self, value: Any) -> dict[str, Any]:
        return {self.name(slug): release for slug, release in value.items()}

    def read_value(self, data: Mapping[str, Any]) -> Any:
        chosen = {c.slug: data.get(self.name(c.slug)) for c in self.components()}
        return {slug: release for slug, release in sorted(chosen.items()) if release} or None
