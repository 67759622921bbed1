"""What the guide that comes with the application must hold, and which of its words are fixed."""

import re
from importlib import resources

import pytest
import yaml

from selection.directory.vocabulary import load_vocabulary
from selection.guide.matrix import load_matrix
from selection.guide.models import Kind
from selection.guide.reading import read_guide
from selection.guide.schema import CategoryFields
from selection.questionnaire.versions import load_questionnaire
from tests.selection.guide.factories import TODAY

pytestmark = pytest.mark.pure

NINE_QUESTIONS = [
    "What is the primary execution unit?",
    "Which model formats, operations, shapes, precisions, and hardware are required?",
    "What latency, goodput, availability, deadline, energy, and cost objectives apply?",
    "What state exists, who owns it, and how long must it survive?",
    "What data and trust boundaries are crossed?",
    "What external side effects occur?",
    "What failure, retry, compensation, and approval behavior is required?",
    "What evidence must be available?",
    "Which capabilities are verified for the exact version?",
]
MATRIX = [
    (
        "Cross-hardware exported model",
        "Portable graph/inference runtime",
        "Target backend, application packaging",
    ),
    (
        "Lowest latency on one accelerator family",
        "Hardware-optimized engine",
        "Model server, profiler",
    ),
    (
        "High-concurrency generative API",
        "Generative engine",
        "Serving, gateway, observability",
    ),
    (
        "Multi-node large-model inference",
        "Distributed runtime",
        "Serving, cache tier, scheduler",
    ),
    (
        "Device-local inference",
        "Edge/mobile/browser runtime",
        "Update, fallback, telemetry",
    ),
    (
        "Tool-using durable task",
        "Agentic application runtime",
        "Workflow, policy, sandbox, evidence",
    ),
]
JOBS = [
    "Execute a portable model",
    "Maximize hardware-specific performance",
    "Serve an LLM at concurrency",
    "Scale one model across hosts",
    "Run in browser, mobile, or edge",
    "Run long-lived tool-using work",
]


@pytest.fixture(scope="module")
def entries():
    return {entry.path: entry for entry in read_guide(today=TODAY)}


def slugs_of(entries, kind):
    return {entry.slug for entry in entries.values() if entry.kind is kind}


def headings(text):
    return re.findall(r"^## (.+)$", text, flags=re.MULTILINE)


def test_nine_questions_stand_as_the_guide_has_them(entries):
    expected = [f"{number}. {text}" for number, text in enumerate(NINE_QUESTIONS, 1)]

    assert headings(entries["guide/nine-questions"].text) == expected
    assert [task.question for task in load_questionnaire().tasks] == NINE_QUESTIONS


def test_jobs_stand_as_the_guide_has_them(entries):
    assert headings(entries["guide/start-with-the-job"].text) == JOBS


def test_names_of_the_matrix_stand_as_the_guide_has_them():
    rows = [
        (row.need, row.category.name, ", ".join(cell.name for cell in row.additions))
        for row in load_matrix()
    ]

    assert rows == MATRIX


def test_every_chapter_is_there(entries):
    assert slugs_of(entries, Kind.GUIDE) == {
        "overview",
        "start-with-the-job",
        "nine-questions",
        "category-matrix",
        "deployment",
        "trust-and-consequence",
        "evaluation",
        "decision-record",
    }


def test_every_category_and_every_layer_has_a_page(entries):
    vocabulary = load_vocabulary()

    assert slugs_of(entries, Kind.CATEGORY) == set(vocabulary.categories)
    assert slugs_of(entries, Kind.LAYER) == set(map(str, vocabulary.layers))


def test_titles_of_categories_and_layers_are_those_of_the_vocabulary(entries):
    vocabulary = load_vocabulary()

    for entry in entries.values():
        if entry.kind is Kind.CATEGORY:
            assert entry.fields.title == vocabulary.category_label(entry.slug)
        if entry.kind is Kind.LAYER:
            assert entry.fields.title == vocabulary.layers[int(entry.slug)]


def test_categories_sit_on_the_layer_that_the_rules_name(entries):
    parts = resources.files("selection.engine") / "rules" / "1" / "parts.yaml"
    layers = {part["part"]: part["layer"] for part in yaml.safe_load(parts.read_text())}

    found = {
        entry.slug: entry.fields.layer
        for entry in entries.values()
        if isinstance(entry.fields, CategoryFields)
    }

    assert found == layers


def test_there_are_at_least_eighty_terms_and_ten_use_cases(entries):
    assert len(slugs_of(entries, Kind.TERM)) >= 80
    assert len(slugs_of(entries, Kind.USE_CASE)) >= 10


def test_every_entry_leads_to_related_ones_but_not_to_itself(entries):
    for path, entry in entries.items():
        assert entry.fields.related, path
        assert path not in entry.fields.related
        assert len(set(entry.fields.related)) == len(entry.fields.related), path
