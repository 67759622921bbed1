"""What the page before a step in a record's life asks and says about its review."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from adr.records.models import Record, Status
from adr.reviews.accepting import counts_by_accepting, is_owner
from adr.reviews.asking import ask_on_proposal, asked_people
from adr.reviews.forms import ReviewersForm
from adr.reviews.voting import count_votes, reviewers_of, reviewing_members
from adr.reviews.wording import Lack, find_lacks, need_in_words
from aruntime.teams.models import User


@dataclass(frozen=True)
class AcceptanceOutlook:
    """What accepting would mean for the person who looks at it."""

    revision: int
    need: str
    lacks: tuple[Lack, ...]
    approves: bool  # Accepting counts as approval.
    own_text: bool  # The approval is one of the own text, for want of others.
    may_overrule: bool


def before_step(record: Record, to: str, person: User) -> dict[str, Any]:
    """Return what the page before this step needs, as its context."""
    if to == Status.PROPOSED:
        return {"reviewers_form": reviewers_form(record, person)}
    if to == Status.ACCEPTED:
        return {"acceptance": acceptance_outlook(record, person)}
    return {}


def acceptance_outlook(record: Record, person: User) -> AcceptanceOutlook:
    tally = count_votes(record)
    approves = counts_by_accepting(tally, person)
    if approves:
        tally = count_votes(record, approving=person)
    return AcceptanceOutlook(
        revision=record.revision,
        need=need_in_words(tally.need, record.consequence_level),
        lacks=find_lacks(tally, record.consequence_level),
        approves=approves,
        own_text=approves and any(own.name == person.username for own in tally.own),
        may_overrule=bool(tally.requests) and is_owner(record, person),
    )


def reviewers_form(record: Record, person: User, data: Any = None) -> ReviewersForm:
    """Return the form with everybody who can be asked: who may review, without the person."""
    people = [other for other in reviewers_of(record) if other.name != person.username]
    asked = [other.username for other in asked_people(record)]
    return ReviewersForm(data, people=people, initial={"reviewers": asked})


def after_step(request: HttpRequest, record: Record, to: str, person: User) -> None:
    """Ask the reviewers who were chosen when the record was proposed."""
    if to == Status.PROPOSED:
        chosen = people_named(record, request.POST.getlist("reviewers"))
        ask_on_proposal(record=record, reviewers=chosen, by=person)


def people_named(record: Record, names: list[str]) -> list[User]:
    """Return those of the named people who may review records of the team."""
    members = reviewing_members(record.team)
    return [member.user for member in members if member.user.username in names]
