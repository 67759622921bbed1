"""What all files of reference facts share: their types of fields, and how mistakes are told."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, ValidationInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from selection.directory.vocabulary import Vocabulary, load_vocabulary
from selection.marked_yaml import MarkedYaml, Mistake, Place

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class BadFactsError(Exception):
    """The files cannot be used; carries every mistake of every file."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes


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


def web_address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise PydanticCustomError("not_a_web_address", "A source is an http or https address.")
    return url


def not_in_the_future(checked: date, info: ValidationInfo) -> date:
    if info.context and checked > info.context["today"]:
        raise PydanticCustomError("in_the_future", "A date checked is not in the future.")
    return checked


Line = Annotated[str, Field(min_length=1)]
Name = Annotated[str, Field(min_length=1, max_length=120)]
WebAddress = Annotated[str, Field(max_length=500), AfterValidator(web_address)]
PastDate = Annotated[date, AfterValidator(not_in_the_future)]
Category = Annotated[str, among(lambda vocabulary: vocabulary.categories)]
Layer = Annotated[int, among(lambda vocabulary: vocabulary.layers)]


class FilePart(BaseModel):
    """What all parts of a file share: no unknown field, and no silent change of a type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Entry = TypeVar("Entry")
FileFormat = TypeVar("FileFormat", bound=FilePart)


def read_files(
    files: Iterable[Path], read_one: Callable[[Path], tuple[Entry | None, list[Mistake]]]
) -> tuple[Entry, ...]:
    """Return what `read_one` makes of each file; raise BadFactsError if any has a mistake."""
    entries: list[Entry] = []
    mistakes: list[Mistake] = []
    for file in files:
        entry, found = read_one(file)
        mistakes += found
        if entry is not None:
            entries.append(entry)
    if mistakes:
        raise BadFactsError(mistakes)
    return tuple(entries)


def check_content(
    marked: MarkedYaml,
    file_format: type[FileFormat],
    context: dict[str, Any],
    *,
    fields_at: Callable[[Place], Collection[str]],
) -> tuple[FileFormat | None, list[tuple[Place, str]]]:
    """Return the content in its format, or none, and each mistake as its place and its words."""
    try:
        return file_format.model_validate(marked.content, context=context), []
    except ValidationError as error:
        found = [(detail["loc"], in_words(detail, fields_at)) for detail in error.errors()]
        return None, found


def in_words(detail: ErrorDetails, fields_at: Callable[[Place], Collection[str]]) -> str:
    """Return a mistake as a sentence; `fields_at` names the fields that a place may have."""
    match detail["type"]:
        case "missing":
            return "This field is missing."
        case "extra_forbidden":
            allowed = ", ".join(fields_at(detail["loc"][:-1]))
            return f"This field is not known. Allowed: {allowed}."
        case _:
            message = detail["msg"].replace("Input should be", "This should be")
            return message if message.endswith(".") else f"{message}."
