"""The whole way from a visitor's first click to the PDF, with JavaScript and without."""

import pytest
from playwright.sync_api import Page, expect

from adr.records.models import Record, Status
from aruntime.teams.models import User
from selection.questionnaire.models import Assessment
from tests.browser.journey import Journey, title_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "Serve the support assistant with vLLM"


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def journey(request, live_server, facts: None) -> Journey:
    name = "page" if request.param == "with JavaScript" else "page_without_javascript"
    page: Page = request.getfixturevalue(name)
    return Journey(page, live_server.url)


def test_visitor_comes_from_nine_questions_to_the_pdf_of_an_accepted_record(
    journey: Journey, owner: User
):
    main = journey.main

    journey.open_home()
    expect(journey.heading).to_have_text("Choose an AI runtime by reasons")

    journey.begin_assessment("Support assistant")
    expect(journey.heading).to_have_text("Support assistant")
    expect(main).to_contain_text("0 of 9 completed")
    expect(main).to_contain_text("Sign in to keep them")

    journey.answer_nine_questions()
    expect(journey.heading).to_have_text("Check your answers")
    expect(main).to_contain_text("Serve an LLM at concurrency")
    expect(main).not_to_contain_text("Not answered yet")

    journey.work_out_the_options()
    expect(journey.heading).to_contain_text("You need a generative engine")
    expect(main.get_by_role("img", name="stack").first).to_be_visible()

    journey.sign_in_to_keep_it(owner)
    expect(journey.heading).to_contain_text("You need a generative engine")
    assert Assessment.objects.get().created_by == owner

    journey.draft_record(TITLE, chosen="vLLM")
    expect(journey.heading).to_contain_text(TITLE)
    expect(journey.message).to_contain_text("Record 1 is drafted")
    expect(main).to_contain_text("What is still missing")

    journey.move("Propose the record")
    expect(journey.message).to_contain_text("Record 1 is proposed")
    journey.move("Accept the record")
    expect(journey.message).to_contain_text("Record 1 is accepted")

    pdf = journey.fetch_pdf()
    assert pdf.startswith(b"%PDF")
    assert TITLE in title_of(pdf)
    assert Record.objects.get().status == Status.ACCEPTED
