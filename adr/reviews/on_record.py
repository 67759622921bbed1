"""What the page of a record shows of its review, for whoever reads it."""

from typing import Any

from adr.records.models import Record, Status
from adr.reviews.discussion import discussion_of
from adr.reviews.forms import VerdictForm
from adr.reviews.summary import TeamReview
from aruntime.teams.models import Membership, Role


def review_context(record: Record, reader: Membership, review: TeamReview) -> dict[str, Any]:
    is_proposed = record.status == Status.PROPOSED
    may_review = is_proposed and reader.may_act_as(Role.REVIEWER)
    own_line = next((line for line in review.lines if line.key == reader.user_id), None)
    my_verdict = own_line.verdict if own_line else None
    asks = may_review and (my_verdict is None or my_verdict.is_stale)
    initial = {"revision": record.revision}
    return {
        "team_review": review,
        "discussion": discussion_of(record, reader),
        "may_review": may_review,
        "may_write_review": is_proposed and reader.may_act_as(Role.AUTHOR),
        "my_verdict": my_verdict if may_review else None,
        "verdict_form": VerdictForm(initial=initial, auto_id="verdict_%s") if asks else None,
        # An approval of the own text does not count while others could give it.
        "would_count": reader.user.username in review.could_approve,
        "is_mine_to_dissent": any(row.key == reader.user_id for row in review.dissents),
    }
