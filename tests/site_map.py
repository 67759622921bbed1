"""Every address of the site, with who may open it; the tests that look over the whole walk it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from adr.examples.records import load_examples
from adr.records.models import Record, Status
from adr.watch.calendar_links import make_link
from aruntime.teams.models import Team, User
from selection.corrections.models import Correction
from tests.selection.corrections.factories import make_correction

CLAIM = "claim:vllm@0.33.0/generation/streaming"


class Access(Enum):
    """Who may open an address; everybody else is answered as `tests/test_access.py` says."""

    PUBLIC = "everybody"
    VISITOR = "whoever has no account yet"
    LINK = "everybody, and it leads on"
    SIGN_OUT = "everybody with an account; nobody else has anything to leave"
    PERSON = "everybody with an account"
    ASSESSMENT = "who began the assessment, or a member of its team"
    ASSESSMENT_AUTHOR = "who began the assessment, or an author of its team"
    MEMBER = "a member of the team"
    AUTHOR = "an author of the team"
    AUTHOR_OF_ASSESSMENT = "a signed-in author of the assessment's team"
    OWNER = "an owner of the team"
    MAINTAINER = "a maintainer of the installation"


@dataclass(frozen=True)
class Address:
    """One named route, with the names of its arguments among `values_of`."""

    name: str
    access: Access
    arguments: str = ""
    query: str = ""
    method: str = "get"
    is_page: bool = True  # not a file, and not only the answer to a form

    def url(self, values: Mapping[str, Any]) -> str:
        return reverse(self.name, args=[values[name] for name in self.arguments.split()]) + (
            self.query.format(**values)
        )


def act(name: str, access: Access, arguments: str) -> Address:
    """An address that only takes what a form sends."""
    return Address(name, access, arguments, method="post", is_page=False)


ADDRESSES = (
    Address("home", Access.PUBLIC),
    # Accounts
    Address("account_login", Access.VISITOR),
    Address("account_signup", Access.VISITOR),
    Address("account_logout", Access.SIGN_OUT),
    Address("account_inactive", Access.PUBLIC),
    Address("account_email_verification_sent", Access.PUBLIC),
    Address("account_confirm_email", Access.PUBLIC, "wrong_key"),
    Address("account_change_password", Access.PERSON),
    Address("account_reset_password", Access.PUBLIC),
    Address("account_reset_password_done", Access.PUBLIC),
    Address("account_reset_password_from_key", Access.PUBLIC, "wrong_user wrong_key"),
    Address("account_reset_password_from_key_done", Access.PUBLIC),
    # Teams
    Address("account:team_new", Access.PERSON),
    Address("account:team", Access.MEMBER, "team"),
    Address("account:member_new", Access.OWNER, "team"),
    Address("account:member", Access.OWNER, "team member"),
    act("account:member_remove", Access.OWNER, "team member"),
    # Reference
    Address("selection:guide", Access.PUBLIC),
    Address("selection:guide_page", Access.PUBLIC, "guide_page"),
    Address("selection:guide_question", Access.LINK, "task page", is_page=False),
    Address("selection:category_list", Access.PUBLIC),
    Address("selection:category", Access.PUBLIC, "category"),
    Address("selection:layer", Access.PUBLIC, "layer"),
    Address("selection:glossary", Access.PUBLIC),
    Address("selection:term", Access.PUBLIC, "term"),
    Address("selection:use_case_list", Access.PUBLIC),
    Address("selection:use_case", Access.PUBLIC, "use_case"),
    Address("selection:component_list", Access.PUBLIC),
    Address("selection:component", Access.PUBLIC, "component"),
    Address("selection:component_changes", Access.PUBLIC, "component"),
    Address("selection:comparison", Access.PUBLIC, query="?c=vllm&c=sglang"),
    Address("selection:search", Access.PUBLIC, query="?q=cache"),
    # Corrections
    Address("selection:correction_new", Access.PUBLIC, query="?target={claim}"),
    Address("selection:correction", Access.PUBLIC, "token"),
    Address("selection:triage", Access.MAINTAINER),
    Address("selection:triage_correction", Access.MAINTAINER, "correction"),
    Address("selection:maintenance", Access.PUBLIC),
    Address("selection:maintenance_feed", Access.PUBLIC, is_page=False),
    # Assessments
    Address("selection:assessment_list", Access.PUBLIC),
    Address("selection:assessment_new", Access.PUBLIC),
    Address("selection:answers_upload", Access.PUBLIC),
    Address("selection:assessment", Access.ASSESSMENT, "assessment"),
    Address("selection:assessment_team", Access.AUTHOR_OF_ASSESSMENT, "assessment", is_page=False),
    Address("selection:check_answers", Access.ASSESSMENT, "assessment"),
    Address("selection:task_check", Access.ASSESSMENT, "assessment task"),
    Address("selection:question", Access.ASSESSMENT_AUTHOR, "assessment task page"),
    Address("selection:model_config", Access.ASSESSMENT_AUTHOR, "assessment"),
    # Open to visitors too; whoever has lost the session is told so in the page, with status 401.
    act("selection:text_draft", Access.AUTHOR_OF_ASSESSMENT, "assessment text_question"),
    Address("selection:answers_download", Access.ASSESSMENT, "assessment", is_page=False),
    Address("selection:recommendation", Access.ASSESSMENT, "assessment"),
    act("selection:recommendation_store", Access.AUTHOR_OF_ASSESSMENT, "assessment"),
    Address("selection:result", Access.MEMBER, "assessment result"),
    # Records
    act("adr:record_draft", Access.AUTHOR_OF_ASSESSMENT, "assessment"),
    Address("adr:record_list", Access.MEMBER, "team"),
    Address("adr:record_new", Access.AUTHOR, "team"),
    Address("adr:record", Access.MEMBER, "team accepted"),
    Address("adr:record_edit", Access.AUTHOR, "team draft"),
    Address("adr:record_section", Access.AUTHOR, "team draft section"),
    act("adr:record_preview", Access.AUTHOR, "team draft"),
    Address("adr:record_pdf", Access.MEMBER, "team accepted", is_page=False),
    Address("adr:record_status", Access.AUTHOR, "team draft", query="?to=proposed"),
    act("adr:record_delete", Access.AUTHOR, "team draft"),
    Address("adr:record_revisions", Access.MEMBER, "team draft"),
    Address("adr:record_revision", Access.MEMBER, "team draft revision"),
    # Relations
    Address("adr:record_relations", Access.AUTHOR, "team accepted"),
    Address("adr:record_successor", Access.AUTHOR, "team accepted"),
    Address("adr:relation_picture", Access.MEMBER, "team"),
    # Looking again
    Address("adr:record_review", Access.AUTHOR, "team accepted"),
    Address("adr:record_look_back", Access.AUTHOR, "team accepted"),
    Address("adr:record_confirm", Access.AUTHOR, "team accepted confirmation"),
    Address("adr:watch", Access.MEMBER, "team"),
    Address("adr:watch_mine", Access.PERSON),
    Address("adr:calendar_links", Access.PERSON),
    Address("adr:calendar", Access.PUBLIC, "calendar_token", is_page=False),
)


def named_routes(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[str]:
    """Yield the name of every route that the URLconf holds."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}"
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from named_routes(entry, inner)


def fill_site(team: Team, by: User) -> dict[str, Any]:
    """Load facts, the guide, three decisions and a correction; return the arguments of routes."""
    call_command("load_reference", verbosity=0)
    load_examples(team=team, by=by, today=timezone.localdate())
    return values_of(team, make_correction(CLAIM, version="0.33.0"))


def values_of(team: Team, correction: Correction) -> dict[str, Any]:
    """Return an argument of each kind, all of one team."""
    accepted = Record.objects.get(team=team, status=Status.ACCEPTED)
    draft = Record.objects.get(team=team, status=Status.DRAFT)
    member = team.memberships.earliest("pk")
    _, secret = make_link(user=member.user, membership=member, only_own=False)
    assert draft.result is not None
    assert draft.result.assessment is not None
    return {
        "team": team.slug,
        "member": member.pk,
        "assessment": draft.result.assessment.pk,
        "result": draft.result.pk,
        "task": "execution-unit",
        "page": "job",
        "text_question": "operators",
        "accepted": accepted.number,
        "draft": draft.number,
        "confirmation": accepted.review_dates.filter(kind="confirmation").earliest("pk").pk,
        "revision": 1,
        "section": "decision",
        "calendar_token": secret,
        "component": "vllm",
        "category": "generative-engine",
        "layer": 3,
        "term": "kv-cache",
        "use_case": "code-running-analyst",
        "guide_page": "start-with-the-job",
        "claim": CLAIM,
        "correction": correction.pk,
        "token": correction.token,
        "wrong_user": "1",
        "wrong_key": "no-such-key",
    }
