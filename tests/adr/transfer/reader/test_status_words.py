"""Status words of many teams: known ones are brought under ours, all others are kept."""

import pytest

from adr.transfer.reader.found import ReadStatus
from adr.transfer.reader.reading import read_text

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("accepted", "accepted"),
        ("Approved", "accepted"),
        ("✅ Accepted", "accepted"),
        ("✅ Accepted (documenting an existing thing)", "accepted"),
        ("**ACCEPTED**", "accepted"),
        ("Implemented in <https://example.org/pull/1>", "accepted"),
        ("Accepted -> does not change the specification", "accepted"),
        ("~~Proposed~~ Accepted", "accepted"),
        ("accepted; supersedes [ADR-3](0003-x.md)", "accepted"),
        ("Partly superseded", "accepted"),
        ("Implemented. Parts of this ADR were superseded by [ADR-020](adr-020-x.md).", "accepted"),
        ("已接受", "accepted"),
        ("Pending", "proposed"),
        ("RFC", "proposed"),
        ("under review", "proposed"),
        ("Proposed [Proposed, Accepted, Rejected, Deprecated, Superseded, etc.]", "proposed"),
        ("vorgeschlagen", "proposed"),
        ("WIP", "draft"),
        ("🤔 Incomplete", "draft"),
        ("{ in-progress }", "draft"),
        ("❌ Rejected (see [019](019-shared.md))", "rejected"),
        ("Declined", "rejected"),
        ("Obsolete.", "deprecated"),
        ("Deprecated (no superseding ADR)", "deprecated"),
        ("Deprecated in favor of [#66](https://example.org/66)", "deprecated"),
        ("superseded by ADR-0123", "superseded"),
        ("Implemented. Superseded by [ADR-013](./adr-013-x.md).", "superseded"),
        ("⌛️ Superseded by [036. Multi-cluster](036-multi-cluster.md)", "superseded"),
        ("Replaced by 12", "superseded"),
        ("Accepted, superseded by ADR-5", "superseded"),
        ("ersetzt durch ADR-0012", "superseded"),
        ("Superseded", "superseded"),
        ("on hold", "other"),
        ("experimental", "other"),
        ("RESOLVED", "other"),
        ("A bloogy woogy woo.", "other"),
        ("Not accepted", "other"),
        ("opensource", "other"),
        ("[proposed | rejected | accepted | deprecated | … | superseded by [A](a.md)]", "none"),
        ("RFC by dd/mm/YYYY, Proposed, Pending Approval, Rejected, ..., Superseded by ADR", "none"),
        ("Proposed, Accepted", "none"),
    ],
)
def test_what_a_status_means(raw, status):
    found = read_text(f"# T\n\n## Status\n\n{raw}\n\n## Context\n\nx\n", "0001-t.md")

    assert found.status == status


@pytest.mark.parametrize("raw", ["on hold", "Not accepted"])
def test_an_unknown_word_is_kept_and_flagged(raw):
    found = read_text(f"# T\n\n* Status: {raw}\n", "0001-t.md")

    assert found.status_raw == raw
    assert any(raw in warning and "none that we know" in warning for warning in found.warnings)


def test_a_missing_status_stays_missing_and_is_flagged():
    found = read_text("# T\n\n* Date: 2020-11-05\n\n## Context\n\nx\n", "0002-t.md")

    assert (found.status, found.status_raw) == (ReadStatus.NONE, "")
    assert "The file gives no status." in found.warnings


def test_of_a_log_the_last_line_counts():
    text = "# T\n\n## Status\n\n2017-07-10 proposed\n2017-07-12 accepted\n2018-01-01 deprecated\n"

    found = read_text(text, "0001-t.md")

    assert (found.status, found.status_raw) == (ReadStatus.DEPRECATED, "2018-01-01 deprecated")


def test_prose_below_the_status_word_is_no_status():
    text = "# T\n\n## Status\n\nAccepted\n\nOne part was **declined** and may be superseded by X.\n"

    assert read_text(text, "0001-t.md").status is ReadStatus.ACCEPTED


def test_a_ticked_box_is_the_status():
    text = "# T\n\n## Status\n\n- [ ] proposed\n- [x] accepted\n- [ ] rejected\n"

    assert read_text(text, "0001-t.md").status is ReadStatus.ACCEPTED


def test_a_link_in_the_status_is_not_a_supersession_without_the_word():
    found = read_text("# T\n\n## Status\n\nRejected (see [19](0019-x.md))\n", "0018-t.md")

    assert (found.superseded_by, found.related) == ((), ("0019-x.md",))


def test_the_words_of_a_link_say_nothing():
    text = "# T\n\n## Status\n\nAccepted\n\nAmends [4. Superseded by colour](0004-x.md)\n"

    found = read_text(text, "0005-t.md")

    assert (found.status, found.amends) == (ReadStatus.ACCEPTED, ("0004-x.md",))
    assert found.superseded_by == ()
