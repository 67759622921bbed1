"""The demo account and its three worked example decisions."""

from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from adr.examples.records import read_examples
from adr.models import Record
from adr.records.gaps import find_gaps
from adr.records.reading import content_of
from aruntime.teams.models import Role, Team, User
from selection.directory.editions import directory_in_files
from selection.engine.knowledge import Directory
from selection.examples.agreement import load_example
from tests.factories import make_member, make_team
from tests.selection.results.factories import make_edition


@pytest.fixture
def data_dir(settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    settings.DEMO_ALLOWED = True
    return tmp_path


@pytest.fixture
def loaded(db, data_dir) -> str:
    make_edition(*facts().components)
    return load()


@cache
def facts() -> Directory:
    return directory_in_files(today=timezone.localdate())


def load() -> str:
    out = StringIO()
    call_command("load_examples", stdout=out)
    return out.getvalue()


@pytest.mark.pure
def test_every_example_stands_on_a_worked_assessment():
    for example in read_examples():
        assert load_example(example.assessment).answers


def test_there_is_one_record_of_each_kind(loaded):
    statuses = Record.objects.order_by("number").values_list("status", flat=True)

    assert list(statuses) == ["accepted", "draft", "proposed"]


def test_sign_in_that_is_printed_works(loaded, data_dir, client):
    password = (data_dir / "demo_password").read_text().strip()

    assert f"e-mail demo@example.org, password {password}" in loaded
    assert client.login(email="demo@example.org", password=password)


def test_password_is_for_the_owner_of_the_file_only(loaded, data_dir):
    assert (data_dir / "demo_password").stat().st_mode & 0o777 == 0o600


def test_loading_again_changes_nothing(loaded):
    before = list(Record.objects.values_list("number", "revision", "updated_at"))

    again = load()

    assert again == loaded
    assert list(Record.objects.values_list("number", "revision", "updated_at")) == before


def test_example_that_was_deleted_does_not_come_back(loaded):
    Record.objects.get(status="draft").delete()

    load()

    assert Record.objects.count() == 2


def test_accepted_example_answers_every_need_and_names_what_is_bad(loaded):
    record = Record.objects.get(status="accepted")

    sections = {gap.section for gap in find_gaps(content_of(record), record.recommendation)}
    assert sections.isdisjoint({"basics", "decision", "alternatives", "consequences", "migration"})


def test_accepted_example_says_that_nobody_else_could_review_it(loaded, client):
    client.force_login(User.objects.get(username="demo"))
    record = Record.objects.get(status="accepted")

    page = client.get(f"/teams/{record.team.slug}/records/{record.number}/").content.decode()

    assert "Approved by demo, who has written some of the text: too few others" in page


def test_draft_shows_its_gaps(loaded):
    record = Record.objects.get(status="draft")

    assert find_gaps(content_of(record), record.recommendation)


def test_every_example_opens(loaded, client):
    client.force_login(User.objects.get(username="demo"))

    for record in Record.objects.select_related("team"):
        page = client.get(f"/teams/{record.team.slug}/records/{record.number}/")
        assert "A worked example" in page.content.decode()


def test_installation_with_settings_of_its_own_has_no_demo_account(loaded, settings, client):
    password = loaded.split()[-1]
    settings.DEMO_ALLOWED = False

    said = load()

    assert "No demo account" in said
    assert not client.login(email="demo@example.org", password=password)


def test_account_that_happens_to_be_called_demo_is_left_alone(db, data_dir, client):
    make_member(make_team(), Role.OWNER, username="demo")

    said = load()

    assert "No demo account" in said
    assert client.login(email="demo@example.org", password="demo's password")
    assert Team.objects.count() == 1
