"""The maintenance record, as a page and as a feed."""

import xml.etree.ElementTree as ET
from datetime import datetime
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from selection.corrections.deciding import (
    TextChange,
    accept_claim,
    accept_text,
    decline,
    fingerprint,
)
from selection.corrections.maintenance import record_releases_loaded
from selection.corrections.models import Correction
from selection.corrections.targets import find_claim
from selection.directory.revisions import ClaimState
from tests.selection.corrections.factories import (
    NEW_DOCS,
    STREAMING,
    make_claim,
    make_correction,
    make_maintainer,
    make_release,
)

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "<script>alert(1)</script> & \x01 \x1b \ufffe"


def accept(correction: Correction, *, note: str = "Not over gRPC."):
    claim = find_claim(correction.target_key)
    return accept_claim(
        correction.pk,
        by=make_maintainer(f"mia-{correction.pk}"),
        revision=correction.revision,
        state=ClaimState("partial", note, "0.9", NEW_DOCS, "Limits"),
        basis=fingerprint(claim.state),
    )


def decline_it(correction: Correction, reason: str = "No source says so."):
    by = make_maintainer(f"max-{correction.pk}")
    return decline(correction.pk, by=by, revision=correction.revision, reason=reason)


def record(client: Client, **query: str) -> str:
    response = client.get(reverse("selection:maintenance", query=query))
    assert response.status_code == 200
    return response.content.decode()


def feed(client: Client, **query: str) -> ET.Element:
    response = client.get(reverse("selection:maintenance_feed", query=query))
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(response.content)  # noqa: S314 (our own feed)


def titles(atom: ET.Element) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in atom.iter(f"{ATOM}entry")]


def test_record_shows_what_changed_from_which_source_when_and_by_whom(client: Client):
    make_claim()
    accept(make_correction(sender_name="Ada"))

    html = record(client)

    for words in ("Supported", "Partial", "By default.", "Not over gRPC.", "mia-", "Ada", "Limits"):
        assert words in html
    assert f'<a href="{NEW_DOCS}" rel="nofollow noopener noreferrer">' in html


def test_declined_correction_is_recorded_with_the_reason_and_without_the_words_of_its_sender(
    client: Client,
):
    make_claim()
    decline_it(
        make_correction(
            wrong="Buy my product.",
            source_url="https://spam.example/",
            sender_name="Spammer",
            sender_email="spam@example.org",
        )
    )

    html = record(client)

    assert "Correction declined" in html
    assert "No source says so." in html
    for words in ("Buy my product", "spam", "Spammer"):
        assert words not in html


def test_sender_who_gave_no_name_is_not_named(client: Client, reader):
    make_claim()
    accept(make_correction(sender=reader, sender_email="rita@example.org"))

    html = record(client)

    assert "rita" not in html
    assert "reported by" not in html


def test_loaded_release_is_recorded(client: Client):
    record_releases_loaded([make_release(version="2.0.0")])

    html = record(client)

    assert "Release loaded" in html
    assert "Release 2.0.0 was loaded without claims." in html


def test_newest_entry_stands_first(client: Client):
    record_releases_loaded([make_release(version="1.0.0")])
    record_releases_loaded([make_release(version="2.0.0")])

    html = record(client)

    assert html.index("Release 2.0.0") < html.index("Release 1.0.0")


def test_record_of_a_component_includes_its_claims_and_nothing_else(client: Client):
    make_claim()
    accept(make_correction())
    record_releases_loaded([make_release()])
    record_releases_loaded([make_release("planer", "7.7.7")])

    component = record(client, target="component:lathe")
    claim = record(client, target=STREAMING)

    assert "Not over gRPC." in component
    assert "Release 1.0.0" in component
    assert "7.7.7" not in component
    assert "Not over gRPC." in claim
    assert "Release 1.0.0" not in claim


@pytest.mark.parametrize("target", ["nonsense", "user:1", "component:\0"])
def test_record_of_nothing_that_exists_is_not_found(client: Client, target):
    for view in ("maintenance", "maintenance_feed"):
        assert client.get(reverse(f"selection:{view}", query={"target": target})).status_code == 404


def test_record_of_a_component_that_is_gone_can_still_be_read(client: Client):
    release = make_release(version="2.0.0")
    record_releases_loaded([release])
    release.component.delete()

    assert "Release 2.0.0" in record(client, target="component:lathe")


def test_empty_record_says_what_to_do(client: Client):
    assert "Nothing is recorded yet" in record(client)


def test_long_record_has_pages(client: Client):
    for number in range(30):
        record_releases_loaded([make_release(version=f"1.{number}.0")])

    assert "Release 1.29.0" in record(client)
    assert "Release 1.0.0" not in record(client)
    assert "Release 1.0.0" in record(client, page="2")


def test_record_states_its_number_of_queries(client: Client, django_assert_num_queries):
    for number in range(30):
        record_releases_loaded([make_release(version=f"1.{number}.0")])

    with django_assert_num_queries(2):  # how many, and the entries
        record(client)


def test_feed_holds_the_same_entries_newest_first(client: Client):
    make_claim()
    record_releases_loaded([make_release()])
    accept(make_correction())

    atom = feed(client)

    assert titles(atom) == [
        "Correction accepted: Lathe 1.0.0: Streaming",
        "Release loaded: Lathe",
    ]
    summary = atom.find(f"{ATOM}entry/{ATOM}summary").text
    assert "Status: Supported → Partial" in summary


@pytest.mark.parametrize("query", [{}, {"target": "component:lathe"}])
def test_feed_holds_what_the_format_asks_for(client: Client, query):
    make_claim()
    record_releases_loaded([make_release(version="2.0.0"), make_release(version="2.1.0")])
    accept(make_correction())

    atom = feed(client, **query)

    own = reverse("selection:maintenance_feed", query=query)
    links = {link.get("rel"): link.get("href") for link in atom.findall(f"{ATOM}link")}
    assert links["self"] == f"http://testserver{own}"
    assert atom.findtext(f"{ATOM}author/{ATOM}name") == "ARuntime"
    for element in (atom, *atom.iter(f"{ATOM}entry")):
        assert element.findtext(f"{ATOM}title")
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated")).tzinfo
        assert urlsplit(element.findtext(f"{ATOM}id")).netloc == "testserver"
    ids = [entry.findtext(f"{ATOM}id") for entry in atom.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids) == 3


def test_feed_without_entries_is_one_all_the_same(client: Client):
    assert feed(client).findtext(f"{ATOM}updated")


def test_link_of_a_feed_entry_leads_to_it(client: Client):
    record_releases_loaded([make_release()])
    link = feed(client).find(f"{ATOM}entry/{ATOM}link").get("href")

    page = client.get(link.partition("#")[0]).content.decode()

    assert f'id="{link.partition("#")[2]}"' in page


def test_feed_of_one_component_holds_only_its_entries(client: Client):
    record_releases_loaded([make_release()])
    record_releases_loaded([make_release("planer")])

    assert titles(feed(client, target="component:planer")) == ["Release loaded: Planer"]


def test_hostile_text_breaks_neither_page_nor_feed(client: Client):
    make_claim()
    accept(make_correction(sender_name=HOSTILE), note=HOSTILE)
    decline_it(make_correction(target_title=HOSTILE), reason=HOSTILE)
    correction = make_correction("component:lathe", target_title=HOSTILE)
    accept_text(
        correction.pk,
        by=make_maintainer(),
        revision=1,
        change=TextChange(before=HOSTILE, after=HOSTILE + "!"),
    )

    html = record(client)
    atom = feed(client)

    assert "<script>alert" not in html
    assert str(escape("<script>alert(1)</script> &")) in html
    assert len(titles(atom)) == 3
