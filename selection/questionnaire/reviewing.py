"""What question 9 asks about: requirements that follow, components to choose versions of."""

from collections.abc import Iterable, Mapping

from selection.directory.models import Component
from selection.directory.vocabulary import load_vocabulary
from selection.engine.answers import Answers
from selection.engine.architecture import Architecture, work_out
from selection.engine.conditions import Truth
from selection.engine.questions import Questionnaire
from selection.engine.recommendation import Requirement
from selection.engine.requirements import derive_requirements
from selection.engine.rules import load_rules
from selection.engine.situation import Situation
from selection.questionnaire.inputs.requirements import VersionChoice, VersionGroup

# Answers of question 9 itself; what is confirmed there must not change what is asked there.
REVIEWED = ("requirements", "added_requirements", "versions")


def requirements_to_review(
    questionnaire: Questionnaire, answers: Answers
) -> tuple[Requirement, ...]:
    """Return what follows from questions 1 to 8 alone."""
    architecture = _work_out_before_review(questionnaire, answers)
    return derive_requirements(
        architecture.situation, load_rules(), tuple(_needed_parts(architecture))
    )


def versions_to_choose(questionnaire: Questionnaire, answers: Answers) -> list[VersionGroup]:
    """Return the components of every needed category and addition that have known releases."""
    components = list(Component.objects.prefetch_related("releases"))
    groups = []
    for part in _needed_parts(_work_out_before_review(questionnaire, answers)):
        choices = tuple(
            VersionChoice(c.slug, c.name, tuple(r.version for r in c.releases.all()))
            for c in components
            if c.category == part and c.releases.all()
        )
        if choices:
            groups.append(VersionGroup(load_vocabulary().category_label(part), choices))
    return groups


def component_names(slugs: Iterable[str]) -> Mapping[str, str]:
    """Return the names of components of the directory, by slug."""
    return dict(Component.objects.filter(slug__in=list(slugs)).values_list("slug", "name"))


def _work_out_before_review(questionnaire: Questionnaire, answers: Answers) -> Architecture:
    kept = {key: answer for key, answer in answers.items() if key not in REVIEWED}
    return work_out(Situation.of(questionnaire, kept), load_rules())


def _needed_parts(architecture: Architecture) -> list[str]:
    return [part for part, finding in architecture.parts.items() if finding.truth is Truth.TRUE]
