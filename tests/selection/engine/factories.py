"""Plain functions that make what a test of the engine needs, with good defaults."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from selection.engine.answers import Answer, Standing
from selection.engine.knowledge import Claim, ClaimStatus, Component, Directory, Release
from selection.engine.path import find_path
from selection.engine.questions import Option, Question, Questionnaire, parse_questionnaire
from selection.engine.recommendation import Because, Need, Requirement
from selection.engine.situation import Situation

SELECTION = Path(__file__).parents[3] / "selection"

NOT_KNOWN = Answer(Standing.NOT_KNOWN)
NOT_APPLICABLE = Answer(Standing.NOT_APPLICABLE)


@cache
def read_vocabulary() -> Mapping[str, Any]:
    return yaml.safe_load((SELECTION / "directory" / "vocabulary.yaml").read_text("utf-8"))


@cache
def make_questionnaire() -> Questionnaire:
    """The real questionnaire, version 1, with the words of the real vocabulary."""
    file = SELECTION / "questionnaire" / "versions" / "1.yaml"
    words = {
        dimension: tuple(Option(word, entry["label"]) for word, entry in entries["words"].items())
        for dimension, entries in read_vocabulary()["capabilities"].items()
    }
    return parse_questionnaire(yaml.safe_load(file.read_text("utf-8")), words)


def make_answers(**given: Any) -> dict[str, Answer]:
    """Answers to the real questionnaire, written shortly.

    `job="serve-llm"` or `job=["serve-llm", "on-device"]`, `concurrency=(64, "requests")`,
    `deadline=(20, "ms")`, `cost=(5, "per-day")`, and `residency=NOT_KNOWN`.
    """
    questionnaire = make_questionnaire()
    return {key: _make_answer(questionnaire.by_key[key], value) for key, value in given.items()}


def make_situation(**given: Any) -> Situation:
    return Situation.of(make_questionnaire(), make_answers(**given))


def used_answers(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Only those of `answers` that are on the path."""
    return dict(find_path(make_questionnaire(), answers).answers)


def _make_answer(question: Question, value: Any) -> Answer:
    if isinstance(value, Answer):
        return value
    words = {option.key for option in question.options}
    if question.kind == "choices":
        value = [value] if isinstance(value, str) else list(value)
        assert set(value) <= words, f"{question.key}: {value}"
    elif question.kind == "choice":
        assert value in words, f"{question.key}: {value}"
    elif question.kind in ("number", "bound"):
        amount, unit = value
        assert unit in {unit.key for unit in question.units}, f"{question.key}: {unit}"
        value = {"amount": amount, "unit": unit}
        if question.kind == "bound":
            value["need"] = "mandatory"
            if question.percentiles:
                value["percentile"] = question.percentiles[0]
    return Answer(value=value)


def make_claim(capability: str, status: str = "supported", **changes: Any) -> Claim:
    facts: dict[str, Any] = {
        "source_url": "https://example.org/docs",
        "source_title": "Features",
        "checked": "2026-11-24",
    }
    return Claim(capability, ClaimStatus(status), **{**facts, **changes})


def make_release(version: str, *claims: Claim) -> Release:
    return Release(version, claims=claims)


def make_component(slug: str = "example", **changes: Any) -> Component:
    """A generative engine with one release; `claims={"generation/streaming": "supported"}`."""
    claims = changes.pop("claims", {})
    release = Release(
        "1.0.0", claims=tuple(make_claim(word, status) for word, status in claims.items())
    )
    facts: dict[str, Any] = {
        "name": slug.capitalize(),
        "category": "generative-engine",
        "license": "Apache-2.0",
        "not_provided": ("request routing",),
        "releases": (release,),
    }
    return Component(slug, **{**facts, **changes})


def make_directory(*components: Component) -> Directory:
    return Directory("test", components)


def make_requirement(key: str = "generation/streaming", **changes: Any) -> Requirement:
    """A mandatory requirement that generative engines are held against."""
    facts: dict[str, Any] = {
        "label": key.partition("/")[2].capitalize(),
        "need": Need.MANDATORY,
        "origin": "derived",
        "categories": ("generative-engine",),
        "because": (Because("rule", "A reason.", "Selection guide"),),
    }
    return Requirement(key, **{**facts, **changes})


# Answers that ask for nothing beside what a test adds to them.
NEUTRAL: Mapping[str, Any] = {
    "execution_unit": "tensor-graph",
    "task_shape": "one-shot",
    "model_access": "own-weights",
    "hardware": "x86-cpu",
    "hardware_family": "one",
    "operating_systems": "linux",
    "update_path": "never",
    "delegates": "arm-cpu",
    "hosts": (1, "hosts"),
    "concurrency": (16, "requests"),
    "overload": "queue",
    "shared_prefix": "none",
    "api_needs": "none",
    "operator": "platform-team",
    "platform": "virtual-machines",
    "state_kinds": "none",
    "data_class": "public",
    "compliance": "none",
    "residency": "region",
    "connectivity": "always",
    "host_trusted": "yes",
    "tenancy": "one-team",
    "untrusted_content": "none",
    "side_effects": "none",
    "failure_mode": "fail-closed",
    "evidence_kinds": "none",
}
