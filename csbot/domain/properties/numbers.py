"""Numbers and amounts as people write them: grouped, with a currency, as `45k`, with either decimal mark."""

import re
from dataclasses import dataclass
from enum import StrEnum

from babel import Locale, UnknownLocaleError

from csbot.domain.properties.currencies import currencies
from csbot.domain.properties.errors import BadValue, ValueProblem
from csbot.domain.properties.texts import plainly

LARGEST_WHOLE = 2**31 - 1  # what an integer column holds
LARGEST = 1e15  # beyond it a double no longer counts in ones
NUMBER = re.compile(r"[.,]?\d(?:[.,' ]?\d)*+", re.ASCII)
GROUP_MARKS = re.compile(r"[' ]")
SPACED = re.compile(r"\d{1,3}(?:[' ]\d{3})+(?:[.,]\d*)?|\d{1,2}(?:[' ]\d{2})+[' ]\d{3}(?:[.,]\d*)?", re.ASCII)
EXPONENT = re.compile(r"[+-]?\d+(?:[.,]\d+)?e[+-]?\d{1,2}", re.IGNORECASE | re.ASCII)
# By thousands, and by thousands and then hundreds as in India.
GROUPED = {
    mark: re.compile(rf"\d{{1,3}}(?:\{mark}\d{{3}})+|\d{{1,2}}(?:\{mark}\d{{2}})+\{mark}\d{{3}}", re.ASCII)
    for mark in ".,"
}
PLAIN = re.compile(r"\d*(?:[.]\d*)?", re.ASCII)
DIGITS = 40
SCALES = {
    word: scale
    for scale, words in (
        (1_000, "k tsd tusind duizend thousand"),
        (1_000_000, "m mio mln mill million millions millioner miljoen miljoenen"),
        (1_000_000_000, "b bn mia mrd mld billion billions milliard milliarder miljard miljarden"),
    )
    for word in words.split()
}


class DecimalMark(StrEnum):
    """What stands before the decimals in a column."""

    DOT = "."
    COMMA = ","

    @property
    def other(self) -> "DecimalMark":
        """The mark that then groups thousands."""
        return DecimalMark.COMMA if self is DecimalMark.DOT else DecimalMark.DOT


NO_CENTS = (",-", ".-")  # instead of decimals: 1.234,-


@dataclass(frozen=True, slots=True)
class Amount:
    """A number taken apart. `digits`: with marks, without spaces; `scale` with the sign; `mark`: the decimal mark that
    it shows; `meant`: the currencies that stand beside it, None where none does.
    """

    digits: str
    scale: int
    mark: DecimalMark | None
    meant: frozenset[str] | None = None
    percent: bool = False

    @property
    def is_open(self) -> bool:
        """Whether its lone mark may group thousands as well as stand before decimals."""
        return self.mark is None and ("." in self.digits or "," in self.digits)


def mark_of(locale: str) -> DecimalMark:
    """What stands before decimals in a locale (Babel's form, `da_DK`), by CLDR."""
    for name in (locale, locale.partition("_")[0]):
        try:
            return DecimalMark(Locale.parse(name).number_symbols["latn"]["decimal"])
        except (UnknownLocaleError, ValueError, KeyError):
            continue
    return DecimalMark.DOT


def read_number(
    text: str, decimal: DecimalMark, whole: bool = False, currency: str = "", sure: bool = True, money: bool = False
) -> int | float:
    """The number; `decimal` decides only what can be read both ways, such as 1.234.

    `currency`: the only one that may stand beside it (ISO 4217), empty for any; `sure`: whether `decimal` is known to
    be that of the text, else such a number is refused where it would have decimals; `money`: no percentage. An amount
    with its currency has no three decimals. Raises `BadValue`.
    """
    plain = plainly(text)
    if EXPONENT.fullmatch(plain) or (plain.isascii() and plain.isdecimal() and len(plain) < DIGITS):
        number = float(plain.replace(",", "."))
    else:
        number = _value(text, _apart(text, plain), decimal, whole, currency, sure, money)
    if abs(number) > (LARGEST_WHOLE if whole else LARGEST):
        raise BadValue(ValueProblem.NUMBER_OUT_OF_RANGE, text)
    if not whole:
        return number
    if number != int(number):
        raise BadValue(ValueProblem.NOT_WHOLE, text)
    return int(number)


def write_number(number: float, decimal: DecimalMark) -> str:
    """The number as an input shows it: it is read back by who writes decimals so, thus never has three of them."""
    plain = format(number, ".15g") if abs(number) < LARGEST else f"{number:.0f}"
    whole, dot, decimals = plain.partition(".")
    return f"{whole}{decimal}{decimals}{'0' if len(decimals) == 3 else ''}" if dot else plain


def mark_shown(text: str) -> DecimalMark | None:
    """The decimal mark that a number shows by itself; None where it has none or can be read both ways."""
    amount = _taken_apart(text)
    return amount.mark if amount else None


def is_open(text: str) -> bool:
    """Whether a number can be read both ways: 1.234, but not 1.234,50, 0.125 or an amount with its currency."""
    amount = _taken_apart(text)
    return amount is not None and amount.is_open and amount.meant is None


def _taken_apart(text: str) -> Amount | None:
    try:
        return _apart(text, plainly(text))
    except BadValue:
        return None


def _value(
    text: str, amount: Amount, decimal: DecimalMark, whole: bool, currency: str, sure: bool, money: bool
) -> float:
    if currency and amount.meant is not None and currency not in amount.meant:
        raise BadValue(ValueProblem.OTHER_CURRENCY, text, currency)
    if amount.percent and money:
        raise BadValue(ValueProblem.NOT_A_NUMBER, text)
    mark, as_written = amount.mark or decimal, abs(amount.scale) == 1
    if amount.is_open:
        lone = DecimalMark.DOT if "." in amount.digits else DecimalMark.COMMA
        if whole or (as_written and (amount.meant is not None or (money and not sure))):
            mark = lone.other
        elif lone is mark and as_written and not sure:
            other = amount.digits.replace(lone, "")
            raise BadValue(ValueProblem.OPEN_NUMBER, text, f"-{other}" if amount.scale < 0 else other)
    body, _, decimals = amount.digits.partition(mark)
    if mark.other in body and not GROUPED[mark.other].fullmatch(body):
        raise BadValue(ValueProblem.NOT_A_NUMBER, text)
    plain = f"{body.replace(mark.other, '')}.{decimals}"
    if not PLAIN.fullmatch(plain) or plain == "." or len(plain) > DIGITS:
        raise BadValue(ValueProblem.NOT_A_NUMBER, text)
    number = float(plain) * amount.scale
    return number if as_written else round(number, 6)


def _apart(text: str, plain: str) -> Amount:
    """Raises `BadValue`."""
    match = NUMBER.search(plain)
    if match is None:
        raise BadValue(ValueProblem.NOT_A_NUMBER, text)
    before, digits, behind = plain[: match.start()], match[0], plain[match.end() :].strip()
    if digits[0] == "." and before[-1:].isalpha():  # kr.500
        before, digits = f"{before}.", digits[1:]
    before, behind, negative = _signed(before.strip(), behind)
    shown = None
    if behind[:2] in NO_CENTS:
        shown, behind = _of_whole(digits, behind[0]), behind[2:].lstrip("-").strip()
    elif behind in (".", ","):
        behind = ""
    meant = currencies(before) if before else None
    scale, percent = 1, behind == "%"
    if behind and not percent and not (also := currencies(behind)):
        scale, behind = _scaled(behind)
        also = currencies(behind)
    if behind and not percent:
        meant = also if meant is None else meant & also
    spaced = GROUP_MARKS.search(digits)
    if meant == frozenset() or (percent and meant) or not scale or (spaced and not SPACED.fullmatch(digits)):
        raise BadValue(ValueProblem.NOT_A_NUMBER, text)
    mark = DecimalMark(digits[-4]) if spaced and digits[-4] in ".," else None
    digits = GROUP_MARKS.sub("", digits)
    return Amount(digits, -scale if negative else scale, mark or shown or _mark(digits), meant, percent)


def _of_whole(digits: str, before_cents: str) -> DecimalMark:
    """The decimal mark of `1.234,-`, and of `1.234.-`: what groups thousands is none."""
    return next((DecimalMark(mark).other for mark in ".," if mark in digits), DecimalMark(before_cents))


def _signed(before: str, behind: str) -> tuple[str, str, bool]:
    """Without a minus or the brackets of bookkeepers, and whether there was one."""
    if before[:1] == "(" and behind[-1:] == ")":
        return before[1:].strip(), behind[:-1].strip(), True
    for rest, sign in ((before[1:], before[:1]), (before[:-1], before[-1:])):
        if sign and sign in "+-":
            return rest.strip(), behind, sign == "-"
    return before, behind, False


def _scaled(behind: str) -> tuple[int, str]:
    """What `k`, `mio.` or `M€` multiplies by, and the rest; 0 for another word."""
    word, _, rest = behind.partition(" ")
    if scale := SCALES.get(word.rstrip(".").casefold(), 0):
        return scale, rest.strip()
    return (SCALES.get(behind[0].casefold(), 0), behind[1:].strip()) if currencies(behind[1:].strip()) else (0, "")


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
