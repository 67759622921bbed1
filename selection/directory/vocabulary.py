"""The controlled vocabulary, read from `vocabulary.yaml`: every word with its label and meaning."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from selection.engine.questions import Option
from selection.marked_yaml import MarkedYaml, Mistake, UnreadableYamlError, read_marked_yaml

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


class BadVocabularyError(ValueError):
    """The vocabulary cannot be used; carries every mistake with its place."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes


Key = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Label = Annotated[str, Field(min_length=1, max_length=80)]
Meaning = Annotated[str, Field(min_length=1, max_length=300)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Entry(_Part):
    label: Label
    meaning: Meaning


class _Categories(_Part):
    primary: dict[Key, _Entry]
    additions: dict[Key, _Entry]


class _Dimension(_Part):
    label: Label
    words: dict[Key, _Entry]


class _File(_Part):
    layers: dict[int, Label]
    categories: _Categories
    deployments: dict[Key, _Entry]
    claim_statuses: dict[Key, _Entry]
    project_statuses: dict[Key, _Entry]
    capabilities: dict[Key, _Dimension]


@cache
def load_vocabulary() -> Vocabulary:
    """Return the project's vocabulary; raise BadVocabularyError if its file is bad."""
    return read_vocabulary(VOCABULARY_FILE)


def read_vocabulary(path: Path) -> Vocabulary:
    """Return the vocabulary in a file; raise BadVocabularyError with every mistake in it."""
    file = _read(path)
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


def _read(path: Path) -> _File:
    try:
        marked = read_marked_yaml(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise BadVocabularyError(
            [Mistake(1, "", "This file is not UTF-8 text.", path.name)]
        ) from error
    except UnreadableYamlError as error:
        raise BadVocabularyError([replace(error.mistake, file=path.name)]) from error
    try:
        return _File.model_validate(marked.content)
    except ValidationError as error:
        mistakes = [_mistake(marked, detail, path.name) for detail in error.errors()]
        raise BadVocabularyError(sorted(mistakes, key=lambda each: each.line)) from error


def _mistake(marked: MarkedYaml, detail: ErrorDetails, file: str) -> Mistake:
    """Return the mistake in words; pydantic marks a bad key by `[key]` behind its place."""
    place = tuple(part for part in detail["loc"] if part != "[key]")
    message = {
        "missing": "This field is missing",
        "extra_forbidden": "This field is not known",
        "string_pattern_mismatch": "A key is lower-case letters, digits and single hyphens",
    }.get(detail["type"], detail["msg"].replace("Input should be", "This should be"))
    return marked.mistake(place, f"{message}.", file=file)


def options_by_dimension() -> Mapping[str, tuple[Option, ...]]:
    """Return the words of every dimension as options of a question."""
    return {
        dimension.key: tuple(Option(word.key, word.label, word.meaning) for word in dimension.words)
        for dimension in load_vocabulary().dimensions
    }


def _words(entries: Mapping[str, _Entry]) -> tuple[Word, ...]:
    return tuple(Word(key, entry.label, entry.meaning) for key, entry in entries.items())
