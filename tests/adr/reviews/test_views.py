"""The pages of a review: who is asked, verdicts, dissent, and what the record shows of them."""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags

from adr.records.models import Record, Status
from adr.reviews.asking import asked_people
from adr.reviews.models import ReviewVerdict
from adr.reviews.verdicts import write_dissent
from tests.adr.records.factories import make_record, make_record_in
from tests.adr.reviews.deeds import accept, save_again
from tests.adr.reviews.factories import APPROVE, REQUEST_CHANGES, comment_on, judge

ONE = "/teams/search-platform/records/1"


def read(response) -> str:
    return " ".join(unescape(strip_tags(response.content.decode())).split())


def page(client: Client, path: str = "/") -> str:
    return read(client.get(ONE + path))


def send_verdict(client: Client, **changes):
    data = {"kind": APPROVE, "text": "", "revision": 1, **changes}
    return client.post(f"{ONE}/verdict/", data, follow=True)


def test_reviewers_are_asked_while_proposing(as_author, team, author, rob):
    make_record(team, author)

    asked = page(as_author, "/status/?to=proposed")
    as_author.post(f"{ONE}/status/", {"to": "proposed", "reviewers": ["rob", "nobody"]})

    assert "Who is asked to review rob Reviewer" in asked
    assert asked_people(Record.objects.get()) == [rob]
    assert "rob No verdict yet Asked to review" in page(as_author)


def test_who_is_alone_is_told_what_that_means(as_owner, team, owner):
    make_record(team, owner)

    assert "Nobody else in this team may review." in page(as_owner, "/status/?to=proposed")


def test_reviewers_are_added_and_withdrawn_later(as_author, record, rob, owner):
    as_author.post(f"{ONE}/reviewers/", {"reviewers": ["rob"]})
    as_author.post(f"{ONE}/reviewers/", {"reviewers": ["olga"]})

    assert asked_people(record) == [owner]
    assert record.review_requests.count() == 2


def test_reader_cannot_be_asked(as_author, record, reader, rob):
    response = as_author.post(f"{ONE}/reviewers/", {"reviewers": ["rita"]})

    assert response.status_code == 422
    assert "Choose people from the list" in response.content.decode()
    assert asked_people(record) == []


def test_verdict_is_given_on_the_page_that_was_read(as_rob, record):
    form = page(as_rob)
    response = send_verdict(as_rob, text="Reads **well**.")

    assert "What do you find about revision 1?" in form
    assert "Your verdict on revision 1 is stored." in read(response)
    assert "rob Approved On revision 1" in read(response)
    assert "<strong>well</strong>" in response.content.decode()


def test_author_gives_no_verdict(as_author, record):
    response = send_verdict(as_author)

    assert response.status_code == 403
    assert "To give a verdict on records takes the role reviewer" in read(response)
    assert "What do you find" not in page(as_author)


def test_verdict_without_a_choice_is_asked_for_and_keeps_what_was_typed(as_rob, record):
    response = send_verdict(as_rob, kind="", text="Half a thought")

    assert response.status_code == 422
    assert "Choose approve or request changes" in read(response)
    assert "Half a thought" in response.content.decode()


def test_verdict_on_a_text_that_moved_shows_what_changed_and_keeps_what_was_typed(
    as_rob, record, author
):
    save_again(record, author, workload="128 requests at once.")

    response = send_verdict(as_rob, text="Fits.", kind=REQUEST_CHANGES)

    shown = response.content.decode()
    assert response.status_code == 409
    assert "[removed: 64][added: 128]" in read(response)
    assert "Fits.</textarea>" in shown
    assert 'name="revision" value="2"' in shown
    assert not ReviewVerdict.objects.exists()


def test_revision_that_never_was_is_no_error_of_the_server(as_rob, record):
    assert send_verdict(as_rob, revision=99).status_code == 409
    assert send_verdict(as_rob, revision="x").status_code == 422


def test_stale_verdict_says_so_and_leads_to_what_changed(as_rob, record, rob, author):
    judge(record, rob)
    save_again(record, author)

    shown = as_rob.get(f"{ONE}/").content.decode()
    assert "On revision 1; the record is now at revision 2" in page(as_rob)
    assert f"{ONE}/revisions/compare/?from=1&amp;to=2" in shown
    assert "What do you find about revision 2?" in shown


def test_verdict_is_withdrawn_and_stays_among_the_earlier_ones(as_rob, record, rob):
    judge(record, rob, text="Good.")

    as_rob.post(f"{ONE}/verdict/withdraw/")

    assert "rob No verdict yet" in page(as_rob)
    assert "1 earlier verdict of rob" in page(as_rob)
    assert "withdrawn" in page(as_rob)


def test_who_wrote_the_text_is_told_that_the_approval_does_not_count(as_owner, team, owner, rob):
    make_record_in(Status.PROPOSED, team, owner)

    assert "an approval of yours does not count" in page(as_owner)


def test_what_is_missing_stands_on_the_record(as_author, record, rob):
    shown = page(as_author)

    assert "Missing for acceptance 1 approval is needed at consequence level 1." in shown
    assert "Could approve: rob." in shown


def test_page_before_accepting_says_what_the_click_means(as_rob, as_owner, record):
    assert "Accepting counts as your approval of revision 1." in page(
        as_rob, "/status/?to=accepted"
    )


def test_refusal_names_what_the_review_lacks(as_rob, team, author):
    make_record_in(Status.PROPOSED, team, author, consequence_level=2)

    response = as_rob.post(f"{ONE}/status/", {"to": "accepted", "revision": 1})

    assert response.status_code == 409
    assert "What the review lacks 2 approvals are needed" in read(response)


def test_acceptance_of_a_text_that_moved_is_refused_with_a_link(as_rob, record, author):
    save_again(record, author)

    response = as_rob.post(f"{ONE}/status/", {"to": "accepted", "revision": 1})

    assert response.status_code == 409
    assert "compare/?from=1&amp;to=2" in response.content.decode()


def test_owner_is_asked_why_and_accepts_against_a_request(as_owner, record, rob):
    judge(record, rob, REQUEST_CHANGES)

    asked = page(as_owner, "/status/?to=accepted")
    as_owner.post(f"{ONE}/status/", {"to": "accepted", "overruling": "Only a **pilot**."})

    assert "Why you accept against the request for changes" in asked
    assert "Accepted against the request for changes of rob." in page(as_owner)
    assert "Only a pilot." in page(as_owner)


def test_dissent_is_written_and_read(as_author, record, rob):
    as_author.post(f"{ONE}/dissent/", {"text": "Too **early**.", "revision": 1})

    assert "Dissent ana on revision 1" in page(as_author)
    assert "Too early." in page(as_author)
    assert "Too **early**." in as_author.get(f"{ONE}/dissent/").content.decode()


def test_empty_dissent_is_asked_for(as_author, record):
    response = as_author.post(f"{ONE}/dissent/", {"text": " ", "revision": 1})

    assert response.status_code == 422
    assert "Enter why you do not agree" in read(response)


def test_dissent_is_taken_back(as_author, record, author):
    write_dissent(record=record, text="No.", by=author)

    as_author.post(f"{ONE}/dissent/withdraw/")

    assert not record.dissents.exists()


@pytest.mark.parametrize(
    "path", ["verdict/", "verdict/withdraw/", "reviewers/", "dissent/withdraw/"]
)
def test_late_deed_says_how_the_record_stands(as_rob, record, rob, path):
    accept(record, rob)

    response = as_rob.post(f"{ONE}/{path}", {"kind": APPROVE, "revision": 1}, follow=True)

    assert "accepted" in read(response)
    assert record.verdicts.count() == 1


def test_markup_of_a_verdict_is_text(as_rob, record, rob):
    judge(record, rob, text="<script>alert(1)</script> <img src=x>")

    shown = as_rob.get(f"{ONE}/").content.decode()
    assert "<script>alert" not in shown
    assert "<img" not in shown


def test_record_page_takes_as_many_queries_whatever_was_said(
    as_rob, record, rob, owner, author, django_assert_max_num_queries
):
    for person in (rob, owner):
        for kind in (REQUEST_CHANGES, APPROVE):
            judge(record, person, kind)
    for number in range(6):
        comment_on(record, author, f"Comment {number}")
        comment_on(record, rob, f"Comment {number}", section="risks")

    with django_assert_max_num_queries(38):
        as_rob.get(f"{ONE}/")


def test_every_section_of_the_record_can_be_commented_on(as_author, record):
    shown = as_author.get(f"{ONE}/").content.decode()
    anchors = set(re.findall(r'<section id="([a-z-]+)"', shown)) - {
        "history",
        "team-review",
        "relations",
    }

    links = set(re.findall(rf'href="{ONE}/comments/([a-z-]+)/"', shown))
    assert anchors <= links
    assert "whole" in links
