"""Keeping what somebody types until it is saved, and giving it back."""

from django.http import QueryDict

from adr.records.content import RecordContent
from adr.records.editing import check_edit
from adr.records.models import Record
from adr.records.sections import Section
from adr.revisions.models import SectionDraft
from aruntime.teams.models import User

# What a form sends besides the text: its token, its revision, and the button that was pressed.
NOT_TEXT = {
    "csrfmiddlewaretoken",
    "revision",
    "and-next",
    "add",
    "remove",
    "preview",
    "take-theirs",
    "restore",
}


def keep_draft(
    *, record: Record, section: Section, typed: QueryDict, revision: int, by: User
) -> SectionDraft:
    """Keep a section as it is typed, in place of what was kept before."""
    sent = [
        (name, value.replace("\x00", ""))  # No database takes this character.
        for name, values in typed.lists()
        if name not in NOT_TEXT
        for value in values
    ]
    draft, _is_new = SectionDraft.objects.update_or_create(
        record=record,
        person=by,
        section=section.slug,
        defaults={"sent": sent, "revision": revision},
    )
    return draft


def find_draft(
    record: Record, section: Section, content: RecordContent, by: User
) -> SectionDraft | None:
    """Return what the person typed in this section and never saved, if it says anything new."""
    draft = SectionDraft.objects.filter(record=record, person=by, section=section.slug).first()
    if draft is None:
        return None
    edit = check_edit(section, record, content, typed_in(draft))
    is_saved = edit.is_valid() and edit.written(content) == content
    return None if is_saved else draft


def typed_in(draft: SectionDraft) -> QueryDict:
    """Return a draft as the form that it came from."""
    data = QueryDict(mutable=True)
    for name, value in draft.sent:
        data.appendlist(name, value)
    return data


def drop_draft(record: Record, section: Section, by: User) -> None:
    SectionDraft.objects.filter(record=record, person=by, section=section.slug).delete()


def drafts_of_others(record: Record, section: Section, by: User) -> list[SectionDraft]:
    """Return the drafts of other people for this section, the newest first."""
    drafts = SectionDraft.objects.filter(record=record, section=section.slug).exclude(person=by)
    return list(drafts.select_related("person").defer("sent").order_by("-updated_at"))
