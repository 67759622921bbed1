"""A recommendation as plain text: what the page shows, for a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from selection.results.matrices import Cell, Column, Matrix
from selection.results.page import RecommendationPage, RequirementView
from selection.results.traces import Alternative, Explained, Step

WIDTH = 96


def recommendation_as_text(page: RecommendationPage, *, name: str = "") -> str:
    """Return the whole recommendation as text, in the order of the page."""
    sections = [
        ("", _headline(page, name)),
        ("Stack", _stack(page)),
        ("Why", _explained((*page.needed, *page.open))),
        ("Not needed", _explained(page.not_needed)),
        ("Sizing", _sizing(page)),
        ("Deployment", _deployment(page)),
        ("Controls", _controls(page)),
        ("Requirements", _requirements(page.requirements)),
        *((f"Shortlist: {matrix.label}", _matrix(matrix)) for matrix in page.matrices),
        ("What would change the result", _alternatives(page.alternatives)),
        ("Evaluation plan", _plan(page)),
        ("Not known yet", _open_points(page)),
        ("Versions", _versions(page)),
    ]
    return "\n".join(_with_titles((title, list(lines)) for title, lines in sections))


def _with_titles(sections: Iterable[tuple[str, list[str]]]) -> Iterator[str]:
    for title, lines in sections:
        if title and lines:
            yield from ("", title, "-" * len(title))
        yield from lines


def _headline(page: RecommendationPage, name: str) -> Iterator[str]:
    if name:
        yield from (name, "=" * len(name), "")
    yield from _paragraph(page.headline)
    if page.simpler:
        yield from ("", *_paragraph(f"{page.simpler.name}: {page.simpler.description}"))
        yield from _steps(page.simpler.steps)


def _stack(page: RecommendationPage) -> Iterator[str]:
    for row in page.stack_rows:
        parts = [*row.needed, *(f"{label} (open)" for label in row.open)]
        yield from _paragraph(f"{row.layer}: {', '.join(parts) or 'nothing'}")


def _explained(conclusions: Iterable[Explained]) -> Iterator[str]:
    for conclusion in conclusions:
        yield from _paragraph(f"{conclusion.label}: {conclusion.word.lower()}")
        yield from _steps(conclusion.steps)


def _sizing(page: RecommendationPage) -> Iterator[str]:
    yield from _paragraph(page.sizing.sizing.sentence)
    for line in page.sizing.sizing.lines:
        yield from _paragraph(f"{line.label}: {line.formula} = {line.result}", "  ")
    missing = [place.label for place in page.sizing.missing]
    if missing:
        yield from _paragraph(f"Still needed: {'; '.join(missing)}", "  ")


def _deployment(page: RecommendationPage) -> Iterator[str]:
    yield from _explained((*page.deployment_left, *page.deployment_ruled_out))
    if page.deployment_warnings:
        yield from _paragraph("To be written down beside it")
        yield from _steps(page.deployment_warnings)


def _controls(page: RecommendationPage) -> Iterator[str]:
    yield from _paragraph(f"Consequence level {page.level.number}: {page.level.label}")
    yield from _steps(page.level.steps)
    for control in page.controls:
        yield from _paragraph(control.label)
        yield from _points(control.demands)


def _requirements(requirements: Iterable[RequirementView]) -> Iterator[str]:
    for requirement in requirements:
        what = requirement.bound or requirement.demand or requirement.label
        asked_of = ", ".join(requirement.asked_of) or "no part that is needed"
        origin = requirement.origin.lower()
        yield from _paragraph(f"{what}: {requirement.need.lower()}, {origin}; asked of {asked_of}")
        if requirement.reason:
            yield from _points([requirement.reason])
        yield from _steps(requirement.steps)


def _matrix(matrix: Matrix) -> Iterator[str]:
    if matrix.note:
        yield from _paragraph(matrix.note)
    for number, group in enumerate(matrix.groups):
        yield from _paragraph(f"{group.title}, by name")
        for index, column in enumerate(group.columns):
            yield from _candidate(column)
            for row in matrix.rows:
                yield from _cell(row.bound or row.label, row.groups[number][index])
    for component in matrix.ruled_out:
        yield from _paragraph(f"Ruled out: {component.name} {component.version}")
        for gate in component.gates:
            yield from _points([f"{gate.sentence} {_source(gate)}"])


def _candidate(column: Column) -> Iterator[str]:
    standing = f", {column.standing}" if column.standing else ""
    yield from _paragraph(f"{column.name} {column.version} ({column.license}{standing})", "  ")
    if column.not_provided:
        yield from _points([f"Not provided: {'; '.join(column.not_provided)}"], "    ")
    for text, url in column.caveats:
        yield from _points([f"Known limit: {text} [{url}]"], "    ")


def _cell(label: str, cell: Cell) -> Iterator[str]:
    parts = (cell.sentence or f"{cell.word}.", cell.note, _source(cell))
    yield from _points([f"{label}: {' '.join(part for part in parts if part)}"], "    ")


def _source(cell: Cell) -> str:
    if not cell.source_url:
        return ""
    checked = f", checked {cell.checked.isoformat()}" if cell.checked else ""
    return f"[{cell.source_title}: {cell.source_url}{checked}]"


def _alternatives(alternatives: Iterable[Alternative]) -> Iterator[str]:
    for one in alternatives:
        change = f"“{one.answer_then}” in place of “{one.answer_now}”"
        yield from _paragraph(_ask(one.place.label, change))
        yield from _points(one.becomes)


def _plan(page: RecommendationPage) -> Iterator[str]:
    for step in page.plan.steps:
        yield from _paragraph(f"{step.number}. {step.title}")
        yield from _points(
            f"{task.text}{' Blocks acceptance.' if task.blocks_acceptance else ''}"
            for task in step.tasks
        )
    if page.plan.measures:
        yield from _paragraph("What to measure")
    for measure in page.plan.measures:
        bound = f" {measure.bound}" if measure.bound else ""
        yield from _points([f"{measure.label}: {measure.what}{bound}"])


def _open_points(page: RecommendationPage) -> Iterator[str]:
    for point in page.open_points:
        who = f" by {point.who_finds_out}" if point.who_finds_out else ""
        when = f" until {point.by_when.isoformat()}" if point.by_when else ""
        found = f" To be found out{who}{when}." if who or when else ""
        label = point.place.label
        stop = "" if label.endswith("?") else "."
        yield from _points([f"{label}{stop} {point.blocks}{found}"])


def _versions(page: RecommendationPage) -> Iterator[str]:
    versions = page.versions
    yield (
        f"Questionnaire {versions.questionnaire}, rules {versions.rules}, "
        f"directory {versions.directory}"
    )
    yield f"SHA-256 {page.digest}"


def _steps(steps: Sequence[Step]) -> Iterator[str]:
    """Tell each rule once, with all the answers that it read."""
    answers: dict[tuple[str, str, str], list[str]] = {}
    for step in steps:
        read = answers.setdefault((step.sentence, step.rule, step.source), [])
        if step.place:
            read.append(_ask(step.place.label, step.answer))
    for (sentence, rule, source), read in answers.items():
        given = f" ({'; '.join(read)})" if read else ""
        yield from _points([f"{sentence}{given} [{rule}; {source}]"])


def _ask(question: str, answer: str) -> str:
    """Return a question and what is said of it; a question mark needs no colon after it."""
    return f"{question} {answer}" if question.endswith("?") else f"{question}: {answer}"


def _points(texts: Iterable[str], indent: str = "  ") -> Iterator[str]:
    for text in texts:
        yield from _paragraph(text, f"{indent}- ", f"{indent}  ")


def _paragraph(text: str, first: str = "", later: str | None = None) -> list[str]:
    """Return the lines of a paragraph; an address is never broken."""
    return wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=first if later is None else later,
        break_long_words=False,
        break_on_hyphens=False,
    )
