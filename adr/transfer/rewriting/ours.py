"""A file that this project wrote before, brought up to date: other lines stay as they are.

Between export and import people may have edited the file by hand. What they did to the layout of
a part stays, as long as nothing that stands there has changed in the library.
"""

from collections.abc import Iterator, Sequence

from adr.records.content import RecordContent
from adr.transfer.madr import layout
from adr.transfer.madr.front_matter import FENCE
from adr.transfer.madr.reader import Key, key_of
from adr.transfer.madr.text import headings

# Which fields decide on the lines of each part; those without any tell of other things.
FIELDS: dict[Key, tuple[str, ...]] = {
    ("", ""): ("title",),
    (layout.CONTEXT, ""): ("context",),
    (layout.DRIVERS, ""): ("drivers",),
    (layout.OPTIONS, ""): ("chosen", "alternatives"),
    (layout.OUTCOME, ""): ("decision", "chosen"),
    (layout.OUTCOME, layout.CONSEQUENCES): ("consequences",),
    (layout.OUTCOME, layout.CONFIRMATION): ("confirmations",),
    (layout.REASONS, ""): ("alternatives",),
    **{(layout.MORE, place.heading): (place.field,) for place in layout.FURTHER_SECTIONS},
    (layout.MORE, layout.FURTHER): layout.UNPLACED,
}


def update(original: str, written: str, before: RecordContent, now: RecordContent) -> str:
    """Return the original with those parts of the newly written file that tell of a change."""
    changed = {
        name
        for name in RecordContent.__dataclass_fields__
        if getattr(before, name) != getattr(now, name)
    }
    old_head, old_body = _split_front_matter(original.replace("\r\n", "\n"))
    new_head, new_body = _split_front_matter(written)
    parts = _update_parts(_parts(old_body), _parts(new_body), changed)
    text = _update_front_matter(old_head, new_head, changed) + "\n\n".join(parts) + "\n"
    return text.replace("\n", "\r\n") if "\r\n" in original else text


def _update_front_matter(old: str, new: str, changed: set[str]) -> str:
    """Take the lines of keys that changed, came or went; comments and other keys stay."""
    keys = {layout.FRONT_MATTER[field] for field in changed & layout.FRONT_MATTER.keys()}
    keys |= {"status"} | ({"title"} if "title" in changed else set())
    fresh = {line.partition(":")[0]: line for line in new.splitlines(keepends=True)}
    lines = []
    for line in old.splitlines(keepends=True)[:-1]:
        key = line.partition(":")[0]
        if key in keys and key in fresh and not _says_the_same(line, fresh[key]):
            lines.append(fresh.pop(key))
        elif key not in keys or key in fresh:
            fresh.pop(key, None)
            lines.append(line)
    lines += [line for key, line in fresh.items() if key in keys]
    return "".join([*lines, FENCE])


def _says_the_same(one: str, other: str) -> bool:
    return one.replace('"', "").split() == other.replace('"', "").split()


def _update_parts(
    old: Sequence[tuple[Key, str]], new: Sequence[tuple[Key, str]], changed: set[str]
) -> Iterator[str]:
    kept = dict(old)
    for key, text in new:
        stays = key in kept and not changed & set(FIELDS.get(key, ()))
        yield kept[key] if stays else text


def _split_front_matter(text: str) -> tuple[str, str]:
    end = text.index(f"\n{FENCE}") + 1 + len(FENCE)
    return text[:end], text[end:]


def _parts(body: str) -> list[tuple[Key, str]]:
    """Return each part with its heading, without the blank line before the next."""
    lines = body.removesuffix("\n").split("\n")
    begins: list[tuple[Key, int]] = [(("", ""), 0)]
    for index, level in headings(lines):
        words = lines[index].lstrip(" #").rstrip(" ")
        if key := key_of(words, level, begins[-1][0][0]):
            begins.append((key, index))
    ends = [*(index for _key, index in begins[1:]), len(lines) + 1]
    parts = []
    for (key, begin), end in zip(begins, ends, strict=True):
        part = lines[begin:end]
        is_apart = end <= len(lines) and part and not part[-1]
        parts.append((key, "\n".join(part[:-1] if is_apart else part)))
    return parts
