import stat
from pathlib import Path

from aruntime.secret_key import read_or_make_secret_key


def test_first_start_makes_a_key_that_only_its_owner_reads(tmp_path: Path):
    path = tmp_path / "new" / "secret_key"

    key = read_or_make_secret_key(path)

    assert len(key) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_later_start_keeps_the_key(tmp_path: Path):
    path = tmp_path / "secret_key"

    assert read_or_make_secret_key(path) == read_or_make_secret_key(path)
