"""What maintainers do with a correction: begin to check it, accept it, or decline it.

Every step names the revision of the correction that the maintainer saw. Of two at once the second
gets an error that says who was first, and nothing is applied twice.
"""

from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from aruntime.teams.models import User
from selection.corrections.maintenance import record_decision
from selection.corrections.models import Correction, CorrectionState
from selection.corrections.targets import ClaimTarget, find_claim
from selection.directory.editions import store_edition
from selection.directory.fact_changes import claim_change
from selection.directory.models import Release
from selection.directory.revisions import ClaimState, revise_claim
from selection.engine.canonical import digest
from selection.search.indexing import index_reference
from selection.signals import tell_of_changes


class AlreadyDecidedError(Exception):
    """Another maintainer has decided this correction."""


class MovedError(Exception):
    """The correction, or the claim that it is about, has changed since the form was opened."""


@dataclass(frozen=True)
class TextChange:
    """What was changed by hand in a text that is kept in a file."""

    before: str
    after: str


@transaction.atomic
def begin_checking(pk: int, *, by: User, revision: int) -> Correction:
    """Say that `by` checks it now; the sender sees it."""
    correction = _lock(pk, revision)
    correction.checked_by = by
    return _move(correction, CorrectionState.CHECKING)


@transaction.atomic
def decline(pk: int, *, by: User, revision: int, reason: str) -> Correction:
    """Decline it for a reason, which the sender and the maintenance record show."""
    correction = _lock(pk, revision)
    _decide(correction, CorrectionState.DECLINED, by=by, reason=reason)
    record_decision(correction)
    return correction


@transaction.atomic
def accept_claim(
    pk: int,
    *,
    by: User,
    revision: int,
    state: ClaimState,
    basis: str,
    reason: str = "",
    partly: bool = False,
) -> Correction:
    """Make the claim say `state`, keep what it said, and tell the rest of the application.

    `basis` is the fingerprint of what the claim said when the form was opened.
    """
    correction = _lock(pk, revision)
    require_other_person(correction, by)
    claim = _lock_claim(correction, basis)
    today = timezone.localdate()
    before = revise_claim(claim.release, claim.capability, state, by=by, on=today, correction_id=pk)
    _decide(correction, accepted(partly=partly), by=by, reason=reason)
    record_decision(
        correction,
        before=asdict(before),
        after=asdict(state),
        source=(state.source_url, state.source_title),
    )
    store_edition()
    index_reference()
    _tell(correction, claim, before, state)
    return correction


@transaction.atomic
def accept_text(
    pk: int,
    *,
    by: User,
    revision: int,
    change: TextChange,
    reason: str = "",
    partly: bool = False,
) -> Correction:
    """Record that a text, which is kept in a file, was changed as the correction proposed."""
    correction = _lock(pk, revision)
    require_other_person(correction, by)
    _decide(correction, accepted(partly=partly), by=by, reason=reason)
    record_decision(
        correction,
        before={"text": change.before},
        after={"text": change.after},
        source=(correction.source_url, correction.source_title),
    )
    return correction


def require_other_person(correction: Correction, by: User) -> None:
    """Raise PermissionDenied where `by` is the sender."""
    if correction.is_sent_by(by):
        raise PermissionDenied(
            "You sent this correction. Another maintainer has to decide whether it is accepted."
        )


def fingerprint(state: ClaimState) -> str:
    """Return a short text that tells two states of a claim apart."""
    return digest(state)[:16]


def accepted(*, partly: bool) -> CorrectionState:
    return CorrectionState.PARTLY_ACCEPTED if partly else CorrectionState.ACCEPTED


def _lock(pk: int, revision: int) -> Correction:
    correction = Correction.objects.select_for_update().get(pk=pk)
    if not correction.is_open:
        raise AlreadyDecidedError
    if correction.revision != revision:
        raise MovedError
    return correction


def _lock_claim(correction: Correction, basis: str) -> ClaimTarget:
    """Return the claim with its release locked; a load or another decision may have changed it."""
    found = find_claim(correction.target_key)
    if found is None:
        raise MovedError
    Release.objects.select_for_update().get(pk=found.release.pk)
    claim = find_claim(correction.target_key)
    if claim is None or fingerprint(claim.state) != basis:
        raise MovedError
    return claim


def _decide(correction: Correction, state: CorrectionState, *, by: User, reason: str) -> None:
    correction.decided_by, correction.decided_at = by, timezone.now()
    correction.reason = reason
    _move(correction, state)


def _move(correction: Correction, state: CorrectionState) -> Correction:
    correction.state = state
    correction.revision += 1
    correction.save()
    return correction


def _tell(
    correction: Correction, claim: ClaimTarget, before: ClaimState, after: ClaimState
) -> None:
    version = claim.release.version
    change = claim_change(
        claim.release.component.slug,
        claim.capability.key,
        before=(version, before),
        after=(version, after),
        at=correction.decided_at or timezone.now(),
        correction=correction.pk,
    )
    tell_of_changes([change], sender=Correction)
