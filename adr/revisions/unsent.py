"""Text that a browser keeps because it may not have reached the server.

The browser cannot know whether a form that it sent was stored: only a page that came after it can
say so. `autosave.js` then forgets its copy.
"""

from django.http import HttpRequest

from adr.records.models import Record
from adr.records.sections import Section
from aruntime.teams.models import User

SAVED = "saved_form"


def key_of(record: Record, section: Section, person: User) -> str:
    """Return the name under which a browser keeps what this person typed in a section."""
    return f"{person.pk}/record/{record.pk}/{section.slug}"


def say_saved(request: HttpRequest, record: Record, section: Section) -> None:
    """Let the next page say that the section was stored."""
    if not request.user.is_anonymous:
        request.session[SAVED] = key_of(record, section, request.user)


def was_saved(request: HttpRequest) -> str:
    """Return the name of the form that was stored before this page, once."""
    return str(request.session.pop(SAVED, ""))
