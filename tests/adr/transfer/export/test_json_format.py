"""Records as JSON, and the schema that is published for it."""

import json

import jsonschema_rs
import pytest
from hypothesis import given

from adr.records.content import RecordContent
from adr.transfer.export.documents import LibraryDocument, TeamDocument
from adr.transfer.export.json_format import (
    JsonFileError,
    read_json,
    write_library,
    write_record,
)
from adr.transfer.export.json_schema import SCHEMAS, schema_file, schema_text
from tests.adr.records.strategies import contents
from tests.adr.transfer.export.documents import make_document

pytestmark = pytest.mark.pure


def make_library(*records) -> LibraryDocument:
    return LibraryDocument(team=TeamDocument("Search", "search"), records=records)


def changed(**changes) -> bytes:
    return json.dumps({**json.loads(write_record(make_document())), **changes}).encode()


@given(contents)
def test_record_goes_to_json_and_back_without_loss(content: RecordContent):
    document = make_document(content=content)

    assert read_json(write_record(document)).records == (document,)


def test_library_goes_to_json_and_back_without_loss():
    library = make_library(make_document(), make_document(number=13, further={"reviews": [1]}))

    assert read_json(write_library(library)) == library


def test_format_stands_first():
    assert write_record(make_document()).startswith(b'{\n  "format": "aruntime-record/1",\n')
    assert write_library(make_library()).startswith(b'{\n  "format": "aruntime-library/1",\n')


@pytest.mark.parametrize("name", SCHEMAS)
def test_published_schema_is_in_step_with_the_code(name):
    assert schema_file(name).read_text(encoding="utf-8") == schema_text(name)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("record-1", write_record(make_document())),
        ("library-1", write_library(make_library(make_document()))),
    ],
)
def test_what_is_written_is_what_the_schema_describes(name, data):
    schema = json.loads(schema_text(name))

    jsonschema_rs.validate(schema, json.loads(data))
    with pytest.raises(jsonschema_rs.ValidationError):
        jsonschema_rs.validate(schema, {**json.loads(data), "colour": "blue"})


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xff", "This is no JSON"),
        (b"[" * 100_000, "This is no JSON"),
        (b"[]", "format: this version of ARuntime reads"),
        (b'{"format": "aruntime-record/2"}', "format: this version of ARuntime reads"),
        (b'{"format": "aruntime-record/1"}', "number: Field required"),
        (changed(number="two"), "number: Input should be a valid integer"),
        (changed(colour="blue"), "colour: there is no such key"),
        (changed(history=[{"step": 1}]), r"history\[1\].before: Field required"),
    ],
)
def test_file_that_cannot_be_used_is_refused_with_the_place(data, sentence):
    with pytest.raises(JsonFileError, match=sentence):
        read_json(data)


def test_key_that_would_be_lost_is_named_however_deep():
    values = json.loads(write_record(make_document()))
    values["content"]["risks"][0]["likelihood"] = "high"

    with pytest.raises(JsonFileError, match=r"content\.risks\[1\]\.likelihood: there is no such"):
        read_json(json.dumps(values).encode())
