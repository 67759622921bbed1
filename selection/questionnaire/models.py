"""Assessments and their answers. Which questions are asked is computed, never stored."""

import uuid
from collections.abc import Collection

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from aruntime.teams.models import Team, User
from selection.engine.answers import Basis, Standing

STANDINGS = [
    (Standing.GIVEN.value, "Given"),
    (Standing.NOT_KNOWN.value, "Not known yet"),
    (Standing.NOT_APPLICABLE.value, "Not applicable"),
]
BASES = [
    (Basis.MEASURED.value, "Measured"),
    (Basis.DOCUMENTED.value, "Documented"),
    (Basis.ASSUMED.value, "Assumed"),
]


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(
        self, user: User | AnonymousUser, in_session: Collection[str] = ()
    ) -> "AssessmentQuerySet":
        """What `user` may read; `in_session` are the ids that this browser began as a visitor."""
        begun_here = Q(team=None, created_by=None, pk__in=in_session)
        if not isinstance(user, User):
            return self.filter(begun_here)
        own = Q(team=None, created_by=user)
        return self.filter(Q(team__in=Team.objects.of(user)) | own | begun_here)


class Assessment(models.Model):
    """One run of the questionnaire by a team, or by a visitor (no team) in one browser."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="assessments", null=True, blank=True
    )
    name = models.CharField(max_length=120)
    questionnaire_version = models.PositiveIntegerField()
    # Pages on which nothing must be answered and that were continued past, as `task.page`.
    passed_pages = models.JSONField(default=list, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="assessments",
        null=True,
        blank=True,
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at"]

    def __str__(self) -> str:
        return self.name


class StoredAnswer(models.Model):
    """The present answer to one question; `revision` rises with every change."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    question = models.SlugField(max_length=60)
    standing = models.CharField(max_length=16, choices=STANDINGS)
    value = models.JSONField(null=True, blank=True)
    basis = models.CharField(max_length=12, choices=BASES, blank=True)
    note = models.TextField(blank=True)
    who_finds_out = models.CharField(max_length=120, blank=True)
    by_when = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "question"], name="one_answer_each"),
            models.CheckConstraint(
                condition=Q(standing__in=[s.value for s in Standing]),
                name="answer_standing_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.standing}"


class AnswerEvent(models.Model):
    """One change of an answer; events are only ever added.

    `edit_session` names the one display of a form that it came from. An answer that its author gave
    up for another person's is set aside: it was never stored as the answer, and is not lost.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="events")
    question = models.SlugField(max_length=60)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    edit_session = models.CharField(max_length=40, blank=True)
    set_aside = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.question} at {self.at:%Y-%m-%d %H:%M}"


class TextDraft(models.Model):
    """Long text as it was typed and not yet continued with; it never counts as an answer."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="drafts")
    question = models.SlugField(max_length=60)
    text = models.TextField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "question", "author"], name="one_draft_each"
            ),
            models.UniqueConstraint(
                fields=["assessment", "question"],
                condition=Q(author=None),
                name="one_draft_of_the_visitor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}, not yet saved"
