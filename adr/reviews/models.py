"""Who was asked to review a record, what they found, and what stood when it was accepted."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from adr.records.models import Record
from adr.reviews.approvals import LEAST, MOST
from aruntime.teams.models import Team


def _level_field(level: int) -> models.PositiveSmallIntegerField:
    least = LEAST[level]
    return models.PositiveSmallIntegerField(
        default=least, validators=[MinValueValidator(least), MaxValueValidator(MOST)]
    )


class ApprovalPolicy(models.Model):
    """How many approvals a team asks for at each consequence level. Without one, the least."""

    team = models.OneToOneField(
        Team, on_delete=models.CASCADE, primary_key=True, related_name="approval_policy"
    )
    level_0 = _level_field(0)
    level_1 = _level_field(1)
    level_2 = _level_field(2)
    level_3 = _level_field(3)

    class Meta:
        verbose_name_plural = "approval policies"
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"level_{level}__gte": least for level, least in enumerate(LEAST)}),
                name="team_asks_for_no_fewer_approvals",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team}: {', '.join(str(count) for count in self.counts)}"

    @property
    def counts(self) -> tuple[int, int, int, int]:
        return self.level_0, self.level_1, self.level_2, self.level_3


class ReviewRequest(models.Model):
    """A member of the team was asked to review a record, until that is withdrawn."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="review_requests")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="review_requests"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "reviewer"],
                condition=Q(withdrawn_at=None),
                name="reviewer_is_asked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer} is asked about {self.record}"


class ReviewVerdict(models.Model):
    """What one person found about one revision. The newest of a person holds, unless withdrawn."""

    class Kind(models.TextChoices):
        APPROVE = "approve", "Approve"
        REQUEST_CHANGES = "request-changes", "Request changes"

    class Standing(models.TextChoices):
        """What a verdict was when the record was accepted."""

        APPROVAL = "approval", "Counted as approval"
        OWN_APPROVAL = "own-approval", "Counted as approval, for want of another reviewer"
        DISSENT = "dissent", "Accepted against it"

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="verdicts")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=16, choices=Kind.choices)
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField()
    by_accepting = models.BooleanField(default=False)  # Whoever accepts also approves.
    standing = models.CharField(max_length=12, choices=Standing.choices, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["approve", "request-changes"]), name="verdict_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.get_kind_display()}, revision {self.revision}"


class Dissent(models.Model):
    """Why somebody of the team does not agree, whatever the others decide."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="dissents")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    revision = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["record", "person"], name="one_dissent_each"),
        ]

    def __str__(self) -> str:
        return f"{self.person} dissents from {self.record}"


class Acceptance(models.Model):
    """What a record needed when it was accepted. Its verdicts are read against this revision:
    accepting itself may enter the day of the decision, which makes one more.
    """

    record = models.OneToOneField(
        Record, on_delete=models.CASCADE, primary_key=True, related_name="acceptance"
    )
    revision = models.PositiveIntegerField()
    needed = models.PositiveSmallIntegerField()
    by_owner = models.BooleanField()
    # Why it was accepted although somebody requests changes.
    overruling = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.record}, accepted at revision {self.revision}"
