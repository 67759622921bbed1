import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from adr.records import pdf_process
from adr.records.models import Record
from tests.adr.library.factories import make_record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture(scope="module", autouse=True)
def _process():
    yield
    pdf_process.stop()


@pytest.fixture
def record(team) -> Record:
    return make_record(team, title="Serve the ranker", context="On one host.")


@pytest.fixture
def _no_libraries(tmp_path, monkeypatch):
    """A WeasyPrint that fails as it does where the system libraries are not installed."""
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load libgobject-2.0-0')")
    monkeypatch.syspath_prepend(tmp_path)
    pdf_process.stop()
    yield
    pdf_process.stop()


def address(record):
    return reverse("adr:record_pdf", kwargs={"team": record.team.slug, "number": record.number})


def test_member_gets_the_pdf_under_a_name_that_says_what_it_is(record, as_reader):
    response = as_reader.get(address(record))

    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        'inline; filename="search-platform-0001-serve-the-ranker.pdf"'
    )
    assert response.content.startswith(b"%PDF-")


def test_stranger_gets_not_found(record, as_stranger):
    assert as_stranger.get(address(record)).status_code == 404


def test_visitor_is_asked_to_sign_in(record, client):
    assert client.get(address(record)).status_code == 302


def test_number_without_a_record_is_not_found(team, as_reader):
    url = reverse("adr:record_pdf", kwargs={"team": team.slug, "number": 7})

    assert as_reader.get(url).status_code == 404


@pytest.mark.usefixtures("_no_libraries")
def test_page_says_what_to_install_where_libraries_are_missing(record, as_reader):
    response = as_reader.get(address(record))

    assert response.status_code == 503
    assert (
        "sudo apt-get install --no-install-recommends "
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    ) in response.content.decode()


def test_command_writes_the_same_pdf(record, as_reader, tmp_path, capsys):
    path = tmp_path / "record.pdf"

    call_command("export_pdf", "1", "--team", record.team.slug, "--output", str(path))

    assert path.read_bytes() == as_reader.get(address(record)).content
    assert str(path) in capsys.readouterr().out


def test_command_names_a_record_that_does_not_exist(team, tmp_path):
    with pytest.raises(CommandError, match="'search-platform' has no record 9"):
        call_command("export_pdf", "9", "--team", team.slug)


@pytest.mark.usefixtures("_no_libraries")
def test_command_says_what_to_install_where_libraries_are_missing(record, tmp_path):
    with pytest.raises(CommandError, match="sudo apt-get install"):
        call_command("export_pdf", "1", "--team", record.team.slug, "-o", str(tmp_path / "a.pdf"))


def test_command_says_where_it_cannot_write(record, tmp_path):
    path = tmp_path / "missing" / "record.pdf"

    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_pdf", "1", "--team", record.team.slug, "-o", str(path))
