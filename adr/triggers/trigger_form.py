"""One revisit trigger in the form of a record; what is asked follows the kind of change.

What is not asked for a kind is hidden by the stylesheet where it can be, and kept in any case.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from crispy_forms.layout import Div, Field, Fieldset, Layout
from django import forms

from adr.records.content import RecordContent
from adr.records.fields import choice, line
from adr.records.models import RevisitTrigger
from adr.records.row_forms import RowForm
from adr.triggers.bounds import (
    BadBoundError,
    Bound,
    Comparison,
    find_bound,
    parse_bound,
    read_amount,
    split_percentile,
    unit_refusal,
    write_amount,
)
from adr.triggers.conditions import is_any_of
from adr.triggers.units import UnknownUnitError, parse_unit
from selection.public import load_vocabulary

PERCENTILES = ["p50", "p75", "p90", "p95", "p99", "p99.9"]
BOUND_FIELDS = ("comparison", "amount", "unit", "percentile")
NO_BOUND = dict.fromkeys(BOUND_FIELDS, "")


def percentile_choice(label: str = "At percentile", *, hint: str = "") -> forms.ChoiceField:
    return choice(label, [(p, p) for p in PERCENTILES], empty="None", hint=hint)


class TriggerForm(RowForm):
    """A bound is typed in parts and stored in its one notation."""

    kind = choice(
        "Kind of change", RevisitTrigger.Kind.choices, missing="Choose what kind of change it is"
    )
    text = line("What would change", limit=300, missing="Enter the change that matters")
    metric = line(
        "Metric or named value",
        limit=120,
        hint="The name under which somebody, or a script, reports it: TTFT, or model revision.",
    )
    comparison = choice("It must be", [(c.value, c.value.capitalize()) for c in Comparison])
    amount = line("Number", limit=120)
    unit = line("Unit", limit=40, hint="Such as ms, GiB, % or requests/s.")
    percentile = percentile_choice()
    bound = line(
        "Present value", limit=120, hint="A revision or a device. Any other makes the record due."
    )
    component = line("Entry in the directory", limit=80, hint="Its short name, such as vllm.")
    capability = line(
        "Capability",
        limit=120,
        hint="Such as generation/streaming. Left empty, a new release, a deprecation and, where "
        "the record names no claim of it, any changed claim makes the record due.",
    )

    def __init__(self, *args: Any, initial: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=split_bound(initial or {}), **kwargs)
        self.helper.layout = Layout(
            Field("kind"),
            Field("text"),
            Fieldset(
                "What is observed",
                Field("metric"),
                Div(
                    *(Field(name) for name in BOUND_FIELDS), css_class="field-row trigger-workload"
                ),
                Div(Field("bound"), css_class="trigger-value"),
                css_class="trigger-observed",
            ),
            Fieldset(
                "What the directory says",
                Field("component"),
                Field("capability"),
                css_class="trigger-capability",
            ),
        )

    def offer_choices(self, content: RecordContent) -> None:
        stored = [find_bound(row.bound) for row in content.triggers]
        known = {bound.percentile for bound in stored if bound and bound.percentile}
        percentiles = [*PERCENTILES, *sorted(known - set(PERCENTILES))]
        self.fields["percentile"].choices = [("", "None"), *((p, p) for p in percentiles)]  # type: ignore[attr-defined]
        self.named = {row.capability for row in content.triggers if is_any_of(row.capability)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        parts = {name: cleaned.pop(name, "") for name in BOUND_FIELDS}
        if cleaned.get("kind") == "workload":
            cleaned["bound"] = self._read_bound(parts, cleaned)
        elif cleaned.get("kind") == "capability":
            self._check_component(cleaned.get("component", ""))
            self._check_capability(cleaned.get("capability", ""))
        return cleaned

    def _read_bound(self, parts: dict[str, str], cleaned: dict[str, Any]) -> str:
        if not any(parts.values()) and not set(BOUND_FIELDS) & self.errors.keys():
            return self._read_written_bound(cleaned.get("bound", ""))
        if not cleaned.get("metric"):
            self._ask("metric", "Enter the metric that the bound is on")
        if not parts["comparison"]:
            self._ask("comparison", "Choose whether it is a highest or a lowest value")
        try:
            amount = read_amount(parts["amount"])
        except BadBoundError:
            self._ask("amount", "Enter the number of the bound, such as 300")
        try:
            parse_unit(parts["unit"])
        except UnknownUnitError as error:
            self._ask("unit", unit_refusal(error))
        if {"metric", *BOUND_FIELDS} & self.errors.keys():
            return ""
        percentile = parts["percentile"] or split_percentile(cleaned["metric"])[1]
        unit = " ".join(parts["unit"].split())
        return str(Bound(Comparison(parts["comparison"]), amount, unit, percentile))

    def _ask(self, field: str, words: str) -> None:
        if field not in self.errors:
            self.add_error(field, words)

    def _read_written_bound(self, text: str) -> str:
        """Return a bound that stands in one field, as older texts have it."""
        try:
            return str(parse_bound(text)) if text else ""
        except BadBoundError as error:
            self.add_error("bound", str(error))
            return text

    def _check_component(self, slug: str) -> None:
        if slug and slug not in self.directory:
            self.add_error("component", f"There is no entry “{slug}”{_alike(slug, self.directory)}")

    def _check_capability(self, key: str) -> None:
        words = load_vocabulary().capabilities
        if key and key not in words and key not in self.named:
            self.add_error("capability", f"There is no capability “{key}”{_alike(key, words)}")


def split_bound(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a row with its bound in the fields that it is typed in."""
    text = values.get("bound", "")
    if values.get("kind") != "workload" or not text or set(BOUND_FIELDS) & values.keys():
        return dict(values)
    bound = find_bound(text)
    if bound is None:
        # It is shown where it has to be mended.
        return {**values, **NO_BOUND, "amount": text, "bound": ""}
    parts = {
        "comparison": bound.comparison.value,
        "amount": write_amount(bound.amount),
        "unit": bound.unit,
        "percentile": bound.percentile,
    }
    return {**values, **parts, "bound": ""}


def _alike(word: str, words: Mapping[str, Any]) -> str:
    found = get_close_matches(word, words, n=2)
    return f". Did you mean {' or '.join(found)}?" if found else ", see the directory for its names"
