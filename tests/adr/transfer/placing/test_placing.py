"""Each section goes to its field in the words of the file; what has none is kept in its order."""

from datetime import date

import pytest
from hypothesis import given, settings

from adr.records.checking import find_mistakes
from adr.records.content import (
    AlternativeRow,
    AssumptionRow,
    ConfirmationRow,
    ConsequenceRow,
    RiskRow,
    SourceRow,
)
from adr.transfer.placing.placing import place
from adr.transfer.reader.reading import read_text
from tests.adr.transfer import samples
from tests.adr.transfer.reader.test_any_text import PATHS, TEXTS

pytestmark = pytest.mark.pure


def placed(text, path="0001-x.md"):
    return place(read_text(text, path))


def test_madr_4():
    content = placed(samples.MADR_4).content

    assert content.title == "Cache prefixes on the server"
    assert content.context == "The same system prompt precedes every request."
    assert content.drivers == "* Time to first token\n* Memory"
    assert content.decision == (
        'Chosen option: "Prefix cache in the engine", because it needs no new part.'
    )
    assert content.consequences == (
        ConsequenceRow("good", "the first token comes sooner"),
        ConsequenceRow("neutral", "nothing else changes"),
        ConsequenceRow("bad", "memory is held"),
    )
    assert content.alternatives == (
        AlternativeRow(
            "Shared cache behind the engines",
            "It would be one more service.\n\n* Bad, because it must be run",
        ),
        AlternativeRow("No cache", "* Bad, because every prompt is computed again"),
    )
    assert content.confirmations == (
        ConfirmationRow("The dashboard shows a hit rate above one half."),
    )
    assert content.sources == (
        SourceRow("https://example.org/prefix", "What the engine documents"),
    )
    assert (content.deciders, content.consulted) == ("Ana, Ben", "Cleo, Dan")
    assert content.decided_on == date(2026, 3, 14)


def test_arguments_for_the_chosen_option_stand_below_our_fields():
    free = placed(samples.MADR_4).free

    assert [(section.heading, section.text) for section in free] == [
        (
            "The option that was chosen",
            "Prefix cache in the engine\n\n* Good, because it is there",
        )
    ]


def test_madr_2():
    found = placed(samples.MADR_2)

    assert found.content.ticket == "https://tickets.example.org/ST-7"
    assert found.content.context.endswith("are slow to start.")
    assert "Status" not in found.content.context
    assert found.content.consequences == (
        ConsequenceRow("good", "Images are small"),
        ConsequenceRow("bad", "Starting needs the network"),
    )
    assert [option.name for option in found.content.alternatives] == ["Image layers"]
    assert [section.heading for section in found.free] == ["Links"]


def test_madr_1():
    content = placed(samples.MADR_1).content

    assert content.context.endswith("Requests come in bursts.")
    assert content.alternatives == (AlternativeRow("More engines", "* `-` Dear"),)


def test_nygard():
    found = placed(samples.NYGARD)

    assert found.content.context == "We ran three engines."
    assert found.content.decision == "We will run one."
    assert found.content.consequences == (
        ConsequenceRow("neutral", "Fewer things break. We depend on one project."),
    )
    assert found.free == ()


def test_german_headings_and_a_table_of_contents():
    german, table = placed(samples.GERMAN).content, placed(samples.TABLE).content

    assert german.decision == "Wir betreiben sie selbst."
    assert german.alternatives == (AlternativeRow("Ein Dienst im Netz"),)
    assert "(#context)" not in table.context
    assert table.context.endswith("Prompts hold keys.")


def test_unknown_sections_keep_their_order_and_their_text():
    text = (
        "# T\n\n## Changelog\n\n- one\n\n## Context\n\nx\n\n## Status\n\nAccepted\n\n"
        "See also *y*.\n\n## Design\n\n```\n<!-- kept -->\n```\n\n### Deeper\n\nz\n"
    )

    free = placed(text).free

    assert [section.heading for section in free] == ["Changelog", "Status", "Design"]
    assert free[1].text == "Accepted\n\nSee also *y*."
    assert free[2].text == "```\n<!-- kept -->\n```\n\n### Deeper\n\nz"


def test_two_sections_for_one_field_are_told_apart():
    text = "# T\n\nOpening.\n\n## Background\n\none\n\n## Context\n\ntwo\n"

    assert placed(text).content.context == "Opening.\n\none\n\n### Context\n\ntwo"


def test_lists_of_assumptions_and_risks_become_rows():
    text = "# T\n\n## Assumptions\n\n- a\n- b\n\n  more\n\n## Risks\n\nOne risk, in prose.\n"

    found = placed(text)

    assert found.content.assumptions == (AssumptionRow("a"), AssumptionRow("b\n\nmore"))
    assert found.content.risks == ()
    assert [section.heading for section in found.free] == ["Risks"]


def test_a_list_of_risks():
    assert placed("# T\n\n## Risks\n\n1. a\n2. b\n").content.risks == (RiskRow("a"), RiskRow("b"))


def test_comments_of_the_template_are_left_out():
    text = "# T\n\n<!-- explain -->\n\n## Context <!-- optional -->\n\nx <!-- y --> z\n"

    assert placed(text).content.context == "x  z"


def test_the_date_of_a_draft_is_not_the_day_of_a_decision():
    assert placed("# T\n\n* Status: draft\n* Date: 2026-01-01\n").content.decided_on is None


def test_a_file_without_a_title_is_called_by_its_name():
    assert placed("x", "0018-kernel-hooks_phase2.md").content.title == "Kernel hooks phase2"


def test_a_title_that_is_too_long_is_cut_off_and_flagged():
    found = placed(f"# {'long ' * 60}\n")

    assert len(found.content.title) == 200
    assert any("longer than 200" in warning for warning in found.warnings)


def test_places_give_the_lines_of_each_field_and_row():
    file = read_text(samples.MADR_4, "0001-x.md")

    places = place(file).places

    assert file.text_of(places["decision"][0]).startswith("## Decision Outcome\n")
    assert [file.text_of(span).strip() for span in places["consequences"]] == [
        "* Good, because the first token comes sooner",
        "* Neutral, because nothing else changes",
        "* Bad, because memory is held",
    ]
    assert len(places["alternatives"]) == 2


def test_many_options_stay_a_section_each():
    options = "\n".join(f"* Option number {n}" for n in range(150))

    found = placed(f"# T\n\n## Considered Options\n\n{options}\n")

    assert found.content.alternatives == ()
    assert len(found.free) == 150


@given(TEXTS, PATHS)
@settings(deadline=None)
def test_any_text_becomes_a_record_that_can_be_stored(text, path):
    found = placed(text.replace("\x00", ""), path)

    assert find_mistakes(found.content) == []
    assert all(section.text.strip() for section in found.free)


@pytest.mark.parametrize(
    "value",
    ["2024-02-30", "0b", "9" * 5000, "2024-01-01T00:00:00+99:00", "[" * 2000, "*none", "=", "!x"],
)
@pytest.mark.parametrize("ours", ["", "aruntime: 1\n"])
def test_front_matter_that_is_no_yaml_is_placed_all_the_same(value, ours):
    text = f"---\nstatus: accepted\ndate: {value}\n{ours}---\n# Use a cache\n\n## Context\n\nx\n"

    assert placed(text).content.context == "x"
