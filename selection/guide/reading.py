"""Reads the files of the guide, and says of every mistake where it stands."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from selection.directory.vocabulary import load_vocabulary
from selection.fact_files import SLUG, BadFactsError, check_content, read_files
from selection.guide.models import Kind
from selection.guide.schema import FORMATS, GuideFields, fields_at, no_entry
from selection.marked_yaml import Mistake, UnreadableYamlError, read_marked_yaml

CONTENT = Path(__file__).parent / "content"
MARK = "---\n"
LINK = re.compile(r"\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class GuideFile:
    """One file of the guide: its name, its fields, and its text in Markdown."""

    kind: Kind
    slug: str
    fields: GuideFields
    text: str

    @property
    def path(self) -> str:
        return f"{self.kind}/{self.slug}"


def read_guide(folder: Path = CONTENT, *, today: date) -> tuple[GuideFile, ...]:
    """Return all entries of the guide in `folder`; raise BadFactsError if any file is bad."""
    files = [file for kind in Kind for file in sorted((folder / kind).glob("*.md"))]
    if not files:
        raise BadFactsError([Mistake(1, "", "There is no .md file here.", str(folder))])
    paths = [f"{file.parent.name}/{file.stem}" for file in files]
    return read_files(files, lambda file: read_guide_file(file, paths, today=today))


def read_guide_file(
    file: Path, paths: Collection[str], *, today: date
) -> tuple[GuideFile | None, list[Mistake]]:
    """Return the entry of a file, or none, and every mistake in it in the order of its lines."""
    name = f"{file.parent.name}/{file.name}"
    kind = Kind(file.parent.name)
    try:
        front, text, first_line = split_front_matter(file.read_text(encoding="utf-8"))
        marked = read_marked_yaml(front)
    except UnicodeDecodeError:
        return None, [Mistake(1, "", "This file is not UTF-8 text.", name)]
    except UnreadableYamlError as error:
        return None, [Mistake(error.mistake.line, "", error.mistake.message, name)]
    fields, found = check_content(
        marked,
        FORMATS[kind],
        {"today": today, "paths": paths},
        fields_at=lambda place: fields_at(kind, place),
    )
    mistakes = [marked.mistake(place, message, file=name) for place, message in found]
    mistakes += [Mistake(1, "", message, name) for message in _name_mistakes(kind, file.stem)]
    mistakes += [
        Mistake(first_line + line, "text", message, name)
        for line, message in _text_mistakes(text, paths)
    ]
    entry = GuideFile(kind, file.stem, fields, text) if fields else None
    return entry, sorted(mistakes, key=lambda mistake: mistake.line)


def split_front_matter(content: str) -> tuple[str, str, int]:
    """Return the fields, the text, and the line that the text begins on."""
    if not content.startswith(MARK):
        raise UnreadableYamlError("The file begins with a line --- and its fields.", 1)
    front, mark, text = content.removeprefix(MARK).partition(f"\n{MARK}")
    if not mark:
        raise UnreadableYamlError("The fields end with a line ---.", 1)
    # A line stands for the first mark, so that the numbers of lines are those of the file.
    return f"\n{front}", text.strip() + "\n", front.count("\n") + 4


def _name_mistakes(kind: Kind, slug: str) -> Iterator[str]:
    vocabulary = load_vocabulary()
    if not re.fullmatch(SLUG, slug):
        yield "The name of a file is words of small letters and digits with hyphens between."
    elif kind is Kind.CATEGORY and slug not in vocabulary.categories:
        yield f"{slug!r} is not known. Allowed: {', '.join(vocabulary.categories)}."
    elif kind is Kind.LAYER and slug not in map(str, vocabulary.layers):
        yield f"{slug!r} is not known. Allowed: {', '.join(map(str, vocabulary.layers))}."


def _text_mistakes(text: str, paths: Collection[str]) -> Iterator[tuple[int, str]]:
    if not text.strip():
        yield 0, "There is no text after the fields."
    for number, line in enumerate(text.splitlines()):
        for target in LINK.findall(line):
            if "://" not in target and target not in paths:
                yield number, no_entry(target, paths)
