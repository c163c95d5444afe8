"""Days as filters write them: `<30d`, `>2w-ago`, `this-quarter`, `tomorrow`, `<2026-03-01`."""

import re
from datetime import date, timedelta

from csbot.domain.filters.operators import Operator, Unit
from csbot.domain.filters.text import lexicon
from csbot.domain.properties.dates import read_date
from csbot.domain.properties.errors import BadValue
from csbot.domain.properties.types import Property
from csbot.domain.properties.values import Reading, word_key

AWAY = re.compile(r"(\d{1,6})[ -]?([^\W\d_]{1,8})(?:[ -]([^\W\d_ -]{3,8}(?:[ -]now| nu)?))?")
OVER = "over "  # Dutch: in so many days; English: more than
TODAY = {"<": (Operator.MORE_DAYS_AGO, ("0",)), ">": (Operator.MORE_DAYS_AHEAD, ("0",))}
AWAYS = {
    ("<", True): Operator.LESS_DAYS_AGO,
    (">", True): Operator.MORE_DAYS_AGO,
    ("<", False): Operator.LESS_DAYS_AHEAD,
    (">", False): Operator.MORE_DAYS_AHEAD,
}
ON_TOO = {"<=": timedelta(days=1), ">=": timedelta(days=-1)}

Meant = tuple[Operator, tuple[str, ...]]


def day_condition(of: Property, sign: str, text: str, reading: Reading) -> Meant:
    """The operator and its values. Days without ago or ahead lie ahead, those of a property of the past behind.

    A text that is none of these is given on as a date, to be refused there.
    """
    calendar = lexicon.CALENDAR.get(word_key(text))
    if sign in TODAY and calendar == (Operator.IN_THIS, Unit.DAY):
        return TODAY[sign]
    if sign in ("", "=") and calendar:
        return calendar[0], (calendar[1],)
    if away := _away(of, sign, text.lower()):
        return away
    sign, text = (sign, text) if sign else compared(text)
    if sign in ("", "="):
        return Operator.BETWEEN, (text, text)
    return Operator.BEFORE if sign[0] == "<" else Operator.AFTER, (_moved(text, sign, reading),)


def _away(of: Property, sign: str, text: str) -> Meant | None:
    before = next((word for word in lexicon.BEFORE_DAYS if text.startswith(word)), "")
    text = text.removeprefix(before)
    sign, text = (sign, text) if sign else compared(text)
    found = AWAY.fullmatch(text)
    unit = lexicon.DAY_UNITS.get(found[2]) if found else None
    direction = word_key(found[3] or "") if found else ""
    if found is None or unit is None or (direction and direction not in lexicon.AGO | lexicon.AHEAD):
        return None
    ago = direction in lexicon.AGO
    if before == "for " and not ago:
        return None
    sign = ">" if before == OVER and ago else sign
    ago = ago or (not direction and not before and of.past)
    days = int(found[1]) * unit + {"<=": 1, ">=": -1}.get(sign, 0)
    return AWAYS[">" if sign[:1] == ">" else "<", ago], (str(days),)


def days_of(text: str) -> str:
    """`7d` and `2 weeks` as a number of days; another text as it is, to be refused."""
    found = AWAY.fullmatch(text.lower())
    unit = lexicon.DAY_UNITS.get(found[2]) if found and not found[3] else None
    return text if found is None or unit is None else str(int(found[1]) * unit)


def compared(text: str) -> tuple[str, str]:
    """The sign that words such as “less than” stand for, and what follows; no sign where there are none."""
    low = text.lower()
    word = next((word for word in lexicon.COMPARED if low.startswith(f"{word} ")), "")
    return lexicon.COMPARED.get(word, ""), text[len(word) :].strip()


def _moved(text: str, sign: str, reading: Reading) -> str:
    """Before or on a day is before the next one."""
    if sign not in ON_TOO:
        return text
    try:
        on: date = read_date(text, reading.dates)
    except BadValue:
        return text
    return (on + ON_TOO[sign]).isoformat()
