"""The format of one file of reference facts, `entries/<slug>.yaml`, and what must hold in it.

Two things come from outside, as pydantic's context: `today`, the date that nothing may have been
checked after, and `slug`, which the name of the file demands. Both are left out together.
"""

from collections.abc import Callable, Collection
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from selection.directory.vocabulary import Vocabulary, Word, load_vocabulary


def among(words: Callable[[Vocabulary], Collection[Any]]) -> AfterValidator:
    """Return the check that a value is one of `words` of the vocabulary."""

    def check(value: Any) -> Any:
        allowed = words(load_vocabulary())
        if value not in allowed:
            raise refusal(value, allowed)
        return value

    return AfterValidator(check)


def refusal(value: Any, allowed: Collection[Any]) -> PydanticCustomError:
    """Return the error for a value that the vocabulary does not have."""
    return PydanticCustomError(
        "unknown_word",
        "{value} is not known. Allowed: {allowed}.",
        {"value": repr(value), "allowed": ", ".join(str(word) for word in allowed)},
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


def web_address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise PydanticCustomError("not_a_web_address", "A source is an http or https address.")
    return url


Line = Annotated[str, Field(min_length=1)]
Name = Annotated[str, Field(min_length=1, max_length=120)]
Version = Annotated[str, Field(min_length=1, max_length=80)]
WebAddress = Annotated[str, Field(max_length=500), AfterValidator(web_address)]
Category = Annotated[str, among(lambda vocabulary: vocabulary.categories)]
Layer = Annotated[int, among(lambda vocabulary: vocabulary.layers)]
Deployment = Annotated[str, among(lambda vocabulary: keys(vocabulary.deployments))]
ProjectStatus = Annotated[str, among(lambda vocabulary: keys(vocabulary.project_statuses))]
ClaimStatus = Annotated[str, among(lambda vocabulary: keys(vocabulary.claim_statuses))]
Capability = Annotated[str, AfterValidator(known_capability)]


class FilePart(BaseModel):
    """What all parts of a file share: no unknown field, and no silent change of a type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class VersionEntry(FilePart):
    """The exact release that the facts were checked at."""

    id: Version
    released: date | None = None
    source: WebAddress
    revision: Annotated[str, Field(max_length=80)] = ""
    checked: date

    @field_validator("checked")
    @classmethod
    def is_not_in_the_future(cls, checked: date, info: ValidationInfo) -> date:
        if info.context and checked > info.context["today"]:
            raise PydanticCustomError("in_the_future", "A date checked is not in the future.")
        return checked


class ClaimEntry(FilePart):
    """One claim. Its capability stands under `is`, which Python keeps for itself."""

    capability: Annotated[Capability, Field(alias="is")]
    status: ClaimStatus
    source: Annotated[WebAddress | None, Field(validate_default=True)] = None
    title: Annotated[str, Field(max_length=300, validate_default=True)] = ""
    note: Annotated[str, Field(validate_default=True)] = ""
    since: Annotated[str, Field(max_length=80)] = ""

    @field_validator("source", "title")
    @classmethod
    def is_there_unless_unknown(cls, value: str | None, info: ValidationInfo) -> str | None:
        if not value and info.data.get("status", "unknown") != "unknown":
            raise PydanticCustomError(
                "no_source", "Only a claim with the status unknown goes without a source."
            )
        return value

    @field_validator("note")
    @classmethod
    def names_the_limit(cls, note: str, info: ValidationInfo) -> str:
        if not note and info.data.get("status") == "partial":
            raise PydanticCustomError("no_note", "A partial claim needs a note with its limit.")
        return note


class CaveatEntry(FilePart):
    """A known limit that a chooser must know."""

    text: Line
    source: WebAddress


class ComponentEntry(FilePart):
    """The content of one file."""

    slug: Annotated[str, Field(max_length=80, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
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


def fields_at(place: tuple[str | int, ...]) -> list[str]:
    """Return the fields that a file may have at `place`, such as `("capabilities", 3)`."""
    parts: dict[str | int, type[FilePart]] = {
        "version": VersionEntry,
        "capabilities": ClaimEntry,
        "caveats": CaveatEntry,
    }
    part = parts[place[0]] if place else ComponentEntry
    return [field.alias or name for name, field in part.model_fields.items()]
