from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selection.engine.recommendation import Sizing
from selection.engine.rules import load_rules
from selection.engine.situation import Situation
from selection.engine.sizing import memory, size
from tests.selection.engine.factories import NOT_KNOWN, make_questionnaire, make_situation

TOPOLOGIES = ["one-device", "one-host", "several-hosts"]


def make_workload(**changes: Any) -> Situation:
    """A model of 7.25 billion parameters, 64 requests of 8,192 tokens, on one card of 80 GiB."""
    answers: dict[str, Any] = {
        "job": "serve-llm",
        "execution_unit": "generated-sequence",
        "model_access": "own-weights",
        "model_parameters": (7.25, "billion"),
        "model_context": (8192, "tokens"),
        "model_layers": (32, "layers"),
        "model_kv_heads": (8, "heads"),
        "model_head_dim": (128, "values"),
        "concurrency": (64, "requests"),
        "precisions": "bf16",
        "device_memory": (80, "GiB"),
        "devices_per_host": (4, "devices"),
        "hosts": (2, "hosts"),
    }
    return make_situation(**{**answers, **changes})


def size_of(**changes: Any) -> Sizing:
    return size(make_workload(**changes), load_rules())


def test_arithmetic_can_be_checked_by_hand():
    # The weights take 14.5e9 bytes, the cache of one token 131,072 bytes.
    lines = {line.label: (line.formula, line.result) for line in size_of().lines}

    assert lines == {
        "Weights, BF16": ("7.25 billion × 2 B", "13.5 GiB"),
        "Tokens held at once": ("8,192 tokens × 64 requests", "524,288 tokens"),
        "Cache of one token, at 16 bits a value": (
            "2 × 32 layers × 8 heads × 128 values × 2 B",
            "128 KiB",
        ),
        "Cache, at 16 bits a value": ("524,288 tokens × 128 KiB", "64 GiB"),
        "Weights and cache, BF16": ("13.5 GiB + 64 GiB", "77.5 GiB"),
        "Memory of one device": ("80 GiB", "80 GiB"),
        "Memory of one host": ("4 devices × 80 GiB", "320 GiB"),
        "Memory of all hosts": ("2 hosts × 320 GiB", "640 GiB"),
    }


@pytest.mark.parametrize(
    ("changes", "topology"),
    [
        ({}, "one-device"),
        ({"device_memory": (48, "GiB")}, "one-host"),
        ({"device_memory": (16, "GiB")}, "several-hosts"),
        ({"concurrency": (256, "requests")}, "one-host"),
        ({"model_parameters": (405, "billion")}, "several-hosts"),
    ],
)
def test_topology_follows_from_memory(changes, topology):
    assert size_of(**changes).topology == topology


def test_more_hosts_than_there_are_is_said():
    sentence = size_of(model_parameters=(405, "billion"), hosts=(1, "hosts")).sentence

    assert "at least 3 hosts are needed, more than the 1 that there are" in sentence


def test_unchecked_quality_is_judged_at_the_largest_precision():
    sizing = size_of(
        precisions=["bf16", "int4"], device_memory=(72, "GiB"), precision_validated="no"
    )

    assert sizing.topology == "one-host"
    assert "At INT4, the smallest accepted precision" in sizing.sentence
    assert "At BF16, the largest accepted precision" in sizing.sentence


def test_checked_quality_is_judged_at_the_smallest_precision():
    sizing = size_of(
        precisions=["bf16", "int4"], device_memory=(72, "GiB"), precision_validated="validated"
    )

    assert sizing.topology == "one-device"


def test_cache_stays_at_sixteen_bits_when_only_weights_are_small():
    lines = {line.label: line.result for line in size_of(precisions="int4").lines}

    assert lines["Cache, at 16 bits a value"] == "64 GiB"


def test_model_that_generates_nothing_has_no_cache():
    sizing = size_of(job="portable-model", execution_unit="tensor-graph")

    assert sizing.topology == "one-device"
    assert not any("Cache" in line.label for line in sizing.lines)


def test_hosted_model_has_nothing_to_size():
    sizing = size_of(model_access="hosted-api")

    assert (sizing.topology, sizing.missing, sizing.lines) == ("unknown", (), ())


@pytest.mark.parametrize(
    "question",
    ["model_parameters", "model_context", "model_layers", "concurrency", "precisions"],
)
def test_missing_answer_leaves_the_topology_open_and_is_named(question):
    sizing = size_of(**{question: NOT_KNOWN})

    assert (sizing.topology, sizing.missing) == ("unknown", (question,))
    label = make_questionnaire().by_key[question].label
    assert f"Still to be answered: “{label}”." in sizing.sentence


def test_answer_that_decides_nothing_is_not_missing():
    sizing = size_of(devices_per_host=NOT_KNOWN, hosts=NOT_KNOWN)

    assert (sizing.topology, sizing.missing) == ("one-device", ())


def test_devices_in_a_host_are_asked_for_when_one_does_not_suffice():
    sizing = size_of(device_memory=(16, "GiB"), devices_per_host=NOT_KNOWN)

    assert (sizing.topology, sizing.missing) == ("unknown", ("devices_per_host",))


def test_what_is_not_counted_is_said():
    assert "come on top and are not counted" in size_of().sentence


def test_every_precision_of_the_vocabulary_has_its_bytes():
    words = {option.key for option in make_questionnaire().by_key["precisions"].options}
    rows = {rule.columns.get("precision") for rule in load_rules().tables["sizing"]}

    assert words <= rows


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "0 B"),
        (1023, "1,023 B"),
        (1024, "1 KiB"),
        (1.5 * 2**20, "1.5 MiB"),
        (2**40, "1,024 GiB"),
    ],
)
def test_memory_is_written_in_the_largest_fitting_unit(amount, words):
    assert memory(amount) == words


@given(
    question=st.sampled_from(
        [
            ("model_parameters", "billion"),
            ("model_context", "tokens"),
            ("concurrency", "requests"),
            ("model_layers", "layers"),
        ]
    ),
    amounts=st.tuples(st.integers(1, 10_000), st.integers(1, 10_000)).map(sorted),
)
def test_more_of_anything_never_needs_less_room(question, amounts):
    key, unit = question
    smaller, larger = (size_of(**{key: (amount, unit)}).topology for amount in amounts)

    assert TOPOLOGIES.index(smaller) <= TOPOLOGIES.index(larger)
