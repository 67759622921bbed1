"""The review of a record in its PDF."""

from html import unescape

from django.utils.html import strip_tags

from adr.records.models import Record
from adr.records.page import record_page
from adr.records.pdf import record_html
from adr.reviews.verdicts import write_dissent
from tests.adr.records.factories import make_record
from tests.adr.reviews.deeds import accept, fresh, save_again
from tests.adr.reviews.factories import REQUEST_CHANGES, judge


def paper(record: Record) -> str:
    """What is printed, each cell of a table apart from the next."""
    html = record_html(record_page(fresh(record))).replace("<", " <")
    return " ".join(unescape(strip_tags(html)).split())


def test_verdicts_and_dissent_are_printed(record, author, owner, rob):
    judge(record, rob, REQUEST_CHANGES, text="The host is **too small**.")
    write_dissent(record=record, text="I would wait.", by=author)
    accept(record, owner, overruling="It is only for the pilot.")

    printed = paper(record)

    assert "Review by the team Accepted with 1 approval; 1 was needed." in printed
    assert "Accepted against the request for changes of rob." in printed
    assert "It is only for the pilot." in printed
    assert "rob Requested changes (Accepted against it) 1" in printed
    assert "The host is too small ." in printed
    assert "olga Approved by accepting" in printed
    assert "Dissent ana on revision 1" in printed
    assert "I would wait." in printed


def test_stale_verdict_is_printed_as_such(record, author, rob):
    judge(record, rob)
    save_again(record, author)

    assert "rob Approved (the text has changed since) 1" in paper(record)


def test_record_without_a_review_has_no_such_part(team, author):
    assert "Review by the team" not in paper(make_record(team, author))


def test_same_record_gives_the_same_document(record, rob):
    judge(record, rob)

    assert paper(record) == paper(record)
