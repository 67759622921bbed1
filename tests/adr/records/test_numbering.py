"""Numbers of records are given once each, without gaps, whoever else is saving."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, transaction

from adr.records.creating import create_record
from adr.records.deleting import delete_draft
from adr.records.models import Record
from adr.records.numbering import lock_numbers, take_number
from aruntime.teams.models import Role
from tests.adr.records.factories import make_content, make_record
from tests.factories import make_member, make_team

ROOT = Path(__file__).resolve().parents[3]
WRITERS = 3
RECORDS_EACH = 5


def test_first_record_of_a_library_is_number_1(team, author):
    assert make_record(team, author).number == 1


def test_each_library_counts_on_its_own(team, author):
    make_record(team, author)

    other = make_record(make_team("Other", "other"), author, owner="")

    assert other.number == 1


def test_number_of_a_deleted_draft_is_not_given_again(team, author):
    delete_draft(record=make_record(team, author), by=author)

    assert make_record(team, author).number == 2


def test_failed_save_leaves_no_gap(team, author):
    with transaction.atomic():
        take_number(lock_numbers(team))
        transaction.set_rollback(True)

    assert make_record(team, author).number == 1


@pytest.mark.django_db(transaction=True)
def test_number_is_refused_outside_a_transaction():
    team = make_team()

    with pytest.raises(RuntimeError):
        lock_numbers(team)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="processes try it on SQLite, below")
def test_concurrent_threads_give_every_number_once():
    team = make_team()
    author = make_member(team, Role.AUTHOR, username="ana")

    def save_records(_writer: int) -> None:
        try:
            for _ in range(RECORDS_EACH):
                create_record(team=team, content=make_content(), by=author)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(save_records, range(WRITERS)))

    numbers = sorted(Record.objects.values_list("number", flat=True))
    assert numbers == list(range(1, WRITERS * RECORDS_EACH + 1))


SAVE_RECORDS = f"""
from adr.records.content import RecordContent
from adr.records.creating import create_record
from aruntime.teams.models import Team, User
for _ in range({RECORDS_EACH}):
    create_record(
        team=Team.objects.get(), content=RecordContent(title="A title"), by=User.objects.get()
    )
"""
PREPARE = """
from aruntime.teams.models import Team, User
Team.objects.create(name="Team", slug="team")
User.objects.create_user("ana")
"""
READ_NUMBERS = """
from adr.records.models import Record
print(sorted(Record.objects.values_list("number", flat=True)))
"""


@pytest.mark.pure
def test_concurrent_processes_on_a_database_file_give_every_number_once(tmp_path):
    # SQLite in memory, which the other tests use, knows no waiting for a lock.
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}"}
    environment["ARUNTIME_DATA_DIR"] = str(tmp_path)

    def manage(*arguments: str) -> str:
        result = subprocess.run(
            [sys.executable, ROOT / "manage.py", *arguments],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return result.stdout

    manage("migrate", "--verbosity=0")
    manage("shell", "--verbosity=0", "-c", PREPARE)
    with ThreadPoolExecutor(WRITERS) as pool:
        commands = [("shell", "--verbosity=0", "-c", SAVE_RECORDS)] * WRITERS
        list(pool.map(lambda command: manage(*command), commands))

    numbers = manage("shell", "--verbosity=0", "-c", READ_NUMBERS)
    assert numbers.strip() == str(list(range(1, WRITERS * RECORDS_EACH + 1)))
