"""The model's facts from a config.json: what is read, what is refused, what is saved."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from aruntime.teams.models import Team
from selection.questionnaire.answering import engine_answers
from selection.questionnaire.model_config import ConfigError, read_model_config
from tests.selection.questionnaire.factories import make_assessment, url_of

CONFIG = {
    "architectures": ["MistralForCausalLM"],
    "hidden_size": 4096,
    "max_position_embeddings": 32768,
    "num_attention_heads": 32,
    "num_hidden_layers": 32,
    "num_key_value_heads": 8,
}


def read(**changes):
    config = {key: value for key, value in {**CONFIG, **changes}.items() if value is not None}
    readings = read_model_config(json.dumps(config))
    return {
        reading.question: (
            reading.value["amount"] if isinstance(reading.value, dict) else reading.value,
            reading.source,
        )
        for reading in readings
    }


def test_each_value_names_its_key():
    assert read() == {
        "model_context": (32768, "max_position_embeddings"),
        "model_layers": (32, "num_hidden_layers"),
        "model_kv_heads": (8, "num_key_value_heads"),
        "model_head_dim": (128, "hidden_size ÷ num_attention_heads"),
        "model_modality": (["text"], "architectures"),
    }


def test_head_dimension_of_its_own_is_preferred():
    assert read(head_dim=256)["model_head_dim"] == (256, "head_dim")


@pytest.mark.parametrize("name", ["\ud800", "a\0b", "two\nlines", "  "])
def test_name_that_cannot_be_shown_is_left_out(name: str):
    assert "model_name" not in read(_name_or_path=name)
    assert read(_name_or_path="org/model")["model_name"] == ("org/model", "_name_or_path")


def test_attention_heads_stand_in_for_key_value_heads():
    assert read(num_key_value_heads=None)["model_kv_heads"] == (32, "num_attention_heads")


def test_language_part_of_a_model_of_several_parts_is_read():
    readings = read(text_config={"num_hidden_layers": 48}, vision_config={}, num_hidden_layers=None)

    assert readings["model_layers"] == (48, "text_config.num_hidden_layers")
    assert readings["model_modality"] == (["text", "image"], "text_config, vision_config")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Paste the text"),
        ("{", "line 1, column 2"),
        ("[1]", "begins with {"),
        ("{}", "none of the keys"),
        ('{"num_hidden_layers": -1}', "none of the keys"),
        ('{"a": "' + "x" * 300_000 + '"}', "at most 256 KiB"),
        ("[" * 100_000, "this is not one"),
    ],
)
def test_each_wrong_file_has_its_own_words(text: str, message: str):
    with pytest.raises(ConfigError, match=message):
        read_model_config(text)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str):
    try:
        readings = read_model_config(text)
    except ConfigError:
        return
    assert readings


def test_nothing_is_saved_before_it_was_seen(team: Team, as_author: Client):
    assessment = make_assessment(
        team=team, answers={"model_layers": {"amount": 12, "unit": "layers"}}
    )
    url = url_of("model_config", assessment)

    seen = as_author.post(url, {"text": json.dumps(CONFIG)}).content.decode()
    before = engine_answers(assessment)["model_layers"].value["amount"]
    as_author.post(url, {"text": json.dumps(CONFIG), "save": "1"})
    after = engine_answers(assessment)["model_layers"]

    assert "num_hidden_layers" in seen
    assert "12 layers" in seen
    assert (before, after.value["amount"], after.basis) == (12, 32, "documented")


def test_file_is_read_like_text(team: Team, as_author: Client):
    assessment = make_assessment(team=team)
    file = SimpleUploadedFile("config.json", json.dumps(CONFIG).encode())

    page = as_author.post(url_of("model_config", assessment), {"file": file}).content.decode()

    assert "max_position_embeddings" in page


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe\x00", "not text in UTF-8"),
        (b" " * 300_000, "at most 256 KiB"),
        (b"", "Paste the text"),
    ],
)
def test_wrong_file_is_refused_with_a_link(
    content: bytes, message: str, team: Team, as_author: Client
):
    assessment = make_assessment(team=team)
    file = SimpleUploadedFile("config.json", content)

    answer = as_author.post(url_of("model_config", assessment), {"file": file})

    assert answer.status_code == 422
    assert message in answer.content.decode()
