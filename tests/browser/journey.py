"""The main job, step by step, as a person does it in a browser: one verb for each step."""

import re
from io import BytesIO

import pikepdf
from playwright.sync_api import Locator, Page, expect

from aruntime.teams.models import User
from tests.browser.people import give_name_and_password

# What the person selects and types, by the page of the questionnaire. On every other page each
# question is answered with "Not known yet".
SELECTED = {
    "execution-unit/job": ["Serve an LLM at concurrency"],
    "execution-unit/unit": ["Generated sequence"],
    "execution-unit/steps": ["Nobody: one prompt, one answer"],
    "execution-unit/model-access": ["We do, from weights that we hold"],
    "artifact/systems": ["Linux"],
    "state/state": ["None"],
    "effects/effects": ["Nothing"],
}
TYPED = {
    "execution-unit/model-shape": {"Layers": "32", "Key-value heads": "8", "Head dimension": "128"},
}
WHOLE_CHECK = re.compile(r"/assessments/[^/]+/check/$")


class Journey:
    """One person in one browser, from the home page to the PDF."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site
        page.set_default_timeout(10_000)

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    @property
    def heading(self) -> Locator:
        return self.main.get_by_role("heading", level=1)

    @property
    def message(self) -> Locator:
        return self.page.get_by_role("region", name="What just happened")

    def open_home(self) -> None:
        self.page.goto(self.site)

    def begin_assessment(self, name: str) -> None:
        self.main.get_by_role("link", name="Answer the nine questions").click()
        self.main.get_by_label("What do you have to decide?").fill(name)
        self.main.get_by_role("button", name="Begin").click()

    def answer_nine_questions(self) -> None:
        """Follow the pages as they come, from the first question to the check of all answers."""
        self.main.get_by_role("link", name=re.compile("^Start: ")).click()
        while not WHOLE_CHECK.search(self.page.url):
            if self.page.url.endswith("/check/"):
                self.main.get_by_role("link", name=re.compile("^(Continue with|Check all)")).click()
            else:
                self.answer_page()

    def answer_page(self) -> None:
        place = "/".join(self.page.url.split("?")[0].rstrip("/").split("/")[-2:])
        if place in SELECTED or place in TYPED:
            for label in SELECTED.get(place, []):
                self.main.get_by_label(label, exact=True).check()
            for label, text in TYPED.get(place, {}).items():
                self.main.get_by_role("textbox", name=label).fill(text)
        else:
            self.say_not_known_yet()
        self.main.get_by_role("button", name="Continue").click()

    def say_not_known_yet(self) -> None:
        for box in self.main.get_by_label("Not known yet", exact=True).all():
            if box.is_visible():  # A question that another answer opens is hidden until then.
                box.check()

    def work_out_the_options(self) -> None:
        self.main.get_by_role("link", name="Work out the options").click()

    def sign_in_to_keep_it(self, user: User) -> None:
        self.main.get_by_role("link", name="Sign in to keep this and draft the record").click()
        give_name_and_password(self.page, user)

    def draft_record(self, title: str, *, chosen: str) -> None:
        self.main.get_by_label("Title of the record").fill(title)
        self.main.get_by_role("group", name="Generative engine").get_by_label(chosen).check()
        self.main.get_by_role("button", name="Draft the decision record").click()

    def move(self, label: str) -> None:
        """Take one step of the record's life: its link on the record, then its button."""
        self.main.get_by_role("link", name=label).click()
        self.main.get_by_role("button", name=label).click()

    def fetch_pdf(self) -> bytes:
        """Return what the link to the PDF leads to, with this browser's session."""
        self.main.get_by_text("Export the record").click()
        address = self.main.get_by_role("link", name="PDF").get_attribute("href")
        response = self.page.context.request.get(f"{self.site}{address}")
        expect(response).to_be_ok()
        return response.body()


def title_of(pdf: bytes) -> str:
    with pikepdf.open(BytesIO(pdf)) as document:
        return str(document.docinfo["/Title"])
