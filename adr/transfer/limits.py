"""How much one import takes. A library of thousands of records stays far below."""

MB = 1024 * 1024
LARGEST_UPLOAD = 10 * MB  # as it is sent: a ZIP, or all files together
LARGEST_TOTAL = 20 * MB  # unpacked
MOST_FILES = 1_000
LONGEST_PATH = 300
LARGEST_TEXT = LARGEST_FILE = MB  # pasted, or one file
