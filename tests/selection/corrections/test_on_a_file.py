"""Two maintainers at once on an SQLite file, as an installation without further settings has it."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
DECIDERS = 3

PREPARE = """
from tests.selection.corrections.factories import make_claim, make_correction, make_maintainer
make_claim()
make_correction()
for name in range(3):
    make_maintainer(f"mia-{name}")
"""
# Every process waits for the same file, so that all decide at the same moment.
DECIDE = """
import os, time
from aruntime.teams.models import User
from selection.corrections.deciding import AlreadyDecidedError, accept_claim, fingerprint
from selection.corrections.models import Correction
from selection.corrections.targets import find_claim
from selection.directory.revisions import ClaimState
correction = Correction.objects.get()
basis = fingerprint(find_claim(correction.target_key).state)
maintainer = User.objects.get(username="mia-{number}")
open("{folder}/ready-{number}", "w").close()
while not all(os.path.exists(f"{folder}/ready-{{other}}") for other in range(3)):
    time.sleep(0.01)
try:
    accept_claim(
        correction.pk,
        by=maintainer,
        revision=1,
        state=ClaimState("partial", "By {number}.", "", "https://example.org/"),
        basis=basis,
    )
    print("decided")
except AlreadyDecidedError:
    print("told")
"""
COUNT = """
from selection.corrections.models import MaintenanceEntry
from selection.directory.revisions import ClaimRevision
print(ClaimRevision.objects.count(), MaintenanceEntry.objects.count())
"""


@pytest.mark.pure
def test_of_maintainers_at_once_on_a_database_file_one_decides(tmp_path):
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}"}
    environment["ARUNTIME_DATA_DIR"] = str(tmp_path)

    def manage(*arguments: str) -> str:
        command = [sys.executable, ROOT / "manage.py", *arguments]
        result = subprocess.run(
            command, env=environment, check=True, capture_output=True, text=True, cwd=ROOT
        )
        return result.stdout.strip()

    def shell(code: str) -> str:
        return manage("shell", "--verbosity=0", "-c", code)

    manage("migrate", "--verbosity=0")
    shell(PREPARE)
    with ThreadPoolExecutor(DECIDERS) as pool:
        codes = [DECIDE.format(number=number, folder=tmp_path) for number in range(DECIDERS)]
        outcomes = list(pool.map(shell, codes))

    assert sorted(outcomes) == ["decided", "told", "told"]
    assert shell(COUNT) == "1 1"
