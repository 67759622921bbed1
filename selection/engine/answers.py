"""What a team has answered: plain data, keyed by question.

An answer's `value` has the shape that its question's kind asks for:

========== ================================================================
kind       value
========== ================================================================
choice     ``"serve-llm"``, an option's key
choices    ``["onnx", "gguf"]``, option keys in the order of the options
text       ``"one line"``
long_text  ``"Markdown or plain lines"``
number     ``{"amount": 8, "unit": "GiB"}``
bound      ``{"amount": 200, "unit": "ms", "percentile": "p95", "need": "mandatory"}``,
           percentile only where the question has percentiles
review     ``{"generation/streaming": {"verdict": "relax", "reason": "…"}}``, by requirement key;
           verdict is confirm, relax, drop or accept-partial
additions  ``[{"capability": "security/authn", "need": "mandatory", "reason": "…"}]``
versions   ``{"vllm": "0.33.0"}``, component slug to release
========== ================================================================
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Standing(StrEnum):
    """Whether an answer can be used, and if not, why."""

    GIVEN = "given"
    NOT_KNOWN = "not-known"
    NOT_APPLICABLE = "not-applicable"


class Basis(StrEnum):
    """How the team knows what it answered."""

    MEASURED = "measured"
    DOCUMENTED = "documented"
    ASSUMED = "assumed"


@dataclass(frozen=True)
class Answer:
    """One answer; only a given one has a value."""

    standing: Standing = Standing.GIVEN
    value: Any = None
    basis: Basis | None = None
    note: str = ""
    who_finds_out: str = ""
    by_when: str = ""

    def __post_init__(self) -> None:
        if (self.standing is Standing.GIVEN) == (self.value is None):
            raise ValueError("A given answer has a value, any other has none.")


Answers = Mapping[str, Answer]
