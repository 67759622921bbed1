"""How much memory weights and cache take, and whether one device, one host or several hold it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from selection.engine.conditions import Presence
from selection.engine.recommendation import ArithmeticLine, Sizing
from selection.engine.rules import Rule, Rules
from selection.engine.situation import Situation
from selection.engine.wording import join_words

CACHE_SHAPE = ("model_layers", "model_kv_heads", "model_head_dim")
TOKENS = ("model_context", "concurrency")


@dataclass(frozen=True)
class Amount:
    """What weights and cache take at one accepted precision, in bytes; None where not known."""

    label: str
    bytes_per_weight: float
    bytes_per_cached_value: float
    weights: float | None
    cache: float | None  # 0 where no sequence is generated

    @property
    def total(self) -> float | None:
        return None if self.weights is None or self.cache is None else self.weights + self.cache


@dataclass(frozen=True)
class Place:
    """What holds an amount: `topology` is unknown while `missing` are not answered."""

    topology: str
    sentence: str
    missing: tuple[str, ...] = ()


def size(situation: Situation, rules: Rules) -> Sizing:
    """Return the arithmetic for every accepted precision, and the topology that follows.

    Only memory is judged. What comes on top of weights and cache is named, never guessed.
    """
    table = rules.tables["sizing"]
    terms = {r.columns["term"]: r for r in table if "term" in r.columns and situation.holds(r.when)}
    if situation.look_up("model_parameters") is Presence.NOT_ASKED:
        return _nothing_to_size(terms["left-out"], situation)
    precisions = [r for r in table if "precision" in r.columns and situation.holds(r.when)]
    amounts = sorted(
        (_amount(rule, situation) for rule in precisions),
        key=lambda amount: (amount.bytes_per_weight, amount.bytes_per_cached_value),
    )
    judged = _place(_judge_at(amounts, terms), situation)
    return Sizing(
        topology=judged.topology,
        sentence=_sum_up(amounts, judged, terms, situation),
        lines=tuple(_lines(amounts, situation)),
        missing=judged.missing,
        because=tuple(s for r in (*terms.values(), *precisions) for s in r.because(situation)),
    )


def _judge_at(amounts: list[Amount], terms: Mapping[str, Rule]) -> Amount | None:
    if not amounts:
        return None
    return amounts[0] if "smallest" in terms else amounts[-1]


def _nothing_to_size(rule: Rule, situation: Situation) -> Sizing:
    sentence = "No weights of your own are held, so there is nothing to size."
    if situation.answer("model_parameters"):
        sentence = "The number of parameters does not apply, so nothing is sized."
    return Sizing("unknown", sentence, (), (), rule.because(situation))


def _number(situation: Situation, key: str) -> float | None:
    """The answered quantity in base units; none of anything says as little as no answer."""
    value = situation.look_up(key)
    return value if isinstance(value, float) and value > 0 else None


def _product(situation: Situation, *keys: str) -> float | None:
    product = 1.0
    for key in keys:
        number = _number(situation, key)
        if number is None:
            return None
        product *= number
    return product


def _keeps_cache(situation: Situation) -> bool:
    return situation.look_up("model_layers") is not Presence.NOT_ASKED


def _amount(rule: Rule, situation: Situation) -> Amount:
    per_weight, per_value = rule.columns["weight_bytes"], rule.columns["cache_bytes"]
    parameters = _number(situation, "model_parameters")
    values = _product(situation, *CACHE_SHAPE, *TOKENS) if _keeps_cache(situation) else 0
    question = situation.questionnaire.by_key["precisions"]
    return Amount(
        label=question.option_label(rule.columns["precision"]),
        bytes_per_weight=per_weight,
        bytes_per_cached_value=per_value,
        weights=None if parameters is None else parameters * per_weight,
        cache=None if values is None else 2 * values * per_value,
    )


def _place(amount: Amount | None, situation: Situation) -> Place:
    """Say what is large enough for an amount: one device, one host, or how many hosts."""
    device = _number(situation, "device_memory")
    if amount is None or amount.total is None or device is None:
        return Place("unknown", "what holds them is not known yet", _missing(situation))
    if amount.total <= device:
        return Place("one-device", f"one device of {memory(device)} holds them")
    per_host = _number(situation, "devices_per_host")
    if per_host is None:
        sentence = f"one device of {memory(device)} does not hold them"
        return Place("unknown", sentence, ("devices_per_host",))
    host = device * per_host
    if amount.total <= host:
        return Place("one-host", f"one host of {memory(host)} holds them, one device does not")
    return _place_on_hosts(ceil(amount.total / host), situation)


def _place_on_hosts(count: int, situation: Situation) -> Place:
    there_are = _number(situation, "hosts")
    sentence = f"at least {count:,} hosts are needed"
    if there_are is None:
        return Place("several-hosts", sentence, ("hosts",))
    if there_are < count:
        sentence += f", more than the {there_are:,.0f} that there are"
    return Place("several-hosts", sentence)


def _missing(situation: Situation) -> tuple[str, ...]:
    numbers = ["model_parameters", "device_memory"]
    if _keeps_cache(situation):
        numbers += [*CACHE_SHAPE, *TOKENS]
    missing = [key for key in numbers if _number(situation, key) is None]
    if isinstance(situation.look_up("precisions"), Presence):
        missing.append("precisions")
    order = list(situation.questionnaire.by_key)
    return tuple(sorted(missing, key=order.index))


def _sum_up(
    amounts: list[Amount], judged: Place, terms: Mapping[str, Rule], situation: Situation
) -> str:
    """Return the outcome at the smallest and at the largest accepted precision, in sentences."""
    sentences = []
    known = [amount for amount in amounts if amount.weights is not None]
    if len(known) > 1:
        sentences.append(_at(known[0], "the smallest accepted precision", situation))
        sentences.append(_at(known[-1], "the largest accepted precision", situation))
        sentences.append(terms["smallest" if "smallest" in terms else "largest"].reason)
    elif known:
        sentences.append(_at(known[0], "the accepted precision", situation))
    if judged.missing:
        labels = [f"“{situation.questionnaire.by_key[key].label}”" for key in judged.missing]
        sentences.append(f"Still to be answered: {join_words(labels)}.")
    return " ".join([*sentences, terms["left-out"].reason])


def _at(amount: Amount, which: str, situation: Situation) -> str:
    if amount.total is None:
        weights = memory(amount.weights or 0)
        return f"At {amount.label}, {which}, the weights alone take {weights}."
    what = "weights and cache take" if amount.cache else "the weights take"
    place = _place(amount, situation).sentence
    return f"At {amount.label}, {which}, {what} {memory(amount.total)}: {place}."


def _lines(amounts: list[Amount], situation: Situation) -> Iterator[ArithmeticLine]:
    """Write the arithmetic out, with the numbers and units that were answered."""
    words = situation.in_words
    for amount in amounts:
        if amount.weights is not None:
            formula = f"{words('model_parameters')} × {amount.bytes_per_weight:g} B"
            yield ArithmeticLine(f"Weights, {amount.label}", formula, memory(amount.weights))
    yield from _cache_lines(amounts, situation)
    for amount in amounts:
        if amount.weights is not None and amount.cache:
            formula = f"{memory(amount.weights)} + {memory(amount.cache)}"
            result = memory(amount.weights + amount.cache)
            yield ArithmeticLine(f"Weights and cache, {amount.label}", formula, result)
    yield from _room_lines(situation)


def _cache_lines(amounts: list[Amount], situation: Situation) -> Iterator[ArithmeticLine]:
    words = situation.in_words
    shape, tokens = _product(situation, *CACHE_SHAPE), _product(situation, *TOKENS)
    if tokens is not None and _keeps_cache(situation):
        formula = " × ".join(words(key) for key in TOKENS)
        yield ArithmeticLine("Tokens held at once", formula, f"{tokens:,.0f} tokens")
    if shape is None:
        return
    for per_value in sorted({amount.bytes_per_cached_value for amount in amounts}):
        one = 2 * shape * per_value
        which = f"at {8 * per_value:g} bits a value"
        formula = f"2 × {' × '.join(words(key) for key in CACHE_SHAPE)} × {per_value:g} B"
        yield ArithmeticLine(f"Cache of one token, {which}", formula, memory(one))
        if tokens is not None:
            formula = f"{tokens:,.0f} tokens × {memory(one)}"
            yield ArithmeticLine(f"Cache, {which}", formula, memory(one * tokens))


def _room_lines(situation: Situation) -> Iterator[ArithmeticLine]:
    words = situation.in_words
    device = _number(situation, "device_memory")
    if device is not None:
        yield ArithmeticLine("Memory of one device", words("device_memory"), memory(device))
    host = _product(situation, "device_memory", "devices_per_host")
    if device is not None and host is not None:
        formula = f"{words('devices_per_host')} × {memory(device)}"
        yield ArithmeticLine("Memory of one host", formula, memory(host))
    every = _product(situation, "device_memory", "devices_per_host", "hosts")
    if host is not None and every is not None:
        formula = f"{words('hosts')} × {memory(host)}"
        yield ArithmeticLine("Memory of all hosts", formula, memory(every))


def memory(amount: float) -> str:
    """Return bytes in the largest fitting unit with at most two decimals, such as "13.5 GiB"."""
    for unit, factor in (("GiB", 2**30), ("MiB", 2**20), ("KiB", 2**10)):
        if amount >= factor:
            return f"{f'{amount / factor:,.2f}'.rstrip('0').rstrip('.')} {unit}"
    return f"{amount:,.0f} B"
