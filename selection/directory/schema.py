"""The format of one file of reference facts, `entries/<slug>.yaml`, and what must hold in it.

Two things come from outside, as pydantic's context: `today`, the date that nothing may have been
checked after, and `slug`, which the name of the file demands. Both are left out together.
"""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from selection.directory.vocabulary import Word, load_vocabulary
from selection.fact_files import (
    SLUG,
    Category,
    FilePart,
    Layer,
    Line,
    Name,
    PastDate,
    WebAddress,
    among,
    refusal,
)


def known_capability(key: str) -> str:
    """Return `key`; name the words of its dimension, or the dimensions, where it is not known."""
    vocabulary = load_vocabulary()
    if key in vocabulary.capabilities:
        return key
    dimension = key.partition("/")[0]
    for known in vocabulary.dimensions:
        if known.key == dimension:
            raise refusal(key, [f"{dimension}/{word.key}" for word in known.words])
    raise refusal(key, [f"{known.key}/…" for known in vocabulary.dimensions])


def keys(words: tuple[Word, ...]) -> list[str]:
    return [word.key for word in words]


Version = Annotated[str, Field(min_length=1, max_length=80)]
Deployment = Annotated[str, among(lambda vocabulary: keys(vocabulary.deployments))]
ProjectStatus = Annotated[str, among(lambda vocabulary: keys(vocabulary.project_statuses))]
ClaimStatus = Annotated[str, among(lambda vocabulary: keys(vocabulary.claim_statuses))]
Capability = Annotated[str, AfterValidator(known_capability)]


class VersionEntry(FilePart):
    """The exact release that the facts were checked at."""

    id: Version
    released: date | None = None
    source: WebAddress
    revision: Annotated[str, Field(max_length=80)] = ""
    checked: PastDate


class ClaimEntry(FilePart):
    """One claim. Its capability stands under `is`, which Python keeps for itself."""

    capability: Annotated[Capability, Field(alias="is")]
    status: ClaimStatus
    source: Annotated[WebAddress | None, Field(validate_default=True)] = None
    title: Annotated[str, Field(max_length=300, validate_default=True)] = ""
    note: Annotated[str, Field(validate_default=True)] = ""
    since: Annotated[str, Field(max_length=80)] = ""
    checked: PastDate | None = None

    @field_validator("source", "title")
    @classmethod
    def is_there_unless_unknown(cls, value: str | None, info: ValidationInfo) -> str | None:
        if not value and info.data.get("status", "unknown") != "unknown":
            raise PydanticCustomError(
                "no_source", "Only a claim with the status unknown goes without a source."
            )
        if info.field_name == "title" and value and not info.data.get("source", True):
            raise PydanticCustomError("title_alone", "A title is that of a source.")
        return value

    @field_validator("note")
    @classmethod
    def names_the_limit(cls, note: str, info: ValidationInfo) -> str:
        if not note and info.data.get("status") == "partial":
            raise PydanticCustomError("no_note", "A partial claim needs a note with its limit.")
        return note


class OlderReleaseEntry(VersionEntry):
    """A release before the one that the file is about, with what was claimed of it then."""

    capabilities: list[ClaimEntry] = []


class CaveatEntry(FilePart):
    """A known limit that a chooser must know."""

    text: Line
    source: WebAddress


class ComponentEntry(FilePart):
    """The content of one file."""

    slug: Annotated[str, Field(max_length=80, pattern=SLUG)]
    name: Name
    category: Category
    also: list[Category] = []
    layers: Annotated[list[Layer], Field(min_length=1)]
    maintainer: Annotated[str, Field(min_length=1, max_length=200)]
    license: Name
    homepage: WebAddress
    repository: WebAddress | None = None
    summary: Line
    execution_unit: Line
    not_provided: list[Line]
    deployment: list[Deployment]
    project_status: ProjectStatus
    status_source: WebAddress
    version: VersionEntry
    newer_releases: list[VersionEntry] = []
    older_releases: list[OlderReleaseEntry] = []
    capabilities: list[ClaimEntry]
    caveats: list[CaveatEntry] = []

    @field_validator("slug")
    @classmethod
    def is_the_name_of_the_file(cls, slug: str, info: ValidationInfo) -> str:
        expected = info.context["slug"] if info.context else slug
        if slug != expected:
            raise PydanticCustomError(
                "slug_differs",
                "The slug is the name of the file, {expected}.",
                {"expected": repr(expected)},
            )
        return slug

    @field_validator("capabilities")
    @classmethod
    def belong_to_the_newest_release_with_claims(
        cls, capabilities: list[ClaimEntry], info: ValidationInfo
    ) -> list[ClaimEntry]:
        older = info.data.get("older_releases", [])
        has_others = info.data.get("newer_releases") or any(each.capabilities for each in older)
        if has_others and not capabilities:
            raise PydanticCustomError(
                "no_claims",
                "The version of a file is the newest release with claims; one without claims "
                "stands in newer_releases.",
            )
        return capabilities


def fields_at(place: tuple[str | int, ...]) -> list[str]:
    """Return the fields that a file may have at `place`, such as `("capabilities", 3)`."""
    parts: dict[str, type[FilePart]] = {
        "version": VersionEntry,
        "newer_releases": VersionEntry,
        "older_releases": OlderReleaseEntry,
        "capabilities": ClaimEntry,
        "caveats": CaveatEntry,
    }
    names = [name for name in place if isinstance(name, str)]
    part = parts[names[-1]] if names else ComponentEntry
    return [field.alias or name for name, field in part.model_fields.items()]
