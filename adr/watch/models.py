"""When an accepted record is looked at again, what came of it, and who is told.

A date never moves: an outcome closes it and may open the next one. Outcomes are only ever added.
`dates.py` writes the dates, `outcomes.py` the outcomes.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from adr.records.models import Confirmation, Record
from adr.records.review_state import ReviewKind
from aruntime.teams.models import Membership


class Outcome(models.TextChoices):
    """What came of looking again."""

    REAFFIRMED = "reaffirmed", "Reaffirmed"
    AMENDED = "amended", "Amended by another record"
    TO_BE_SUPERSEDED = "to-be-superseded", "To be superseded"
    SUPERSEDED = "superseded", "Superseded"
    DEPRECATED = "deprecated", "Deprecated"
    LOOKED_BACK = "looked-back", "Looked back"
    CONFIRMED = "confirmed", "Confirmed"
    NOT_CONFIRMED = "not-confirmed", "Not confirmed"
    POSTPONED = "postponed", "Not checked yet"


# After these nobody looks at the record again.
FINAL = {Outcome.SUPERSEDED, Outcome.DEPRECATED}
# These say when the record is looked at next.
SETS_A_DATE = [
    Outcome.REAFFIRMED,
    Outcome.AMENDED,
    Outcome.TO_BE_SUPERSEDED,
    Outcome.POSTPONED,
]


class ReviewOutcome(models.Model):
    """One look at an accepted record: what came of it, in a sentence, and who says so."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=12, choices=ReviewKind.choices)
    outcome = models.CharField(max_length=16, choices=Outcome.choices)
    sentence = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    took_part = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    previous_date = models.DateField(null=True, blank=True)
    new_date = models.DateField(null=True, blank=True)
    # The record that amends this one or is to supersede it.
    other = models.ForeignKey(
        Record, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    # What was compared or checked; `findings.py` says in which form.
    details = models.JSONField(default=dict, blank=True)
    # The one-time key of the form: sent twice, it makes one outcome.
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(sentence=""), name="outcome_says_something"),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="outcome_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=SETS_A_DATE) | Q(new_date__isnull=False),
                name="outcome_sets_the_next_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record}: {self.get_outcome_display()}"


class ReviewDate(models.Model):
    """One date on which an accepted record is looked at again; open until an outcome closes it."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="review_dates")
    kind = models.CharField(max_length=12, choices=ReviewKind.choices)
    due_on = models.DateField()
    # For a confirmation: what is checked. The words stay when the row of the text is gone.
    confirmation = models.ForeignKey(
        Confirmation, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    what = models.CharField(max_length=300, blank=True)
    # Empty for the dates that a record has from its acceptance.
    opened_by = models.ForeignKey(
        ReviewOutcome, on_delete=models.RESTRICT, related_name="opened", null=True, blank=True
    )
    closed_by = models.ForeignKey(
        ReviewOutcome, on_delete=models.RESTRICT, related_name="closed", null=True, blank=True
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                fields=["due_on"], condition=Q(closed_by__isnull=True), name="review_date_open"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "kind"],
                condition=Q(closed_by__isnull=True) & ~Q(kind=ReviewKind.CONFIRMATION),
                name="one_open_date_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ReviewKind.values), name="review_date_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record}: {self.get_kind_display()} on {self.due_on}"


class CalendarLink(models.Model):
    """A secret address under which a calendar program reads dates without signing in.

    It ends with the membership that it belongs to. One without a membership shows the dates of all
    teams that the person is in at that moment. Only a digest of the secret is kept.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_links"
    )
    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    only_own = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    last_read_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Calendar of {self.user}"


class SentReminder(models.Model):
    """That a person was told of a date, or of a trigger that has fired, on a day.

    `subject` names the date or the firing. Of two runs on one day only one can store it.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=60)
    state = models.CharField(max_length=8)
    sent_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "subject", "state", "sent_on"], name="told_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.record}, {self.sent_on}"
