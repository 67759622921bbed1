"""A draft tells what has changed below it, as it is at the moment when somebody looks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adr.records.models import Record, Status
from adr.records.reading import content_of
from adr.records.revising import revise
from adr.triggers.basis import changes_in_basis, gaps_in_basis
from adr.triggers.models import FiredTrigger
from selection.directory.loading import load_entries
from tests.adr.records.factories import (
    make_gate_row,
    make_record,
    make_record_in,
    take_steps,
)
from tests.adr.triggers.factories import SEEN, STREAMING, TTFT, report
from tests.adr.triggers.test_waking import CANNOT
from tests.selection.directory.factories import entries_in, make_claim, write_file

pytestmark = pytest.mark.django_db
GATE = make_gate_row(component="lathe", version="1.0.0")
PAGE = "/teams/search-platform/records/1/"


@pytest.fixture
def load(tmp_path):
    def load(**content):
        write_file(tmp_path, **content)
        load_entries(entries_in(tmp_path))

    return load


@pytest.fixture(params=[Status.DRAFT, Status.PROPOSED])
def record(request, team, author, load) -> Record:
    """A record that is still written, and stands on a claim that has changed since."""
    load()
    record = make_record_in(request.param, team, author, gates=(GATE,), triggers=(TTFT,))
    load(capabilities=[make_claim(status="unsupported")])
    return record


def test_changed_claim_is_named_with_before_and_after(record):
    [change] = changes_in_basis(record)

    assert change.words == "lathe 1.0.0: the claim on Streaming changes"
    assert (change.before, change.after) == (
        "Streaming: Supported in 1.0.0",
        "Streaming: Not supported in 1.0.0",
    )
    assert change.source == "https://example.org/docs/streaming"
    assert not FiredTrigger.objects.exists()


def test_page_shows_that_the_basis_changed(as_author, record):
    page = as_author.get(PAGE).content.decode()

    assert "Basis changed" in page
    assert "Streaming: Not supported in 1.0.0" in page


def test_list_before_proposing_names_it(as_author, record):
    to = "proposed" if record.status == Status.DRAFT else "draft"
    page = as_author.get(f"{PAGE}status/?to={to}").content.decode()

    assert "The basis changed. lathe 1.0.0: the claim on Streaming changes." in page
    assert "Before: Streaming: Supported in 1.0.0." in page


def test_form_counts_it_as_a_gap_of_its_section(as_author, record):
    sections = dict(as_author.get(f"{PAGE}edit/").context["sections"])

    gaps = {section.slug: words for section, words in sections.items() if words}
    assert gaps == {"decision": "1 gap"}


def test_fact_that_is_again_as_it_was_is_no_change(record, load):
    load()

    assert changes_in_basis(record) == ()


def test_saving_the_record_does_not_hide_what_changed(record, author):
    content = content_of(record)
    changed = replace(content, context="Another reason.")
    revise(record=record, content=changed, by=author, expected_revision=record.revision)

    assert len(changes_in_basis(Record.objects.get())) == 1


def test_alternative_that_can_now_is_named_at_the_alternatives(team, author, load):
    load(capabilities=[make_claim(status="unsupported")])
    record = make_record(team, author, alternatives=(CANNOT,))
    load()

    [gap] = gaps_in_basis(changes_in_basis(record))

    assert "Lathe, turned down without it, now has: Streaming" in gap.sentence
    assert (gap.section, gap.blocks_acceptance) == ("alternatives", False)


def test_last_observation_outside_the_bound_is_named(team, author):
    record = make_record(team, author, triggers=(TTFT,))
    report(team, author)

    [change] = changes_in_basis(record)
    assert (change.before, change.after) == ("at most 800 ms at p95", "1.3 s at p95")

    report(team, author, value="700", unit="ms", observed_at=SEEN + timedelta(hours=1))
    assert changes_in_basis(record) == ()


def test_observation_before_the_draft_is_no_change(team, author):
    report(team, author)

    assert changes_in_basis(make_record(team, author, triggers=(TTFT,))) == ()


def test_accepting_takes_the_facts_as_they_are(record, author, load):
    steps = (Status.PROPOSED, Status.ACCEPTED)
    take_steps(record, author, *(steps if record.status == Status.DRAFT else steps[1:]))
    accepted = Record.objects.get()

    assert changes_in_basis(accepted) == ()
    assert accepted.watches.filter(capability=STREAMING, is_armed=True).exists()
    assert accepted.fired_at is None


def test_queries_are_few_whatever_has_changed(record, django_assert_max_num_queries):
    changes_in_basis(record)

    with django_assert_max_num_queries(3):
        changes_in_basis(record)
