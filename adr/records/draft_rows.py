"""The rows of a drafted record: alternatives, versions, sources, assumptions, risks, triggers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from adr.records.content import (
    AlternativeRow,
    AssumptionRow,
    ChosenRow,
    ConsequenceRow,
    GateRow,
    RiskRow,
    SourceRow,
    TriggerRow,
    VersionRow,
)
from adr.records.draft_text import end_label, end_sentence, lower_first, plain, shorten
from adr.records.gates import is_bound, labels_of
from adr.records.picks import BUILD_OUR_OWN, Pick
from selection.public import (
    AnswerInWords,
    Candidate,
    Gate,
    GateStatus,
    Need,
    Recommendation,
    Verdict,
)

# More names than these make a reason a list that nobody reads.
MOST_NAMED = 3


def choose_rows(picks: Iterable[Pick]) -> tuple[ChosenRow, ...]:
    """Return the layer ownership of what was chosen; who owns each part is for people to say."""
    rows = []
    for pick in picks:
        own = pick.choice == BUILD_OUR_OWN
        if pick.candidate or own:
            rows.append(
                ChosenRow(
                    layer=pick.layer,
                    name=pick.candidate.name if pick.candidate else "Our own build",
                    version=pick.candidate.version if pick.candidate else "",
                    category=pick.need.subject,
                    component=pick.candidate.slug if pick.candidate else "",
                    responsibility=pick.need.label,
                )
            )
    return tuple(rows)


def alternative_rows(
    recommendation: Recommendation, picks: Iterable[Pick]
) -> tuple[AlternativeRow, ...]:
    """Return every component that was not chosen, with the gate that speaks against it.

    Where nothing is chosen yet, only what a gate rules out is an alternative that was turned down.
    """
    labels = labels_of(recommendation)
    rows = []
    for pick in picks:
        if pick.shortlist is None:
            continue
        turned_down = pick.candidates if pick.choice else pick.shortlist.ruled_out
        rows += [
            AlternativeRow(
                name=shorten(f"{candidate.name} as {pick.need.label.lower()}", 200),
                component=candidate.slug,
                version=candidate.version,
                reason=reason_against(candidate, pick.candidate, labels),
            )
            for candidate in turned_down
            if candidate.slug != pick.choice
        ]
    return tuple(rows)


def consequence_rows(picks: Iterable[Pick]) -> tuple[ConsequenceRow, ...]:
    """Return what the chosen components leave to others; good and bad is for people to judge."""
    return tuple(
        ConsequenceRow("neutral", f"{plain(c.name)} does not provide: {plain(text)}.")
        for c in _chosen_once(picks)
        for text in c.not_provided
    )


def version_rows(picks: Iterable[Pick], answers: Iterable[AnswerInWords]) -> tuple[VersionRow, ...]:
    """Return the exact versions that the decision rests on: components, then the model."""
    rows = [
        VersionRow(c.name, c.version, f"Released {c.released}" if c.released else "")
        for c in _chosen_once(picks)
    ]
    known = {answer.question: answer.words for answer in answers if answer.is_known}
    if "model_name" in known:
        revision = known.get("model_revision", "revision not known yet")
        rows.append(VersionRow(shorten(known["model_name"], 120), shorten(revision, 120), "Model"))
    return tuple(rows)


def source_rows(recommendation: Recommendation, picks: Sequence[Pick]) -> tuple[SourceRow, ...]:
    """Return each source once: of the claims relied on, of the caveats, of the rules."""
    rows: dict[tuple[str, str], SourceRow] = {}
    for candidate, gate in _gates_relied_on(picks):
        if gate.source_url:
            title = f"{candidate.name}: {gate.source_title or gate.source_url}"
            checked = date.fromisoformat(gate.checked) if gate.checked else None
            rows.setdefault(
                (gate.source_url, title),
                SourceRow(gate.source_url, shorten(title, 300), candidate.version, checked),
            )
    for candidate in _chosen_once(picks):
        for _text, url in candidate.caveats:
            if not any(known == url for known, _title in rows):
                title = f"{candidate.name}: caveat"
                rows[url, title] = SourceRow(url, title, candidate.version)
    for place in _rule_sources(recommendation, picks):
        rows[place, ""] = _rule_source_row(recommendation, place)
    return tuple(rows.values())


def assumption_rows(
    recommendation: Recommendation, answers: Iterable[AnswerInWords]
) -> tuple[AssumptionRow, ...]:
    """Return what is not known yet, with who finds out, and what was answered as assumed."""
    open_rows = [
        AssumptionRow(
            text=f"Not known yet: {end_sentence(point.label)} {end_sentence(point.blocks)}",
            question=point.question,
            who_finds_out=point.who_finds_out,
            by_when=date.fromisoformat(point.by_when) if point.by_when else None,
        )
        for point in recommendation.open_points
    ]
    assumed_rows = [
        AssumptionRow(
            text=f"Assumed: {end_label(answer.label)} {plain(answer.words)}",
            question=answer.question,
        )
        for answer in answers
        if answer.is_known and answer.is_assumed
    ]
    return (*open_rows, *assumed_rows)


def risk_rows(picks: Sequence[Pick], gates: Iterable[GateRow]) -> tuple[RiskRow, ...]:
    """Return the caveats of what was chosen, and every mandatory gate not verified or not met."""
    names = {row.key: row.name for row in choose_rows(picks)}
    rows = [
        RiskRow(text=f"{plain(c.name)} {plain(c.version)}: {plain(text)}", source_url=url)
        for c in _chosen_once(picks)
        for text, url in c.caveats
    ]
    rows += [
        RiskRow(f"{plain(c.name)}: the project's status is {c.project_status}.")
        for c in _chosen_once(picks)
        if c.project_status != "active"
    ]
    for gate in gates:
        if gate.mandatory and gate.status != GateStatus.MET.value:
            words = "Not met" if gate.status == GateStatus.NOT_MET.value else "Not verified"
            name = f"{names.get(gate.component, gate.component)} {gate.version}".strip()
            text = f"{words} for {plain(name)}: {plain(gate.label)}. {plain(gate.note)}"
            rows.append(RiskRow(text.strip(), source_url=gate.source_url))
    return tuple(rows)


def trigger_rows(
    recommendation: Recommendation, picks: Sequence[Pick], answers: Iterable[AnswerInWords]
) -> tuple[TriggerRow, ...]:
    """Return the changes that would put the decision in question."""
    known = {answer.question: answer for answer in answers if answer.is_known}
    rows = [
        TriggerRow(
            "workload",
            shorten(f"The bound changes or no longer holds: {r.bound}", 300),
            metric=shorten(r.label, 120),
            bound=shorten(r.bound, 120),
        )
        for r in recommendation.requirements
        if is_bound(r.key) and r.origin != "dropped"
    ]
    if load := known.get("concurrency"):
        text = f"More requests in progress at the same time than {load.words}"
        bound = f"at most {load.words}"
        rows.append(TriggerRow("workload", shorten(text, 300), load.label, shorten(bound, 120)))
    if model := known.get("model_name"):
        text = f"The model or its revision changes: {model.words}"
        revision = known.get("model_revision")
        bound = shorten(revision.words, 120) if revision else ""
        rows.append(TriggerRow("model", shorten(text, 300), "Model revision", bound))
    if hardware := known.get("hardware"):
        text = f"The target hardware changes: {hardware.words}"
        bound = shorten(hardware.words, 120)
        rows.append(TriggerRow("hardware", shorten(text, 300), "Target hardware", bound))
    return (*rows, *_capability_triggers(recommendation, picks))


def _capability_triggers(
    recommendation: Recommendation, picks: Sequence[Pick]
) -> tuple[TriggerRow, ...]:
    rows = [
        TriggerRow(
            "capability",
            shorten(f"{c.name} {c.version} gets a new release or is deprecated", 300),
            component=c.slug,
        )
        for c in _chosen_once(picks)
    ]
    chosen = {c.slug for c in _chosen_once(picks)}
    for candidate, gate in _gates_relied_on(picks):
        if is_bound(gate.requirement):
            continue
        label = recommendation.requirement(gate.requirement).label
        text = (
            f"{candidate.name} no longer has: {label}"
            if candidate.slug in chosen and gate.status is not GateStatus.NOT_MET
            else f"{candidate.name}, turned down because of it, now has: {label}"
        )
        rows.append(
            TriggerRow(
                "capability",
                shorten(text, 300),
                component=candidate.slug,
                capability=gate.requirement,
            )
        )
    return tuple(dict.fromkeys(rows))


def _gates_relied_on(picks: Iterable[Pick]) -> list[tuple[Candidate, Gate]]:
    """The mandatory gates that the choice met, and those that ruled an alternative out."""
    relied_on = []
    for pick in picks:
        for candidate in pick.candidates:
            wanted = GateStatus.MET if candidate.slug == pick.choice else GateStatus.NOT_MET
            relied_on += [
                (candidate, gate)
                for gate in candidate.gates
                if gate.need is Need.MANDATORY and gate.status is wanted
            ]
    return relied_on


def reason_against(
    candidate: Candidate, chosen: Candidate | None, labels: Mapping[str, str]
) -> str:
    """The gates that speak against a component, the strongest kind only; empty where none does."""
    for need in (Need.MANDATORY, Need.WANTED):
        failed = _gates(candidate, need, GateStatus.NOT_MET)
        if failed:
            return _with_more(_gate_words(failed[0]), "not met", failed[1:], labels)
    open_here = _only_met_by_chosen(candidate, chosen)
    if chosen is None or not open_here:
        return ""
    names = _list_labels(open_here, labels)
    return f"Met by {plain(chosen.name)}, and not verified here: {names}."


def _gates(candidate: Candidate, need: Need, status: GateStatus) -> list[Gate]:
    return [gate for gate in candidate.gates if (gate.need, gate.status) == (need, status)]


def _only_met_by_chosen(candidate: Candidate, chosen: Candidate | None) -> list[Gate]:
    if chosen is None:
        return []
    met = {gate.requirement for gate in _gates(chosen, Need.MANDATORY, GateStatus.MET)}
    unverified = _gates(candidate, Need.MANDATORY, GateStatus.NOT_VERIFIED)
    return [gate for gate in unverified if gate.requirement in met]


def _with_more(words: str, status: str, more: Sequence[Gate], labels: Mapping[str, str]) -> str:
    return f"{words} Also {status}: {_list_labels(more, labels)}." if more else words


def _list_labels(gates: Sequence[Gate], labels: Mapping[str, str]) -> str:
    named = [plain(labels[gate.requirement]) for gate in gates[:MOST_NAMED]]
    rest = len(gates) - len(named)
    return f"{', '.join(named)} and {rest} more" if rest else ", ".join(named)


def _gate_words(gate: Gate) -> str:
    """One requirement that is not met: the claim with its source, and when that was read."""
    words = plain(gate.sentence)
    if gate.need is Need.WANTED:
        words = f"Wanted, {lower_first(words)}"
    if not gate.source_url:
        return words
    read = f", read {gate.checked}" if gate.checked else ""
    return f"{words.rstrip('.')} ([source](<{gate.source_url}>){read})."


def _chosen_once(picks: Iterable[Pick]) -> tuple[Candidate, ...]:
    """The chosen components; one that answers two needs counts once."""
    return tuple({p.candidate.slug: p.candidate for p in picks if p.candidate}.values())


def _rule_sources(recommendation: Recommendation, picks: Iterable[Pick]) -> tuple[str, ...]:
    """The places that the rules behind the conclusions come from, each once."""
    conclusions = [pick.need for pick in picks]
    conclusions += [d for d in recommendation.deployment if d.verdict is not Verdict.OPEN]
    steps = [step for conclusion in conclusions for step in conclusion.because]
    steps += [*recommendation.level.because]
    steps += [*recommendation.simpler.because] if recommendation.simpler else []
    return tuple(dict.fromkeys(step.source for step in steps))


def _rule_source_row(recommendation: Recommendation, place: str) -> SourceRow:
    version = f"rules {recommendation.versions.rules}"
    if place.startswith(("https://", "http://")):
        return SourceRow(place, shorten(place, 300), version)
    return SourceRow("", shorten(place, 300), version)
