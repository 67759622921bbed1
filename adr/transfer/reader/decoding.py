"""Bytes as text, or a sentence that says why they are none."""

from adr.transfer.limits import LARGEST_FILE

UTF8_MARK = b"\xef\xbb\xbf"
# No record that people read comes near; more would keep others waiting.
MOST_LINES = 20_000
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class UnreadableFileError(Exception):
    """A file that cannot be read as text; the message is a sentence for a person."""


def decode(data: bytes) -> tuple[str, bool]:
    """Return the text, and whether a byte order mark stood before it.

    Only UTF-8 is taken: a guess at another encoding would change letters without a word.
    """
    if len(data) > LARGEST_FILE:
        raise UnreadableFileError("This file is larger than 1 MB, which no record is.")
    if data.count(b"\n") > MOST_LINES or data.count(b"\r") > MOST_LINES:
        raise UnreadableFileError(f"This file has more than {MOST_LINES} lines.")
    if data.startswith(UTF16_MARKS):
        raise UnreadableFileError("This file is in UTF-16. Save it as UTF-8 and try again.")
    has_mark = data.startswith(UTF8_MARK)
    try:
        text = data[len(UTF8_MARK) if has_mark else 0 :].decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFileError(
            f"Line {line} of this file is not UTF-8, perhaps it is Latin-1. "
            "Save the file as UTF-8 and try again."
        ) from error
    if "\0" in text:
        raise UnreadableFileError("This is not a text file: it holds the character NUL.")
    return text, has_mark
