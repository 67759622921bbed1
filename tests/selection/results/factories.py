"""Assessments with answers, and the reference facts that they are held against."""

from collections.abc import Mapping
from typing import Any

from aruntime.teams.models import Team, User
from selection.directory.models import DirectoryEdition
from selection.engine.answers import Answer
from selection.engine.canonical import digest, to_bytes
from selection.engine.knowledge import Component, Directory
from selection.questionnaire.answering import save_answers
from selection.questionnaire.models import Assessment
from tests.selection.engine.factories import NOT_KNOWN, make_answers, make_component

SERVING = make_answers(
    job="serve-llm",
    execution_unit="generated-sequence",
    task_shape="one-shot",
    model_access="own-weights",
    hardware=["nvidia-gpu"],
    operating_systems=["linux"],
    tenancy="teams",
    data_class="internal",
    side_effects="none",
    connectivity=NOT_KNOWN,
)


def make_facts(note: str = "") -> tuple[Component, ...]:
    """Two generative engines, one of which states too little."""
    claims = {"hardware/nvidia-gpu": "supported", "os/linux": "supported"}
    return (
        make_component("zephyr", claims=claims, not_provided=(f"request routing{note}",)),
        make_component("aurora", claims={"hardware/nvidia-gpu": "supported"}),
        make_component("meadow", claims={"hardware/nvidia-gpu": "unsupported"}),
    )


def make_edition(*components: Component) -> DirectoryEdition:
    """Make these facts the current edition."""
    facts = Directory(version="", components=components or make_facts())
    return DirectoryEdition.objects.create(digest=digest(facts), content=to_bytes(facts).decode())


def make_assessment(
    team: Team | None = None, answers: Mapping[str, Answer] = SERVING, **changes: Any
) -> Assessment:
    by: User | None = changes.get("created_by")
    assessment = Assessment.objects.create(
        **{"team": team, "name": "Support assistant", "questionnaire_version": 1, **changes}
    )
    save_answers(assessment, answers, by=by)
    return assessment
