"""Holds the recommendation for each worked example against the choice that its team published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, TypeAdapter

from selection.directory.vocabulary import Vocabulary, load_vocabulary
from selection.engine.knowledge import Directory
from selection.engine.recommend import recommend
from selection.engine.recommendation import Conclusion, Recommendation, Verdict
from selection.engine.rules import load_rules
from selection.questionnaire.answers_file import AnswersFile, parse_answers_file
from selection.questionnaire.versions import load_questionnaire

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Published:
    """What a team published: its main category first; additions that its text states."""

    slug: str
    team: str
    source: str
    year: int
    categories: Annotated[list[str], Field(min_length=1)]
    additions: list[str]
    additions_inferred: list[str]
    deployment: list[str]
    why: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Comparison:
    """One aspect of one example. `agrees` is yes, in part, open, no, or none stated."""

    aspect: str
    published: tuple[str, ...]
    recommended: tuple[str, ...]
    open: tuple[str, ...]  # published, and not decided by the answers
    agrees: str


def load_published() -> tuple[Published, ...]:
    """Return the published choices, by slug."""
    text = (FOLDER / "published" / "choices.yaml").read_text(encoding="utf-8")
    return TypeAdapter(tuple[Published, ...]).validate_python(yaml.safe_load(text))


def load_example(slug: str) -> AnswersFile:
    """Return the answers of the worked example of that name."""
    return parse_answers_file((FOLDER / f"{slug}.yaml").read_text(encoding="utf-8"))


def recommend_for(example: AnswersFile, directory: Directory) -> Recommendation:
    """Return what the newest rules lead to with these facts."""
    return recommend(
        questionnaire=load_questionnaire(example.questionnaire),
        answers=example.answers,
        rules=load_rules(),
        directory=directory,
    )


def compare(published: Published, recommendation: Recommendation) -> tuple[Comparison, ...]:
    """Hold categories, stated additions and deployment against the published ones."""
    categories = _compare("categories", published.categories, recommendation.categories)
    if categories.agrees == "in part" and published.categories[0] not in categories.recommended:
        agrees = "open" if published.categories[0] in categories.open else "no"
        categories = Comparison(**{**vars(categories), "agrees": agrees})
    return (
        categories,
        _compare("additions", published.additions, recommendation.additions),
        _compare("deployment", published.deployment, recommendation.deployment),
    )


def _compare(aspect: str, published: list[str], conclusions: Iterable[Conclusion]) -> Comparison:
    verdicts = {conclusion.subject: conclusion.verdict for conclusion in conclusions}
    wanted = (Verdict.NEEDED, Verdict.RULED_IN)
    recommended = tuple(subject for subject, verdict in verdicts.items() if verdict in wanted)
    undecided = tuple(subject for subject in published if verdicts[subject] is Verdict.OPEN)
    missing = [subject for subject in published if subject not in recommended]
    if not published:
        agrees = "none stated"
    elif not missing:
        agrees = "yes"
    elif len(missing) < len(published):
        agrees = "in part"
    else:
        agrees = "open" if len(undecided) == len(missing) else "no"
    return Comparison(aspect, tuple(published), recommended, undecided, agrees)


def render_table(rows: Iterable[tuple[Published, tuple[Comparison, ...]]]) -> str:
    """Return the table of README.md."""
    vocabulary = load_vocabulary()
    lines = [
        "| example | aspect | published | recommended | agrees | why not, or not fully |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for published, comparisons in rows:
        for comparison in comparisons:
            cells = (
                f"[{published.slug}]({published.slug}.yaml)",
                comparison.aspect,
                _labels(comparison.published, vocabulary) or "none stated",
                _labels(comparison.recommended, vocabulary) or "none decided",
                comparison.agrees,
                published.why.get(comparison.aspect, "").strip(),
            )
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _labels(keys: Iterable[str], vocabulary: Vocabulary) -> str:
    words = {**vocabulary.categories, **{word.key: word for word in vocabulary.deployments}}
    return ", ".join(words[key].label for key in keys)
