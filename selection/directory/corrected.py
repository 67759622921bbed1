"""The mark of a claim that an accepted correction changed: what the file said at that time.

A load compares the file with the mark. A file that still says the same leaves the correction
alone; one that says something new is in conflict with it; one that agrees ends the mark.
"""

from collections.abc import Mapping

from selection.directory.models import Claim


def mark_corrected(claim: Claim, before: Mapping[str, str]) -> None:
    """Note on a stored claim what it said before a correction, in the fields of `ClaimState`.

    Call it after saving the corrected claim, in the same transaction. A second correction keeps
    the first mark: what counts is what the file says.
    """
    if claim.corrected_from is None:
        claim.corrected_from = dict(before)
        claim.save(update_fields=["corrected_from"])
