"""`manage.py send_reminders`: whom it tells what, and that it tells nothing twice."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from adr.records.models import Record, Status
from adr.watch.models import SentReminder
from aruntime.teams.models import Role
from tests.adr.records.factories import make_record_in
from tests.adr.watch.factories import LOOK_BACK_DATE, make_accepted, open_date, reaffirm
from tests.factories import make_member, make_team

ROOT = Path(__file__).resolve().parents[3]

SOON = LOOK_BACK_DATE - timedelta(days=20)
DUE = LOOK_BACK_DATE


@pytest.fixture
def record(team, author) -> Record:
    """Of ana's; its look back is on DUE. Who approved it has left the team since."""
    record = make_accepted(team, author, confirmations=())
    team.memberships.exclude(user=author).filter(user__username="vera").delete()
    return record


def send(today=DUE, **options) -> str:
    out = StringIO()
    call_command("send_reminders", today=today, stdout=out, **options)
    return out.getvalue()


def told() -> list[tuple[str, str]]:
    return [(message.to[0], message.subject) for message in mail.outbox]


def test_owner_is_told_in_one_mail_of_all_teams(record, author):
    other = make_team("Gateway", "gateway")
    other.memberships.create(user=author, role=Role.AUTHOR)
    make_accepted(other, author, title="Route by cache", confirmations=())

    send()

    assert told() == [("ana@example.org", "Decisions to look at again: 2 due")]
    text = mail.outbox[0].body
    for words in ("Serve the assistant with vLLM", "Route by cache", "Gateway", "Look back, since"):
        assert words in text
    assert "http://127.0.0.1:8000/teams/gateway/records/1/#after-acceptance" in text
    assert "http://127.0.0.1:8000/due/" in text


def test_second_run_sends_no_mail(record):
    send()

    assert "0 mails sent." in send()
    assert len(mail.outbox) == 1


def test_owner_is_told_once_that_it_comes_near_and_again_when_it_is_there(record):
    for day in (SOON, SOON + timedelta(days=10), DUE):
        send(day)

    assert [subject for _, subject in told()] == [
        "Decisions to look at again: 1 due soon",
        "Decisions to look at again: 1 due",
    ]


def test_what_stays_due_is_told_again_after_a_week(record):
    for days in range(15):
        send(DUE + timedelta(days=days))

    assert len(mail.outbox) == 3
    assert SentReminder.objects.count() == 1  # What keeps nothing back is forgotten.


def test_what_was_answered_is_told_no_more(record, author):
    send()
    open_date(record, "look-back")
    Record.objects.filter(pk=record.pk).update(fired_at=None)
    reaffirm(record, author, kind="look-back", outcome="looked-back", new_date=None)

    send(DUE + timedelta(days=30))

    assert len(mail.outbox) == 1


def test_date_that_an_outcome_set_is_told_as_a_new_one(record, author):
    send()
    reaffirm(
        record, author, kind="look-back", outcome="looked-back", new_date=DUE + timedelta(days=1)
    )

    send(DUE + timedelta(days=1))

    assert len(mail.outbox) == 2


def test_trigger_that_has_fired_is_told(record):
    Record.objects.filter(pk=record.pk).update(fired_at=timezone.now())

    send(SOON - timedelta(days=60))

    assert "A revisit trigger has fired" in mail.outbox[0].body


@pytest.mark.parametrize("why", ["switched off", "left the team", "no owner"])
def test_owners_of_the_team_are_told_where_nobody_else_can_be(record, author, owner, reader, why):
    if why == "switched off":
        author.is_active = False
        author.save()
    elif why == "left the team":
        author.memberships.all().delete()
    else:
        Record.objects.filter(pk=record.pk).update(owner=None)

    send()

    assert [address for address, _ in told()] == ["olga@example.org"]
    words = "Nobody owns it." if why == "no owner" else "Its owner, ana, has left the team"
    assert words in mail.outbox[0].body


def test_record_with_nobody_to_tell_is_named(record, author):
    author.is_active = False
    author.save()

    assert "Nobody to tell: 1. Serve the assistant with vLLM" in send()
    assert mail.outbox == []


def test_drafts_and_records_that_no_longer_hold_are_not_told(team, author):
    make_record_in(Status.DRAFT, team, author)
    make_record_in(Status.DEPRECATED, team, author)

    assert "0 mails sent." in send(DUE + timedelta(days=400))


def test_dry_run_says_what_would_be_sent_and_sends_nothing(record):
    said = send(dry_run=True)

    assert "ana@example.org: 1 due." in said
    assert "1. Serve the assistant with vLLM: Look back" in said
    assert "1 mail would be sent." in said
    assert mail.outbox == []
    assert not SentReminder.objects.exists()


def test_day_that_is_none_is_refused_with_an_example(db):
    with pytest.raises(CommandError, match="use year-month-day, such as 2027-03-31"):
        call_command("send_reminders", "--today", "tomorrow")


def test_mail_that_was_not_taken_is_tried_again_by_the_next_run(record, settings):
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(CommandError, match=r"ana@example\.org"):
        send()

    settings.EMAIL_BACKEND = working
    send()
    assert len(mail.outbox) == 1


def test_very_long_list_is_cut_and_says_so(team, author):
    for _ in range(52):
        make_accepted(team, author, confirmations=())

    send()

    assert "And 2 more." in mail.outbox[0].body
    assert "52 due" in mail.outbox[0].subject


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="processes try it on SQLite, below")
def test_runs_at_the_same_time_send_one_mail():
    team = make_team()
    make_accepted(team, make_member(team, Role.AUTHOR, username="ana"), confirmations=())
    mail.outbox.clear()  # Of the review before.

    def run(_number: int) -> str:
        try:
            return send()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        said = list(pool.map(run, range(3)))

    assert sum("1 mail sent." in each for each in said) == len(mail.outbox) == 1


PREPARE = """
from tests.adr.watch.factories import make_accepted
from tests.factories import make_member, make_team
team = make_team()
make_accepted(team, make_member(team, "author", username="ana"), confirmations=())
"""


@pytest.mark.pure
def test_processes_on_a_database_file_send_one_mail(tmp_path):
    # SQLite in memory, which the other tests use, knows no waiting for a lock.
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}"}
    environment["ARUNTIME_DATA_DIR"] = str(tmp_path)

    def manage(*arguments: str) -> str:
        result = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            env=environment,
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        return result.stdout

    manage("migrate", "--verbosity=0")
    manage("shell", "--verbosity=0", "-c", PREPARE)
    with ThreadPoolExecutor(3) as pool:
        said = list(pool.map(lambda _: manage("send_reminders", "--today=2030-01-01"), range(3)))

    assert sum("1 mail sent." in each for each in said) == 1


def test_number_of_queries_grows_with_the_people_and_not_with_the_records(
    team, author, django_assert_num_queries
):
    for _ in range(5):
        make_accepted(team, author)

    with django_assert_num_queries(9):
        send()
