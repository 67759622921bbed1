"""From a ZIP of Markdown to records in the library, with JavaScript and without, axe-clean."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from adr.records.models import Record, Status
from aruntime.teams.models import Team, User
from tests.adr.transfer import samples
from tests.browser.accessibility import find_violations
from tests.browser.people import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "adr.zip"
    files = {
        "0002-try-three-engines.md": samples.NYGARD_SUPERSEDED,
        "0004-serve-with-one-engine.md": samples.NYGARD,
        "0006-queue.md": samples.MADR_1,
        "template.md": samples.TEMPLATE,
    }
    with zipfile.ZipFile(path, "w") as written:
        for name, text in files.items():
            written.writestr(f"repo/{name}", text)
    return path


def test_owner_imports_a_zip_and_chooses_the_status_that_is_missing(
    page: Page, live_server, team: Team, owner: User, archive: Path
):
    main, heading = page.get_by_role("main"), page.get_by_role("heading", level=1)
    sign_in(page, live_server.url, owner)

    page.goto(f"{live_server.url}/teams/{team.slug}/records/")
    main.get_by_role("link", name="Import records").click()
    assert find_violations(page) == ""
    main.get_by_role("button", name="Show what is in it").click()
    expect(page.locator(".error-summary")).to_contain_text("Choose a ZIP or Markdown files")
    assert find_violations(page) == ""
    main.get_by_label("A ZIP or Markdown files").set_input_files(archive)
    main.get_by_role("button", name="Show what is in it").click()

    expect(heading).to_contain_text("Look through the import")
    expect(main).to_contain_text("3 files can become records. 1 is left out.")
    assert find_violations(page) == ""
    main.get_by_role("button", name="Untick all").click()
    main.get_by_role("button", name="Import the ticked records").click()
    expect(page.locator(".error-summary")).to_contain_text("Tick at least one file")
    assert find_violations(page) == ""
    main.get_by_role("button", name="Tick all", exact=True).click()
    main.get_by_role("button", name="Import the ticked records").click()

    expect(heading).to_contain_text("3 records imported")
    assert find_violations(page) == ""
    main.get_by_role("link", name="Use a queue in front of the engine").click()
    expect(main).to_contain_text("Imported, no status: choose one.")
    main.get_by_role("link", name="Choose a status").click()
    main.get_by_label("Accepted").check()
    main.get_by_role("button", name="Give this status").click()
    expect(page.get_by_role("region", name="What just happened")).to_contain_text(
        "Record 6 is accepted."
    )
    assert Record.objects.get(team=team, number=6).status == Status.ACCEPTED
    assert Record.objects.get(team=team, number=2).superseded_by_id is not None


def test_pasted_text_is_imported_without_javascript(
    page_without_javascript: Page, live_server, team: Team, owner: User
):
    page = page_without_javascript
    main = page.get_by_role("main")
    sign_in(page, live_server.url, owner)

    page.goto(f"{live_server.url}/teams/{team.slug}/records/import/")
    main.get_by_label("Or the text of one record").fill(samples.MADR_4)
    main.get_by_label("Name of its file").fill("0032-cache-prefixes.md")
    main.get_by_role("button", name="Show what is in it").click()
    expect(main.get_by_label("Cache prefixes on the server")).to_be_checked()
    main.get_by_role("button", name="Import the ticked records").click()
    main.get_by_role("link", name="32. Cache prefixes on the server").click()

    expect(main).to_contain_text("The same system prompt precedes every request.")
    expect(main).to_contain_text("Shared cache behind the engines")
