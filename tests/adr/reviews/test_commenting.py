"""Comments in threads: nothing that was said vanishes without a trace."""

import pytest

from adr.records.models import Record, Status
from adr.reviews.commenting import (
    change_comment,
    delete_comment,
    reopen_thread,
    reply,
    resolve_thread,
)
from adr.reviews.refusals import RefusedReviewError
from tests.adr.records.factories import make_record_in
from tests.adr.reviews.deeds import deeds, save_again
from tests.adr.reviews.factories import comment_on


def test_comment_begins_a_thread_on_a_section(record, rob):
    comment = comment_on(record, rob, "  Why?  ")

    assert (comment.text, comment.thread.section, comment.revision) == ("Why?", "context", 1)
    assert deeds()[2:] == ["comment.written"]


def test_reply_is_on_the_revision_of_its_time(record, rob, author):
    thread = comment_on(record, rob).thread
    thread.record = save_again(record, author)

    assert reply(thread=thread, text="Because.", by=author).revision == 2
    assert [comment.author for comment in thread.comments.all()] == [rob, author]


def test_thread_is_resolved_and_opened_again(record, rob, author):
    thread = comment_on(record, rob).thread

    resolve_thread(thread=thread, by=author)
    assert thread.resolved_by == author

    reopen_thread(thread=thread, by=rob)
    assert thread.resolved_at is None
    assert deeds()[2:] == ["comment.written", "thread.resolved", "thread.reopened"]


def test_resolving_twice_is_one_deed(record, rob, author):
    thread = comment_on(record, rob).thread

    resolve_thread(thread=thread, by=author)
    resolve_thread(thread=thread, by=rob)

    assert thread.resolved_by == author
    assert deeds().count("thread.resolved") == 1


def test_reply_opens_a_resolved_thread_again(record, rob, author):
    thread = comment_on(record, rob).thread
    resolve_thread(thread=thread, by=author)

    reply(thread=thread, text="Not quite.", by=rob)

    thread.refresh_from_db()
    assert thread.resolved_at is None


def test_what_a_comment_said_before_stays_readable(record, rob):
    comment = comment_on(record, rob, "First")

    change_comment(comment=comment, text="Second")

    assert comment.text == "Second"
    assert [text.text for text in comment.earlier_texts.all()] == ["First"]


def test_saving_a_comment_unchanged_leaves_no_trace(record, rob):
    comment = comment_on(record, rob, "First")

    change_comment(comment=comment, text="First ")

    assert not comment.earlier_texts.exists()


def test_deleted_comment_takes_its_texts_along_and_leaves_its_place(record, rob):
    comment = comment_on(record, rob, "First")
    change_comment(comment=comment, text="Second")

    delete_comment(comment=comment)

    comment.refresh_from_db()
    assert (comment.text, comment.earlier_texts.count()) == ("", 0)
    assert comment.deleted_at
    with pytest.raises(RefusedReviewError):
        change_comment(comment=comment, text="Third")


def test_accepted_record_can_still_be_commented_on(team, author, rob):
    assert comment_on(make_record_in(Status.ACCEPTED, team, author), rob)


@pytest.mark.parametrize("status", [Status.REJECTED, Status.DEPRECATED])
def test_discussion_of_a_record_that_holds_no_more_is_closed(team, author, rob, status):
    record: Record = make_record_in(status, team, author)

    with pytest.raises(RefusedReviewError, match="closed"):
        comment_on(record, rob)
