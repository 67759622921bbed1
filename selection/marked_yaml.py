"""YAML with the line of every value, so that a mistake can be named with its place.

Files come from people, uploads included: nesting is limited before anything is built, because
PyYAML's C code has no limit of its own, and aliases are refused, because they can multiply.
"""

from dataclasses import dataclass
from typing import Any

import yaml

DEEPEST = 12

Place = tuple[str | int, ...]
Loader = type[yaml.CSafeLoader] | type[yaml.CBaseLoader]


@dataclass(frozen=True)
class Mistake:
    """One mistake. `line` counts from 1; `field` is empty where the file as a whole is meant."""

    line: int
    field: str
    message: str
    file: str = ""

    def __str__(self) -> str:
        file = f"{self.file}, line" if self.file else "Line"
        field = f", {self.field}" if self.field else ""
        return f"{file} {self.line}{field}: {self.message}"


class UnreadableYamlError(Exception):
    """The text is not YAML, or more than the files here need."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.mistake = Mistake(line, "", message)


@dataclass(frozen=True)
class MarkedYaml:
    """What a text says and, for every place in it, the line where that begins."""

    content: Any
    lines: dict[Place, int]

    def mistake(self, place: Place, message: str, *, file: str = "") -> Mistake:
        """Return the mistake at `place`; one that is missing stands at what should hold it."""
        there = place
        while there not in self.lines:
            there = there[:-1]
        return Mistake(self.lines[there], spell(place), message, file)


def read_marked_yaml(text: str, loader: Loader = yaml.CSafeLoader) -> MarkedYaml:
    """Return the content of YAML text; raise UnreadableYamlError.

    With `yaml.CBaseLoader` every scalar is the text as it stands: no `yes` becomes true.
    """
    lines: dict[Place, int] = {(): 1}
    try:
        _refuse_depth_and_aliases(text, loader)
        builder = loader(text)
        node = builder.get_single_node()
        if node is None:
            return MarkedYaml(None, lines)
        _note_lines(node, (), lines)
        return MarkedYaml(builder.construct_document(node), lines)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        line = min(line, text.count("\n") + 1)  # An end that is missing is missed behind the text.
        raise UnreadableYamlError(f"This is not YAML: {error.problem}.", line) from error
    except (yaml.YAMLError, ValueError) as error:
        raise UnreadableYamlError(f"This is not YAML: {error}.", 1) from error


def spell(place: Place) -> str:
    """Return `capabilities[3].status`; entries of a list count from 0."""
    text = ""
    for part in place:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _refuse_depth_and_aliases(text: str, loader: Loader) -> None:
    depth = 0
    for event in yaml.parse(text, loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise UnreadableYamlError("This is nested too deeply.", _line(event))
        if isinstance(event, yaml.AliasEvent):
            raise UnreadableYamlError("Aliases (*name) are not read.", _line(event))


def _note_lines(node: yaml.Node, place: Place, lines: dict[Place, int]) -> None:
    if isinstance(node, yaml.ScalarNode):
        _refuse_null(node)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            line = _line(key)
            if not isinstance(key, yaml.ScalarNode):
                raise UnreadableYamlError("A key is one word.", line)
            _refuse_null(key)
            here = (*place, key.value)
            if here in lines:
                raise UnreadableYamlError(f"The key {key.value!r} stands twice.", line)
            lines[here] = line
            _note_lines(value, here, lines)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            here = (*place, index)
            lines[here] = _line(value)
            _note_lines(value, here, lines)


def _refuse_null(node: yaml.ScalarNode) -> None:
    # The escape \0 can write this character, but PostgreSQL cannot store it.
    if "\0" in node.value:
        raise UnreadableYamlError("Leave out the character \\0.", _line(node))


def _line(part: yaml.Node | yaml.Event) -> int:
    return part.start_mark.line + 1 if part.start_mark else 1
