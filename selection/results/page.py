"""What the recommendation page shows, made from a recommendation and its questionnaire alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from selection.engine.canonical import digest
from selection.engine.questions import Questionnaire
from selection.engine.recommendation import (
    Change,
    Conclusion,
    Layer,
    Level,
    OpenPoint,
    Recommendation,
    Requirement,
    Simpler,
    Sizing,
    Verdict,
    Versions,
)
from selection.results.matrices import NEED_WORDS, ORIGIN_WORDS, Matrix, make_matrix
from selection.results.plans import Plan, arrange
from selection.results.stack import NARROW, WIDE, StackPicture, stack_picture
from selection.results.traces import (
    Alternative,
    Explained,
    Place,
    Places,
    Step,
    explain,
    find_place,
    find_places,
    gather_alternatives,
    trace,
)

REASONS_AT_MOST = 5


@dataclass(frozen=True)
class StackRow:
    """One layer in words, for those who do not see the picture."""

    layer: str
    needed: tuple[str, ...]
    open: tuple[str, ...]
    not_needed: tuple[str, ...]


@dataclass(frozen=True)
class SimplerView:
    name: str
    description: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class LevelView:
    number: int
    label: str
    steps: tuple[Step, ...]
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True)
class ControlView:
    label: str
    demands: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class RequirementView:
    label: str
    need: str
    origin: str
    bound: str
    demand: str
    reason: str
    asked_of: tuple[str, ...]  # the categories that it gates, in words
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class SizingView:
    sizing: Sizing
    missing: tuple[Place, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class OpenPointView:
    place: Place
    blocks: str
    who_finds_out: str
    by_when: date | None


@dataclass(frozen=True)
class RecommendationPage:
    """The page from top to bottom; see `page_of`."""

    headline: str
    simpler: SimplerView | None
    stack: tuple[StackPicture, StackPicture]  # wide, narrow
    stack_rows: tuple[StackRow, ...]
    reasons: tuple[Step, ...]
    needed: tuple[Explained, ...]
    open: tuple[Explained, ...]
    not_needed: tuple[Explained, ...]
    deployment_left: tuple[Explained, ...]  # ruled in, or open
    deployment_ruled_out: tuple[Explained, ...]
    deployment_warnings: tuple[Step, ...]
    level: LevelView
    controls: tuple[ControlView, ...]
    requirements: tuple[RequirementView, ...]
    matrices: tuple[Matrix, ...]
    alternatives: tuple[Alternative, ...]
    sizing: SizingView
    open_points: tuple[OpenPointView, ...]
    plan: Plan
    versions: Versions
    digest: str


def page_of(recommendation: Recommendation, questionnaire: Questionnaire) -> RecommendationPage:
    """Return everything that the page shows of `recommendation`."""
    places = find_places(questionnaire)
    parts = [explain(c, places) for c in (*recommendation.categories, *recommendation.additions)]
    deployment = [explain(conclusion, places) for conclusion in recommendation.deployment]
    labels = {part.subject: part.label for part in parts}
    requirements = {requirement.key: requirement for requirement in recommendation.requirements}
    return RecommendationPage(
        headline=recommendation.headline,
        simpler=_describe_simpler(recommendation.simpler, places),
        stack=(
            stack_picture(recommendation.layers, width=WIDE, name="stack-wide"),
            stack_picture(recommendation.layers, width=NARROW, name="stack-narrow"),
        ),
        stack_rows=tuple(_tell_layer(layer) for layer in recommendation.layers),
        reasons=_choose_reasons(recommendation, places),
        needed=_only(parts, Verdict.NEEDED),
        open=_only(parts, Verdict.OPEN),
        not_needed=_only(parts, Verdict.NOT_NEEDED),
        deployment_left=_only(deployment, Verdict.RULED_IN, Verdict.OPEN),
        deployment_ruled_out=_only(deployment, Verdict.RULED_OUT),
        deployment_warnings=trace(recommendation.deployment_warnings, places),
        level=_describe_level(recommendation.level, places),
        controls=tuple(
            ControlView(control.label, control.demands, trace(control.because, places))
            for control in recommendation.controls
        ),
        requirements=tuple(
            _describe_requirement(requirement, labels, places)
            for requirement in recommendation.requirements
        ),
        matrices=tuple(make_matrix(s, requirements) for s in recommendation.shortlists),
        alternatives=gather_alternatives(_all_changes(recommendation), places),
        sizing=_describe_sizing(recommendation.sizing, places),
        open_points=tuple(
            _describe_open_point(point, places) for point in recommendation.open_points
        ),
        plan=arrange(recommendation.plan, recommendation.shortlists),
        versions=recommendation.versions,
        digest=digest(recommendation),
    )


def _choose_reasons(recommendation: Recommendation, places: Places) -> tuple[Step, ...]:
    """Return the first answered reason of whatever carries the answer, a few in all."""
    carrying: tuple[Conclusion | Level, ...] = (
        *recommendation.needed_categories,
        *recommendation.needed_additions,
        recommendation.level,
    )
    because = list(recommendation.simpler.because) if recommendation.simpler else []
    for conclusion in carrying:
        because += [step for step in conclusion.because if step.question][:1]
    return trace(list(dict.fromkeys(because))[:REASONS_AT_MOST], places)


def _only(explained: Iterable[Explained], *verdicts: Verdict) -> tuple[Explained, ...]:
    return tuple(one for one in explained if one.verdict in verdicts)


def _all_changes(recommendation: Recommendation) -> Sequence[Change]:
    conclusions: tuple[Simpler | Level | Conclusion, ...] = (
        *([recommendation.simpler] if recommendation.simpler else []),
        *recommendation.categories,
        *recommendation.additions,
        *recommendation.deployment,
        recommendation.level,
    )
    return [change for conclusion in conclusions for change in conclusion.changes]


def _tell_layer(layer: Layer) -> StackRow:
    def labels(verdict: Verdict) -> tuple[str, ...]:
        return tuple(part.label for part in layer.parts if part.verdict is verdict)

    return StackRow(
        layer=f"{layer.number} {layer.name}",
        needed=labels(Verdict.NEEDED),
        open=labels(Verdict.OPEN),
        not_needed=labels(Verdict.NOT_NEEDED),
    )


def _describe_simpler(simpler: Simpler | None, places: Places) -> SimplerView | None:
    if simpler is None:
        return None
    return SimplerView(simpler.name, simpler.description, trace(simpler.because, places))


def _describe_level(level: Level, places: Places) -> LevelView:
    return LevelView(
        number=level.number,
        label=level.label,
        steps=trace(level.because, places),
        alternatives=gather_alternatives(level.changes, places),
    )


def _describe_requirement(
    requirement: Requirement, labels: dict[str, str], places: Places
) -> RequirementView:
    return RequirementView(
        label=requirement.label,
        need=NEED_WORDS[requirement.need],
        origin=ORIGIN_WORDS.get(requirement.origin, requirement.origin),
        bound=requirement.bound,
        demand=requirement.demand,
        reason=requirement.reason,
        asked_of=tuple(labels.get(category, category) for category in requirement.categories),
        steps=trace(requirement.because, places),
    )


def _describe_sizing(sizing: Sizing, places: Places) -> SizingView:
    return SizingView(
        sizing=sizing,
        missing=tuple(find_place(question, places) for question in sizing.missing),
        steps=trace(sizing.because, places),
    )


def _describe_open_point(point: OpenPoint, places: Places) -> OpenPointView:
    return OpenPointView(
        place=find_place(point.question, places),
        blocks=point.blocks,
        who_finds_out=point.who_finds_out,
        by_when=date.fromisoformat(point.by_when) if point.by_when else None,
    )
