"""Comments on a page of their own, and beside their section by htmx."""

from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags

from adr.records.page import record_page
from adr.reviews.anchors import TITLES
from adr.reviews.commenting import resolve_thread
from adr.reviews.thread_models import Comment, Thread
from tests.adr.records.factories import make_record
from tests.adr.reviews.factories import comment_on
from tests.conftest import signed_in

ONE = "/teams/search-platform/records/1"
HTMX = {"HX-Request": "true"}


def read(response) -> str:
    return " ".join(unescape(strip_tags(response.content.decode())).split())


def write(client: Client, text: str = "Why?", section: str = "context", **headers):
    return client.post(f"{ONE}/comments/{section}/", {"text": text}, **headers)


def test_comment_is_written_and_read(as_author, as_reader, record):
    response = write(as_author, "Why **this**?")

    thread = Thread.objects.get()
    assert response.url == f"{ONE}/comments/context/#thread-{thread.pk}"
    shown = as_reader.get(f"{ONE}/comments/context/").content.decode()
    assert "Why <strong>this</strong>?" in shown
    assert "Begin a thread" not in shown


def test_record_shows_beside_the_heading_how_much_is_said(as_reader, record, author):
    comment_on(record, author)
    resolve_thread(thread=comment_on(record, author).thread, by=author)

    shown = read(as_reader.get(f"{ONE}/"))

    assert "2 threads, 1 open on Context" in shown
    assert "Comment on Risks" not in shown


def test_whole_record_can_be_commented_on(as_author, record):
    write(as_author, "Well done.", section="whole")

    assert Thread.objects.get().section == ""
    assert "The whole record" in read(as_author.get(f"{ONE}/comments/"))


def test_htmx_gets_only_the_threads_with_the_focus_on_the_new_comment(as_author, record):
    response = write(as_author, headers=HTMX)

    shown = response.content.decode()
    comment = Comment.objects.get()
    assert "<html" not in shown
    assert f'id="comment-{comment.pk}" tabindex="-1" data-focus' in shown


def test_empty_comment_is_asked_for(as_author, record):
    response = write(as_author, " ")

    assert response.status_code == 422
    assert "Enter your comment" in read(response)
    assert not Thread.objects.exists()


def test_comment_that_is_too_long_is_kept_on_the_page(as_author, record):
    response = write(as_author, "x" * 20_001)

    assert response.status_code == 422
    assert "Shorten the text to 20,000 characters" in read(response)
    assert "x" * 20_001 in response.content.decode()


def test_empty_reply_is_asked_for_in_its_thread(as_author, record, rob):
    thread = comment_on(record, rob).thread

    response = as_author.post(f"{ONE}/threads/{thread.pk}/reply/", {"text": ""})

    assert response.status_code == 422
    assert f'href="#reply-{thread.pk}-text"' in response.content.decode()


def test_reply_stands_below_the_comment(as_author, record, rob):
    thread = comment_on(record, rob, "Why?").thread

    as_author.post(f"{ONE}/threads/{thread.pk}/reply/", {"text": "Because."})

    shown = read(as_author.get(f"{ONE}/comments/context/"))
    assert shown.index("Why?") < shown.index("Because.")


@pytest.mark.parametrize("person", ["author", "rob", "owner", "ben"])
def test_thread_is_resolved_by_who_may(request, team, record, author, person):
    """Ben, another author, began the thread; Ana wrote the record; Rob and Olga may review."""
    ben = request.getfixturevalue("ben")
    thread = comment_on(record, ben).thread
    client = signed_in(request.getfixturevalue(person))

    client.post(f"{ONE}/threads/{thread.pk}/resolve/")
    thread.refresh_from_db()
    assert thread.resolved_at

    client.post(f"{ONE}/threads/{thread.pk}/reopen/", headers=HTMX)
    thread.refresh_from_db()
    assert thread.resolved_at is None


def test_thread_is_not_resolved_by_somebody_else(record, rob, ben):
    thread = comment_on(record, rob).thread

    response = signed_in(ben).post(f"{ONE}/threads/{thread.pk}/resolve/")

    assert response.status_code == 403
    assert "A thread is resolved by who began it" in read(response)
    assert "Resolve this thread" not in read(signed_in(ben).get(f"{ONE}/comments/context/"))


def test_own_comment_is_changed_and_its_earlier_text_stays_readable(as_rob, as_reader, record, rob):
    comment = comment_on(record, rob, "First")

    assert "First" in as_rob.get(f"{ONE}/comments/{comment.pk}/edit/").content.decode()
    as_rob.post(f"{ONE}/comments/{comment.pk}/edit/", {"text": "Second"})

    shown = read(as_reader.get(f"{ONE}/comments/context/"))
    assert "Second Changed" in shown
    assert "First" in shown


def test_own_comment_is_deleted_and_its_trace_stays(as_rob, as_reader, record, rob):
    comment = comment_on(record, rob, "Regretted")

    as_rob.post(f"{ONE}/comments/{comment.pk}/delete/")

    shown = read(as_reader.get(f"{ONE}/comments/context/"))
    assert "rob deleted this comment on" in shown
    assert "Regretted" not in shown
    assert as_rob.get(f"{ONE}/comments/{comment.pk}/edit/").status_code == 404


@pytest.mark.parametrize("deed", ["edit", "delete"])
def test_comment_of_somebody_else_is_left_alone(as_owner, record, rob, deed):
    comment = comment_on(record, rob, "Mine")

    assert as_owner.post(f"{ONE}/comments/{comment.pk}/{deed}/", {"text": "x"}).status_code == 404
    comment.refresh_from_db()
    assert comment.text == "Mine"


def test_reader_is_told_which_role_comments(as_reader, record):
    response = write(as_reader)

    assert response.status_code == 403
    assert "To comment on records takes the role author" in read(response)


def test_thread_of_another_record_is_not_found(as_author, record, team, author):
    thread = comment_on(make_record(team, author), author).thread

    assert as_author.post(f"{ONE}/threads/{thread.pk}/reply/", {"text": "x"}).status_code == 404


def test_section_that_never_was_is_not_found(as_author, record):
    assert as_author.get(f"{ONE}/comments/prices/").status_code == 404
    assert write(as_author, section="prices").status_code == 404


def test_threads_of_a_section_that_is_gone_can_be_read(as_author, record, author):
    comment = comment_on(record, author, "Where is it?", section="prices")
    assert comment.thread.title == "Prices"

    shown = read(as_author.get(f"{ONE}/comments/"))

    assert "Prices" in shown
    assert "Where is it?" in shown
    assert "no longer has this section" in read(as_author.get(f"{ONE}/comments/prices/"))


def test_closed_discussion_says_so_and_takes_nothing(as_author, record, author):
    thread = comment_on(record, author).thread
    record.status = "rejected"
    record.save()

    response = as_author.post(f"{ONE}/threads/{thread.pk}/reply/", {"text": "Late"}, headers=HTMX)

    assert response.status_code == 422
    assert "its discussion is closed" in read(response)
    assert thread.comments.count() == 1


def test_markup_of_a_comment_is_text(as_author, record):
    write(as_author, "<script>alert(1)</script>")

    assert "<script>alert" not in as_author.get(f"{ONE}/comments/").content.decode()


def test_titles_are_those_of_the_record_page(record):
    shown = dict(record_page(record).sections)

    assert {anchor: title for anchor, title in TITLES.items() if anchor in shown}.items() <= (
        shown.items()
    )


def test_page_of_comments_takes_as_many_queries_whatever_was_said(
    as_rob, record, rob, author, django_assert_max_num_queries
):
    for section in ("context", "risks", "decision", ""):
        for person in (rob, author):
            comment_on(record, person, section=section)

    with django_assert_max_num_queries(14):
        as_rob.get(f"{ONE}/comments/")
