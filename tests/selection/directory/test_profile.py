import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from selection.corrections.maintenance import record_releases_loaded
from selection.directory.reliance import RelianceRow, RelyingRecord, replace_reliances
from selection.directory.vocabulary import load_vocabulary
from tests.factories import make_team
from tests.selection.directory.rows import CHECKED, make_caveat, make_component, make_release

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _twelve_days_later():
    with time_machine.travel(f"{CHECKED + timedelta(days=12)} 12:00", tick=False):
        yield


def show(client, slug="lathe", **query):
    return client.get(reverse("selection:component", args=[slug]), query)


def page_of(client, slug="lathe", **query):
    return " ".join(show(client, slug, **query).content.decode().split())


def rely(team, *, key="record-1", title="1. Serve the ranker", accepted=True, capability=""):
    record = RelyingRecord(key, "/teams/x/records/1/", title, team, accepted)
    replace_reliances(record, [RelianceRow("lathe", "1.0.0", capability)])


def test_profile_is_open_to_everybody_and_says_what_it_does_not_provide(client):
    make_caveat(make_component(not_provided=["user accounts"]), "Needs a GPU.")

    page = page_of(client)

    for words in ("What it does not provide", "user accounts", "Needs a GPU.", "Lathe project"):
        assert words in page


def test_claim_shows_status_exact_version_source_date_note_and_age(client):
    note = {"status": "partial", "note": "Without tools.", "since": "0.2.0"}
    make_component(claims={"generation/streaming": note})

    page = page_of(client)

    for words in ("Partial", "Without tools.", "Since 0.2.0.", "20 Nov 2026", "12 days ago"):
        assert words in page
    assert '1.0.0, <a href="https://example.org/docs" rel="noreferrer">Docs</a>' in page


def test_age_is_told_in_releases_and_a_newer_release_alone_makes_claims_stale(client):
    component = make_component()
    component.releases.update(order=2)
    make_release(component, "1.1.0", order=1)
    make_release(component, "1.2.0", order=0)

    page = page_of(client)

    assert "2 releases behind the newest known, 1.2.0" in page
    assert "Stale" in page


def test_claims_read_lately_at_the_newest_release_are_not_stale(client):
    make_component()

    assert "Stale" not in page_of(client)


def test_claim_that_was_read_later_than_the_others_is_as_old_as_itself(client, settings):
    settings.STALE_DAYS = 11
    later = {"status": "supported", "checked": CHECKED + timedelta(days=10)}
    make_component(claims={"generation/streaming": later, "generation/embeddings": "supported"})

    claims = page_of(client).partition('id="claims"')[2]

    ages = re.findall(r"(\d+ days) ago( <span class=.status)?", claims)
    assert ages == [("12 days", ' <span class="status'), ("2 days", "")]


def test_profile_counts_its_claims_by_status_and_leads_to_each_dimension(client):
    make_component(
        claims={
            "generation/streaming": "supported",
            "generation/embeddings": "supported",
            "hardware/x86-cpu": "planned",
        }
    )

    page = page_of(client)

    assert "3 claims: 2 supported, 1 not supported (planned)." in page
    for dimension, count in (("generation", 2), ("hardware", 1)):
        assert re.search(rf'href="#dimension-{dimension}">[^<]+<span class="count">{count}<', page)
        assert f'id="dimension-{dimension}"' in page


def test_every_claim_and_every_unknown_can_be_corrected(client):
    make_component(claims={"generation/streaming": "supported"})

    page = page_of(client)

    for capability in ("generation/streaming", "generation/prefix-caching"):
        target = f"claim:lathe@1.0.0/{capability}"
        assert f'<a href="/corrections/new/?target={target}">Correct this' in page


def test_claims_read_too_long_ago_are_stale(client, settings):
    settings.STALE_DAYS = 11
    make_component()

    assert "Stale" in page_of(client)


def test_what_is_not_claimed_is_unknown_in_the_dimensions_of_the_category(client):
    make_component("anvil", claims={"parallelism/multi-node": "supported"})
    make_component(claims={"generation/streaming": "unsupported"})

    page = page_of(client)

    assert "Prefix caching: Unknown" in page
    assert f"{load_vocabulary().capability_label('parallelism/multi-node')}: Unknown" in page
    assert "Unknown is not a no." in page


def test_release_in_the_address_decides_which_claims_are_shown(client):
    component = make_component(claims={"generation/streaming": {"note": "New words."}})
    old = {"generation/streaming": {"status": "planned", "note": "Old words."}}
    make_release(component, "0.9.0", order=1, claims=old)

    page = page_of(client, release="0.9.0")

    assert "Old words." in page
    assert "New words." not in page
    assert "Not supported (planned)" in page


def test_release_that_is_not_known_is_not_found(client):
    make_component()

    assert show(client, release="7").status_code == 404
    assert show(client, "no-such-component").status_code == 404


def test_release_without_claims_says_unknown_and_not_nothing(client):
    component = make_component()
    make_release(component, "1.1.0", order=0)

    page = page_of(client, release="1.1.0")

    assert "everything is Unknown here" in page
    assert "Streaming: Unknown" in page


def test_member_sees_the_records_of_the_team_that_rely_on_it(team, as_reader):
    make_component()
    rely(team, capability="generation/streaming")

    page = page_of(as_reader)

    assert "1. Serve the ranker" in page
    assert "Search platform" in page
    assert "Accepted" in page


def test_records_are_never_shown_to_strangers(team, client, as_stranger):
    make_component()
    rely(team)

    for outsider in (client, as_stranger):
        assert "Serve the ranker" not in page_of(outsider)


def test_records_of_another_team_are_not_shown_to_a_member_of_one(team, as_reader):
    make_component()
    rely(make_team("Other", "other"), title="2. Their secret")

    assert "Their secret" not in page_of(as_reader)


def test_hostile_notes_titles_and_names_are_shown_and_not_run(team, as_reader):
    bad = "<script>a()</script>"
    claim = {"status": "partial", "note": bad, "since": bad}
    component = make_component(name=bad, claims={"generation/streaming": claim}, not_provided=[bad])
    make_caveat(component, bad)
    rely(team, title=bad)

    page = page_of(as_reader)

    assert bad not in page
    assert page.count("&lt;script&gt;a()") >= 6


def test_maintenance_record_of_the_component_is_shown(client):
    component = make_component()
    make_component("anvil")
    record_releases_loaded([component.releases.get()])

    assert "Release 1.0.0 was loaded with 1 claim." in page_of(client)
    assert "Nothing was corrected yet." in page_of(client, "anvil")


@pytest.mark.parametrize("count", [1, 8])
def test_queries_do_not_grow_with_the_facts(client, django_assert_num_queries, count):
    words = ["streaming", "prefix-caching", "multi-lora", "tool-calling", "embeddings"]
    component = make_component(claims={f"generation/{w}": "supported" for w in words[:count]})
    for number in range(count):
        make_release(component, f"0.{number}.0", order=number + 1)

    with django_assert_num_queries(6):
        show(client)
