"""`manage.py import_adrs`: what it imports, what it leaves out, and what it reports."""

import io
import json
import zipfile

import pytest
from django.core.management import CommandError, call_command

from adr.records.models import Record, Status
from tests.adr.transfer import samples
from tests.adr.transfer.factories import make_text

KEYS = {
    *("path", "kind", "title", "status", "status_raw", "date", "date_raw", "number", "series"),
    *("supersedes", "superseded_by", "amends", "amended_by", "headings", "warnings"),
}


@pytest.fixture
def folder(tmp_path):
    files = {
        "0002-try-three-engines.md": samples.NYGARD_SUPERSEDED,
        "0004-serve-with-one-engine.md": samples.NYGARD,
        "template.md": samples.TEMPLATE,
        "sub/README.md": samples.INDEX,
        ".hidden/0009-x.md": samples.NYGARD,
        "picture.png": "x",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    (tmp_path / "latin.md").write_bytes(b"Gr\xf6\xdfe")
    return tmp_path


def run(*arguments, **options):
    out = io.StringIO()
    call_command("import_adrs", *map(str, arguments), stdout=out, **options)
    return out.getvalue()


def report(*arguments, **options):
    found = json.loads(run(*arguments, format="json", **options))
    return found, {file["path"]: file for file in found["files"]}


def test_a_folder_is_imported(folder, team, owner):
    run(folder, team=team.slug, by=owner.email, owner=owner.email)

    old, new = Record.objects.filter(team=team).order_by("number")
    assert (old.number, new.number) == (2, 4)
    assert (old.status, old.superseded_by) == (Status.SUPERSEDED, new)
    assert (new.owner, new.created_by) == (owner, owner)


def test_the_report_says_of_every_file_what_it_is(folder, team):
    found, files = report(folder, team=team.slug)

    assert found["imported"] == 2
    assert {path: (file["kind"], file["outcome"]) for path, file in files.items()} == {
        "0002-try-three-engines.md": ("record", "imported"),
        "0004-serve-with-one-engine.md": ("record", "imported"),
        "template.md": ("template", "left out"),
        "sub/README.md": ("index", "left out"),
        "latin.md": (None, "unreadable"),
    }
    assert all(file.keys() >= KEYS for file in files.values())
    assert files["0002-try-three-engines.md"]["superseded_by"] == ["0004-serve-with-one-engine.md"]
    assert files["0002-try-three-engines.md"]["date"] == "2023-01-02"
    assert files["0002-try-three-engines.md"]["date_raw"] == "02/01/2023"
    assert files["0004-serve-with-one-engine.md"]["date_raw"] is None
    assert files["0004-serve-with-one-engine.md"]["record"] == 4


def test_a_dry_run_stores_nothing(folder, team):
    _found, files = report(folder, team=team.slug, dry_run=True)

    assert files["0004-serve-with-one-engine.md"]["outcome"] == "new"
    assert not Record.objects.exists()
    assert "2 would be imported. Nothing was stored." in run(folder, team=team.slug, dry_run=True)


def test_a_second_run_imports_nothing(folder, team):
    run(folder, team=team.slug)

    found, files = report(folder, team=team.slug)

    assert found["imported"] == 0
    assert files["0004-serve-with-one-engine.md"]["outcome"] == "already imported"
    assert Record.objects.count() == 2


def test_a_changed_file_is_taken_only_when_asked_for(folder, team):
    run(folder, team=team.slug)
    (folder / "0004-serve-with-one-engine.md").write_text(samples.NYGARD + "\nMore.\n")

    _found, files = report(folder, team=team.slug)
    assert files["0004-serve-with-one-engine.md"]["outcome"] == "changed"

    run(folder, team=team.slug, take_changed=True)
    assert Record.objects.count() == 3


def test_one_file_is_taken_whatever_it_looks_like(tmp_path, team):
    (tmp_path / "thoughts.md").write_text("# Thoughts\n\nWe use it.\n")

    assert "1 imported" in run(tmp_path / "thoughts.md", team=team.slug)
    assert Record.objects.get().status == Status.IMPORTED


def test_a_zip_is_read_like_a_folder(tmp_path, team):
    with zipfile.ZipFile(tmp_path / "adr.zip", "w") as archive:
        archive.writestr("repo/0003-x.md", make_text())

    run(tmp_path / "adr.zip", team=team.slug)

    assert Record.objects.get().number == 3


def test_links_out_of_the_folder_are_not_followed(tmp_path, team):
    (tmp_path / "secret.md").write_text(make_text())
    inside = tmp_path / "adr"
    inside.mkdir()
    (inside / "0001-x.md").write_text(make_text("Other"))
    (inside / "0002-y.md").symlink_to(tmp_path / "secret.md")

    out = run(inside, team=team.slug)

    assert "0002-y.md: left out, because it is a link" in out
    assert Record.objects.count() == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"team": "nobody"}, "no team 'nobody'"),
        ({"by": "sven@example.org"}, "sven@example.org is no member"),
        ({"owner": "sven@example.org"}, "sven@example.org is no member"),
    ],
)
def test_a_mistake_in_the_arguments_is_named(folder, team, stranger, options, words):
    with pytest.raises(CommandError, match=words):
        run(folder, **{"team": team.slug, **options})


def test_a_place_without_markdown_is_named(tmp_path, team):
    with pytest.raises(CommandError, match="no Markdown file"):
        run(tmp_path, team=team.slug)
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path / "missing.md", team=team.slug)
