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
from adr.reviews.thread_models import Comment
from adr.reviews.voting import reviewing_members
from adr.transfer.uploading import keep_upload
from adr.triggers.observing import report_observation
from adr.watch.calendar_links import make_link
from aruntime.api.tokens import make_token as make_api_token
from aruntime.teams.invitations.links import make_token
from aruntime.teams.models import Team, User
from selection.corrections.models import Correction
from tests.adr.reviews.factories import comment_on
from tests.adr.transfer.export.factories import make_job
from tests.adr.transfer.factories import import_text
from tests.adr.transfer.samples import MADR_2, NYGARD
from tests.aruntime.teams.invitations.factories import make_invitation
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
    REVIEWER = "a reviewer of the team"
    OWNER = "an owner of the team"
    MAINTAINER = "a maintainer of the installation"
    PRIVATE = "the person to whom it belongs"
    WRITER = "the author of the team who wrote it"
    UPLOADER = "the reviewer of the team who uploaded it"
    WRONG_KEY = "nobody, because the key is made up"


@dataclass(frozen=True)
class Address:
    """One named route, with the names of its arguments among `values_of`.

    Its form, if it has one, may be sent by whoever may open it; `send` says where it differs.
    """

    name: str
    access: Access
    arguments: str = ""
    query: str = ""
    method: str = "get"
    is_page: bool = True  # not a file, and not only the answer to a form
    send: Access | None = None

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
    Address("account_confirm_email", Access.PUBLIC, "wrong_key", send=Access.WRONG_KEY),
    Address("account_change_password", Access.PERSON),
    Address("account_reset_password", Access.PUBLIC),
    Address("account_reset_password_done", Access.PUBLIC),
    Address("account_reset_password_from_key", Access.PUBLIC, "wrong_user wrong_key"),
    Address("account_reset_password_from_key_done", Access.PUBLIC),
    # API
    Address("api_overview", Access.PUBLIC),
    Address("api:openapi-json", Access.PUBLIC, is_page=False),
    Address("tokens:list", Access.PERSON),
    act("tokens:revoke", Access.PRIVATE, "api_token"),
    # Teams
    Address("account:team_new", Access.PERSON),
    Address("account:team_list", Access.PERSON),
    Address("account:team", Access.MEMBER, "team"),
    Address("account:member_new", Access.OWNER, "team"),
    Address("account:member", Access.OWNER, "team member"),
    act("account:member_remove", Access.OWNER, "team member"),
    Address("account:team_rename", Access.OWNER, "team"),
    Address("account:team_leave", Access.MEMBER, "team"),
    Address("account:invitation_list", Access.OWNER, "team"),
    Address("account:invitation_new", Access.OWNER, "team"),
    act("account:invitation_revoke", Access.OWNER, "team invitation"),
    Address("account:invitation", Access.PUBLIC, "invitation_token", send=Access.PERSON),
    Address("account:audit", Access.OWNER, "team"),
    Address("account:audit_csv", Access.OWNER, "team", is_page=False),
    Address("account:audit_lines", Access.OWNER, "team", is_page=False),
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
    Address("adr:import_new", Access.REVIEWER, "team"),
    Address("adr:import", Access.UPLOADER, "team import"),
    Address("adr:record_original", Access.MEMBER, "team imported"),
    Address("adr:record_original_file", Access.MEMBER, "team imported", is_page=False),
    Address("adr:record_choose_status", Access.REVIEWER, "team imported"),
    Address("adr:record", Access.MEMBER, "team accepted"),
    Address("adr:record_edit", Access.AUTHOR, "team draft"),
    Address("adr:record_section", Access.AUTHOR, "team draft section"),
    act("adr:record_preview", Access.AUTHOR, "team draft"),
    Address("adr:record_pdf", Access.MEMBER, "team accepted", is_page=False),
    Address("adr:record_status", Access.AUTHOR, "team draft", query="?to=proposed"),
    Address("adr:record_status", Access.REVIEWER, "team proposed", query="?to=accepted"),
    act("adr:record_delete", Access.AUTHOR, "team draft"),
    Address("adr:record_revisions", Access.MEMBER, "team draft"),
    Address("adr:record_revision", Access.MEMBER, "team draft revision"),
    # Export
    Address("adr:record_markdown", Access.MEMBER, "team draft", is_page=False),
    Address("adr:record_json", Access.MEMBER, "team draft", is_page=False),
    Address("adr:library_zip", Access.MEMBER, "team", is_page=False),
    Address("adr:library_json", Access.MEMBER, "team", is_page=False),
    act("adr:library_pdf_begin", Access.MEMBER, "team"),
    Address("adr:library_pdf", Access.MEMBER, "team job"),
    Address("adr:library_pdf_file", Access.MEMBER, "team job", is_page=False),
    Address("adr:schema", Access.PUBLIC, "schema", is_page=False),
    # Triggers and observations
    Address("adr:trigger_list", Access.MEMBER, "team"),
    Address("adr:observation_list", Access.MEMBER, "team"),
    Address("adr:observation_new", Access.AUTHOR, "team"),
    Address("adr:observation", Access.MEMBER, "team observation"),
    # Revisions
    Address("adr:revision_compare", Access.MEMBER, "team draft"),
    act("adr:section_draft", Access.AUTHOR, "team draft section"),
    act("adr:section_draft_discard", Access.AUTHOR, "team draft section"),
    # Reviews
    Address("adr:waiting", Access.PERSON),
    Address("adr:approval_policy", Access.MEMBER, "team", send=Access.OWNER),
    Address("adr:record_reviewers", Access.AUTHOR, "team proposed"),
    Address("adr:record_verdict", Access.REVIEWER, "team proposed"),
    act("adr:record_verdict_withdraw", Access.REVIEWER, "team proposed"),
    Address("adr:record_dissent", Access.AUTHOR, "team proposed"),
    act("adr:record_dissent_withdraw", Access.AUTHOR, "team proposed"),
    Address("adr:record_comments", Access.MEMBER, "team proposed"),
    Address("adr:record_comments_on", Access.MEMBER, "team proposed commented", send=Access.AUTHOR),
    Address("adr:comment_edit", Access.WRITER, "team proposed comment"),
    act("adr:comment_delete", Access.WRITER, "team proposed comment"),
    act("adr:thread_reply", Access.AUTHOR, "team proposed thread"),
    act("adr:thread_resolve", Access.REVIEWER, "team proposed thread"),
    act("adr:thread_reopen", Access.REVIEWER, "team proposed thread"),
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
            name = f"{namespace}{entry.name}"
            # The operations of the API ask for a token; tests/aruntime/api walks them.
            if not name.startswith("api:") or name == "api:openapi-json":
                yield name
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from named_routes(entry, inner)


def fill_site(team: Team, by: User) -> dict[str, Any]:
    """Load facts, the guide, three decisions and a correction; return the arguments of routes."""
    call_command("load_reference", verbosity=0)
    others = [m.user for m in reviewing_members(team) if m.user != by]
    load_examples(
        team=team, by=by, today=timezone.localdate(), accepted_by=others[0] if others else None
    )
    proposed = Record.objects.get(team=team, status=Status.PROPOSED)
    comment_on(proposed, by, section="context")
    token, _ = make_api_token(person=by, name="Nightly report", may_write=True, expires_on=None)
    correction = make_correction(CLAIM, version="0.33.0")
    return {**values_of(team, by, correction), **_imported(team, by), "api_token": token.pk}


def _imported(team: Team, by: User) -> dict[str, Any]:
    """A record that was imported without a status, and an upload that waits."""
    record = import_text(team, MADR_2.replace("accepted", "on hold"), "0005-weights.md", by=by)
    contents = {"0004-one.md": NYGARD.encode(), "0009-latin.md": b"Gr\xf6\xdfe"}
    upload = keep_upload(
        team=team, by=by, contents=contents, name="adr.zip", others=1, now=timezone.now()
    )
    return {"imported": record.number, "import": upload.pk}


def report_slow_tokens(team: Team, record: Record) -> int:
    """Report what fires a trigger of the accepted record; return the key of the observation."""
    reported = report_observation(
        team=team,
        by=record.owner,
        name="TTFT",
        value="1.3",
        unit="s",
        percentile="p95",
        observed_at=timezone.now(),
        source="https://example.org/dashboards/ttft",
    )
    return reported.id


def values_of(team: Team, by: User, correction: Correction) -> dict[str, Any]:
    """Return an argument of each kind, all of one team."""
    accepted = Record.objects.get(team=team, status=Status.ACCEPTED)
    proposed = Record.objects.get(team=team, status=Status.PROPOSED)
    draft = Record.objects.get(team=team, status=Status.DRAFT)
    comment = Comment.objects.get(thread__record=proposed)
    member = team.memberships.earliest("pk")
    _, secret = make_link(user=member.user, membership=member, only_own=False)
    assert draft.result is not None
    assert draft.result.assessment is not None
    invitation = make_invitation(team, by)
    return {
        "team": team.slug,
        "member": member.pk,
        "invitation": invitation.pk,
        "invitation_token": make_token(invitation),
        "assessment": draft.result.assessment.pk,
        "result": draft.result.pk,
        "task": "execution-unit",
        "page": "job",
        "text_question": "operators",
        "accepted": accepted.number,
        "proposed": proposed.number,
        "draft": draft.number,
        "commented": comment.thread.section,
        "comment": comment.pk,
        "thread": comment.thread_id,
        "confirmation": accepted.review_dates.filter(kind="confirmation").earliest("pk").pk,
        "revision": 1,
        "observation": report_slow_tokens(team, accepted),
        "job": make_job(team),
        "schema": "record-1",
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
