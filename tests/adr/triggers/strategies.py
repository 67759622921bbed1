"""Conditions and observations as hypothesis makes them up."""

from datetime import UTC, datetime
from fractions import Fraction

from hypothesis import strategies as st

from adr.triggers.bounds import Bound, Comparison, write_amount
from adr.triggers.conditions import Condition
from adr.triggers.matching import Observed

NAMES = st.sampled_from(["ttft", "tpot", "model revision"])
# Units of time on both sides, and one of another kind, so that some are compared and some are not.
UNITS = st.sampled_from(["ms", "s", "min", "GiB"])
PERCENTILES = st.sampled_from(["", "p50", "p95"])
AMOUNTS = st.decimals(-2000, 2000, places=3).map(Fraction)
TIMES = st.datetimes(
    # Hypothesis adds the time zone.
    min_value=datetime(2026, 1, 1),  # noqa: DTZ001
    max_value=datetime(2026, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)

bounds = st.builds(Bound, st.sampled_from(Comparison), AMOUNTS, UNITS, PERCENTILES)
on_metrics = st.builds(
    Condition, kind=st.just("workload"), words=NAMES, name=NAMES, bound=bounds.map(str)
)
on_values = st.builds(
    Condition, kind=st.just("model"), words=NAMES, name=NAMES, bound=st.sampled_from("abc")
)
conditions = st.lists(on_metrics | on_values, max_size=6).map(tuple)
measured = st.builds(Observed, NAMES, AMOUNTS.map(write_amount), UNITS, PERCENTILES, TIMES)
named = st.builds(Observed, NAMES, st.sampled_from("abc"), st.just(""), st.just(""), TIMES)
observations = st.lists(measured | named, max_size=8)
