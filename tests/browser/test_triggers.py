"""A record becomes due: somebody reports an observation, and a correction is accepted."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from adr.records.content import TriggerRow
from adr.records.models import Record
from aruntime.teams.models import Team, User
from tests.adr.records.factories import make_record
from tests.adr.triggers.factories import STREAMS, TTFT, make_accepted
from tests.browser.accessibility import assert_accessible
from tests.browser.people import sign_in
from tests.selection.corrections.factories import make_correction

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CLAIM = "claim:vllm@0.33.0/generation/streaming"


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def runs_script(request) -> bool:
    return request.param == "with JavaScript"


@pytest.fixture
def browser_page(request, runs_script: bool) -> Page:
    page: Page = request.getfixturevalue("page" if runs_script else "page_without_javascript")
    page.set_default_timeout(10_000)
    return page


@pytest.fixture
def check(browser_page: Page, runs_script: bool) -> Callable[[], None]:
    """Fail where axe finds something on the page as it stands; without JavaScript it cannot run."""
    return lambda: assert_accessible(browser_page) if runs_script else None


@pytest.fixture
def record(facts: None, team: Team, owner: User) -> Record:
    return make_accepted(team, owner, TTFT, STREAMS)


def open_record(page: Page, site: str) -> None:
    page.goto(f"{site}/teams/search-platform/records/1/")


def test_observation_outside_the_bound_makes_the_record_due(
    browser_page: Page, check, live_server, record: Record, owner: User
):
    page = browser_page
    main = page.get_by_role("main")
    sign_in(page, live_server.url, owner)
    open_record(page, live_server.url)
    expect(main).to_contain_text("Not observed yet")

    main.get_by_role("link", name="Report for: TTFT rises").click()
    expect(main.get_by_label("Metric or named value")).to_have_value("TTFT")
    main.get_by_label("Value", exact=True).fill("1.3")
    main.get_by_label("Unit").fill("parsec")
    main.get_by_role("button", name="Show what it would fire").click()
    expect(main).to_contain_text("“parsec” is not a known unit")
    check()

    main.get_by_label("Unit").fill("s")
    main.get_by_label("Source").fill("https://example.org/ttft")
    main.get_by_role("button", name="Show what it would fire").click()
    expect(main).to_contain_text("It would fire 1 trigger")
    expect(main).to_contain_text("500 ms (62 %) above the bound")
    expect(main.get_by_label("Source")).to_have_value("https://example.org/ttft")
    check()

    main.get_by_role("button", name="Keep the observation").last.click()
    expect(page.get_by_role("region", name="What just happened")).to_contain_text("1 trigger fired")
    expect(main).to_contain_text("Due, a trigger has fired")
    expect(main.get_by_role("heading", name="Fired trigger", exact=True)).to_be_visible()
    expect(main).to_contain_text("at most 800 ms at p95")
    check()

    page.goto(f"{live_server.url}/teams/search-platform/triggers/")
    expect(main.get_by_role("table").first).to_contain_text("1.3 s at p95")
    check()


def test_accepted_correction_wakes_the_record(
    browser_page: Page, check, live_server, record: Record, owner: User
):
    page = browser_page
    main = page.get_by_role("main")
    User.objects.filter(pk=owner.pk).update(is_maintainer=True)
    correction = make_correction(CLAIM, version="0.33.0")
    sign_in(page, live_server.url, owner)

    page.goto(live_server.url + reverse("selection:triage_correction", args=[correction.pk]))
    main.get_by_role("button", name="Accept", exact=True).click()
    open_record(page, live_server.url)

    expect(main).to_contain_text("Due, a trigger has fired")
    expect(main).to_contain_text("vLLM streams no longer")
    expect(main).to_contain_text("Streaming: Supported in 0.33.0")
    expect(main).to_contain_text("Streaming: Partial in 0.33.0")
    check()


def test_form_of_a_trigger_asks_what_its_kind_needs(
    page: Page, live_server, facts: None, team: Team, owner: User
):
    cards = TriggerRow("hardware", "The cards change", metric="Target hardware", bound="H100")
    make_record(team, owner, triggers=(cards,))
    sign_in(page, live_server.url, owner)
    page.goto(f"{live_server.url}/teams/search-platform/records/1/edit/review/")
    page.locator("summary", has_text="The cards change").click()

    expect(page.get_by_label("Present value")).to_be_visible()
    expect(page.get_by_label("Number")).to_be_hidden()
    page.get_by_label("Kind of change").select_option("workload")
    expect(page.get_by_label("Number")).to_be_visible()
    expect(page.get_by_label("Present value")).to_be_hidden()
    page.get_by_label("Kind of change").select_option("capability")
    expect(page.get_by_label("Entry in the directory")).to_be_visible()
    expect(page.get_by_label("Metric or named value")).to_be_hidden()
    assert_accessible(page)
