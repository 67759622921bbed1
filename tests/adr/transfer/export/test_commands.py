"""Export and import from the command line."""

import json
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from adr.records import pdf_process
from tests.adr.records.factories import make_record
from tests.adr.transfer.export.factories import json_of, zip_of
from tests.factories import make_team

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"


@pytest.fixture
def library(team, author):
    return [make_record(team, author, title=f"Decision {n}") for n in range(1, 4)]


def run(name, *arguments, capsys=None):
    call_command(name, *map(str, arguments))


@pytest.mark.usefixtures("library")
def test_library_is_written_into_a_folder(team, tmp_path, capsys):
    run("export_records", "--team", team.slug, "-o", tmp_path / "repository")

    folder = tmp_path / "repository" / "docs" / "decisions"
    assert sorted(path.name for path in folder.iterdir()) == [
        "0001-decision-1.md",
        "0002-decision-2.md",
        "0003-decision-3.md",
        "README.md",
    ]
    assert "Wrote 3 records" in capsys.readouterr().out


@pytest.mark.usefixtures("library")
def test_library_is_written_into_the_same_zip_that_its_page_gives(team, tmp_path):
    run("export_records", "--team", team.slug, "-o", tmp_path / "a.zip")

    assert (tmp_path / "a.zip").read_bytes() == zip_of(team)


@pytest.mark.usefixtures("library")
def test_some_records_are_named_by_their_numbers(team, tmp_path):
    run("export_records", 1, 3, "--team", team.slug, "-o", tmp_path / "a.zip")

    with ZipFile(tmp_path / "a.zip") as archive:
        assert len(archive.namelist()) == 3


@pytest.mark.usefixtures("library")
def test_json_is_one_file_that_can_be_imported(team, tmp_path, capsys):
    other = make_team("Other team", "other-team")
    path = tmp_path / "a.json"
    run("export_records", "--team", team.slug, "--format", "json", "-o", path)

    run("import_json", path, "--team", other.slug)
    run("import_json", path, "--team", other.slug)

    assert path.read_bytes() == json_of(team)
    assert other.records.count() == 3
    out = capsys.readouterr().out
    assert "Record 1 has no owner: ana is not a member of the team." in out
    assert "Imported 3 records." in out


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--team", "nobody", "-o", "x.zip"], "There is no team 'nobody'"),
        (["9", "--team", "search-platform", "-o", "x.zip"], "has no record 9"),
        (["--team", "search-platform", "-o", "/dev/null/x.zip"], "cannot be written"),
    ],
)
def test_command_says_what_it_cannot_do(arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        run("export_records", *arguments)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"no", "This is no JSON"), (None, "cannot be read")],
)
def test_bad_json_is_refused_with_a_reason(team, tmp_path, data, sentence):
    path = tmp_path / "a.json"
    if data:
        path.write_bytes(data)

    with pytest.raises(CommandError, match=sentence):
        run("import_json", path, "--team", team.slug)


def test_mistakes_in_json_are_listed(team, library, tmp_path):
    values = json.loads(json_of(team))
    values["records"][1]["status"] = "done"
    path = tmp_path / "a.json"
    path.write_text(json.dumps(values))

    with pytest.raises(CommandError, match=r"records\[2\]\.status: use one of draft"):
        run("import_json", path, "--team", team.slug)


@pytest.mark.usefixtures("library")
def test_pdf_of_a_library_is_written(team, tmp_path):
    run("export_library_pdf", "1", "2", "--team", team.slug, "-o", tmp_path / "a.pdf")

    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
    assert pdf_process.FOR_LIBRARIES.pool is None


def test_empty_library_has_no_pdf(team, tmp_path):
    with pytest.raises(CommandError, match="is empty"):
        run("export_library_pdf", "--team", team.slug, "-o", tmp_path / "a.pdf")
