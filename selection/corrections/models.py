"""Corrections that readers send, and the record of what became of them."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from aruntime.teams.models import User
from selection.directory.models import ClaimStatus

WEB_ADDRESS = Q(source_url__startswith="https://") | Q(source_url__startswith="http://")


class TargetKind(models.TextChoices):
    """What a correction can be about."""

    PAGE = "page", "Page of the guide"
    TERM = "term", "Term of the glossary"
    COMPONENT = "component", "Component"
    CLAIM = "claim", "Claim"
    BOUNDARY = "boundary", "Category boundary"


class CorrectionKind(models.TextChoices):
    ERROR = "error", "An error"
    OUTDATED = "outdated", "An outdated capability"
    BOUNDARY = "boundary", "An unclear category boundary"


class KnownBy(models.TextChoices):
    """How the sender knows."""

    DOCUMENTATION = "documentation", "I read it in the documentation"
    SOURCE_CODE = "source-code", "I read it in the source code"
    RELEASE_NOTE = "release-note", "I read it in a release note"
    OWN_RUN = "own-run", "I ran it myself"


class CorrectionState(models.TextChoices):
    RECEIVED = "received", "Received"
    CHECKING = "checking", "Being checked"
    ACCEPTED = "accepted", "Accepted"
    PARTLY_ACCEPTED = "partly-accepted", "Partly accepted"
    DECLINED = "declined", "Declined"


OPEN_STATES = [CorrectionState.RECEIVED, CorrectionState.CHECKING]


def make_token() -> str:
    return secrets.token_urlsafe(32)


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def open(self) -> "CorrectionQuerySet":
        """Those that nobody has decided yet."""
        return self.filter(state__in=OPEN_STATES)

    def about(self, kind: str, key: str) -> "CorrectionQuerySet":
        return self.filter(target_kind=kind, target_key=key)


class Correction(models.Model):
    """One report of an error, an outdated capability or an unclear boundary, with a source.

    Whoever holds the `token` follows it without an account. `revision` rises with every step, so
    that of two maintainers the second is told. A component or term may vanish: the title stays.
    """

    token = models.CharField(max_length=64, unique=True, default=make_token, editable=False)
    form_key = models.UUIDField(unique=True, editable=False)

    target_kind = models.CharField(max_length=10, choices=TargetKind.choices)
    target_key = models.CharField(max_length=300)
    target_title = models.CharField(max_length=300)

    kind = models.CharField(max_length=10, choices=CorrectionKind.choices)
    wrong = models.TextField()
    should_say = models.TextField(blank=True)
    proposed_status = models.CharField(max_length=12, choices=ClaimStatus.choices, blank=True)
    proposed_since = models.CharField(max_length=80, blank=True)
    version = models.CharField(max_length=80, blank=True)
    known_by = models.CharField(max_length=15, choices=KnownBy.choices)
    is_connected = models.BooleanField()
    connection_note = models.CharField(max_length=300, blank=True)
    source_url = models.URLField(max_length=500)
    source_title = models.CharField(max_length=300, blank=True)

    sender_name = models.CharField(max_length=120, blank=True)
    sender_email = models.EmailField(blank=True)
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    created_at = models.DateTimeField(default=timezone.now)

    state = models.CharField(
        max_length=16, choices=CorrectionState.choices, default=CorrectionState.RECEIVED
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["target_kind", "target_key"], name="correction_by_target"),
            models.Index(fields=["state", "created_at"], name="correction_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=CorrectionState.values), name="correction_state_is_known"
            ),
            models.CheckConstraint(condition=WEB_ADDRESS, name="correction_source_is_on_the_web"),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_STATES)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="correction_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["declined", "partly-accepted"]) | ~Q(reason=""),
                name="correction_declined_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.target_title}"

    @property
    def target(self) -> str:
        """What it is about, as addresses and forms name it."""
        return f"{self.target_kind}:{self.target_key}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_about_claim(self) -> bool:
        return self.target_kind == TargetKind.CLAIM

    @property
    def age(self) -> timedelta:
        return timezone.now() - self.created_at

    def is_sent_by(self, user: User) -> bool:
        """Tell whether `user` sent it: signed in, or under the e-mail address of the account."""
        if self.sender_id == user.pk:
            return True
        return bool(self.sender_email) and self.sender_email.lower() == user.email.lower()


class MaintenanceQuerySet(models.QuerySet["MaintenanceEntry"]):
    def about(self, kind: str, key: str) -> "MaintenanceQuerySet":
        """The entries on one target; those on a component include the claims on it."""
        exact = Q(target_kind=kind, target_key=key)
        if kind == TargetKind.COMPONENT:
            exact |= Q(component=key)
        return self.filter(exact)


class MaintenanceEntry(models.Model):
    """One line of the maintenance record; entries are only ever added.

    `before` and `after` hold what changed, by the name of the field. The name of the person who
    sent the correction stands here only if it was given for this purpose.
    """

    class Kind(models.TextChoices):
        ACCEPTED = "accepted", "Correction accepted"
        PARTLY_ACCEPTED = "partly-accepted", "Correction partly accepted"
        DECLINED = "declined", "Correction declined"
        RELEASE_LOADED = "release-loaded", "Release loaded"

    kind = models.CharField(max_length=16, choices=Kind.choices)
    target_kind = models.CharField(max_length=10, choices=TargetKind.choices)
    target_key = models.CharField(max_length=300)
    target_title = models.CharField(max_length=300)
    component = models.SlugField(max_length=80, blank=True)
    what = models.TextField()
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    source_title = models.CharField(max_length=300, blank=True)
    reported_by = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    correction = models.OneToOneField(
        Correction, on_delete=models.PROTECT, related_name="entry", null=True, blank=True
    )
    at = models.DateTimeField(default=timezone.now)

    objects = MaintenanceQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "maintenance entries"
        indexes = [
            models.Index(fields=["-at"], name="maintenance_by_time"),
            models.Index(fields=["target_kind", "target_key"], name="maintenance_by_target"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=WEB_ADDRESS | Q(source_url=""), name="maintenance_source_is_on_the_web"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.target_title}"

    @property
    def target(self) -> str:
        return f"{self.target_kind}:{self.target_key}"
