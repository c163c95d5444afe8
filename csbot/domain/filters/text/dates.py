"""Days as filters write them: `<30d`, `>2w-ago`, `this-quarter`, `tomorrow`, `<2026-03-01`."""

import re
from datetime import date, timedelta

from csbot.domain.filters.operators import Operator, Unit
from csbot.domain.properties.dates import read_date
from csbot.domain.properties.errors import BadValue
from csbot.domain.properties.types import Property
from csbot.domain.properties.values import Reading

AWAY = re.compile(r"(\d{1,6})[ -]?(d|w|days?|weeks?)[ -]?(ago|ahead)?", re.IGNORECASE | re.ASCII)
CALENDAR = re.compile(r"(last|this|next)[ _-]?(day|week|month|quarter|year)", re.IGNORECASE | re.ASCII)
NAMED = {
    "yesterday": (Operator.IN_LAST, (Unit.DAY,)),
    "today": (Operator.IN_THIS, (Unit.DAY,)),
    "tomorrow": (Operator.IN_NEXT, (Unit.DAY,)),
}
TODAY = {"<": (Operator.MORE_DAYS_AGO, ("0",)), ">": (Operator.MORE_DAYS_AHEAD, ("0",))}
CALENDARS = {"last": Operator.IN_LAST, "this": Operator.IN_THIS, "next": Operator.IN_NEXT}
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
    word = text.lower()
    if word == "today" and sign in TODAY:
        return TODAY[sign]
    if not sign and word in NAMED:
        return NAMED[word]
    if not sign and (calendar := CALENDAR.fullmatch(word)):
        return CALENDARS[calendar[1]], (calendar[2],)
    if away := AWAY.fullmatch(word):
        return _away(of, sign or "<", away)
    if not sign or sign == "=":
        return Operator.BETWEEN, (text, text)
    return Operator.BEFORE if sign[0] == "<" else Operator.AFTER, (_moved(text, sign, reading),)


def _away(of: Property, sign: str, away: re.Match[str]) -> Meant:
    days = int(away[1]) * (7 if away[2].startswith("w") else 1)
    days += {"<=": 1, ">=": -1}.get(sign, 0)
    ago = away[3] == "ago" or (away[3] is None and of.past)
    return AWAYS["<" if sign[0] in "<=" else ">", ago], (str(days),)


def _moved(text: str, sign: str, reading: Reading) -> str:
    """Before or on a day is before the next one."""
    if sign not in ON_TOO:
        return text
    try:
        on: date = read_date(text, reading.dates)
    except BadValue:
        return text
    return (on + ON_TOO[sign]).isoformat()
