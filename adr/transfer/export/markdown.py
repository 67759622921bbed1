"""The Markdown file of a record: its own one where it was imported, else one in MADR's form."""

from collections.abc import Mapping
from posixpath import dirname, relpath

from adr.transfer.export.documents import ImportedFile, RecordDocument
from adr.transfer.madr.front_matter import identifier
from adr.transfer.madr.reader import is_ours
from adr.transfer.madr.writer import write_madr
from adr.transfer.reader.decoding import UTF8_MARK
from adr.transfer.reader.found import ReadStatus
from adr.transfer.rewriting import ours
from adr.transfer.rewriting.rewriting import Rewriting, changed_fields

MARK = UTF8_MARK.decode()
UNDECIDED = {ReadStatus.OTHER, ReadStatus.NONE}


def markdown_of(record: RecordDocument, names: Mapping[int, str] | None = None) -> bytes:
    """Return the bytes of the record's file; `names` are the paths of the other records' files.

    A record that was imported and not edited has the bytes that it came with. After an edit only
    the lines that tell of it differ.
    """
    if record.imported is None:
        return write_madr(record, names).encode()
    return _rewrite(record, record.imported, names or {}).encode()


def _rewrite(record: RecordDocument, file: ImportedFile, names: Mapping[int, str]) -> str:
    changed = changed_fields(file.content, record.content)
    has_moved = _status_then(file) != record.status
    if not changed and not has_moved:
        return file.original
    mark = MARK if file.original.startswith(MARK) else ""
    text = file.original.removeprefix(MARK)
    if is_ours(text):
        return mark + ours.update(text, write_madr(record, names), file.content, record.content)
    rewriting = Rewriting(text, file.path)
    if has_moved:
        rewriting.change_status(ReadStatus(record.status), _status_words(record, names))
    for name in changed:
        rewriting.change(name, getattr(record.content, name))
    return mark + rewriting.text


def _status_then(file: ImportedFile) -> str:
    return "imported" if file.status in UNDECIDED else file.status


def _status_words(record: RecordDocument, names: Mapping[int, str]) -> str:
    after = next((r for r in record.relations if r.kind == "superseded-by"), None)
    if after is None:
        return record.status
    words = identifier(after.number)
    if name := names.get(after.number):
        folder = dirname(names.get(record.number, ""))
        words = f"[{words}]({relpath(name, folder or '.')})"
    return f"{record.status} by {words}"
