"""The evaluation plan as a page tells it: what is about one component stands together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from selection.engine.recommendation import EvaluationPlan, Measure, PlanTask, Shortlist


@dataclass(frozen=True)
class ComponentTasks:
    """What is to be done about one component at one version."""

    component: str
    tasks: tuple[PlanTask, ...]


@dataclass(frozen=True)
class Step:
    number: int
    title: str
    tasks: tuple[PlanTask, ...]
    by_component: tuple[ComponentTasks, ...]

    @property
    def general(self) -> tuple[PlanTask, ...]:
        """The tasks that are about no single component."""
        return tuple(task for task in self.tasks if not task.component)

    @property
    def about_components(self) -> int:
        """The number of all other tasks."""
        return len(self.tasks) - len(self.general)


@dataclass(frozen=True)
class Plan:
    steps: tuple[Step, ...]
    measures: tuple[Measure, ...]
    blocking: tuple[ComponentTasks, ...]  # what blocks acceptance of a record that relies on it


def arrange(plan: EvaluationPlan, shortlists: Iterable[Shortlist]) -> Plan:
    """Return the plan with the tasks of each component together."""
    names = _names(shortlists)
    steps = tuple(
        Step(
            number=step.number,
            title=step.title,
            tasks=step.tasks,
            by_component=_gather((task for task in step.tasks if task.component), names),
        )
        for step in plan.steps
    )
    blocking = (task for step in plan.steps for task in step.tasks if task.blocks_acceptance)
    return Plan(steps, plan.measures, _gather(blocking, names))


def _names(shortlists: Iterable[Shortlist]) -> Mapping[str, str]:
    return {
        candidate.slug: f"{candidate.name} {candidate.version}"
        for shortlist in shortlists
        for group in (shortlist.every_gate_met, shortlist.some_not_verified, shortlist.ruled_out)
        for candidate in group
    }


def _gather(tasks: Iterable[PlanTask], names: Mapping[str, str]) -> tuple[ComponentTasks, ...]:
    gathered: dict[str, list[PlanTask]] = {}
    for task in tasks:
        gathered.setdefault(task.component, []).append(task)
    named = [(names.get(slug, slug), tuple(tasks)) for slug, tasks in gathered.items()]
    return tuple(
        ComponentTasks(name, tasks)
        for name, tasks in sorted(named, key=lambda item: item[0].casefold())
    )
