"""How a record reads as a MADR file."""

from datetime import date

import pytest

from adr.records.content import (
    AlternativeRow,
    ChosenRow,
    ConsequenceRow,
    RecordContent,
    RiskRow,
)
from adr.transfer.export.documents import Relation
from adr.transfer.madr import layout
from adr.transfer.madr.reader import read_madr
from adr.transfer.madr.writer import write_madr
from tests.adr.transfer.export.documents import make_document

pytestmark = pytest.mark.pure

SMALL = RecordContent(
    title="Serve the ranker with Engine A",
    owner="ana",
    tags=("search",),
    context="It answers **200** candidates.",
    drivers="- One team runs it",
    decision="It runs on one host.",
    migration="The interface is HTTP.",
    deciders="Ana Ortega, Ben Okafor",
    decided_on=date(2026, 11, 20),
    review_date=date(2027, 5, 20),
    chosen=(ChosenRow(3, "Engine A", "0.11.0", owner="Search"),),
    alternatives=(AlternativeRow("Engine B", "It lacks an operator.", version="2.1"),),
    consequences=(
        ConsequenceRow("good", "One place to look at latency."),
        ConsequenceRow("bad", "Kubernetes must be learnt."),
    ),
    risks=(RiskRow("The cache | runs full.", "An alarm\nis set."),),
)
WRITTEN = """\
---
status: "superseded by ADR-0013"
date: 2026-11-20
decision-makers: "Ana Ortega, Ben Okafor"
owner: "ana"
tags: ["search"]
review-date: 2027-05-20
recorded-on: 2026-11-18
aruntime: 1
---

# Serve the ranker with Engine A

## Context and Problem Statement

It answers **200** candidates.

## Decision Drivers

- One team runs it

## Considered Options

* Engine A 0.11.0
* Engine B (2.1)

## Decision Outcome

Chosen option: "Engine A 0.11.0", because of what follows.

It runs on one host.

### Consequences

* Good, because one place to look at latency.
* Bad, because Kubernetes must be learnt.

## Pros and Cons of the Options

### Engine B

Version: 2.1

It lacks an operator.

## More Information

### Layer Ownership

| Layer | Component | Version | Owner |
| --- | --- | --- | --- |
| 3 | Engine A | 0.11.0 | Search |

### Risks

| Risk | Mitigation |
| --- | --- |
| The cache \\| runs full. | An alarm<br>is set. |

### Migration and Exit

The interface is HTTP.

### Related Decisions

* Superseded by [ADR-0013](0013-serve-it-elsewhere.md): Serve it elsewhere

### History

* 2026-11-20: draft, by ana
* 2026-11-20: accepted, by ana. Evaluation passed.
"""


def write(**changes) -> str:
    return write_madr(make_document(content=RecordContent(**{"title": "T", **changes})))


def test_record_is_written_in_the_order_and_under_the_headings_of_madr():
    after = Relation("superseded-by", 13, "Serve it elsewhere")
    document = make_document(content=SMALL, status="superseded", relations=(after,))

    assert write_madr(document) == WRITTEN


def test_headings_that_madr_asks_for_stand_even_in_an_empty_record():
    text = write()

    for heading in ("Context and Problem Statement", "Considered Options", "Decision Outcome"):
        assert f"\n## {heading}\n" in text
    assert "More Information" in text  # the history
    assert "Consequences" not in text


def test_headings_inside_a_text_are_moved_below_its_own_heading():
    text = write(context="# What is there\n\n## Today\n\n```\n# no heading\n```")

    assert "<!-- text: headings +2 -->\n\n### What is there\n\n#### Today\n\n```\n# no" in text


def test_block_of_code_that_is_never_closed_hides_nothing_after_it():
    text = write(context="```yaml\na: 1", decision="We do it.")

    assert "```yaml\na: 1\n```\n\n## Considered Options" in text
    assert read_madr(text).content.context == "```yaml\na: 1"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("We must watch it.", "* Bad, because we must watch it."),
        ("GPUs are scarce.", "* Bad, because GPUs are scarce."),
        ("we must watch it.", "* Bad: we must watch it."),
        ("Two things:\n\n- one\n- two", "* Bad, because two things:\n\n  - one\n  - two"),
    ],
)
def test_consequence_is_a_sentence_that_reads_back_letter_by_letter(text, written):
    row = ConsequenceRow("bad", text)

    madr = write(consequences=(row,))

    assert f"### Consequences\n\n{written}\n" in madr
    assert read_madr(madr).content.consequences == (row,)


def test_what_markdown_cannot_carry_is_spelt_out():
    row = AlternativeRow("C #", "a <!-- b")

    text = write(context="a\rb", alternatives=(row,))

    assert '```json exact\n"a\\rb"\n```' in text
    assert '### exact: "C #"' in text
    assert read_madr(text).content.alternatives == (row,)


def test_field_that_the_mapping_does_not_know_is_kept(monkeypatch):
    """So that a field may come to the record before it comes to the mapping."""
    monkeypatch.setattr(layout, "UNPLACED", ("workload",))

    text = write(workload="A trace of one week.")

    assert '### Further Fields\n\n```json\n{"workload": "A trace of one week."}\n```' in text
    assert read_madr(text).content.workload == "A trace of one week."


def test_every_field_of_the_record_has_a_place():
    assert layout.UNPLACED == ()


def test_record_to_be_superseded_is_named_in_the_front_matter():
    text = write(successor_of=7)

    assert '\nsupersedes: "ADR-0007"\n' in text
    assert read_madr(text).content.successor_of == 7


def test_other_records_are_linked_under_the_names_of_their_files():
    document = make_document(relations=(Relation("supersedes", 3, "Old"),))

    assert "* Supersedes [ADR-0003](<an old one.md>): Old" in write_madr(
        document, {3: "an old one.md"}
    )
