"""Drafting a record from a recommendation: everything known is filled in, nothing is invented.

What only people can say (good and bad consequences, migration and exit, confirmation) stays empty
and is listed as a gap.
"""

import calendar
from collections.abc import Mapping, Sequence
from datetime import date

from adr.records.content import RecordContent
from adr.records.draft_rows import (
    alternative_rows,
    assumption_rows,
    choose_rows,
    consequence_rows,
    risk_rows,
    source_rows,
    trigger_rows,
    version_rows,
)
from adr.records.draft_text import (
    shorten,
    write_context,
    write_decision,
    write_drivers,
    write_title,
    write_workload,
)
from adr.records.gates import gates_for, open_results
from adr.records.picks import DEPLOYMENT, gather_picks
from selection.public import AnswerInWords, Recommendation

# Months until the first review, by consequence level. What can do little harm is looked at once a
# year, because runtimes release every few weeks; the more a failure costs, the sooner again.
REVIEW_MONTHS = {0: 12, 1: 12, 2: 6, 3: 3}


def draft_content(
    recommendation: Recommendation,
    choices: Mapping[str, str],
    *,
    owner: str,
    today: date,
    answers: Sequence[AnswerInWords] = (),
    title: str = "",
) -> RecordContent:
    """Return a record with everything known filled in.

    `choices` gives for each needed category a component's slug, BUILD_OUR_OWN or NO_COMPONENT, and
    under DEPLOYMENT one of the deployment options; `owner` is a user name. Raises ValueError for a
    choice that is not on its shortlist.
    """
    picks = gather_picks(recommendation, choices)
    chosen = choose_rows(picks)
    gates = gates_for(recommendation, chosen)
    return RecordContent(
        title=shorten(title.strip(), 200) or write_title(recommendation, picks),
        owner=owner,
        consequence_level=recommendation.level.number,
        context=write_context(answers),
        drivers=write_drivers(recommendation),
        decision=write_decision(recommendation, picks, choices.get(DEPLOYMENT, "")),
        workload=write_workload(recommendation, answers),
        review_date=add_months(today, REVIEW_MONTHS[recommendation.level.number]),
        chosen=chosen,
        alternatives=alternative_rows(recommendation, picks),
        consequences=consequence_rows(picks),
        versions=version_rows(picks, answers),
        sources=source_rows(recommendation, picks),
        assumptions=assumption_rows(recommendation, answers),
        risks=risk_rows(picks, gates),
        gates=gates,
        validation=open_results(gates, chosen),
        triggers=trigger_rows(recommendation, picks, answers),
    )


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month if it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))
