"""The names under which files state their status, date and people, and our word for each."""

import re
from collections.abc import Mapping

from adr.transfer.reader.marks import strip_marks

KEYS: Mapping[str, str] = {
    key: name
    for name, keys in {
        "status": ("status", "state", "estado", "stato", "statut", "статус", "状态", "ステータス"),
        "date": (
            "date", "datum", "fecha", "data", "дата", "日期", "日付", "last update", "last updated",
            "updated", "date updated", "decision date", "date decided", "decided on",
        ),
        "deciders": (
            "deciders", "decider", "decision makers", "decision maker", "decision maker(s)",
            "decisionmakers", "entscheider", "entscheidungsträger", "décideurs", "decisores",
        ),
        "consulted": ("consulted",),
        "informed": ("informed",),
        "tags": ("tags", "tag", "labels"),
        "ticket": ("technical story", "user story", "ticket", "issue", "madr issue"),
        "title": ("title",),
        "superseded_by": ("superseded by", "superceded by", "replaced by", "ersetzt durch"),
        "supersedes": ("supersedes", "supercedes", "replaces"),
        "amended_by": ("amended by",),
        "amends": ("amends",),
    }.items()
    for key in keys
}  # fmt: skip
PEOPLE = ("deciders", "consulted", "informed")
RELATION_KEYS = ("superseded_by", "supersedes", "amended_by", "amends")
LONGEST_NAME = 5  # words
SPLIT = re.compile(r"[,;\n]|<br\s*/?>|\s&\s|\s\band\b\s")


def name_of(key: str) -> str:
    """Return our word for a key, whatever its case, marks, dashes and colon; else nothing."""
    words = re.sub(r"[-_\s]+", " ", strip_marks(key.strip().rstrip(":：").strip())).lower()
    return KEYS.get(words.strip(" *_:"), "")


def split_people(values: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Return the names in a value; a placeholder of the template is no name."""
    found = []
    for value in values:
        text = value.strip()
        if is_placeholder(text):
            continue
        parts = (strip_marks(part) for part in SPLIT.split(text.strip("[]{}")))
        found += [part.strip(" .") for part in parts]
    return tuple(dict.fromkeys(name for name in found if name and name != "..."))


def split_tags(values: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Return the tags in a value, which stand between commas or spaces."""
    text = ",".join(value for value in values if not is_placeholder(value))
    parts = re.split(r"[,;]", text) if re.search(r"[,;]", text) else text.split()
    return tuple(
        dict.fromkeys(tag for part in parts if (tag := strip_marks(part).lower().lstrip("#")))
    )


def is_placeholder(value: str) -> bool:
    """Tell a text that a template left to be filled in: `{list everyone involved}`."""
    text = " ".join(value.split()).strip("*_`\"' ")
    if text[:1] + text[-1:] not in {"{}", "[]"}:
        return False
    words = text[1:-1].split()
    return words[:1] == ["list"] or (len(words) > LONGEST_NAME and "," not in text)
