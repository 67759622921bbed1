"""Facts about a model from the `config.json` that Hugging Face keeps beside its weights."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

LARGEST_FILE = 256 * 1024
LARGEST_NUMBER = 10**12

CONTEXT_KEYS = ("max_position_embeddings", "n_positions", "max_sequence_length", "seq_length")
LAYER_KEYS = ("num_hidden_layers", "n_layer", "num_layers", "n_layers")
HEAD_KEYS = ("num_attention_heads", "n_head", "num_heads", "n_heads")
WIDTH_KEYS = ("hidden_size", "n_embd", "d_model")


class ConfigError(ValueError):
    """The text is not a model's config.json; the message says what to do."""


@dataclass(frozen=True)
class Reading:
    """A value for one question, and the key of config.json that it was read from."""

    question: str
    value: Any
    source: str


def read_model_config(text: str) -> list[Reading]:
    """Return what the text of a config.json says about the model; raise ConfigError."""
    config = _parse(text)
    # A model of several parts keeps its language part in a section of its own.
    section = config.get("text_config")
    prefix = "text_config." if isinstance(section, dict) else ""
    part = section if isinstance(section, dict) else config
    readings = [*_read_name(config), *_read_shape(part, prefix), *_read_modality(config)]
    if not any(reading.question != "model_name" for reading in readings):
        raise ConfigError(
            "Paste the config.json of a model: this one has none of the keys that are read, "
            "such as num_hidden_layers"
        )
    return readings


def _parse(text: str) -> Mapping[str, Any]:
    if not text.strip():
        raise ConfigError("Paste the text of config.json, or choose the file")
    if len(text.encode()) > LARGEST_FILE:
        raise ConfigError(
            f"Choose the config.json itself: it has at most {LARGEST_FILE // 1024} KiB, and this "
            f"has {len(text.encode()) // 1024:,} KiB. Weights are not read"
        )
    try:
        config = json.loads(text)
    except json.JSONDecodeError as error:
        raise ConfigError(
            f"Paste valid JSON: line {error.lineno}, column {error.colno} cannot be read "
            f"({error.msg})"
        ) from None
    except (RecursionError, ValueError):
        raise ConfigError("Paste the config.json of a model: this is not one") from None
    if not isinstance(config, dict):
        raise ConfigError("Paste the whole config.json, which begins with { and ends with }")
    return config


def _read_name(config: Mapping[str, Any]) -> Iterator[Reading]:
    name = config.get("_name_or_path")
    # JSON can write what no page and no database can hold, such as "\ud800".
    if isinstance(name, str) and 0 < len(name.strip()) <= 200 and name.isprintable():
        yield Reading("model_name", name.strip(), "_name_or_path")


def _read_shape(part: Mapping[str, Any], prefix: str) -> Iterator[Reading]:
    heads_key, heads = _find(part, HEAD_KEYS)
    width_key, width = _find(part, WIDTH_KEYS)
    for question, unit, keys in (
        ("model_context", "tokens", CONTEXT_KEYS),
        ("model_layers", "layers", LAYER_KEYS),
    ):
        key, amount = _find(part, keys)
        if amount:
            yield _quantity(question, amount, unit, prefix + key)
    key, groups = _find(part, ("num_key_value_heads",))
    if groups:
        yield _quantity("model_kv_heads", groups, "heads", prefix + key)
    elif part.get("multi_query") is True:
        yield _quantity("model_kv_heads", 1, "heads", f"{prefix}multi_query")
    elif heads:
        yield _quantity("model_kv_heads", heads, "heads", prefix + heads_key)
    key, dimension = _find(part, ("head_dim",))
    if dimension:
        yield _quantity("model_head_dim", dimension, "values", prefix + key)
    elif width and heads and width % heads == 0:
        source = f"{prefix}{width_key} ÷ {prefix}{heads_key}"
        yield _quantity("model_head_dim", width // heads, "values", source)


def _read_modality(config: Mapping[str, Any]) -> Iterator[Reading]:
    parts = {"text_config": "text", "vision_config": "image", "audio_config": "audio"}
    found = {key: word for key, word in parts.items() if isinstance(config.get(key), dict)}
    if found:
        yield Reading("model_modality", list(found.values()), ", ".join(found))
        return
    architectures = config.get("architectures")
    first = architectures[0] if isinstance(architectures, list) and architectures else ""
    if isinstance(first, str) and first.endswith(("ForCausalLM", "LMHeadModel")):
        yield Reading("model_modality", ["text"], "architectures")


def _find(part: Mapping[str, Any], keys: tuple[str, ...]) -> tuple[str, int]:
    """Return the first of the keys that holds a whole number above zero, and the number, or 0."""
    for key in keys:
        value = part.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= LARGEST_NUMBER:
            return key, value
    return "", 0


def _quantity(question: str, amount: int, unit: str, source: str) -> Reading:
    return Reading(question, {"amount": amount, "unit": unit}, source)
