"""Answers as a file that people read, write and pass on; `answers-file.md` describes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

import yaml

from selection.engine.answers import Answer, Answers, Basis, Standing
from selection.engine.questions import Question, Questionnaire
from selection.marked_yaml import MarkedYaml, Mistake, Place, UnreadableYamlError, read_marked_yaml
from selection.questionnaire.file_values import (
    WrongValueError,
    not_allowed,
    read_value,
    write_value,
)
from selection.questionnaire.versions import load_questionnaire

LARGEST_FILE = 512 * 1024  # bytes
TOP_KEYS = ("questionnaire", "name", "answers")
ANSWER_KEYS = ("standing", "value", "basis", "note", "who_finds_out", "by_when")
IN_FULL = {"standing", "value"}  # Either key tells an answer in full from a plain value.
LONGEST = {"name": 120, "note": 20_000, "who_finds_out": 120}
NAMELESS = "Answers from a file"


@dataclass(frozen=True)
class AnswersFile:
    """What one file holds: the questionnaire's version, a name, and answers by question."""

    questionnaire: int
    name: str
    answers: Answers


class AnswersFileError(Exception):
    """The file cannot be used; carries every mistake with its line and key."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes


def parse_answers_file(text: str) -> AnswersFile:
    """Return what an answers file says; raise AnswersFileError with every mistake in it."""
    if len(text.encode(errors="replace")) > LARGEST_FILE:
        size = LARGEST_FILE // 1024
        raise AnswersFileError([Mistake(1, "", f"An answers file has at most {size} KiB.")])
    try:
        # Every scalar stays text: `no` is an option's key, and 0.10 a release.
        marked = read_marked_yaml(text, yaml.CBaseLoader)
    except UnreadableYamlError as error:
        raise AnswersFileError([error.mistake]) from error
    reading = _Reading(marked)
    file = reading.read_file()
    if file is None or reading.mistakes:
        raise AnswersFileError(sorted(reading.mistakes, key=lambda mistake: mistake.line))
    return file


def write_answers_file(questionnaire: Questionnaire, answers: Answers, *, name: str) -> str:
    """Return the text from which `parse_answers_file` reads the same answers back.

    The answers stand in the order of the questions; those off the path are kept.
    """
    content = answers_content(questionnaire, answers, name=name)
    return yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


def answers_content(questionnaire: Questionnaire, answers: Answers, *, name: str) -> dict[str, Any]:
    """Return what an answers file holds, as plain data."""
    return {
        "questionnaire": questionnaire.version,
        "name": name,
        "answers": {
            question.key: _write_answer(question, answers[question.key])
            for question in questionnaire.all_questions()
            if question.key in answers
        },
    }


def _write_answer(question: Question, answer: Answer) -> Any:
    """Return the plain value where nothing else is said of it, else a mapping of what is said."""
    value = None if answer.value is None else write_value(question, answer.value)
    parts = {
        "standing": answer.standing.value,
        "value": value,
        "basis": answer.basis.value if answer.basis else "",
        "note": answer.note,
        "who_finds_out": answer.who_finds_out,
        "by_when": answer.by_when,
    }
    said = {key: part for key, part in parts.items() if part not in ("", None)}
    looks_full = isinstance(value, dict) and IN_FULL & value.keys()
    return value if said.keys() == IN_FULL and not looks_full else said


class _Dumper(yaml.SafeDumper):
    """Writes lists with indentation, and text of several lines as a block."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        # Without this the entries of a list stand right under its key, which is hard to read.
        return super().increase_indent(flow, False)

    def represent_text(self, text: str) -> yaml.ScalarNode:
        style = "|" if "\n" in text else None
        return self.represent_scalar("tag:yaml.org,2002:str", text, style)


_Dumper.add_representer(str, _Dumper.represent_text)


class _Reading:
    """One pass over a file that goes on after a mistake, so that all of them are named."""

    def __init__(self, marked: MarkedYaml) -> None:
        self.marked = marked
        self.mistakes: list[Mistake] = []

    def note(self, place: Place, message: str) -> None:
        self.mistakes.append(self.marked.mistake(place, message))

    def refuse_other_keys(
        self, mapping: Mapping[str, Any], allowed: tuple[str, ...], *place: str
    ) -> None:
        for key in mapping:
            if key not in allowed:
                self.note((*place, key), str(not_allowed(key, allowed)))

    def read_file(self) -> AnswersFile | None:
        content = self.marked.content if isinstance(self.marked.content, dict) else {}
        self.refuse_other_keys(content, TOP_KEYS)
        name = self.read_text(content, "name") or NAMELESS
        questionnaire = self.read_questionnaire(content.get("questionnaire"))
        if questionnaire is None:
            return None
        answers = self.read_answers(content.get("answers") or {}, questionnaire)
        return AnswersFile(questionnaire.version, name, answers)

    def read_questionnaire(self, version: Any) -> Questionnaire | None:
        if not isinstance(version, str) or not version.isdecimal():
            example = "questionnaire: 1"
            self.note(("questionnaire",), f"Name the version of the questionnaire: {example}.")
            return None
        try:
            return load_questionnaire(int(version))
        except ValueError as error:
            self.note(("questionnaire",), str(error))
            return None

    def read_answers(self, raw: Any, questionnaire: Questionnaire) -> dict[str, Answer]:
        if not isinstance(raw, dict):
            self.note(("answers",), "Write answers by question, such as job: [serve-llm].")
            return {}
        for key in raw:
            if key not in questionnaire.by_key:
                self.note(("answers", key), _unknown_question(key, questionnaire))
        answers = {
            question.key: self.read_answer(question, raw[question.key])
            for question in questionnaire.all_questions()
            if question.key in raw
        }
        return {key: answer for key, answer in answers.items() if answer}

    def read_answer(self, question: Question, raw: Any) -> Answer | None:
        """Return the answer, or None after its mistakes were noted."""
        place = ("answers", question.key)
        before = len(self.mistakes)
        in_full = isinstance(raw, dict) and bool(IN_FULL & raw.keys())
        parts = {"standing": Standing.GIVEN, **(raw if in_full else {"value": raw})}
        self.refuse_other_keys(parts, ANSWER_KEYS, *place)
        standing = self.read_word(parts, "standing", Standing, *place)
        basis = self.read_word(parts, "basis", Basis, *place)
        note = self.read_text(parts, "note", *place)
        who_finds_out = self.read_text(parts, "who_finds_out", *place)
        by_when = self.read_day(parts, *place)
        if standing is None:
            return None
        self.check_standing(standing, parts, note, *place)
        value = None
        if standing is Standing.GIVEN and "value" in parts:
            value_place = (*place, "value") if in_full else place
            value = self.read_value(question, parts["value"], *value_place)
        if len(self.mistakes) > before:
            return None
        return Answer(standing, value, basis, note, who_finds_out, by_when)

    def check_standing(
        self, standing: Standing, parts: Mapping[str, Any], note: str, *place: str
    ) -> None:
        if standing is Standing.GIVEN and "value" not in parts:
            self.note(place, "A given answer has a value.")
        if standing is not Standing.GIVEN and "value" in parts:
            self.note((*place, "value"), f"An answer that is {standing.value} has no value.")
        if standing is Standing.NOT_APPLICABLE and not note:
            self.note(place, "Say in a note why this is not applicable.")

    def read_value(self, question: Question, raw: Any, *place: str) -> Any:
        try:
            return read_value(question, raw)
        except WrongValueError as error:
            self.note((*place, *error.place), str(error))
            return None

    def read_word(
        self, parts: Mapping[str, Any], key: str, words: type[StrEnum], *place: str
    ) -> Any:
        allowed = [word.value for word in words]
        if key in parts and parts[key] not in allowed:
            self.note((*place, key), str(not_allowed(parts[key], allowed)))
            return None
        return words(parts[key]) if key in parts else None

    def read_text(self, parts: Mapping[str, Any], key: str, *place: str) -> str:
        text = parts.get(key, "")
        if isinstance(text, str) and len(text) <= LONGEST[key]:
            return text
        self.note((*place, key), f"Write text of at most {LONGEST[key]:,} characters.")
        return ""

    def read_day(self, parts: Mapping[str, Any], *place: str) -> str:
        day = parts.get("by_when", "")
        try:
            return date.fromisoformat(day).isoformat() if day else ""
        except (TypeError, ValueError):
            self.note((*place, "by_when"), "Write year, month and day, such as 2027-01-31.")
            return ""


def _unknown_question(key: str, questionnaire: Questionnaire) -> str:
    known = list(questionnaire.by_key)
    close = get_close_matches(key, known, n=1)
    hint = f" Did you mean {close[0]!r}?" if close else ""
    return f"There is no question {key!r}.{hint} Allowed: {', '.join(known)}."
