"""Who gets mail: those concerned, once for each deed, and never whoever did it."""

from collections.abc import Callable

import pytest
from django.core import mail

from adr.records.models import Record, Status
from adr.records.publishing import change_status
from adr.reviews.asking import ask_on_proposal, set_reviewers
from adr.reviews.commenting import reply
from adr.reviews.verdicts import write_dissent
from tests.adr.records.factories import TODAY, make_record_in
from tests.adr.reviews.deeds import accept
from tests.adr.reviews.factories import REQUEST_CHANGES, comment_on, judge

Told = Callable[..., list[str]]


@pytest.fixture
def told(django_capture_on_commit_callbacks) -> Told:
    """Do something and return who got mail, each as often as that was."""

    def told_by(deed: Callable, *arguments, **options) -> list[str]:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            deed(*arguments, **options)
        return sorted(message.to[0].partition("@")[0] for message in mail.outbox)

    return told_by


def test_who_is_asked_is_told_with_a_link(told: Told, record, author, rob, owner):
    people = told(set_reviewers, record=record, reviewers=[rob, owner, author], by=author)

    assert people == ["olga", "rob"]
    assert mail.outbox[0].subject == "ana asks you to review: 1. Serve the assistant with vLLM"
    assert "http://127.0.0.1:8000/teams/search-platform/records/1/" in mail.outbox[0].body


def test_who_was_asked_before_is_not_told_again(told: Told, record, author, rob, owner):
    set_reviewers(record=record, reviewers=[rob], by=author)

    assert told(set_reviewers, record=record, reviewers=[rob, owner], by=author) == ["olga"]


def test_who_was_asked_before_is_told_that_it_is_proposed_anew(
    told: Told, record, author, rob, owner
):
    set_reviewers(record=record, reviewers=[rob], by=author)

    assert told(ask_on_proposal, record=record, reviewers=[owner], by=author) == ["olga", "rob"]


def test_comment_goes_to_who_wrote_the_record(told: Told, record, rob):
    assert told(comment_on, record, rob, "Why <this> & not that?") == ["ana"]
    assert "Why <this> & not that?" in mail.outbox[0].body
    assert "/records/1/comments/context/#thread-" in mail.outbox[0].body


def test_reply_goes_to_everybody_in_the_thread_but_its_writer(told: Told, record, rob, owner):
    thread = comment_on(record, rob).thread

    assert told(reply, thread=thread, text="Yes.", by=owner) == ["ana", "rob"]
    assert told(reply, thread=thread, text="No.", by=rob) == ["ana", "olga"]


def test_verdict_goes_to_author_and_owner_of_the_record(told: Told, team, author, owner, rob):
    record = make_record_in(Status.PROPOSED, team, author, owner="olga")

    assert told(judge, record, rob, REQUEST_CHANGES, text="Which host?") == ["ana", "olga"]
    assert "rob requests changes of" in mail.outbox[0].subject
    assert "Which host?" in mail.outbox[0].body


def test_verdict_sent_twice_is_told_once(told: Told, record, rob):
    judge(record, rob)

    assert told(judge, record, rob) == []


def test_acceptance_goes_to_all_concerned_once(told: Told, record, author, rob, owner, reader):
    set_reviewers(record=record, reviewers=[rob], by=author)
    judge(record, rob)
    comment_on(record, rob)
    write_dissent(record=record, text="No.", by=reader)

    assert told(accept, record, owner, reason="Good enough.") == ["ana", "rita", "rob"]
    assert mail.outbox[0].subject == "olga accepted: 1. Serve the assistant with vLLM"
    assert "Good enough." in mail.outbox[0].body


def test_approval_by_accepting_is_one_deed_and_one_mail(told: Told, record, rob):
    assert told(accept, record, rob) == ["ana"]
    assert "accepted" in mail.outbox[0].subject


def test_rejection_is_told_too(told: Told, record, rob):
    assert told(change_status, record=record, to="rejected", by=rob, today=TODAY) == ["ana"]


def test_refused_acceptance_is_told_to_nobody(told: Told, team, author, rob, owner):
    record: Record = make_record_in(Status.PROPOSED, team, author, consequence_level=2)

    assert told(pytest.raises, Exception, accept, record, rob) == []


def test_who_left_the_team_is_told_nothing(told: Told, record, team, author, rob):
    comment_on(record, rob)
    team.memberships.filter(user=author).delete()

    assert told(judge, record, rob) == []
