"""What files of records are called, and where they lie in a repository."""

from collections.abc import Iterable
from itertools import count
from os.path import commonpath
from pathlib import PurePosixPath

from django.utils.text import slugify

LONGEST_SLUG = 60
STEPS = {"", ".", ".."}  # of a path, that lead nowhere or out of it


def file_name(number: int, title: str) -> str:
    """Return the name of a record's file, as MADR has it: `0012-serve-the-ranker.md`."""
    slug = slugify(title)[:LONGEST_SLUG].strip("-_")
    return f"{'-'.join(part for part in (f'{number:04}', slug) if part)}.md"


def own_name(number: int, title: str, path: str) -> str:
    """Return the name under which a record was imported; of any other, the one made for it."""
    parts = _parts(path)
    return parts[-1] if parts else file_name(number, title)


def name_files(rows: Iterable[tuple[int, str, str | None]]) -> dict[int, str]:
    """Return a path for each number, title and imported path; no two are the same anywhere."""
    listed = [(number, title, _parts(path or "")) for number, title, path in rows]
    above = _common_folder([parts for _number, _title, parts in listed if parts])
    names: dict[int, str] = {}
    taken: set[str] = set()
    for number, title, parts in listed:
        wanted = "/".join(parts[above:]) if parts else file_name(number, title)
        names[number] = _free_name(wanted, number, taken)
        taken.add(names[number].casefold())
    return names


def _parts(path: str) -> list[str]:
    return [part for part in path.replace("\\", "/").split("/") if part not in STEPS]


def _common_folder(paths: list[list[str]]) -> int:
    """Return how many folders all paths begin with."""
    folders = ["/".join(["", *parts[:-1]]) or "/" for parts in paths]
    return len(_parts(commonpath(folders))) if folders else 0


def _free_name(wanted: str, number: int, taken: set[str]) -> str:
    path = PurePosixPath(wanted)
    for attempt in count(1):
        if wanted.casefold() not in taken:
            return wanted
        mark = f"{number:04}" if attempt == 1 else f"{number:04}-{attempt}"
        wanted = str(path.with_name(f"{path.stem}-{mark}{path.suffix}"))
    raise AssertionError("count() never ends")
