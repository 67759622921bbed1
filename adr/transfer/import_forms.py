"""The forms of an import: what to read, and which of it to take."""

from collections.abc import Iterable, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.utils.text import slugify

from adr.transfer.archive import ArchiveError, Unpacked, is_markdown, short, unpack
from adr.transfer.limits import (
    IN_BROWSER,
    LARGEST_FILE,
    LARGEST_TEXT,
    LARGEST_UPLOAD,
    LONGEST_PATH,
    MB,
)
from adr.transfer.reader.reading import read_text
from aruntime.teams.models import Team

ZIP_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06")


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files; `clean` returns a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, (list, tuple)) else [data]
        cleaned = (super(ManyFilesField, self).clean(file, initial) for file in files)
        return [file for file in cleaned if file]


class UploadForm(forms.Form):
    """Files or pasted text: `unpacked` is what was read, `source` where it came from."""

    use_required_attribute = False

    uploads = ManyFilesField(
        label="A ZIP or Markdown files",
        required=False,
        allow_empty_file=True,
        help_text=(
            f"For example the folder docs/adr as a ZIP. At most {LARGEST_UPLOAD // MB} MB and "
            f"{IN_BROWSER.files:,} Markdown files; all else in a ZIP is passed over."
        ),
        widget=ManyFiles({"accept": ".zip,.md,.markdown,.mdown,application/zip,text/markdown"}),
    )
    text = forms.CharField(
        label="Or the text of one record",
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 12, "spellcheck": "false"}),
    )
    name = forms.CharField(
        label="Name of its file",
        required=False,
        max_length=LONGEST_PATH,
        help_text="For pasted text, such as 0012-use-postgresql.md. The number in it is kept.",
        error_messages={"max_length": f"Shorten the name to {LONGEST_PATH} characters"},
    )

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.unpacked = Unpacked(IN_BROWSER)
        self.source = ""
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.mark_optional = False

    def clean(self) -> dict[str, Any]:
        files, text = self.cleaned_data.get("uploads") or [], self.cleaned_data.get("text", "")
        if self.errors:
            return self.cleaned_data
        if files and text.strip():
            self.add_error("text", "Choose files or paste text, not both")
        elif files:
            self._take_files(files)
        elif text.strip():
            self._take_text(text, self.cleaned_data.get("name", ""))
        else:
            self.add_error("uploads", "Choose a ZIP or Markdown files, or paste a text")
        return self.cleaned_data

    def refuse(self, words: str, field: str) -> None:
        """Say why nothing of the request was read."""
        self.cleaned_data: dict[str, Any] = {}
        self._errors = forms.utils.ErrorDict()
        self.add_error(field, words)

    def _take_files(self, files: Sequence[UploadedFile]) -> None:
        self.source = (files[0].name or "") if len(files) == 1 else f"{len(files)} files"
        try:
            for file in files:
                self._take_file(file)
        except ArchiveError as error:
            self.add_error("uploads", str(error))
        else:
            if not self.unpacked.files:
                self.add_error("uploads", "There is no Markdown file in it. Choose another")

    def _take_file(self, file: UploadedFile) -> None:
        name = file.name or ""
        beginning = file.read(4)
        file.seek(0)
        if beginning in ZIP_BEGINNINGS and file.file:
            found = unpack(file.file, IN_BROWSER)
            for path, data in found.files.items():
                self.unpacked.add(path, data)
            self.unpacked.others += found.others
        elif is_markdown(name):
            if (file.size or 0) > LARGEST_FILE:
                raise ArchiveError(f"{short(name)} is larger than {LARGEST_FILE // MB} MB")
            self.unpacked.add(name[-LONGEST_PATH:], file.read())
        else:
            raise ArchiveError(f"{short(name)} is neither a ZIP nor Markdown (.md)")

    def _take_text(self, text: str, name: str) -> None:
        text = text.replace("\r\n", "\n")
        data = text.encode(errors="replace")
        if len(data) > LARGEST_TEXT:
            self.add_error("text", f"Paste at most {LARGEST_TEXT // MB} MB of text")
            return
        path = name.strip().replace("\\", "/").rpartition("/")[2] or _name_of(text)
        self.source = path if is_markdown(path) else f"{path}.md"
        self.unpacked.add(self.source, data)


class TakeForm(forms.Form):
    """Which of the files to take, and who owns the records."""

    use_required_attribute = False

    take = forms.TypedMultipleChoiceField(
        label="Records to import",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick at least one file, or discard the upload",
            "invalid_choice": "Tick files of the list",
        },
    )
    owner = forms.ChoiceField(
        label="Owner of these records",
        required=False,
        help_text="Answers for the decisions and gets the reminders.",
        error_messages={"invalid_choice": "Choose an owner from the list"},
    )

    def __init__(self, *args: Any, team: Team, offered: Iterable[tuple[int, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        members = team.members.order_by("username")
        people = [(member.username, str(member)) for member in members]
        self.fields["take"].choices = list(offered)  # type: ignore[attr-defined]
        self.fields["owner"].choices = [("", "Nobody yet"), *people]  # type: ignore[attr-defined]

    @property
    def boxes(self) -> dict[int, Any]:
        """The checkbox of each file, by its key."""
        field: BoundField = self["take"]
        return {int(box.data["value"]): box for box in field.subwidgets}


def _name_of(text: str) -> str:
    """Return a file name made of the title, so that pasting it again finds the same record."""
    title = read_text(text, "pasted-text.md").title or ""
    return f"{slugify(title)[:80] or 'pasted-text'}.md"
