"""All that the page and the PDF of a record show, as plain data."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.text import capfirst

from adr.records.content import ChosenRow, GateRow, RecordContent, from_json
from adr.records.gaps import result_of
from adr.records.models import Record, Revision, Status, StatusChange
from adr.records.reading import content_of
from adr.relations.listing import ShownRelation, relations_of
from adr.reviews.summary import TeamReview, team_review
from adr.reviews.voting import Council
from adr.transfer.origin import Origin, origin_of
from adr.watch.after import AfterAcceptance, after_acceptance
from selection.public import NARROW, Recommendation, StackPicture, load_vocabulary, stack_picture

STATUS_TONES = {
    Status.DRAFT: "quiet",
    Status.PROPOSED: "active",
    Status.ACCEPTED: "good",
    Status.REJECTED: "bad",
    Status.SUPERSEDED: "quiet",
    Status.DEPRECATED: "warn",
    Status.IMPORTED: "warn",
}

GATE_WORDS = {
    "met": ("Met", "good"),
    "not-met": ("Not met", "bad"),
    "not-verified": ("Not verified", "warn"),
}


@dataclass(frozen=True)
class LinkedRecord:
    number: int
    title: str
    status_label: str
    url: str


@dataclass(frozen=True)
class StatusStep:
    """One line of the record's history."""

    label: str
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Provenance:
    """Where the drafted result came from; with the answers it can be computed again."""

    assessment: UUID | None
    assessment_name: str
    questionnaire: str
    rules: str
    directory: str
    digest: str
    worked_out_at: datetime


@dataclass(frozen=True)
class ChosenPart:
    """One line of the layer ownership, with the layer's name."""

    layer_name: str
    row: ChosenRow


@dataclass(frozen=True)
class ShownGate:
    """One requirement held against a chosen component, and the result that settles it."""

    row: GateRow
    component: str  # its name
    word: str
    tone: str
    settled: str

    @property
    def remark(self) -> str:
        """What the note of the claim says beyond the status word."""
        doubled = f"{self.word}: "
        if not self.row.note.startswith(doubled):
            return self.row.note
        if self.row.claim_status == "supported":
            return ""
        return capfirst(self.row.note.removeprefix(doubled))


@dataclass(frozen=True)
class RecordPage:
    content: RecordContent
    team_name: str
    team_slug: str
    number: int
    url: str
    status: str
    status_label: str
    status_tone: str
    owner_name: str
    recorded_on: date
    updated_at: datetime
    revision: int
    chosen: tuple[ChosenPart, ...]
    history: tuple[StatusStep, ...]
    supersedes: tuple[LinkedRecord, ...]
    superseded_by: LinkedRecord | None
    successor_of: LinkedRecord | None
    recommendation: Recommendation | None
    provenance: Provenance | None
    stack: StackPicture | None
    gates: tuple[ShownGate, ...] = ()
    narrow_stack: StackPicture | None = None
    origin: Origin | None = None  # the file that an imported record came from
    team_review: TeamReview = field(default_factory=TeamReview)
    relations: tuple[ShownRelation, ...] = ()
    after: AfterAcceptance | None = None

    @property
    def sections(self) -> tuple[tuple[str, str], ...]:
        """Anchor and title of each part that the page shows, in its order."""
        content = self.content
        shown: tuple[tuple[str, str, object], ...] = (
            ("stack", "The stack", self.stack),
            ("context", "Context", content.context),
            ("decision-drivers", "Decision drivers", content.drivers),
            ("decision", "Decision", content.decision),
            ("ownership", "Layer ownership", self.chosen),
            ("alternatives", "Alternatives", content.alternatives),
            ("consequences", "Consequences", content.consequences),
            ("gates", "Gates", self.gates),
            ("validation", "Validation results", True),
            ("workload", "Workload", content.workload),
            ("assumptions", "Assumptions", content.assumptions),
            ("risks", "Risks", content.risks),
            ("migration-and-exit", "Migration and exit", content.migration),
            ("confirmation", "Confirmation", content.confirmations),
            ("triggers", "Revisit triggers", content.triggers),
            ("versions", "Versions", content.versions or self.provenance),
            ("sources", "Sources", content.sources),
            ("more-of-the-file", "More of the file", self.origin and self.origin.sections),
            ("origin", "Origin", self.origin),
            ("relations", "Relations", True),
            ("team-review", "Review by the team", True),
            ("after-acceptance", "After acceptance", self.after),
            ("history", "History", True),
        )
        return tuple((anchor, title) for anchor, title, is_there in shown if is_there)

    @property
    def mandatory_gates(self) -> tuple[GateRow, ...]:
        return tuple(gate for gate in self.content.gates if gate.mandatory)


def record_page(record: Record, council: Council | None = None) -> RecordPage:
    """Return the page data of a record; the number of queries is constant.

    `council` is that of its team, where it was read before.
    """
    prefetch_related_objects(
        [record], "team", "result__edition", "result__assessment", "superseded_by"
    )
    prefetch_related_objects([record], "supersedes", "status_changes__by")
    content = content_of(record)
    recommendation = record.recommendation
    layers = recommendation.layers if recommendation else ()
    origin = origin_of(record)
    label = Status(record.status).label
    if origin and record.status == Status.IMPORTED:
        label = origin.status_in_words
    return RecordPage(
        content=content,
        team_name=record.team.name,
        team_slug=record.team.slug,
        number=record.number,
        url=record_url(record),
        status=record.status,
        status_label=label,
        status_tone=STATUS_TONES[Status(record.status)],
        owner_name=str(record.owner) if record.owner else "",
        recorded_on=record.recorded_on,
        updated_at=record.updated_at,
        revision=record.revision,
        chosen=_chosen(content),
        gates=_gates(content),
        history=tuple(_step(change) for change in record.status_changes.all()),
        supersedes=tuple(_link(old, record) for old in record.supersedes.all()),
        superseded_by=_link(record.superseded_by, record) if record.superseded_by else None,
        successor_of=_link(record.successor_of, record) if record.successor_of else None,
        recommendation=recommendation,
        provenance=_provenance(record),
        stack=stack_picture(layers, name="stack-wide") if layers else None,
        narrow_stack=stack_picture(layers, width=NARROW, name="stack-narrow") if layers else None,
        origin=origin,
        team_review=team_review(record, council),
        relations=relations_of(record),
        after=after_acceptance(record),
    )


def record_url(record: Record) -> str:
    return reverse("adr:record", kwargs={"team": record.team.slug, "number": record.number})


def page_at(record: Record, revision: Revision) -> RecordPage:
    """Return the page of a record with the content that it had at an earlier revision."""
    content = from_json(revision.content)
    return replace(
        record_page(record),
        content=content,
        chosen=_chosen(content),
        gates=_gates(content),
        revision=revision.number,
    )


def _chosen(content: RecordContent) -> tuple[ChosenPart, ...]:
    names = load_vocabulary().layers
    rows = sorted(content.chosen, key=lambda row: -row.layer)
    return tuple(ChosenPart(names[row.layer], row) for row in rows)


def _gates(content: RecordContent) -> tuple[ShownGate, ...]:
    shown = []
    for row in content.gates:
        word, tone = GATE_WORDS[row.status]
        result = result_of(row, content)
        settled = f"Validation {result.outcome} on {result.measured_on}." if result else ""
        name = content.component_names.get(row.component, row.component)
        shown.append(ShownGate(row, name, word, tone, settled))
    return tuple(shown)


def _step(change: StatusChange) -> StatusStep:
    by = str(change.by) if change.by else ""
    return StatusStep(Status(change.after).label, by, change.at, change.reason)


def _link(other: Record, record: Record) -> LinkedRecord:
    # A record is only ever linked with records of its own library.
    url = reverse("adr:record", kwargs={"team": record.team.slug, "number": other.number})
    return LinkedRecord(other.number, other.title, Status(other.status).label, url)


def _provenance(record: Record) -> Provenance | None:
    result = record.result
    if result is None:
        return None
    return Provenance(
        assessment=result.assessment_id,
        assessment_name=str(result.assessment) if result.assessment else "",
        questionnaire=str(result.questionnaire_version),
        rules=result.rules_version,
        directory=result.edition.version,
        digest=result.digest,
        worked_out_at=result.created_at,
    )
