"""The queue of maintainers, and what they decide."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from selection.corrections.deciding import fingerprint
from selection.corrections.models import Correction, MaintenanceEntry
from selection.corrections.targets import find_claim
from selection.directory.as_knowledge import stored_components
from selection.directory.editions import latest_edition, store_edition
from selection.directory.models import Claim
from selection.directory.revisions import ClaimRevision
from selection.public import facts_changed
from selection.search.indexing import index_reference
from selection.search.searching import search_reference
from tests.conftest import signed_in
from tests.factories import make_team
from tests.selection.corrections.factories import (
    NEW_DOCS,
    STREAMING,
    make_capability,
    make_claim,
    make_correction,
    make_maintainer,
    make_release,
    make_reliance,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def claim(db: None) -> Claim:
    cache.clear()
    return make_claim()


@pytest.fixture
def correction(claim: Claim) -> Correction:
    return make_correction()


@pytest.fixture
def mia() -> Client:
    return signed_in(make_maintainer("mia"))


@pytest.fixture
def max_() -> Client:
    return signed_in(make_maintainer("max"))


def url_of(correction: Correction) -> str:
    return reverse("selection:triage_correction", args=[correction.pk])


def form_of(correction: Correction, verdict: str, **changes) -> dict[str, str]:
    """What the browser of a maintainer sends, who has just opened the form."""
    claim = find_claim(correction.target_key) if correction.is_about_claim else None
    fields = {
        "status": correction.proposed_status,
        "note": correction.should_say,
        "since": correction.proposed_since,
        "source_url": correction.source_url,
        "source_title": correction.source_title,
    }
    texts = {"before": "It batches.", "after": correction.should_say}
    return {
        "verdict": verdict,
        "revision": str(correction.revision),
        "basis": fingerprint(claim.state) if claim else "",
        "reason": "",
        **(fields if claim else texts),
        **changes,
    }


def decide(client: Client, correction: Correction, verdict: str, **changes):
    return client.post(url_of(correction), form_of(correction, verdict, **changes))


def page_of(response) -> str:
    return response.content.decode()


# Who may


@pytest.mark.parametrize("path", ["/triage/", "/triage/1/"])
def test_nobody_but_a_maintainer_finds_the_pages_of_triage(
    as_owner: Client, as_stranger: Client, path
):
    make_correction(pk=1)

    assert as_owner.get(path).status_code == 404
    assert as_stranger.get(path).status_code == 404
    assert as_stranger.post(path, {"verdict": "declined", "reason": "No."}).status_code in (
        404,
        405,
    )
    assert Client().get(path).status_code == 302
    assert Correction.objects.get().state == "received"


def test_person_who_is_no_maintainer_any_more_is_out(correction: Correction):
    maintainer = make_maintainer()
    client = signed_in(maintainer)
    maintainer.is_maintainer = False
    maintainer.save()

    assert decide(client, correction, "accepted").status_code == 404
    assert Claim.objects.get().status == "supported"


def test_only_a_maintainer_gets_the_link_in_the_account_menu(mia: Client, as_owner: Client):
    link = f'href="{reverse("selection:triage")}"'

    assert link in page_of(mia.get("/"))
    assert link not in page_of(as_owner.get("/"))


# The queue


def test_queue_shows_how_many_accepted_records_rest_on_the_exact_claim_without_their_names(
    mia: Client, correction: Correction
):
    team = make_team()
    make_reliance(team, "one")
    make_reliance(team, "one", version="")
    make_reliance(team, "two", version="")
    make_reliance(team, "older", version="0.9")
    make_reliance(team, "draft", accepted=False)
    make_reliance(team, "other", capability="generation/batching")

    html = page_of(mia.get(reverse("selection:triage")))

    assert '<td class="number">2</td>' in html
    assert "Record one" not in html
    assert "Search platform" not in html


def test_queue_begins_with_what_most_records_rest_on(mia: Client):
    make_correction(target_title="No record")
    make_correction("component:other", target_title="Two records")
    make_correction("term:slo", target_title="A term")
    make_correction(target_title="Also no record")
    team = make_team()
    make_reliance(team, "one", component="other", capability="")
    make_reliance(team, "two", component="other")

    titles = titles_in(mia.get(reverse("selection:triage")))

    assert titles == ["Two records", "No record", "A term", "Also no record"]


def titles_in(response) -> list[str]:
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', page_of(response))


def test_queue_filters_by_state_kind_and_age(mia: Client):
    long_ago = timezone.now() - timedelta(days=40)
    make_correction(target_title="Old", created_at=long_ago)
    make_correction("term:slo", target_title="Term")
    decided = make_correction("component:lathe", target_title="Declined")
    decide(mia, decided, "declined", reason="No source says so.")

    def shown(**filters: str) -> set[str]:
        return set(titles_in(mia.get(reverse("selection:triage", query=filters))))

    assert shown() == {"Old", "Term"}
    assert shown(older_than="30") == {"Old"}
    assert shown(about="term") == {"Term"}
    assert shown(state="declined") == {"Declined"}
    assert shown(state="all") == {"Old", "Term", "Declined"}
    assert shown(state="nonsense", older_than="x", page="99") == {"Old", "Term"}


def test_queue_shows_the_age(mia: Client):
    make_correction(created_at=timezone.now() - timedelta(days=12, hours=1))

    assert "12 days" in page_of(mia.get(reverse("selection:triage")))


def test_queue_states_its_number_of_queries(mia: Client, django_assert_num_queries):
    for number in range(30):
        make_correction(f"claim:lathe@1.0.0/generation/word-{number}")

    # Session, person, corrections, two counts, teams of the menu.
    with django_assert_num_queries(6):
        mia.get(reverse("selection:triage"))


# Accepting


def test_form_opens_with_the_proposed_change(mia: Client, correction: Correction):
    html = page_of(mia.get(url_of(correction)))

    assert re.search(r'name="status" value="partial"[^>]* checked', html)
    assert "Not over gRPC.</textarea>" in html
    assert f'value="{NEW_DOCS}"' in html
    assert "By default." in html  # What the claim says now stands beside it.


def test_accepted_correction_changes_the_claim_and_keeps_what_it_said(
    mia: Client, correction: Correction
):
    response = decide(mia, correction, "accepted")

    claim = Claim.objects.get()
    old = ClaimRevision.objects.get()
    assert response.status_code == 302
    assert (claim.status, claim.note, claim.since) == ("partial", "Not over gRPC.", "0.9")
    assert (str(claim.source), claim.source.url) == ("Limits", NEW_DOCS)
    assert (old.status, old.note, old.number) == ("supported", "By default.", 1)
    assert (old.component, old.version, old.capability) == (
        "lathe",
        "1.0.0",
        "generation/streaming",
    )
    assert (old.replaced_by.username, old.correction) == ("mia", correction)


def test_accepted_correction_dates_the_claim_anew_and_nothing_else_of_the_release(
    mia: Client, correction: Correction
):
    other = make_claim(capability=make_capability("batching"))

    decide(mia, correction, "accepted")

    [component] = stored_components()
    dates = {claim.capability: claim.checked for claim in component.releases[0].claims}
    assert dates == {
        "generation/streaming": timezone.localdate().isoformat(),
        "generation/batching": other.release.checked.isoformat(),
    }
    assert ClaimRevision.objects.get().checked == other.release.checked


def test_accepted_correction_stands_in_the_maintenance_record(mia: Client, correction: Correction):
    decide(mia, correction, "accepted")

    entry = MaintenanceEntry.objects.get()
    assert (entry.kind, entry.target, entry.component) == ("accepted", STREAMING, "lathe")
    assert (entry.before["status"], entry.after["status"]) == ("supported", "partial")
    assert (entry.source_url, entry.by.username, entry.correction) == (NEW_DOCS, "mia", correction)


def test_accepted_correction_is_found_by_the_search_at_once(mia: Client):
    make_release(version="2.0.0")
    index_reference()
    correction = make_correction("claim:lathe@1.0.0/generation/embeddings")
    make_capability("embeddings")
    assert search_reference("embeddings", 5) == []

    decide(mia, correction, "accepted")

    assert [hit.key for hit in search_reference("embeddings", 5)] == ["lathe"]


def test_accepted_correction_makes_a_new_edition_of_the_directory(
    mia: Client, correction: Correction
):
    before = store_edition()

    decide(mia, correction, "accepted")

    assert latest_edition() != before
    assert "Not over gRPC." in latest_edition().content
    assert "Not over gRPC." not in before.content


def test_rest_of_the_application_is_told_after_the_change_is_stored(
    mia: Client, correction: Correction, django_capture_on_commit_callbacks
):
    told = []

    def listen(change, **rest):
        told.append(change)

    facts_changed.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            decide(mia, correction, "accepted")
            assert told == []
    finally:
        facts_changed.disconnect(listen)

    (change,) = told
    correction.refresh_from_db()
    assert change.kind == "claim-changed"
    assert (change.component, change.version) == ("lathe", "1.0.0")
    assert change.capability == "generation/streaming"
    assert (change.before["status"], change.after["status"]) == ("supported", "partial")
    assert change.source_url == change.after["source_url"] != ""
    assert (change.correction, change.at) == (correction.pk, correction.decided_at)


def test_listener_that_fails_does_not_undo_the_decision(
    mia: Client, correction: Correction, django_capture_on_commit_callbacks, caplog
):
    def fail(**facts):
        raise ValueError("listener")

    facts_changed.connect(fail)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            response = decide(mia, correction, "accepted")
    finally:
        facts_changed.disconnect(fail)

    assert response.status_code == 302
    assert "listener" in caplog.text


def test_claim_that_did_not_exist_is_made(mia: Client):
    make_release(version="2.0.0")
    correction = make_correction("claim:lathe@2.0.0/generation/streaming")

    decide(mia, correction, "accepted")

    assert Claim.objects.get(release__version="2.0.0").status == "partial"
    assert ClaimRevision.objects.get().status == "unknown"


def test_each_further_change_keeps_one_more_state(mia: Client):
    for number, status in enumerate(["partial", "unsupported", "planned"], 1):
        decide(mia, make_correction(proposed_status=status), "accepted")
        assert ClaimRevision.objects.count() == number

    history = ClaimRevision.objects.of("lathe", "1.0.0", "generation/streaming")
    assert [old.status for old in history] == ["supported", "partial", "unsupported"]


def test_text_of_a_page_is_recorded_with_before_and_after(mia: Client):
    correction = make_correction("component:lathe", target_title="Lathe", should_say="It does not.")

    decide(mia, correction, "accepted", before="It batches.")

    entry = MaintenanceEntry.objects.get()
    assert (entry.before, entry.after) == ({"text": "It batches."}, {"text": "It does not."})
    assert not ClaimRevision.objects.exists()


@pytest.mark.parametrize(
    ("verdict", "changes", "message"),
    [
        ("accepted", {"status": ""}, "Select a status"),
        ("accepted", {"note": ""}, "Enter what is missing: the status is partial"),
        ("accepted", {"source_url": ""}, "Enter the source: only an unknown status has none"),
        ("accepted", {"source_url": "javascript:alert(1)"}, "Enter a web address that begins"),
        ("accepted", {"status": "planned"}, "Accept it in part, and say why"),
        ("partly-accepted", {"status": "planned"}, "Enter what was not accepted, and why"),
        ("declined", {}, "Enter why it is declined: the sender reads it"),
    ],
)
def test_decision_that_lacks_something_changes_nothing_and_keeps_the_text(
    mia: Client, correction: Correction, verdict, changes, message
):
    typed = {"since": "Typed <b>here</b>", **changes}

    response = decide(mia, correction, verdict, **typed)

    html = page_of(response)
    assert response.status_code == 422
    assert message in html
    assert str(escape("Typed <b>here</b>")) in html
    assert Correction.objects.get().state == "received"
    assert not MaintenanceEntry.objects.exists()
    assert not ClaimRevision.objects.exists()


def test_change_that_changes_nothing_is_not_accepted(mia: Client, claim: Claim):
    correction = make_correction(
        proposed_status="supported",
        should_say=claim.note,
        proposed_since="",
        source_url=claim.source.url,
        source_title="",
    )

    response = decide(mia, correction, "accepted")

    assert response.status_code == 422
    assert "The claim says this already" in page_of(response)


def test_correction_accepted_in_part_applies_the_changed_text_and_tells_the_reason(
    mia: Client, correction: Correction
):
    decide(
        mia,
        correction,
        "partly-accepted",
        note="Only HTTP.",
        status="planned",
        reason="The source says planned.",
    )

    claim = Claim.objects.get()
    sender = page_of(Client().get(reverse("selection:correction", args=[correction.token])))
    assert (claim.status, claim.note) == ("planned", "Only HTTP.")
    assert Correction.objects.get().state == "partly-accepted"
    assert "The source says planned." in sender


# Declining and checking


def test_sender_of_a_declined_correction_sees_the_reason(mia: Client, correction: Correction):
    decide(mia, correction, "declined", reason="The page is about <another> version.")

    sender = page_of(Client().get(reverse("selection:correction", args=[correction.token])))
    assert "Declined" in sender
    assert "The page is about &lt;another&gt; version." in sender
    assert Claim.objects.get().status == "supported"
    assert MaintenanceEntry.objects.get().kind == "declined"


def test_sender_sees_that_it_is_being_checked(mia: Client, correction: Correction):
    decide(mia, correction, "checking")

    sender = page_of(Client().get(reverse("selection:correction", args=[correction.token])))
    assert "Being checked" in sender


def test_unknown_decision_is_refused(mia: Client, correction: Correction):
    assert decide(mia, correction, "received").status_code == 400


def test_correction_of_a_claim_that_is_gone_can_only_be_declined(
    mia: Client, correction: Correction, claim: Claim
):
    sent = form_of(correction, "accepted")
    claim.release.component.delete()

    page = mia.get(url_of(correction))
    late = mia.post(url_of(correction), sent)
    declined = mia.post(url_of(correction), {**sent, "verdict": "declined", "reason": "Gone."})

    assert page.status_code == 200
    assert 'value="accepted"' not in page_of(page)
    assert late.status_code == 409
    assert declined.status_code == 302


# Not one's own


@pytest.mark.parametrize("verdict", ["accepted", "partly-accepted"])
def test_sender_cannot_accept_the_own_correction(claim: Claim, verdict):
    maintainer = make_maintainer()
    correction = make_correction(sender=maintainer)

    response = decide(signed_in(maintainer), correction, verdict, reason="Mine.")

    assert response.status_code == 403
    assert "Another maintainer" in page_of(response)
    assert Correction.objects.get().state == "received"
    assert Claim.objects.get().status == "supported"


def test_sender_cannot_accept_what_was_sent_under_the_own_address_without_signing_in():
    maintainer = make_maintainer()
    correction = make_correction(sender_email=maintainer.email.upper())

    assert decide(signed_in(maintainer), correction, "accepted").status_code == 403


def test_sender_is_not_offered_to_accept():
    maintainer = make_maintainer()
    correction = make_correction(sender=maintainer)

    assert 'value="accepted"' not in page_of(signed_in(maintainer).get(url_of(correction)))


# Two at once


def test_second_maintainer_is_told_who_decided_and_nothing_is_applied_twice(
    mia: Client, max_: Client, correction: Correction
):
    sent_by_max = form_of(correction, "accepted", note="What Max wrote.")
    decide(mia, correction, "accepted")

    response = max_.post(url_of(correction), sent_by_max)

    html = page_of(response)
    assert response.status_code == 409
    assert "mia has decided this already" in html
    assert "What Max wrote." in html
    assert Claim.objects.get().note == "Not over gRPC."
    assert ClaimRevision.objects.count() == MaintenanceEntry.objects.count() == 1


def test_decision_sent_twice_by_the_same_maintainer_is_applied_once(
    mia: Client, correction: Correction
):
    sent = form_of(correction, "accepted")
    mia.post(url_of(correction), sent)

    response = mia.post(url_of(correction), sent)

    assert response.status_code == 409
    assert ClaimRevision.objects.count() == 1


def test_maintainer_is_told_that_another_began_to_check_and_can_decide_then(
    mia: Client, max_: Client, correction: Correction
):
    sent_by_max = form_of(correction, "declined", reason="What Max wrote.")
    decide(mia, correction, "checking")

    response = max_.post(url_of(correction), sent_by_max)
    html = page_of(response)
    correction.refresh_from_db()
    second = max_.post(url_of(correction), {**sent_by_max, "revision": str(correction.revision)})

    assert response.status_code == 409
    assert "mia is checking it" in html
    assert "What Max wrote." in html
    assert f'name="revision" value="{correction.revision}"' in html
    assert second.status_code == 302


def test_claim_that_changed_meanwhile_is_shown_before_it_is_overwritten(
    mia: Client, max_: Client, correction: Correction
):
    other = make_correction(proposed_status="unsupported", should_say="Removed.")
    sent_by_max = form_of(correction, "accepted")
    decide(mia, other, "accepted")

    response = max_.post(url_of(correction), sent_by_max)
    second = decide(max_, correction, "accepted")

    assert response.status_code == 409
    assert "Removed." in page_of(response)
    assert second.status_code == 302
    assert Claim.objects.get().note == "Not over gRPC."


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 40, "²"])
def test_form_that_lost_its_revision_decides_nothing(mia: Client, correction: Correction, revision):
    assert decide(mia, correction, "accepted", revision=revision).status_code == 409
    assert Claim.objects.get().status == "supported"


def test_triage_without_csrf_token_is_refused(correction: Correction):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_maintainer())

    assert client.post(url_of(correction), form_of(correction, "accepted")).status_code == 403
    assert Claim.objects.get().status == "supported"
