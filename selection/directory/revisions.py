"""The states that a claim had: what a claim says changes here, and nothing that it said is lost.

A revision names component, version and capability by their keys, so that it outlives the row of
the claim, which a load of the files may delete.
"""

from dataclasses import asdict, dataclass
from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone

from aruntime.teams.models import User
from selection.directory.corrected import mark_corrected
from selection.directory.models import Capability, Claim, ClaimStatus, Release, Source
from selection.engine import knowledge


@dataclass(frozen=True)
class ClaimState:
    """What a claim says at one time. No claim at all says that the status is unknown."""

    status: str = ClaimStatus.UNKNOWN
    note: str = ""
    since: str = ""
    source_url: str = ""
    source_title: str = ""

    @property
    def status_label(self) -> str:
        return ClaimStatus(self.status).label


class ClaimRevisionQuerySet(models.QuerySet["ClaimRevision"]):
    def of(self, component: str, version: str, capability: str) -> "ClaimRevisionQuerySet":
        """The old states of one claim, the oldest first; `capability` is `dimension/value`."""
        return self.filter(component=component, version=version, capability=capability)


class ClaimRevision(models.Model):
    """One old state of a claim, with who replaced it, when, and by which correction."""

    component = models.SlugField(max_length=80)
    version = models.CharField(max_length=80)
    capability = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=12, choices=ClaimStatus.choices)
    note = models.TextField(blank=True)
    since = models.CharField(max_length=80, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    source_title = models.CharField(max_length=300, blank=True)
    checked = models.DateField(null=True, blank=True)
    replaced_at = models.DateTimeField(default=timezone.now)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    correction = models.ForeignKey(
        "selection.Correction",
        on_delete=models.PROTECT,
        related_name="claim_revisions",
        null=True,
        blank=True,
    )

    objects = ClaimRevisionQuerySet.as_manager()

    class Meta:
        ordering = ["component", "version", "capability", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["component", "version", "capability", "number"],
                name="claim_revision_is_unique",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.component} {self.version}: {self.capability}, revision {self.number}"

    @property
    def state(self) -> ClaimState:
        return ClaimState(self.status, self.note, self.since, self.source_url, self.source_title)


def state_of(claim: Claim | None) -> ClaimState:
    """Return what the claim says now."""
    if claim is None:
        return ClaimState()
    source = claim.source
    return ClaimState(
        status=claim.status,
        note=claim.note,
        since=claim.since,
        source_url=source.url if source else "",
        source_title=source.title if source else "",
    )


def state_of_facts(claim: knowledge.Claim) -> ClaimState:
    """Return what a claim of a file says."""
    return ClaimState(
        status=claim.status.value,
        note=claim.note,
        since=claim.since,
        source_url=claim.source_url,
        source_title=claim.source_title,
    )


def keep_state(
    claim: Claim, *, by: User | None = None, correction_id: int | None = None
) -> ClaimRevision:
    """Store what the claim says now as its newest old state; call it before changing the claim.

    The caller holds a transaction with the release locked, so that numbers follow each other.
    """
    return _keep(claim.release, claim.capability, claim, by, correction_id)


def revise_claim(
    release: Release,
    capability: Capability,
    state: ClaimState,
    *,
    by: User,
    on: date,
    correction_id: int,
) -> ClaimState:
    """Make the claim say `state`, read on that day, keep its old state and return it.

    The caller holds a transaction with the release locked.
    """
    claim = release.claims.select_related("source").filter(capability=capability).first()
    before = state_of(claim)
    _keep(release, capability, claim, by, correction_id)
    claim = claim or Claim(release=release, capability=capability)
    claim.status, claim.note, claim.since = state.status, state.note, state.since
    claim.source = _source_of(state)
    claim.checked = None if on == release.checked else on
    claim.save()
    mark_corrected(claim, asdict(before))
    return before


def _keep(
    release: Release,
    capability: Capability,
    claim: Claim | None,
    by: User | None,
    correction_id: int | None,
) -> ClaimRevision:
    key = {
        "component": release.component.slug,
        "version": release.version,
        "capability": capability.key,
    }
    return ClaimRevision.objects.create(
        **key,
        **asdict(state_of(claim)),
        checked=claim.read_on if claim else None,
        number=ClaimRevision.objects.filter(**key).count() + 1,
        replaced_by=by,
        correction_id=correction_id,
    )


def _source_of(state: ClaimState) -> Source | None:
    if not state.source_url:
        return None
    return Source.objects.get_or_create(url=state.source_url, title=state.source_title)[0]
