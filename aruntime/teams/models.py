"""People, teams, who may do what there, who is invited, and what was done."""

import uuid
from datetime import datetime
from typing import Any, ClassVar, NoReturn

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower

from aruntime.teams.invitations.state import State, find_state


class User(AbstractUser):
    """A person with an account on this installation.

    The e-mail address is what a person signs in with; the user name is made from it, stands for
    the person where others can read it, and never changes.
    """

    email = models.EmailField("e-mail address", unique=True)
    # May change the reference facts; given for the installation, whatever the person's teams.
    is_maintainer = models.BooleanField(default=False)

    class Meta:
        constraints = [
            # One spelling, so that unique means unique and a look-up by `.lower()` finds it.
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="email_is_in_lower_case"
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class TeamQuerySet(models.QuerySet["Team"]):
    def of(self, user: User) -> "TeamQuerySet":
        """The teams that `user` is a member of, by name."""
        return self.filter(memberships__user=user).order_by("name")


class Team(models.Model):
    """A group of people who share assessments and one library of decision records."""

    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=80, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    members: models.ManyToManyField = models.ManyToManyField(
        User, through="Membership", related_name="teams"
    )

    objects = TeamQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a member may do; each role may do all that the roles before it may."""

    READER = "reader", "Reader"
    AUTHOR = "author", "Author"
    REVIEWER = "reviewer", "Reviewer"
    OWNER = "owner", "Owner"


class Membership(models.Model):
    """One person's place in one team."""

    ORDER: ClassVar[list[str]] = list(Role.values)

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "user"], name="one_membership_per_team"),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="membership_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.team}: {self.get_role_display()}"

    def may_act_as(self, role: Role) -> bool:
        """Tell whether this membership includes what `role` may do."""
        return self.ORDER.index(self.role) >= self.ORDER.index(role)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, now: datetime) -> "InvitationQuerySet":
        """Those that somebody can still accept."""
        answered = InvitationAnswer.objects.filter(invitation=models.OuterRef("pk"))
        return self.filter(revoked_at=None, expires_at__gt=now).exclude(
            models.Q(for_several=False) & models.Exists(answered)
        )


class Invitation(models.Model):
    """A link that lets whoever has it join a team; with an address, only the person who has that.

    `seed` and the secret key of the installation give the token in the link; only its hash is
    stored, so that a copy of the database opens no team.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=10, choices=Role.choices)
    email = models.EmailField("e-mail address", blank=True)
    note = models.CharField(max_length=300, blank=True)
    for_several = models.BooleanField(default=False)
    seed = models.UUIDField(default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="invitation_role_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="invitation_email_is_in_lower_case"
            ),
            models.CheckConstraint(
                condition=models.Q(email="") | models.Q(for_several=False),
                name="invitation_by_address_is_for_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, for {self.for_whom}"

    @property
    def for_whom(self) -> str:
        if self.email:
            return self.email
        return "everybody who has the link" if self.for_several else "one person who has the link"

    def state_at(self, now: datetime) -> State:
        answer = None if self.for_several else self.answers.first()
        return find_state(
            accepted=answer.accepted if answer else None,
            is_revoked=self.revoked_at is not None,
            expires_at=self.expires_at,
            now=now,
        )

    def is_for(self, user: User) -> bool:
        """Tell whether an account with this address may take it."""
        return self.email in ("", user.email)


class InvitationAnswer(models.Model):
    """What one person said to an invitation."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="answers")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    accepted = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invitation", "user"], name="one_answer_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {'accepted' if self.accepted else 'declined'}"


class AuditIsFixedError(Exception):
    """Something tried to change or remove an entry of the audit record."""


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """Refuses what would rewrite the record."""

    def update(self, **values: Any) -> NoReturn:
        raise AuditIsFixedError("An entry of the audit record does not change.")

    def bulk_update(self, *arguments: Any, **options: Any) -> NoReturn:
        raise AuditIsFixedError("An entry of the audit record does not change.")

    def delete(self) -> NoReturn:
        raise AuditIsFixedError("An entry of the audit record stays.")


class AuditEntry(models.Model):
    """One deed. Its words are kept as they were, whatever is renamed or deleted later."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="audit_entries")
    at = models.DateTimeField(auto_now_add=True)
    # Empty where no person acted: a command, or a fact that changed.
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    deed = models.CharField(max_length=60)  # for example `record.accepted`
    subject = models.CharField(max_length=300)
    url = models.CharField(max_length=300, blank=True)
    detail = models.JSONField(default=dict)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "audit entries"
        indexes = [models.Index(fields=["team", "-id"], name="audit_of_team")]

    def __str__(self) -> str:
        return f"{self.deed}: {self.subject}"

    def save(self, *arguments: Any, **options: Any) -> None:
        if self.pk:
            raise AuditIsFixedError("An entry of the audit record does not change.")
        super().save(*arguments, **options)

    def delete(self, *arguments: Any, **options: Any) -> NoReturn:
        raise AuditIsFixedError("An entry of the audit record stays.")
