"""A record as everything that leaves the library: what Markdown, JSON and attachments are made of.

These dataclasses are the JSON format; `json_schema` publishes it. A part that is added to records
goes into `further` until a format with the next number knows it.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from adr.records.content import RecordContent


@dataclass(frozen=True)
class StatusStep:
    """One step in the life of a record. The first has no status before it."""

    before: str
    after: str
    by: Annotated[str, Field(description="User name; empty where no person took the step.")]
    at: datetime
    reason: str = ""


@dataclass(frozen=True)
class Relation:
    """That this record stands in a relation to another one of its library."""

    kind: Annotated[str, Field(description="`supersedes` or `superseded-by`, so far.")]
    number: int
    title: str = ""


@dataclass(frozen=True)
class ResultOrigin:
    """The result that a record was drafted from: its inputs, from which it can be computed again,
    and the hash by which the same result is known."""

    questionnaire: Annotated[int, Field(description="Version of the questionnaire.")]
    rules: Annotated[str, Field(description="Version of the rules.")]
    directory: Annotated[str, Field(description="SHA-256 of the edition of the directory.")]
    digest: Annotated[str, Field(description="SHA-256 of the result's canonical bytes.")]
    worked_out_at: datetime
    answers: Annotated[
        dict[str, Any], Field(description="The assessment's answers, by key of the question.")
    ]
    assessment: str = ""


@dataclass(frozen=True)
class FileSection:
    """A section of an imported file that has no field of ours."""

    heading: str
    text: str


@dataclass(frozen=True)
class FileReference:
    """Another record that an imported file names."""

    kind: str
    name: Annotated[str, Field(description="As the file has it.")]
    number: Annotated[int | None, Field(description="Its number in this library, if known.")] = None


@dataclass(frozen=True, kw_only=True)
class ImportedFile:
    """The file that a record was imported from. A record that was not edited is exported as it."""

    path: str
    format: str
    original: Annotated[str, Field(description="The text of the file, with its byte order mark.")]
    number: int | None = None
    series: str = ""
    status: Annotated[str, Field(description="As it was understood, `other` or `none` included.")]
    status_raw: Annotated[str, Field(description="As the file has it.")] = ""
    date_raw: str = ""
    content: Annotated[RecordContent, Field(description="The content as it was imported.")]
    free: tuple[FileSection, ...] = ()
    references: tuple[FileReference, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RecordDocument:
    """One decision record."""

    format: Literal["aruntime-record/1"] = "aruntime-record/1"
    number: int
    file_name: Annotated[str, Field(description="Name of its Markdown file.")]
    status: str
    recorded_on: date
    updated_at: datetime
    revision: Annotated[int, Field(description="How often the text was saved.")]
    content: RecordContent
    history: tuple[StatusStep, ...] = ()
    relations: tuple[Relation, ...] = ()
    result: ResultOrigin | None = None
    imported: ImportedFile | None = None
    further: Annotated[
        dict[str, Any],
        Field(
            description="Parts that this format has no name for; a reader keeps or ignores them."
        ),
    ] = field(default_factory=dict)


@dataclass(frozen=True)
class TeamDocument:
    name: str
    slug: str


@dataclass(frozen=True, kw_only=True)
class LibraryDocument:
    """The records of one team, or those of them that were asked for."""

    format: Literal["aruntime-library/1"] = "aruntime-library/1"
    team: TeamDocument
    records: tuple[RecordDocument, ...]
