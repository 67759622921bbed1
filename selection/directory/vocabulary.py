"""The controlled vocabulary, read from `vocabulary.yaml`: every word with its label and meaning."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from selection.engine.questions import Option

VOCABULARY_FILE = Path(__file__).parent / "vocabulary.yaml"


@dataclass(frozen=True)
class Word:
    """One word: its stable key, the label that pages show, and its meaning in one line."""

    key: str
    label: str
    meaning: str


@dataclass(frozen=True)
class Dimension:
    """One dimension of capabilities. The keys of its words are without the dimension."""

    key: str
    label: str
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Vocabulary:
    """All words that facts may use, in the order of the file."""

    layers: Mapping[int, str]
    primary_categories: tuple[Word, ...]
    additions: tuple[Word, ...]
    deployments: tuple[Word, ...]
    claim_statuses: tuple[Word, ...]
    project_statuses: tuple[Word, ...]
    dimensions: tuple[Dimension, ...]

    @cached_property
    def categories(self) -> Mapping[str, Word]:
        """The primary categories and the additions, by key."""
        return {word.key: word for word in (*self.primary_categories, *self.additions)}

    @cached_property
    def capabilities(self) -> Mapping[str, Word]:
        """Every capability by its full key, such as `generation/streaming`."""
        return {
            f"{dimension.key}/{word.key}": word
            for dimension in self.dimensions
            for word in dimension.words
        }

    def capability_label(self, key: str) -> str:
        """The label of a capability, or its key when the vocabulary no longer has it."""
        word = self.capabilities.get(key)
        return word.label if word else key

    def category_label(self, key: str) -> str:
        """The label of a category or addition, or its key when there is none."""
        word = self.categories.get(key)
        return word.label if word else key


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    label: str
    meaning: str


class _Categories(BaseModel):
    model_config = ConfigDict(extra="forbid")

    primary: dict[str, _Entry]
    additions: dict[str, _Entry]


class _Dimension(BaseModel):
    model_config = ConfigDict(extra="forbid")

    label: str
    words: dict[str, _Entry]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    layers: dict[int, str]
    categories: _Categories
    deployments: dict[str, _Entry]
    claim_statuses: dict[str, _Entry]
    project_statuses: dict[str, _Entry]
    capabilities: dict[str, _Dimension]


@cache
def load_vocabulary() -> Vocabulary:
    """Read the vocabulary; raise ValueError if the file does not hold to its format."""
    content = yaml.load(VOCABULARY_FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)
    file = _File.model_validate(content)
    return Vocabulary(
        layers=file.layers,
        primary_categories=_words(file.categories.primary),
        additions=_words(file.categories.additions),
        deployments=_words(file.deployments),
        claim_statuses=_words(file.claim_statuses),
        project_statuses=_words(file.project_statuses),
        dimensions=tuple(
            Dimension(key, dimension.label, _words(dimension.words))
            for key, dimension in file.capabilities.items()
        ),
    )


def options_by_dimension() -> Mapping[str, tuple[Option, ...]]:
    """Return the words of every dimension as options of a question."""
    return {
        dimension.key: tuple(Option(word.key, word.label, word.meaning) for word in dimension.words)
        for dimension in load_vocabulary().dimensions
    }


def _words(entries: Mapping[str, _Entry]) -> tuple[Word, ...]:
    return tuple(Word(key, entry.label, entry.meaning) for key, entry in entries.items())
