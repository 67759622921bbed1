"""The prose of a drafted record, as Markdown: only what the recommendation and the answers say."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from adr.records.picks import BUILD_OUR_OWN, NO_COMPONENT, Pick
from selection.public import AnswerInWords, Because, Conclusion, Need, Recommendation, Verdict

# What the evaluation replays; these answers stand under Workload, not under Context.
WORKLOAD_QUESTIONS = {
    "workload_source",
    "workload",
    "concurrency",
    "throughput",
    "goodput",
    "shared_prefix",
    "overload",
    "longest_task",
}
# Question 9 is about requirements, and they stand under Decision drivers.
REQUIREMENT_KINDS = {"review", "additions", "versions", "bound"}
MARKUP = re.compile(r"([\\`*\[\]<|])")
# The rules speak to the reader of a page; a record is written by the team.
OUR_WORDS = {"you": "we", "your": "our", "yours": "ours", "yourself": "ourselves"}
YOUR_WORDS = re.compile(rf"\b({'|'.join(OUR_WORDS)})\b", re.IGNORECASE)


def plain(text: str) -> str:
    """Return one line of text that shows in Markdown as it was typed."""
    return MARKUP.sub(r"\\\1", " ".join(text.split()))


def in_our_words(sentence: str) -> str:
    """Return a sentence of the rules as the team would say it."""

    def say(found: re.Match[str]) -> str:
        word = OUR_WORDS[found[0].lower()]
        return word.capitalize() if found[0][0].isupper() else word

    return YOUR_WORDS.sub(say, sentence)


def shorten(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def end_sentence(text: str) -> str:
    """Return one line of text that ends like a sentence."""
    line = plain(text)
    return line if line.endswith((".", "?", "!")) else f"{line}."


def end_label(text: str) -> str:
    """Return the words of a question or a field, ready for an answer after them."""
    line = plain(text)
    return line if line.endswith("?") else f"{line}:"


def lower_first(text: str) -> str:
    # An abbreviation such as "LLM" keeps its capitals.
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"


def write_title(recommendation: Recommendation, picks: Sequence[Pick]) -> str:
    """Return a title that says what was chosen, or else what is needed."""
    if recommendation.simpler and not any(pick.choice for pick in picks):
        return shorten(f"Use {lower_first(recommendation.simpler.name)} instead of a runtime", 200)
    names: dict[str, list[str]] = {}
    for pick in picks:
        if name := _name_of_choice(pick):
            names.setdefault(name, []).append(lower_first(pick.need.label))
    if not names:
        return shorten(recommendation.headline.rstrip("."), 200)
    parts = (f"{name} as {' and '.join(needs)}" for name, needs in names.items())
    return shorten(f"Use {', '.join(parts)}", 200)


def write_context(answers: Sequence[AnswerInWords]) -> str:
    """Return what was answered, task by task, without what has a section of its own."""
    told = [a for a in answers if _belongs_to_context(a)]
    blocks = []
    for title, group in groupby(told, key=lambda answer: answer.task_title):
        lines = "\n".join(_answer_line(answer) for answer in group)
        blocks.append(f"**{plain(title)}**\n\n{lines}")
    return "\n\n".join(blocks)


def write_drivers(recommendation: Recommendation) -> str:
    """Return the requirements, mandatory ones first, each with the reason for it."""
    lines = []
    for need in (Need.MANDATORY, Need.WANTED):
        for requirement in recommendation.requirements:
            if requirement.need is need and requirement.origin != "dropped":
                what = plain(requirement.bound or requirement.label)
                why = _sentences(s.sentence for s in requirement.because if not _names_owner(s))
                lines.append(f"- **{what}** ({need.value}): {why}")
    for requirement in recommendation.requirements:
        if requirement.origin == "dropped":
            lines.append(f"- {plain(requirement.label)} was dropped: {plain(requirement.reason)}")
    return "\n".join(lines)


def write_decision(
    recommendation: Recommendation, picks: Sequence[Pick], deployment: str = ""
) -> str:
    """Return what was decided: for which need, on which layer, where, under which controls."""
    if recommendation.simpler and not any(pick.choice for pick in picks):
        blocks = [_simpler_text(recommendation)]
    else:
        said: set[str] = set()
        lines = [line for pick in picks if (line := _pick_line(pick, said))]
        blocks = ["We choose:", "\n".join(lines)] if lines else []
        blocks.append(_deployment_text(recommendation, deployment))
    blocks.append(_controls_text(recommendation))
    return "\n\n".join(block for block in blocks if block)


def write_workload(recommendation: Recommendation, answers: Sequence[AnswerInWords]) -> str:
    """Return the workload as it was described, the bounds, and the sizing arithmetic."""
    blocks = []
    lines = []
    for answer in answers:
        if answer.question not in WORKLOAD_QUESTIONS or not answer.is_known:
            continue
        if answer.kind == "long_text":
            blocks.append(answer.words.strip())
        else:
            lines.append(_answer_line(answer))
    blocks += ["\n".join(lines)] if lines else []
    if recommendation.sizing.lines:
        sums = "\n".join(
            f"- {plain(line.label)}: {plain(line.formula)} = {plain(line.result)}"
            for line in recommendation.sizing.lines
            if line.formula != line.result
        )
        blocks.append(f"{plain(recommendation.sizing.sentence)}\n\n{sums}")
    return "\n\n".join(blocks)


def _belongs_to_context(answer: AnswerInWords) -> bool:
    return (
        answer.is_known
        and answer.kind not in REQUIREMENT_KINDS
        and answer.question not in WORKLOAD_QUESTIONS
    )


def _answer_line(answer: AnswerInWords) -> str:
    """Return the answer as an entry of a list; what was written on lines stays on lines."""
    assumed = " (assumed)" if answer.is_assumed else ""
    lines = [plain(line) for line in answer.words.splitlines() if line.strip()]
    if len(lines) > 1:
        below = "".join(f"\n    - {line}" for line in lines)
        return f"- {end_label(answer.label)}{assumed}{below}"
    return f"- {end_label(answer.label)} {plain(answer.words)}{assumed}"


def _name_of_choice(pick: Pick) -> str:
    if pick.choice == BUILD_OUR_OWN:
        return "our own build"
    return pick.candidate.name if pick.candidate else ""


def _pick_line(pick: Pick, said: set[str]) -> str:
    """Return what was chosen for one need and why, without a reason that was said before."""
    if not pick.choice:
        return ""
    if pick.choice == NO_COMPONENT:
        what = "no component is used"
    elif pick.choice == BUILD_OUR_OWN:
        what = "we build our own"
    else:
        candidate = pick.candidate
        what = plain(f"{candidate.name} {candidate.version}") if candidate else ""
    place = f"layer {pick.layer}, {lower_first(pick.layer_name)}" if pick.layer_name else ""
    new = [s.sentence for s in pick.need.because if s.sentence not in said]
    said.update(new)
    where = place or f"layer {pick.layer}"
    return f"- **{plain(pick.need.label)}** ({where}): {what}. {_sentences(new)}".rstrip()


def _simpler_text(recommendation: Recommendation) -> str:
    simpler = recommendation.simpler
    if simpler is None:
        return ""
    reasons = _sentences(step.sentence for step in simpler.because)
    name = plain(lower_first(simpler.name))
    return (
        f"We use something simpler: **{name}**. {plain(simpler.description)}\n\n"
        f"No AI runtime is chosen. {reasons}"
    )


def _deployment_text(recommendation: Recommendation, chosen: str) -> str:
    allowed = [d for d in recommendation.deployment if d.verdict is Verdict.RULED_IN]
    names = [plain(d.label) for d in allowed if not chosen or d.subject == chosen]
    head = f"**Deployment:** {' or '.join(names)}." if names else ""
    lines = []
    ruled_out = [d for d in recommendation.deployment if d.verdict is Verdict.RULED_OUT]
    for reason, group in groupby(sorted(ruled_out, key=_reason), key=_reason):
        labels = ", ".join(plain(d.label) for d in group)
        lines.append(f"- {labels}: {reason}")
    tail = "Deployments ruled out:\n\n" + "\n".join(lines) if lines else ""
    return "\n\n".join(block for block in (head, tail) if block)


def _controls_text(recommendation: Recommendation) -> str:
    level = recommendation.level
    demands = [
        f"- {plain(control.label)}: {' '.join(plain(demand) for demand in control.demands)}"
        for control in recommendation.controls
        if control.demands
    ]
    if not demands:
        return ""
    head = f"**Controls at consequence level {level.number}** ({plain(level.label)}), at least:"
    return f"{head}\n\n" + "\n".join(demands)


def _names_owner(step: Because) -> bool:
    """Who owns a requirement shows in the gates; it is not why the requirement is there."""
    return step.rule.startswith("owner-of-")


def _reason(conclusion: Conclusion) -> str:
    return _sentences(step.sentence for step in conclusion.because)


def _sentences(sentences: Iterable[str]) -> str:
    """Join sentences, each once: several answers can lead to the same rule."""
    return " ".join(dict.fromkeys(plain(in_our_words(sentence)) for sentence in sentences))
