"""Two requests at the same moment, each with a database connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection

from selection.corrections.deciding import (
    AlreadyDecidedError,
    MovedError,
    accept_claim,
    fingerprint,
)
from selection.corrections.models import Correction, MaintenanceEntry
from selection.corrections.rate_limit import RateLimitedError, take_slot
from selection.corrections.sending import send_correction
from selection.corrections.targets import find_claim, find_target
from selection.directory.models import Claim
from selection.directory.revisions import ClaimRevision, ClaimState
from tests.selection.corrections.factories import (
    NEW_DOCS,
    STREAMING,
    make_claim,
    make_correction,
    make_form,
    make_maintainer,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # SQLite in memory, which the tests use, knows no waiting for a lock; the last test has a file.
    pytest.mark.skipif(connection.vendor == "sqlite", reason="a process tries it on a file"),
]

BEFORE_KEY = ("website", "key")


@pytest.fixture(autouse=True)
def facts(transactional_db: None):
    cache.clear()
    return make_claim()


def run_at_once(deeds):
    """Run the deeds in threads that start together; return what each gave or raised."""
    start = Barrier(len(deeds))

    def run(deed):
        start.wait()
        try:
            return deed()
        except (AlreadyDecidedError, MovedError, RateLimitedError) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_of_two_maintainers_at_once_one_decides_and_the_other_is_told():
    correction = make_correction()
    basis = fingerprint(find_claim(correction.target_key).state)

    def accept_as(user):
        return lambda: accept_claim(
            correction.pk,
            by=user,
            revision=1,
            state=ClaimState("partial", f"By {user}.", "", NEW_DOCS),
            basis=basis,
        )

    outcomes = run_at_once([accept_as(make_maintainer(name)) for name in ("mia", "max", "moe")])

    winners = [outcome for outcome in outcomes if isinstance(outcome, Correction)]
    assert len(winners) == 1
    assert Claim.objects.get().note == f"By {winners[0].decided_by}."
    assert ClaimRevision.objects.count() == MaintenanceEntry.objects.count() == 1


def test_two_corrections_of_one_claim_at_once_do_not_overwrite_each_other():
    basis = fingerprint(find_claim(STREAMING.partition(":")[2]).state)

    def accept(correction, user):
        return lambda: accept_claim(
            correction.pk,
            by=user,
            revision=1,
            state=ClaimState("partial", f"By {user}.", "", NEW_DOCS),
            basis=basis,
        )

    outcomes = run_at_once(
        [accept(make_correction(), make_maintainer(name)) for name in ("mia", "max")]
    )

    assert sum(isinstance(outcome, MovedError) for outcome in outcomes) == 1
    assert ClaimRevision.objects.count() == 1


def test_form_sent_twice_at_once_is_one_correction():
    form_key, target = uuid4(), find_target(STREAMING)
    values = {
        name: value
        for name, value in make_form(is_connected=False).items()
        if name not in BEFORE_KEY
    }

    def send():
        return send_correction(
            target=target, values=values, form_key=form_key, user=None, sender="one"
        )

    outcomes = run_at_once([send] * 4)

    assert len({correction.token for correction in outcomes}) == 1
    assert Correction.objects.count() == 1


def test_limit_holds_for_requests_at_once(settings):
    settings.CORRECTIONS_PER_HOUR = 3

    outcomes = run_at_once([lambda: take_slot("one")] * 8)

    assert sum(isinstance(outcome, RateLimitedError) for outcome in outcomes) == 5
