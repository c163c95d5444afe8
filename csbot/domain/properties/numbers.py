"""Numbers and amounts as people write them: with thousands separators, currency signs and either decimal mark."""

import re
from enum import StrEnum

from csbot.domain.properties.errors import BadValue, ValueProblem

LARGEST_WHOLE = 2**31 - 1  # what an integer column holds
LARGEST = 1e15  # beyond it a double no longer counts in ones
CURRENCY = r"(?:[$€£¥₹]|kr\.?|[A-Z]{3}\b|,-|\.-)"
AMOUNT = re.compile(
    rf"(?P<open>\()?(?P<minus1>-)?(?:{CURRENCY}\s*)?(?P<minus2>-)?(?P<number>\d(?:[\d'’\s]|[.,](?!-))*+|[.,]\d++)"
    rf"\s*+(?:{CURRENCY})?(?P<close>\))?",
    re.IGNORECASE,
)
GROUP_MARKS = re.compile(r"['’\s]")
SPACED = re.compile(r"\d{1,3}(?:['’\s]\d{3})+(?:[.,]\d*)?", re.ASCII)
EXPONENT = re.compile(r"[+-]?\d+(?:\.\d+)?e[+-]?\d{1,2}", re.IGNORECASE | re.ASCII)
GROUPED = {mark: re.compile(rf"\d{{1,3}}(?:\{mark}\d{{3}})+", re.ASCII) for mark in ".,"}
PLAIN = re.compile(r"\d*(?:[.]\d*)?", re.ASCII)


class DecimalMark(StrEnum):
    """What stands before the decimals in a column."""

    DOT = "."
    COMMA = ","

    @property
    def other(self) -> "DecimalMark":
        """The mark that then groups thousands."""
        return DecimalMark.COMMA if self is DecimalMark.DOT else DecimalMark.DOT


def read_number(text: str, decimal: DecimalMark, whole: bool = False) -> int | float:
    """The number; `decimal` decides only what can be read both ways, such as 1.234. Raises `BadValue`."""
    number = float(text) if EXPONENT.fullmatch(text) else _amount(text, decimal, whole)
    if abs(number) > (LARGEST_WHOLE if whole else LARGEST):
        raise BadValue(ValueProblem.NUMBER_OUT_OF_RANGE, text)
    if not whole:
        return number
    if number != int(number):
        raise BadValue(ValueProblem.NOT_WHOLE, text)
    return int(number)


def mark_shown(text: str) -> DecimalMark | None:
    """The decimal mark that a number shows by itself; None where it has none or can be read both ways."""
    match = AMOUNT.fullmatch(text)
    if match is None:
        return None
    return _mark(GROUP_MARKS.sub("", match["number"]))


def _amount(text: str, decimal: DecimalMark, whole: bool) -> float:
    match = AMOUNT.fullmatch(text)
    if match is None or bool(match["open"]) != bool(match["close"]) or (match["minus1"] and match["minus2"]):
        raise BadValue(ValueProblem.NOT_A_NUMBER, text)
    written = match["number"].strip()
    if GROUP_MARKS.search(written) and not SPACED.fullmatch(written):
        raise BadValue(ValueProblem.NOT_A_NUMBER, text)
    digits = GROUP_MARKS.sub("", written)
    if whole:
        decimal = DecimalMark.DOT if "," in digits else DecimalMark.COMMA  # 1.234 people are not one and a bit
    mark = _mark(digits) or decimal
    body, _, decimals = digits.partition(mark)
    if mark.other in body and not GROUPED[mark.other].fullmatch(body):
        raise BadValue(ValueProblem.NOT_A_NUMBER, text)
    plain = f"{body.replace(mark.other, '')}.{decimals}"
    if not PLAIN.fullmatch(plain) or plain == "." or len(plain) > 40:
        raise BadValue(ValueProblem.NOT_A_NUMBER, text)
    number = float(plain)
    return -number if match["minus1"] or match["minus2"] or match["open"] else number


def _mark(digits: str) -> DecimalMark | None:
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return None
    mark = DecimalMark(digits[last])
    if mark.other in digits:
        return mark
    if digits.count(mark) > 1:
        return mark.other
    can_group = GROUPED[mark].fullmatch(digits) and not digits.startswith("0")
    return None if can_group else mark
