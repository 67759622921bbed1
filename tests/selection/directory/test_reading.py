"""What a file of reference facts must hold to, and how a mistake in it is told."""

from datetime import date

import pytest

from selection.directory.reading import ENTRIES, BadFactsError, read_entry
from tests.selection.directory.factories import (
    TODAY,
    entries_in,
    make_claim,
    make_version,
    write_file,
)


def mistakes_in(folder, **changes):
    path = write_file(folder, **changes)
    _, mistakes = read_entry(path, today=TODAY)
    return [(mistake.field, mistake.message) for mistake in mistakes]


@pytest.mark.parametrize("file", sorted(ENTRIES.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_real_file_is_valid(file):
    _, mistakes = read_entry(file, today=TODAY)

    assert mistakes == []


def test_good_file_has_no_mistake(tmp_path):
    assert mistakes_in(tmp_path) == []


def test_error_names_file_line_field_and_allowed_words(tmp_path):
    path = write_file(tmp_path, project_status="sleeping")
    line = path.read_text().splitlines().index("project_status: sleeping") + 1

    with pytest.raises(BadFactsError) as raised:
        entries_in(tmp_path)

    assert str(raised.value) == (
        f"lathe.yaml, line {line}, project_status: 'sleeping' is not known. Allowed: "
        "active, maintenance, quiet, superseded, deprecated, archived."
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"category": "engine"}, "category"),
        ({"also": ["engine"]}, "also[0]"),
        ({"layers": [7]}, "layers[0]"),
        ({"deployment": ["moon"]}, "deployment[0]"),
        ({"project_status": "sleeping"}, "project_status"),
        ({"capabilities": [make_claim(status="works")]}, "capabilities[0].status"),
        ({"capabilities": [make_claim(**{"is": "generation/magic"})]}, "capabilities[0].is"),
        ({"capabilities": [make_claim(**{"is": "magic/wand"})]}, "capabilities[0].is"),
    ],
)
def test_unknown_word_is_refused_with_the_allowed_ones(tmp_path, changes, field):
    [(place, message)] = mistakes_in(tmp_path, **changes)

    assert place == field
    assert "is not known. Allowed: " in message


def test_unknown_capability_names_the_words_of_its_dimension(tmp_path):
    [(_, message)] = mistakes_in(
        tmp_path, capabilities=[make_claim(**{"is": "generation/streeming"})]
    )

    assert "generation/streaming" in message
    assert "hardware/" not in message


def test_unknown_field_is_refused_with_the_allowed_ones(tmp_path):
    [(place, message)] = mistakes_in(tmp_path, capabilities=[make_claim(remark="Fast.")])

    assert place == "capabilities[0].remark"
    assert message.endswith("Allowed: is, status, source, title, note, since, checked.")


def test_missing_field_is_named_at_the_line_of_its_parent(tmp_path):
    path = write_file(tmp_path, version={"id": "1.0.0", "checked": TODAY})
    line = path.read_text().splitlines().index("version:") + 1

    _, [mistake] = read_entry(path, today=TODAY)

    assert (mistake.line, mistake.field) == (line, "version.source")


@pytest.mark.parametrize("part", ["source", "title"])
@pytest.mark.parametrize("status", ["supported", "partial", "unsupported", "planned"])
def test_claim_needs_a_source(tmp_path, status, part):
    claim = make_claim(status=status, note="Only on Sundays.")
    del claim[part]

    [(place, _)] = mistakes_in(tmp_path, capabilities=[claim])

    assert place == f"capabilities[0].{part}"


def test_unknown_claim_goes_without_a_source(tmp_path):
    claim = {"is": "generation/streaming", "status": "unknown"}

    assert mistakes_in(tmp_path, capabilities=[claim]) == []


@pytest.mark.parametrize("url", ["ftp://example.org", "example.org", "javascript:alert(1)", ""])
def test_source_is_a_web_address(tmp_path, url):
    found = mistakes_in(tmp_path, capabilities=[make_claim(source=url)])

    assert "capabilities[0].source" in [place for place, _ in found]


def test_partial_claim_needs_a_note(tmp_path):
    found = mistakes_in(tmp_path, capabilities=[make_claim(status="partial")])

    assert found == [("capabilities[0].note", "A partial claim needs a note with its limit.")]


def test_second_claim_on_a_capability_is_refused(tmp_path):
    found = mistakes_in(tmp_path, capabilities=[make_claim(), make_claim(status="unsupported")])

    assert found == [("capabilities[1].is", "There is a claim on generation/streaming already.")]


def test_second_release_of_the_same_version_is_refused(tmp_path):
    found = mistakes_in(tmp_path, older_releases=[make_version()])

    assert found == [("older_releases[0].id", "There is a release 1.0.0 already.")]


def test_claims_of_an_older_release_are_checked_like_all_others(tmp_path):
    older = make_version(id="0.9", capabilities=[make_claim(), make_claim(status="works")])

    fields = [field for field, _ in mistakes_in(tmp_path, older_releases=[older])]

    assert fields == ["older_releases[0].capabilities[1].is", *fields[1:]]
    assert "older_releases[0].capabilities[1].status" in fields


def test_newer_release_holds_no_claims(tmp_path):
    newer = make_version(id="2.0", capabilities=[make_claim()])

    [(field, message)] = mistakes_in(tmp_path, newer_releases=[newer])

    assert field == "newer_releases[0].capabilities"
    assert message.endswith("Allowed: id, released, source, revision, checked.")


@pytest.mark.parametrize(
    "others",
    [
        {"newer_releases": [make_version(id="2.0")]},
        {"older_releases": [make_version(id="0.9", capabilities=[make_claim()])]},
    ],
)
def test_version_is_the_newest_release_with_claims(tmp_path, others):
    [(field, message)] = mistakes_in(tmp_path, capabilities=[], **others)

    assert field == "capabilities"
    assert message.startswith("The version of a file is the newest release with claims")


def test_title_without_a_source_is_refused(tmp_path):
    claim = {"is": "generation/streaming", "status": "unknown", "title": "Streaming"}

    found = mistakes_in(tmp_path, capabilities=[claim])

    assert found == [("capabilities[0].title", "A title is that of a source.")]


def test_date_checked_is_not_in_the_future(tmp_path):
    found = mistakes_in(tmp_path, version=make_version(checked=date(2026, 11, 25)))

    assert found == [("version.checked", "A date checked is not in the future.")]


def test_slug_is_the_name_of_the_file(tmp_path):
    path = write_file(tmp_path).rename(tmp_path / "drill.yaml")

    _, [mistake] = read_entry(path, today=TODAY)

    assert mistake.field == "slug"
    assert "'drill'" in mistake.message


def test_number_is_not_taken_for_a_version(tmp_path):
    [(place, message)] = mistakes_in(tmp_path, version=make_version(id=1.1))

    assert (place, message) == ("version.id", "This should be a valid string.")


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: [1\nb: 2", 2), ("slug: a\nslug: b", 2), ("a: &x 1\nb: *x", 2), ("[" * 100_000, 1)],
)
def test_unreadable_file_is_told_with_its_line(tmp_path, text, line):
    path = tmp_path / "lathe.yaml"
    path.write_text(text)

    _, [mistake] = read_entry(path, today=TODAY)

    assert (mistake.file, mistake.line) == ("lathe.yaml", line)


def test_mistakes_of_all_files_are_listed(tmp_path):
    write_file(tmp_path, slug="drill", license="", layers=[])
    write_file(tmp_path, category="engine")

    with pytest.raises(BadFactsError) as raised:
        entries_in(tmp_path)

    assert [(mistake.file, mistake.field) for mistake in raised.value.mistakes] == [
        ("drill.yaml", "layers"),
        ("drill.yaml", "license"),
        ("lathe.yaml", "category"),
    ]


def test_folder_without_files_is_refused(tmp_path):
    with pytest.raises(BadFactsError, match=r"no \.yaml file"):
        entries_in(tmp_path)


def test_example_in_the_documentation_is_a_good_file(tmp_path):
    text = (ENTRIES.parent / "README.md").read_text(encoding="utf-8")
    path = tmp_path / "example.yaml"
    path.write_text(text.partition("```yaml\n")[2].partition("```")[0])

    _, mistakes = read_entry(path, today=TODAY)

    assert mistakes == []
