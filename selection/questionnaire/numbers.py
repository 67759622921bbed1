"""Numbers as people type them: 1,000 or 1 000 or 1k, 7.25 or 7,25."""

import re

GROUPED_BY_COMMA = re.compile(r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
GROUPED_BY_DOT = re.compile(r"[1-9]\d{0,2}((\.\d{3}){2,}(,\d+)?|(\.\d{3})+,\d+)")
DECIMAL_COMMA = re.compile(r"\d+,\d+")
PLAIN = re.compile(r"\d+(\.\d*)?|\.\d+")
SUFFIXES = {"k": 1_000, "K": 1_000, "M": 1_000_000}
LARGEST = 1e15

# Things that are counted; half of one is a slip of the finger.
WHOLE = frozenset({"tokens", "layers", "heads", "values", "devices", "hosts", "requests"})


def parse_amount(text: str) -> int | float:
    """Return the number that `text` writes down, negative ones too; raise ValueError if it is none.

    One comma before exactly three digits separates thousands, any other is a decimal comma; a dot
    is a decimal point unless it can only separate thousands, as in 1.000.000 or 1.000,5.
    """
    compact = re.sub(r"[\s'’_]", "", text).replace("−", "-")
    sign = -1 if compact.startswith("-") else 1
    digits = compact.lstrip("+-")
    factor = SUFFIXES.get(digits[-1:], 1)
    number = float(_with_point(digits[:-1] if factor > 1 else digits)) * factor * sign
    if abs(number) > LARGEST:
        raise ValueError(f"{text!r} is too large.")
    number = round(number, 9)
    return int(number) if number == int(number) else number


def _with_point(digits: str) -> str:
    """Return the digits without separators of thousands and with a decimal point."""
    if GROUPED_BY_COMMA.fullmatch(digits):
        return digits.replace(",", "")
    if GROUPED_BY_DOT.fullmatch(digits):
        return digits.replace(".", "").replace(",", ".")
    if DECIMAL_COMMA.fullmatch(digits):
        return digits.replace(",", ".")
    if PLAIN.fullmatch(digits):
        return digits
    raise ValueError(f"{digits!r} is not a number.")


def explain_refusal(amount: int | float, unit: str) -> str:
    """Return what an amount in that unit must be and is not, or nothing where it is fine."""
    if amount < 0:
        return "must not be negative"
    if amount == 0:
        return "must be more than 0"
    if unit == "percent" and amount > 100:
        return "must be 100 % or less"
    if unit in WHOLE and isinstance(amount, float):
        return "must be a whole number"
    return ""
