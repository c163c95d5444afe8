"""Texts as typed values of a property: what import, dialogs and commands share."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache

from csbot.domain.calendar import at_local
from csbot.domain.properties.dates import DateStyle, read_date, read_moment
from csbot.domain.properties.errors import BadValue, ValueProblem
from csbot.domain.properties.numbers import DecimalMark, read_number
from csbot.domain.properties.types import Option, Property, PropertyType, Value
from csbot.domain.records import norm

UNPRINTABLE = re.compile("[\0\ud800-\udfff]")
INERT = re.compile(r"'(?=[=+\-@\t\r])")  # how exports disarm formulas (workspace X8)
EMAIL = re.compile(r"[^@\s<>(),;]+@[^@\s<>(),;]+\.[^@\s<>(),;.]{2,}")
URL = re.compile(r"https?://[^\s/?#][^\s/?#.]*+\.\S++|https?://localhost\S*+", re.IGNORECASE)
PHONE = re.compile(r"(?:[^<>\n\d]*+\d){3}[^<>\n]*+")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
DOMAIN = re.compile(r"[^\s/@:.]+(?:\.[^\s/@:.]+)+")
SPOILED = re.compile(r"\d(?:[.,]\d+)?e\+\d+", re.IGNORECASE | re.ASCII)
TRUE = frozenset({"true", "yes", "y", "1", "x", "on", "ja", "sand", "waar", "j"})
FALSE = frozenset({"false", "no", "n", "0", "off", "nej", "falsk", "nee", "onwaar"})
NO_WORD = re.compile(r"[\W_]+")
LONGEST_READ = 2_000  # characters of a text with a form of its own; more is no number, date, address or option


@dataclass(frozen=True, slots=True)
class Reading:
    """How texts are to be read where they leave it open."""

    dates: DateStyle
    decimal: DecimalMark = DecimalMark.DOT


def read(prop: Property, text: str, reading: Reading) -> Value | None:
    """The typed value of a text, None for an empty one. A user's is the text: who that is, the caller knows.

    No pattern meets a text that is longer than any value. Raises `BadValue`.
    """
    longest = max(prop.max_length or 0, LONGEST_READ)
    if len(text) > longest and len(text.strip()) > longest:
        raise BadValue(ValueProblem.TOO_LONG, text, prop.max_length or LONGEST_READ)
    if UNPRINTABLE.search(text):
        raise BadValue(ValueProblem.UNPRINTABLE, text)
    text = INERT.sub("", text.strip(), count=1) if text[:1] == "'" else text.strip()
    if not text:
        return None
    value = READERS[prop.type](prop, text, reading)
    if prop.max_length is not None and isinstance(value, str):
        _check_length(prop, value)
    return value


def word_key(text: str) -> str:
    """The form in which headings and options are compared: case, spaces and punctuation don't count."""
    return NO_WORD.sub("", norm(text))


def tidy_domain(text: str) -> str:
    """`https://www.Acme.com/about` as `acme.com`. Raises `BadValue`."""
    bare = text.casefold()
    if scheme := SCHEME.match(bare):
        bare = bare[scheme.end() :]
    bare = bare.lstrip("/").partition("/")[0].partition("?")[0]
    bare = bare.partition(":")[0].removeprefix("www.").rstrip(".")
    if not DOMAIN.fullmatch(bare):
        raise BadValue(ValueProblem.NOT_A_DOMAIN, text)
    return bare


def tidy_id(text: str) -> str:
    """An id of the CRM as it is, unless a spreadsheet spoiled it. Raises `BadValue`."""
    if SPOILED.fullmatch(text):
        raise BadValue(ValueProblem.SPOILED_ID, text)
    return text


def _check_length(prop: Property, value: str) -> None:
    limit = prop.max_length or 0
    longest = len(value)
    if prop.column == "name" or prop.custom:  # `name_norm` is as wide, and an index holds the normal form
        longest = max(longest, len(norm(value)))
    if longest > limit:
        raise BadValue(ValueProblem.TOO_LONG, value, limit)


def _string(prop: Property, text: str, _reading: Reading) -> str:
    if prop.options:
        return _option(prop, text) or text.lower()
    return prop.tidy(text) if prop.tidy else text


def _number(prop: Property, text: str, reading: Reading) -> int | float:
    return read_number(text, reading.decimal, prop.whole)


def _date(_prop: Property, text: str, reading: Reading) -> date:
    return read_date(text, reading.dates)


def _datetime(prop: Property, text: str, reading: Reading) -> date | datetime:
    value = read_moment(text, reading.dates)
    if isinstance(value, datetime) or prop.date_column is not None:
        return value
    return at_local(value, time(), reading.dates.tz)


def _enumeration(prop: Property, text: str, _reading: Reading) -> str:
    value = _option(prop, text)
    if value is None:
        raise BadValue(ValueProblem.NOT_AN_OPTION, text, tuple(option.label for option in prop.options))
    return value


def _multi_enumeration(prop: Property, text: str, reading: Reading) -> tuple[str, ...]:
    parts = (part.strip() for part in text.split(";"))
    return tuple(dict.fromkeys(_enumeration(prop, part, reading) for part in parts if part))


def _bool(_prop: Property, text: str, _reading: Reading) -> bool:
    word = word_key(text)
    if word not in TRUE | FALSE:
        raise BadValue(ValueProblem.NOT_A_BOOL, text)
    return word in TRUE


def _email(_prop: Property, text: str, _reading: Reading) -> str:
    text = text.removeprefix("mailto:").casefold()
    if not EMAIL.fullmatch(text):
        raise BadValue(ValueProblem.NOT_AN_EMAIL, text)
    return text


def _url(_prop: Property, text: str, _reading: Reading) -> str:
    address = text if SCHEME.match(text) else f"https://{text.lstrip('/')}"
    if not URL.fullmatch(address):
        raise BadValue(ValueProblem.NOT_A_URL, text)
    return address


def _phone(_prop: Property, text: str, _reading: Reading) -> str:
    if not PHONE.fullmatch(text):
        raise BadValue(ValueProblem.NOT_A_PHONE, text)
    return text


def _user(_prop: Property, text: str, _reading: Reading) -> str:
    return text


def _option(prop: Property, text: str) -> str | None:
    return _words(prop.options).get(word_key(text))


@cache
def _words(options: tuple[Option, ...]) -> dict[str, str]:
    """What people write → value; the first option that knows a word has it."""
    known: dict[str, str] = {}
    for option in options:
        for word in (option.value, option.label, *option.aliases):
            known.setdefault(word_key(word), option.value)
    known.pop("", None)
    return known


READERS: dict[PropertyType, Callable[[Property, str, Reading], Value]] = {
    PropertyType.STRING: _string,
    PropertyType.NUMBER: _number,
    PropertyType.CURRENCY: _number,
    PropertyType.DATE: _date,
    PropertyType.DATETIME: _datetime,
    PropertyType.ENUMERATION: _enumeration,
    PropertyType.MULTI_ENUMERATION: _multi_enumeration,
    PropertyType.BOOL: _bool,
    PropertyType.USER: _user,
    PropertyType.PHONE: _phone,
    PropertyType.EMAIL: _email,
    PropertyType.URL: _url,
}
