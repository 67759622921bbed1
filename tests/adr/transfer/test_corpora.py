"""How far the reader agrees with hand-checked answers about 416 real files.

The files lie beside the checkout and are not part of it. Every disagreement is a bug, or stands in
`EXPLAINED` with its reason.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from adr.records.checking import find_mistakes
from adr.transfer.placing.placing import place
from adr.transfer.reader.folder import read_folder
from adr.transfer.reader.found import Kind, ReadFile
from adr.transfer.reader.marks import plain_text
from adr.transfer.report import describe

CORPORA: Path = settings.BASE_DIR.parent / "shared" / "corpora" / "adr"
pytestmark = [
    pytest.mark.pure,
    pytest.mark.skipif(
        not CORPORA.is_dir(),
        reason="No files to measure by: ../shared/corpora/adr is not beside this checkout",
    ),
]
# (file, field): why the answer differs and stays so.
EXPLAINED: Mapping[tuple[str, str], str] = {}
RELATIONS = ("supersedes", "superseded_by", "amends", "amended_by")


@pytest.fixture(scope="module")
def files() -> dict[str, ReadFile]:
    """Every file, each repository read as one import."""
    found = {}
    for repository in sorted(path for path in CORPORA.iterdir() if path.is_dir()):
        paths = [path for path in repository.rglob("*") if path.is_file()]
        contents = {str(path.relative_to(repository)): path.read_bytes() for path in paths}
        for file in read_folder(contents).files:
            found[f"{repository.name}/{file.path}"] = file
    return found


def test_answers_agree_with_those_checked_by_hand(files, capsys):
    answers = yaml.safe_load((CORPORA / "EXPECTED.yaml").read_text(encoding="utf-8"))["files"]
    asked: Counter[str] = Counter()
    wrong = {}
    for answer in answers:
        for field, is_right, found in compare(answer, files[answer["file"]]):
            asked[field] += 1
            if not is_right:
                wrong[answer["file"], field] = found
    missed = Counter(field for _file, field in wrong)
    with capsys.disabled():
        print(f"\nAgreement with {len(answers)} files checked by hand:")  # noqa: T201
        for field, count in asked.items():
            print(f"  {field:14} {count - missed[field]} of {count}")  # noqa: T201

    assert {key: found for key, found in wrong.items() if key not in EXPLAINED} == {}


def compare(answer: Mapping[str, Any], file: ReadFile) -> Iterator[tuple[str, bool, Any]]:
    """Yield each field that the answer gives, whether it agrees, and what was found."""
    found = describe(file)
    title, titles = found["title"], [answer["title"], *answer.get("title_also", [])]
    yield "title", _plain(title) in [_plain(each) for each in titles], title
    for field in ("kind", "status", "date", "number"):
        right = [answer[field], *answer.get(f"{field}_also", [])]
        yield field, found[field] in right, found[field]
    yield "series", found["series"] == answer.get("series"), found["series"]
    for field in ("status_raw", "date_raw", "deciders", "consulted", "tags"):
        if field in answer:
            yield field, found[field] == answer[field], found[field]
    for field in RELATIONS:
        yield field, found[field] == answer.get(field, []), found[field]
    if "related" in answer:  # Not complete there, so what is found beyond it does not count.
        yield "related", set(answer["related"]) <= set(found["related"]), found["related"]
    yield "headings", found["headings"] == answer["headings"], found["headings"]
    if "headings_l1" in answer:
        titles_found = [s.heading for s in file.sections if s.level == 1]
        yield "headings_l1", titles_found == answer["headings_l1"], titles_found


def _plain(title: str | None) -> str | None:
    return None if title is None else plain_text(title)


def test_nothing_of_any_file_is_lost(files):
    lossy = [
        path
        for path, file in files.items()
        if "".join(file.text_of(section.span) for section in file.sections) != file.text
    ]

    assert len(files) == 416
    assert lossy == []


def test_every_record_can_be_stored(files):
    records = {path: place(f).content for path, f in files.items() if f.kind is Kind.RECORD}

    assert {path: wrong for path, c in records.items() if (wrong := find_mistakes(c))} == {}
