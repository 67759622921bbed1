"""What the engine gives back: a recommendation in which every conclusion carries its reasons.

All classes are frozen, hold plain data only, and go to JSON and back without loss (`canonical`).
"""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """The outcome for a category, an addition or a deployment option."""

    NEEDED = "needed"
    NOT_NEEDED = "not-needed"
    OPEN = "open"  # An answer that decides it is not known yet.
    RULED_IN = "ruled-in"
    RULED_OUT = "ruled-out"


class Need(StrEnum):
    MANDATORY = "mandatory"
    WANTED = "wanted"


class GateStatus(StrEnum):
    MET = "met"
    NOT_MET = "not-met"
    NOT_VERIFIED = "not-verified"


@dataclass(frozen=True)
class Because:
    """One step of a trace: answer → rule → conclusion.

    `question` and `answer` name what was answered, in words; both are empty for a rule that holds
    whatever was answered. `source` is the place in the guide, or the other source, of the rule.
    """

    rule: str
    sentence: str
    source: str
    question: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Change:
    """One answer that, changed alone, would change the conclusion it stands under."""

    question: str
    answer_now: str
    answer_then: str
    becomes: str


@dataclass(frozen=True)
class Conclusion:
    """A verdict on one subject, with its trace. A conclusion without a reason cannot be built."""

    subject: str
    label: str
    verdict: Verdict
    because: tuple[Because, ...]
    changes: tuple[Change, ...] = ()

    def __post_init__(self) -> None:
        if not self.because:
            raise ValueError(f"{self.subject}: a conclusion needs at least one reason.")


@dataclass(frozen=True)
class Simpler:
    """The simpler thing that does the job, where no runtime is needed."""

    name: str
    description: str
    because: tuple[Because, ...]
    changes: tuple[Change, ...] = ()

    def __post_init__(self) -> None:
        if not self.because:
            raise ValueError(f"{self.name}: a conclusion needs at least one reason.")


@dataclass(frozen=True)
class LayerPart:
    """One category or addition on a layer."""

    subject: str
    label: str
    verdict: Verdict


@dataclass(frozen=True)
class Layer:
    """One of the seven layers, 0 hardware … 6 product, with the parts that sit on it."""

    number: int
    name: str
    parts: tuple[LayerPart, ...]
    sentence: str  # what this layer needs, or that nothing is needed, for a screen reader


@dataclass(frozen=True)
class ArithmeticLine:
    """One line of the sizing: what, the formula with its numbers, the result with its unit."""

    label: str
    formula: str
    result: str


@dataclass(frozen=True)
class Sizing:
    """Whether model and cache fit one device, one host, or several hosts.

    `topology` is one-device, one-host, several-hosts or unknown; `missing` are the answers that
    the arithmetic still needs, as question keys.
    """

    topology: str
    sentence: str
    lines: tuple[ArithmeticLine, ...]
    missing: tuple[str, ...]
    because: tuple[Because, ...]

    def __post_init__(self) -> None:
        if not self.because:
            raise ValueError("The sizing needs at least one reason.")


@dataclass(frozen=True)
class Level:
    """The consequence level, 0 to 3."""

    number: int
    label: str
    because: tuple[Because, ...]
    changes: tuple[Change, ...] = ()

    def __post_init__(self) -> None:
        if not self.because:
            raise ValueError("A consequence level needs at least one reason.")


@dataclass(frozen=True)
class Control:
    """What one control family must at least be at the consequence level of the assessment."""

    family: str
    label: str
    level: int
    demands: tuple[str, ...]
    because: tuple[Because, ...]

    def __post_init__(self) -> None:
        if not self.because:
            raise ValueError(f"{self.family}: a control needs at least one reason.")


@dataclass(frozen=True)
class Requirement:
    """What answers ask of a component: a capability, or a bound to be measured.

    `key` is the capability (`generation/streaming`), `any-of/<question>`, `bound/<question>` or
    `demand/<question>`. `origin` is derived, confirmed, relaxed, dropped or added. A dropped
    requirement is shown and gates nothing; so is one whose `categories` are empty, because no part
    that is needed owns it.
    """

    key: str
    label: str
    need: Need
    origin: str
    categories: tuple[str, ...]
    because: tuple[Because, ...]
    bound: str = ""  # "TTFT at p95 at most 200 ms", for a bound only
    reason: str = ""  # what the team wrote when it relaxed, dropped or added it
    any_of: tuple[str, ...] = ()  # capabilities of which one suffices; empty where `key` is meant
    accepts_partial: bool = False  # the team confirmed that what is missing is not needed
    demand: str = ""  # what the team wrote, for a demand in free text only

    def __post_init__(self) -> None:
        if not self.because:
            raise ValueError(f"{self.key}: a requirement needs at least one reason.")


@dataclass(frozen=True)
class Gate:
    """One requirement held against one component at one exact version."""

    requirement: str
    need: Need
    status: GateStatus
    claim_status: str  # of the claim, `unknown` where there is none
    sentence: str
    version: str = ""
    source_url: str = ""
    source_title: str = ""
    checked: str = ""
    note: str = ""


@dataclass(frozen=True)
class Candidate:
    """One component of a needed category, with one gate for each requirement of the shortlist."""

    slug: str
    name: str
    version: str
    released: str
    license: str
    project_status: str
    gates: tuple[Gate, ...]
    not_provided: tuple[str, ...]
    caveats: tuple[tuple[str, str], ...]  # text, source URL


@dataclass(frozen=True)
class Shortlist:
    """The components of one needed category or addition, in groups and by name, never ranked."""

    category: str
    label: str
    requirements: tuple[str, ...]  # keys, in the order of the gates of every candidate
    every_gate_met: tuple[Candidate, ...]
    some_not_verified: tuple[Candidate, ...]
    ruled_out: tuple[Candidate, ...]
    note: str = ""  # why the shortlist is empty or not sifted, and what to do


@dataclass(frozen=True)
class PlanTask:
    """One thing to do in the evaluation. `requirement` and `component` where it is about them."""

    text: str
    requirement: str = ""
    component: str = ""
    blocks_acceptance: bool = False  # until a validation result is recorded, at levels 2 and 3
    rule: str = ""  # the row of the rule table that it comes from


@dataclass(frozen=True)
class PlanStep:
    """One of the guide's five steps, made concrete."""

    number: int
    title: str
    tasks: tuple[PlanTask, ...]


@dataclass(frozen=True)
class Measure:
    """One of the guide's seven measures: what to measure here, and the bound to hold."""

    key: str
    label: str
    what: str
    bound: str = ""


@dataclass(frozen=True)
class EvaluationPlan:
    steps: tuple[PlanStep, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True)
class OpenPoint:
    """An answer that is not known yet, or was not given: an assumption of the decision."""

    question: str
    label: str
    blocks: str
    who_finds_out: str = ""
    by_when: str = ""


@dataclass(frozen=True)
class Versions:
    """What a result came from; together with the answers it can be computed again."""

    questionnaire: str
    rules: str
    directory: str


@dataclass(frozen=True)
class Recommendation:
    """The smallest architecture that meets the answers, with the reason for every part."""

    headline: str
    simpler: Simpler | None
    categories: tuple[Conclusion, ...]  # the six, in the guide's order
    additions: tuple[Conclusion, ...]  # all of the vocabulary, in its order
    layers: tuple[Layer, ...]  # all seven, 6 first
    sizing: Sizing
    deployment: tuple[Conclusion, ...]  # the eight
    level: Level
    controls: tuple[Control, ...]  # the seven families
    requirements: tuple[Requirement, ...]
    shortlists: tuple[Shortlist, ...]
    plan: EvaluationPlan
    open_points: tuple[OpenPoint, ...]
    versions: Versions
    deployment_warnings: tuple[Because, ...] = ()  # the guide's, beside every deployment option

    @property
    def needed_categories(self) -> tuple[Conclusion, ...]:
        return tuple(c for c in self.categories if c.verdict is Verdict.NEEDED)

    @property
    def needed_additions(self) -> tuple[Conclusion, ...]:
        return tuple(a for a in self.additions if a.verdict is Verdict.NEEDED)

    def requirement(self, key: str) -> Requirement:
        return next(r for r in self.requirements if r.key == key)
