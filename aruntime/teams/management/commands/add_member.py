"""Give a person a place in a team, from the command line."""

import secrets
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from aruntime.teams.membership import LastOwnerError, add_member, change_role, make_team
from aruntime.teams.models import Membership, Role, Team, User


class Command(BaseCommand):
    help = (
        "Gives a person a role in a team. With --create the account and the team are made if "
        "they are missing; the password of a new account is printed once."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--team", required=True, help="the team's name in its URLs")
        parser.add_argument("--user", required=True, help="the person's e-mail address")
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument("--create", action="store_true", help="make what is missing")

    @transaction.atomic
    def handle(self, *, team: str, user: str, role: str, create: bool, **options: Any) -> None:
        person = self.get_user(user.lower(), create=create)
        place = self.get_team(team, create=create)
        given = Role(role)
        membership = Membership.objects.filter(team=place, user=person).first()
        if membership is None:
            add_member(place, person, role=given, by=None)
        else:
            self.change_role(membership, given)
        deed = "is in" if membership else "joined"
        self.stdout.write(f"{person.email} {deed} {team} as {given.label.lower()}.")

    def change_role(self, membership: Membership, role: Role) -> None:
        try:
            change_role(membership, role=role, by=None)
        except LastOwnerError as error:
            raise CommandError(str(error)) from error

    def get_team(self, slug: str, *, create: bool) -> Team:
        team = Team.objects.filter(slug=slug).first()
        if team is None and not create:
            raise CommandError(f"There is no team {slug!r}. Make it with --create.")
        return team or make_team(slug, name=slug.replace("-", " ").capitalize(), by=None)

    def get_user(self, email: str, *, create: bool) -> User:
        user = User.objects.filter(email=email).first()
        if user is None and not create:
            raise CommandError(f"There is no account {email!r}. Make it with --create.")
        return user or self.make_user(email)

    def make_user(self, email: str) -> User:
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email!r} is not an e-mail address.") from error
        name = get_adapter().generate_unique_username([email])
        password = secrets.token_urlsafe(12)
        user = User.objects.create_user(name, email=email, password=password)
        self.stdout.write(f"The password of {email} is {password}  (it is shown only now)")
        return user
