"""The pages on which an accepted record is looked at again."""

import pytest
import time_machine

from adr.records.models import Record, Status
from adr.relations.models import Relation
from adr.watch.findings import from_json
from adr.watch.models import ReviewOutcome
from aruntime.teams.models import Role
from tests.adr.records.factories import make_record_in
from tests.adr.watch.factories import make_accepted, open_date, open_dates_of, reaffirm
from tests.conftest import signed_in
from tests.factories import make_member

FOLDER = "/teams/search-platform/records/"
REVIEW = {"outcome": "reaffirmed", "sentence": "It stands.", "new_date": "2028-05-24"}
LOOK_BACK = {
    "finding-0-happened": "The fleet took two people.",
    "finding-0-judgement": "did-not-hold",
    "finding-1-judgement": "held",
    "sentence": "Operations cost more than we thought.",
}
PAGES = ["review", "look-back"]


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-12-24 12:00", tick=False):
        yield


@pytest.fixture
def record(team, author) -> Record:
    return make_accepted(team, author)


@pytest.fixture
def as_reviewer(team):
    return signed_in(make_member(team, Role.REVIEWER, username="rolf"))


def page_of(client, record: Record, path: str = "") -> str:
    return client.get(f"{FOLDER}{record.number}/{path}").content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_record_that_is_not_accepted_is_not_looked_at_again(as_author, team, author, page):
    record = make_record_in(Status.PROPOSED, team, author)

    response = as_author.get(f"{FOLDER}{record.number}/{page}/", follow=True)

    assert "Only an accepted record is looked at again" in response.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_reader_is_told_which_role_it_takes(as_reader, record, page):
    response = as_reader.post(f"{FOLDER}1/{page}/", REVIEW)

    assert response.status_code == 403
    assert "takes the role author" in str(response.context["reason"])
    assert not ReviewOutcome.objects.exists()


def test_reaffirmed_record_shows_who_said_why_and_the_next_date(as_author, record):
    response = as_author.post(
        f"{FOLDER}1/review/", REVIEW | {"took_part": "Ben Okafor"}, follow=True
    )

    page = response.content.decode()
    for words in ("After acceptance", "It stands.", "by ana, with Ben Okafor", "24 May 2028"):
        assert words in page
    assert "was due on 24 May 2027, next on 24 May 2028" in page


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"sentence": ""}, "Enter why, in a sentence"),
        ({"new_date": ""}, "Enter the day of the next review"),
        ({"new_date": "2026-12-24"}, "Enter a day that is still to come"),
        ({"new_date": "soon"}, "enter a date as year-month-day"),
        ({"outcome": ""}, "Select what comes of the review"),
        ({"outcome": "amended"}, "Enter the number of the record that amends it"),
        ({"outcome": "amended", "amended_by": "77"}, "There is no record 77 in this library"),
        ({"outcome": "amended", "amended_by": "9" * 30}, "There is no record 999"),
        ({"outcome": "amended", "amended_by": "1"}, "A record does not amend itself"),
    ],
)
def test_wrong_review_says_how_to_mend_it_and_keeps_what_was_typed(
    as_author, record, changes, error
):
    response = as_author.post(f"{FOLDER}1/review/", REVIEW | {"took_part": "Ben"} | changes)

    page = response.content.decode()
    assert response.status_code == 422
    assert error in page
    assert 'value="Ben"' in page
    assert not ReviewOutcome.objects.exists()


def test_review_that_names_an_amending_record_relates_the_two(as_author, record, team, author):
    amending = make_record_in(Status.ACCEPTED, team, author)

    as_author.post(
        f"{FOLDER}1/review/", REVIEW | {"outcome": "amended", "amended_by": amending.number}
    )

    relation = Relation.objects.get()
    assert (relation.record, relation.kind, relation.other) == (amending, "amends", record)
    assert "Amended by" in page_of(as_author, record)


def test_draft_does_not_amend(as_author, record, team, author):
    draft = make_record_in(Status.DRAFT, team, author)

    response = as_author.post(
        f"{FOLDER}1/review/", REVIEW | {"outcome": "amended", "amended_by": draft.number}
    )

    assert "Record 2 is draft. Enter the number of an accepted record" in response.content.decode()


def test_review_that_asks_for_a_new_decision_drafts_it(as_author, record):
    response = as_author.post(f"{FOLDER}1/review/", REVIEW | {"outcome": "to-be-superseded"})

    draft = Record.objects.get(status=Status.DRAFT)
    assert response.url == f"{FOLDER}{draft.number}/edit/"
    assert draft.successor_of == record
    assert ("periodic", draft.successor_of.review_date) in open_dates_of(record)
    assert Record.objects.get(pk=record.pk).status == Status.ACCEPTED


def test_review_sent_twice_drafts_one_successor(as_author, record):
    sent = REVIEW | {"outcome": "to-be-superseded", "key": "6f1c9b7e-5c1f-4f0f-9d0a-3d5e1a6f2b11"}

    for _ in range(2):
        as_author.post(f"{FOLDER}1/review/", sent)

    assert Record.objects.filter(status=Status.DRAFT).count() == 1
    assert ReviewOutcome.objects.count() == 1


def test_reviewer_says_that_it_no_longer_holds(as_reviewer, record):
    as_reviewer.post(
        f"{FOLDER}1/review/",
        {"outcome": "deprecated", "sentence": "The job is gone.", "took_part": "Ben"},
    )

    outcome = ReviewOutcome.objects.get()
    assert Record.objects.get(pk=record.pk).status == Status.DEPRECATED
    assert (outcome.outcome, outcome.took_part) == ("deprecated", "Ben")


def test_record_reaffirmed_meanwhile_is_not_deprecated_unseen(as_reviewer, record, owner):
    reaffirm(record, owner)

    response = as_reviewer.post(
        f"{FOLDER}1/review/", {"outcome": "deprecated", "sentence": "Gone.", "seen": "0"}
    )

    assert response.status_code == 409
    assert Record.objects.get(pk=record.pk).status == Status.ACCEPTED


def test_author_may_not_say_that_it_no_longer_holds(as_author, record):
    response = as_author.post(f"{FOLDER}1/review/", REVIEW | {"outcome": "deprecated"})

    assert response.status_code == 422
    assert Record.objects.get(pk=record.pk).status == Status.ACCEPTED


def test_second_reviewer_sees_what_the_first_recorded_and_loses_nothing(as_author, record, owner):
    opened = as_author.get(f"{FOLDER}1/review/").context["form"].initial["seen"]
    reaffirm(record, owner, sentence="Read the logs of a week.")

    response = as_author.post(f"{FOLDER}1/review/", REVIEW | {"seen": opened})

    page = response.content.decode()
    assert response.status_code == 409
    assert "Read the logs of a week." in page
    assert "It stands." in page
    seen = response.context["form"]["seen"].value()
    as_author.post(f"{FOLDER}1/review/", REVIEW | {"seen": seen})
    assert ReviewOutcome.objects.count() == 2


def test_look_back_asks_for_each_consequence_and_each_assumption(as_author, record):
    page = page_of(as_author, record, "look-back/")

    assert "Bad consequence" in page
    assert "We must watch a GPU fleet." in page
    assert "The peak stays below 300." in page


def test_look_back_holds_what_was_expected_against_what_happened(as_author, record):
    response = as_author.post(f"{FOLDER}1/look-back/", LOOK_BACK, follow=True)

    findings = from_json(ReviewOutcome.objects.get().details).findings
    assert [finding.judgement for finding in findings] == ["did-not-hold", "held"]
    page = response.content.decode()
    assert "Review the decision if it is in doubt" in page
    assert "The fleet took two people." in page
    assert not record.review_dates.filter(kind="look-back", closed_by__isnull=True).exists()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"finding-1-judgement": ""}, "Select whether this held: The peak stays below 300."),
        ({"finding-0-happened": ""}, "Enter what happened instead: We must watch a GPU fleet."),
        ({"sentence": ""}, "Enter what you take from it, in a sentence"),
        ({"new_date": "2026-01-01"}, "Enter a day that is still to come"),
    ],
)
def test_wrong_look_back_names_the_line_and_keeps_what_was_typed(as_author, record, changes, error):
    typed = {"finding-1-happened": "210 at most."}

    response = as_author.post(f"{FOLDER}1/look-back/", LOOK_BACK | typed | changes)

    page = response.content.decode()
    assert response.status_code == 422
    assert page.count(error) == 2
    assert "210 at most." in page


def test_look_back_that_came_too_early_is_repeated(as_author, record):
    as_author.post(f"{FOLDER}1/look-back/", LOOK_BACK | {"new_date": "2027-02-01"})

    assert str(open_date(record, "look-back").due_on) == "2027-02-01"


def test_confirmation_is_recorded_with_its_result_and_day(as_author, record):
    url = f"{FOLDER}1/confirmations/{open_date(record, 'confirmation').pk}/"
    sent = {"outcome": "confirmed", "checked_on": "2026-12-20", "sentence": "131 ms at p95."}

    response = as_author.post(url, sent, follow=True)

    page = response.content.decode()
    for words in ("Confirmed", "p95 below 150 ms", "131 ms at p95.", "checked on 20 December 2026"):
        assert words in page
    assert "recorded already" in as_author.get(url, follow=True).content.decode()


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({"outcome": "confirmed", "sentence": "x"}, "Enter the day on which it was checked"),
        (
            {"outcome": "confirmed", "sentence": "x", "checked_on": "2027-01-01"},
            "Enter a day that has been",
        ),
        ({"outcome": "postponed", "sentence": "x"}, "Enter until when it is to be checked"),
        ({"outcome": "confirmed", "checked_on": "2026-12-20"}, "Enter what was found"),
    ],
)
def test_wrong_confirmation_says_how_to_mend_it(as_author, record, sent, error):
    url = f"{FOLDER}1/confirmations/{open_date(record, 'confirmation').pk}/"

    response = as_author.post(url, sent)

    assert response.status_code == 422
    assert error in response.content.decode()
    assert not ReviewOutcome.objects.exists()


def test_look_back_has_no_page_of_a_confirmation(as_author, record):
    dated = open_date(record, "look-back")

    assert as_author.get(f"{FOLDER}1/confirmations/{dated.pk}/").status_code == 404


def test_record_page_says_that_the_look_back_is_due(as_reader, record):
    assert "Due, look back today" in page_of(as_reader, record)


def test_deprecating_without_a_reason_asks_for_it(as_owner, record):
    response = as_owner.post(f"{FOLDER}1/status/", {"to": "deprecated"})

    assert response.status_code == 422
    assert "Enter why the decision no longer holds" in response.content.decode()
    assert Record.objects.get(pk=record.pk).status == Status.ACCEPTED


def test_number_of_queries_does_not_grow_with_the_outcomes(
    as_author, record, author, django_assert_max_num_queries
):
    as_author.post(f"{FOLDER}1/look-back/", LOOK_BACK)
    for _ in range(20):
        reaffirm(record, author)

    with django_assert_max_num_queries(36):
        page_of(as_author, record)
