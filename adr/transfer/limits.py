"""How much one import takes, and how long a file may be."""

from dataclasses import dataclass

MB = 1024 * 1024
LARGEST_UPLOAD = 10 * MB  # as it is sent: a ZIP, or all files together
LARGEST_TEXT = LARGEST_FILE = MB  # pasted, or one file
LONGEST_PATH = 300


@dataclass(frozen=True)
class Limits:
    """Of all files of one import together, unpacked."""

    files: int
    size: int
    lines: int


# In the browser somebody waits, and one of the few workers is busy.
IN_BROWSER = Limits(files=1_000, size=20 * MB, lines=100_000)
ON_COMMAND = Limits(files=20_000, size=200 * MB, lines=5_000_000)
