"""Records are told from templates and indexes, and from each other."""

import pytest

from adr.transfer.reader.folder import read_folder
from adr.transfer.reader.reading import read_text
from tests.adr.transfer import samples

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("template.md", samples.TEMPLATE, "template"),
        ("_template.md", "# [title]\n", "template"),
        ("adr-short-template.md", samples.TEMPLATE, "template"),
        ("0000-adr-template-de.md", "# Vorlage\n\n## Status\n\n[A | B]\n", "template"),
        ("ADR-nnn_Any_Decision_Record_Template.md", "# ADR-nnn: Any\n", "template"),
        ("NNNN-title.md", samples.TEMPLATE, "template"),
        ("0001.md", "# NUMBER. TITLE\n\nDate: DATE\n\n## Status\n\nSTATUS\n", "template"),
        ("README.md", "# Decisions\n", "index"),
        ("_readme.md", "Conventions:\n", "index"),
        ("docs/adr/index.md", samples.INDEX, "index"),
        ("0014-project-templates.md", "# Project templates\n", "record"),
        ("0005-use-the-madr-template.md", samples.MADR_2, "record"),
        ("0003-bad-formatting.md", "This is no record.", "record"),
    ],
)
def test_kind(path, text, kind):
    assert read_text(text, path).kind == kind


def test_a_page_of_links_to_the_other_files_is_an_index():
    files = dict.fromkeys(("0001-a.md", "0002-b.md", "0003-c.md"), b"# x\n")
    files["decision_records.md"] = samples.INDEX.encode()

    kinds = {file.path: file.kind for file in read_folder(files).files}

    assert kinds["decision_records.md"] == "index"
    assert kinds["0001-a.md"] == "record"


def test_a_record_in_a_folder_of_its_own_may_be_called_readme():
    assert read_text(samples.NYGARD, "0004-engine/README.md").kind == "record"


def test_any_other_page_does_not_look_like_a_record():
    assert not read_text("# How to install\n\nRun it.\n", "docs/install.md").looks_like_record


def test_equal_numbers_and_titles_are_named():
    files = {"a/0021-x.md": b"# Same\n", "a/0021-y.md": b"# Same\n", "b/0021-z.md": b"# Other\n"}

    warnings = {file.path: file.warnings for file in read_folder(files).files}

    assert "The number 21 is also that of a/0021-y.md." in warnings["a/0021-x.md"]
    assert "The title is also that of a/0021-y.md." in warnings["a/0021-x.md"]
    assert not any("also that of" in warning for warning in warnings["b/0021-z.md"])
