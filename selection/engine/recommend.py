"""Answers and reference facts in, a recommendation out: the whole engine in one call."""

from selection.engine.answers import Answers
from selection.engine.architecture import LEVEL, SIMPLER, work_out
from selection.engine.categories import conclude_parts
from selection.engine.controls import demand_controls
from selection.engine.deployment import conclude_options, warn
from selection.engine.evaluation import make_plan
from selection.engine.explain import find_changes
from selection.engine.headline import write_headline
from selection.engine.knowledge import Directory
from selection.engine.layers import stack_layers
from selection.engine.level import conclude_level
from selection.engine.open_points import list_open_points
from selection.engine.questions import Questionnaire
from selection.engine.recommendation import Recommendation, Verdict, Versions
from selection.engine.requirements import derive_requirements
from selection.engine.rules import Rules
from selection.engine.shortlists import make_shortlists
from selection.engine.simpler import conclude_simpler
from selection.engine.situation import Situation


def recommend(
    *, questionnaire: Questionnaire, answers: Answers, rules: Rules, directory: Directory
) -> Recommendation:
    """Return the smallest architecture that meets the answers, with the reason for every part."""
    architecture = work_out(Situation.of(questionnaire, answers), rules)
    situation = architecture.situation
    changes = find_changes(architecture, rules)
    simpler = conclude_simpler(architecture.simpler, situation, changes.get(SIMPLER, ()))
    categories, additions = (
        conclude_parts(kind, architecture.parts, situation, rules, architecture.simpler, changes)
        for kind in ("category", "addition")
    )
    deployment = conclude_options(architecture.options, situation, rules, changes)
    level = conclude_level(architecture.level, situation, rules, changes.get(LEVEL, ()))
    needed = tuple(
        (part.subject, part.label)
        for part in (*categories, *additions)
        if part.verdict is Verdict.NEEDED
    )
    requirements = derive_requirements(situation, rules, tuple(key for key, _ in needed))
    shortlists = make_shortlists(needed, requirements, directory, situation)
    return Recommendation(
        headline=write_headline(
            simpler=simpler,
            categories=categories,
            additions=additions,
            deployment=deployment,
            level=level,
            rules=rules,
        ),
        simpler=simpler,
        categories=categories,
        additions=additions,
        layers=stack_layers((*categories, *additions), situation, rules),
        sizing=architecture.sizing,
        deployment=deployment,
        level=level,
        controls=demand_controls(situation, rules, level.number),
        requirements=requirements,
        shortlists=shortlists,
        plan=make_plan(situation, rules, requirements, shortlists, level.number),
        open_points=list_open_points(
            situation,
            conclusions=(*categories, *additions, *deployment),
            sizing=architecture.sizing,
            level=level,
            rules=rules,
        ),
        versions=Versions(
            questionnaire=str(questionnaire.version),
            rules=rules.version,
            directory=directory.version,
        ),
        deployment_warnings=warn(situation, rules),
    )
