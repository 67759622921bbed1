"""Reads the files of reference facts, and says of every mistake where it stands."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from selection.directory.schema import ComponentEntry, fields_at
from selection.fact_files import BadFactsError, check_content, read_files
from selection.marked_yaml import Mistake, Place, UnreadableYamlError, read_marked_yaml

ENTRIES = Path(__file__).parent / "entries"


def read_entries(folder: Path = ENTRIES, *, today: date) -> tuple[ComponentEntry, ...]:
    """Return the entries of all files in `folder`, by slug; raise BadFactsError if any is bad."""
    files = sorted(folder.glob("*.yaml"), key=lambda file: file.stem)
    if not files:
        raise BadFactsError([Mistake(1, "", "There is no .yaml file here.", str(folder))])
    return read_files(files, lambda file: read_entry(file, today=today))


def read_entry(file: Path, *, today: date) -> tuple[ComponentEntry | None, list[Mistake]]:
    """Return the entry of a file, or none, and every mistake in it in the order of its lines."""
    try:
        marked = read_marked_yaml(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return None, [Mistake(1, "", "This file is not UTF-8 text.", file.name)]
    except UnreadableYamlError as error:
        return None, [Mistake(error.mistake.line, "", error.mistake.message, file.name)]
    context = {"today": today, "slug": file.stem}
    entry, found = check_content(marked, ComponentEntry, context, fields_at=fields_at)
    found += [*_doubled_claims(marked.content), *_doubled_releases(marked.content)]
    mistakes = [marked.mistake(place, message, file=file.name) for place, message in found]
    return entry, sorted(mistakes, key=lambda mistake: mistake.line)


def _doubled_claims(content: Any) -> Iterator[tuple[Place, str]]:
    for place, claims in _claim_lists(content):
        seen: set[str] = set()
        for index, claim in enumerate(claims if isinstance(claims, list) else []):
            capability = claim.get("is") if isinstance(claim, dict) else None
            if not isinstance(capability, str):
                continue
            if capability in seen:
                yield (*place, index, "is"), f"There is a claim on {capability} already."
            seen.add(capability)


def _claim_lists(content: Any) -> Iterator[tuple[Place, Any]]:
    if not isinstance(content, dict):
        return
    yield ("capabilities",), content.get("capabilities")
    for place, release in _releases(content):
        if place[0] == "older_releases":
            yield (*place, "capabilities"), release.get("capabilities")


def _doubled_releases(content: Any) -> Iterator[tuple[Place, str]]:
    seen: set[str] = set()
    for place, release in _releases(content) if isinstance(content, dict) else ():
        version = release.get("id")
        if not isinstance(version, str):
            continue
        if version in seen:
            yield (*place, "id"), f"There is a release {version} already."
        seen.add(version)


def _releases(content: dict[str, Any]) -> Iterator[tuple[Place, dict[str, Any]]]:
    if isinstance(content.get("version"), dict):
        yield ("version",), content["version"]
    for name in ("newer_releases", "older_releases"):
        releases = content.get(name)
        for index, release in enumerate(releases if isinstance(releases, list) else []):
            if isinstance(release, dict):
                yield (name, index), release
