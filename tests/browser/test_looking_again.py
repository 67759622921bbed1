"""After acceptance: look back, review, relate; with JavaScript and without."""

import re
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from adr.records.models import Record, Status
from adr.watch.models import ReviewDate, ReviewOutcome
from aruntime.teams.models import Team, User
from tests.adr.records.factories import make_record_in
from tests.adr.watch.factories import make_accepted
from tests.browser.accessibility import assert_accessible
from tests.browser.people import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIBRARY = "/teams/search-platform/"


class Watch:
    """One person in one browser, who looks again at decisions."""

    def __init__(self, page: Page, site: str, *, runs_scripts: bool) -> None:
        self.page = page
        self.site = site
        self.runs_scripts = runs_scripts
        page.set_default_timeout(10_000)

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    @property
    def message(self) -> Locator:
        return self.page.get_by_role("region", name="What just happened")

    def open(self, path: str) -> None:
        self.page.goto(f"{self.site}{path}")

    def follow(self, name: str | re.Pattern[str]) -> None:
        self.main.get_by_role("link", name=name).first.click()

    def press(self, name: str) -> None:
        self.main.get_by_role("button", name=name, exact=True).click()

    def check(self) -> None:
        """Let axe-core look at the page; it is a script itself."""
        if self.runs_scripts:
            assert_accessible(self.page)

    def look_back(self) -> None:
        for finding in self.main.locator("fieldset.finding").all():
            finding.get_by_label("Held", exact=True).check()
        self.main.get_by_label("What you take from it, in a sentence").fill("As expected.")
        self.press("Record the look back")

    def review(self, outcome: str, *, day: str) -> None:
        self.main.get_by_label(outcome, exact=True).check()
        self.main.get_by_label("Next review on").fill(day)
        self.main.get_by_label("Why, in a sentence").fill("Nothing has changed.")
        self.press("Record the outcome")


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def watch(request: Any, live_server: Any) -> Watch:
    runs_scripts = request.param == "with JavaScript"
    page = request.getfixturevalue("page" if runs_scripts else "page_without_javascript")
    return Watch(page, live_server.url, runs_scripts=runs_scripts)


def test_accepted_record_is_looked_back_at_and_reaffirmed(watch: Watch, owner: User, team: Team):
    make_due(make_accepted(team, owner, owner="olga"))
    sign_in(watch.page, watch.site, owner)

    watch.open(f"{LIBRARY}due/")
    expect(watch.main).to_contain_text("Due (1)")
    watch.check()

    watch.follow(re.compile("^Look back"))
    watch.press("Record the look back")
    expect(watch.main.get_by_role("alert")).to_contain_text("Select whether this held")
    watch.check()
    watch.look_back()
    expect(watch.message).to_contain_text("The look back at record 1 is recorded")
    expect(watch.main).to_contain_text("As expected.")

    watch.follow("Review the decision")
    watch.check()
    watch.review("It stands", day="2099-05-24")
    expect(watch.message).to_contain_text("The review of record 1 is recorded")
    expect(watch.main).to_contain_text("next on 24 May 2099")
    watch.check()

    watch.open(f"{LIBRARY}due/")
    expect(watch.main).to_contain_text("Due (0)")
    assert Record.objects.get().review_date == date(2099, 5, 24)
    assert list(ReviewOutcome.objects.values_list("outcome", flat=True)) == [
        "looked-back",
        "reaffirmed",
    ]


def test_picture_leads_from_a_record_to_those_around_it(watch: Watch, owner: User, team: Team):
    for number in (1, 2):
        make_record_in(Status.ACCEPTED, team, owner, owner="olga", title=f"Decision {number}")
    sign_in(watch.page, watch.site, owner)

    watch.open(f"{LIBRARY}records/2/relations/")
    watch.main.get_by_label("Depends on", exact=True).check()
    watch.main.get_by_label("Number of the other record").fill("1")
    watch.press("Add the relation")
    expect(watch.message).to_contain_text("The relation to record 1 is added")
    watch.check()

    watch.open(f"{LIBRARY}records/2/")
    watch.follow("Show them in the picture of the library")
    picture = watch.main.get_by_role("group", name="Records and their relations")
    expect(picture.get_by_role("link")).to_have_count(2)
    watch.check()

    picture.get_by_role("link", name="1 · Accepted Decision 1").click()
    expect(watch.main.get_by_role("heading", level=1)).to_contain_text("Decision 1")


def test_successor_is_drafted_from_the_record(watch: Watch, owner: User, team: Team):
    make_accepted(team, owner, owner="olga")
    sign_in(watch.page, watch.site, owner)

    watch.open(f"{LIBRARY}records/1/")
    watch.follow("Draft a successor")
    watch.check()
    watch.press("Draft a successor")

    expect(watch.message).to_contain_text("Record 2 is drafted from record 1")
    draft = Record.objects.get(number=2)
    assert (draft.status, draft.successor_of.number) == (Status.DRAFT, 1)


def test_calendar_link_is_shown_once_and_opens_without_a_session(
    watch: Watch, owner: User, team: Team
):
    make_accepted(team, owner, owner="olga")
    sign_in(watch.page, watch.site, owner)

    watch.open("/calendar/")
    watch.main.get_by_label("All my teams").check()
    watch.main.get_by_label("Only those that I own").check()
    watch.press("Make the link")
    address = watch.main.get_by_label("Address of the calendar").input_value()
    watch.check()

    path = address.removeprefix("http://127.0.0.1:8000")
    answer = watch.page.context.browser.new_context().request.get(f"{watch.site}{path}")
    assert answer.text().count("BEGIN:VEVENT") == 3
    watch.page.reload()
    expect(watch.main.get_by_label("Address of the calendar")).to_have_count(0)


def make_due(record: Record) -> None:
    """As if the look back had come up a while ago, and nothing else had."""
    past = date(2026, 1, 5)
    record.review_dates.exclude(kind="look-back").update(due_on=date(2098, 1, 1))
    ReviewDate.objects.filter(record=record, kind="look-back").update(due_on=past)
    Record.objects.filter(pk=record.pk).update(next_due_on=past)
