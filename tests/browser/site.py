"""A filled site, and every state of its pages that a test looks at."""

from collections.abc import Mapping
from typing import Any

from aruntime.teams.models import Role, Team, User
from selection.questionnaire.models import Assessment
from selection.questionnaire.steps import question_url
from selection.questionnaire.walking import walk
from tests.adr.records.factories import make_record
from tests.factories import make_team
from tests.selection.questionnaire.factories import make_assessment
from tests.site_map import ADDRESSES, Access, fill_site

OUTSIDE = {Access.PUBLIC, Access.VISITOR}
LONG = "Modellausführungsumgebungsauswahlentscheidungsvorlage " * 2

EMPTY = [
    "/assessments/{unanswered}/",
    "/assessments/{unanswered}/check/",
    "/assessments/{unanswered}/recommendation/",
    "/teams/{team}/records/?q=nothing+holds+this",
    "/teams/{empty_team}/records/",
    "/teams/{empty_team}/triggers/",
    "/teams/{empty_team}/observations/",
    "/directory/?q=nothing+holds+this",
    "/compare/",
    "/compare/?c=vllm&c=temporal",
    "/corrections/new/",
    "/no-such-page/",
    "/account/teams/{empty_team}/invitations/",
    "/account/teams/{team}/audit/?person=-&deed=record.created",
    "/account/teams/{empty_team}/leave/",
    "/account/invitations/{invitation_token}/",
    "/account/invitations/no-such-invitation/",
]
IN_REVIEW = [
    "/teams/{team}/records/{proposed}/",
    "/teams/{team}/records/{proposed}/status/?to=accepted",
    "/teams/{team}/records/{proposed}/comments/whole/",
    "/teams/{team}/records/{draft}/status/?to=proposed",
]
LONG_WORDS = [
    "/assessments/{long}/",
    "/assessments/{long}/check/",
    "/assessments/{long}/artifact/operations/",
    "/assessments/{long}/recommendation/",
    "/teams/{team}/records/{long_record}/",
    "/teams/{team}/records/{imported}/",
    "/teams/{team}/records/?status=imported",
    "/assessments/",
]
# Each form is sent as it opens, and comes back with what is missing.
FORMS = [
    "/assessments/new/",
    "/assessments/upload/",
    "/account/new-team/",
    "/account/password/",
    "/account/teams/{team}/members/new/",
    "/account/teams/{team}/invitations/new/",
    "/assessments/{unanswered}/execution-unit/job/",
    "/assessments/{unanswered}/model-config/",
    "/corrections/new/?target={claim}",
    "/teams/{team}/records/new/",
    "/teams/{team}/observations/new/",
    "/teams/{team}/records/import/",
    "/teams/{team}/records/{imported}/choose-status/",
    "/teams/{team}/records/{proposed}/dissent/",
    "/teams/{team}/records/{proposed}/verdict/",
    "/teams/{team}/records/{accepted}/review/",
    "/teams/{team}/records/{accepted}/look-back/",
    "/teams/{team}/records/{accepted}/confirmations/{confirmation}/",
    "/teams/{team}/records/{accepted}/relations/",
    "/calendar/",
]


def build_site(team: Team, owner: User) -> dict[str, Any]:
    """Fill the site for `owner`, who is a maintainer too, with pages empty, full and long."""
    User.objects.filter(pk=owner.pk).update(is_maintainer=True)
    other = make_team("Empty team", "empty-team")
    other.memberships.create(user=owner, role=Role.OWNER)
    values = fill_site(team, owner)  # First, because examples go only into an empty library.
    long_answers = {"model_access": "own-weights", "operators": LONG * 5, "model_name": LONG}
    return {
        **values,
        "empty_team": other.slug,
        "unanswered": make_assessment(team=team, created_by=owner).pk,
        "long": make_assessment(team=team, name=LONG, created_by=owner, answers=long_answers).pk,
        "long_record": make_record(team, owner, title=LONG, context=LONG * 20).number,
    }


def public_pages(values: Mapping[str, Any]) -> list[str]:
    return [a.url(values) for a in ADDRESSES if a.is_page and a.access in OUTSIDE]


def pages_of_a_member(values: Mapping[str, Any]) -> list[str]:
    """Return every page behind the sign-in, and the states that a page can be in."""
    pages = [a.url(values) for a in ADDRESSES if a.is_page and a.access not in OUTSIDE]
    assessment = Assessment.objects.get(pk=values["assessment"])
    questions = [question_url(assessment, at) for at in walk(assessment)[1].pages]
    states = [path.format(**values) for path in (*EMPTY, *IN_REVIEW, *LONG_WORDS)]
    return list(dict.fromkeys([*pages, *questions, *states]))


def forms(values: Mapping[str, Any]) -> list[str]:
    return [path.format(**values) for path in FORMS]
