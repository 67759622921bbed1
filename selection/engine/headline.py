"""The answer in one sentence."""

from collections.abc import Sequence

from selection.engine.recommendation import Conclusion, Level, Simpler, Verdict
from selection.engine.rules import Rules
from selection.engine.wording import join_words


def write_headline(
    *,
    simpler: Simpler | None,
    categories: Sequence[Conclusion],
    additions: Sequence[Conclusion],
    deployment: Sequence[Conclusion],
    level: Level,
    rules: Rules,
) -> str:
    """Say what is needed, where it runs and how much care it asks for, or what is simpler."""
    if simpler:
        name = simpler.name[:1].lower() + simpler.name[1:]
        return f"Use something simpler: {name}; consequence level {level.number}."
    phrases = _phrases(rules)
    needed = _chosen(categories, Verdict.NEEDED, phrases)
    beside = _chosen(additions, Verdict.NEEDED, phrases)
    undecided = _chosen(categories, Verdict.OPEN, phrases)
    clauses = [_what(needed, beside, is_open=bool(undecided))]
    if needed or beside:
        clauses[0] += f", {_where(deployment, phrases)}"
    clauses += _open(undecided)
    return "; ".join([*clauses, f"consequence level {level.number}"]) + "."


def _phrases(rules: Rules) -> dict[str, str]:
    parts = {row.columns["part"]: row.columns["phrase"] for row in rules.tables["parts"]}
    options = {
        row.columns["option"]: row.columns["phrase"] for row in rules.tables["deployment_options"]
    }
    return {**parts, **options}


def _chosen(
    conclusions: Sequence[Conclusion], verdict: Verdict, phrases: dict[str, str]
) -> list[str]:
    return [phrases[c.subject] for c in conclusions if c.verdict is verdict]


def _what(needed: list[str], beside: list[str], *, is_open: bool) -> str:
    if needed and beside:
        return f"You need {join_words(needed)} with {join_words(beside)}"
    if needed:
        return f"You need {join_words(needed)} and nothing beside it"
    if beside and is_open:
        return f"So far you need {join_words(beside)}"
    if beside:
        return f"You need no runtime category of your own, only {join_words(beside)}"
    if is_open:
        return "Your answers do not say yet which runtime you need"
    return "Nothing that you answered asks for a runtime"


def _where(deployment: Sequence[Conclusion], phrases: dict[str, str]) -> str:
    ruled_in = _chosen(deployment, Verdict.RULED_IN, phrases)
    if ruled_in:
        return f"run {join_words(ruled_in, last='or')}"
    if any(option.verdict is Verdict.OPEN for option in deployment):
        return "and where it runs is still open"
    return "but no deployment option fits your answers"


def _open(phrases: list[str]) -> list[str]:
    if not phrases:
        return []
    if len(phrases) > 2:
        return [f"{len(phrases)} categories are still open"]
    return [f"whether you need {join_words(phrases, last='or')} is still open"]
