"""Texts as typed values of a property: what import, dialogs and commands share."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from unicodedata import normalize

from csbot.domain.members import Viewer
from csbot.domain.properties.dates import DateOrder, DateStyle, at_wall, noted_moment, read_date
from csbot.domain.properties.errors import BadValue, ValueNote, ValueProblem
from csbot.domain.properties.numbers import DecimalMark, mark_of, read_number
from csbot.domain.properties.texts import bare, plainly
from csbot.domain.properties.types import Option, Property, PropertyType, Value
from csbot.domain.records import norm

UNPRINTABLE = re.compile("[\0\ud800-\udfff]")
INERT = re.compile(r"'(?=[=+\-@\t\r])")  # how exports disarm formulas (workspace X8)
EMAIL = re.compile(r"[^@\s<>(),;]+@[^@\s<>(),;]+\.[^@\s<>(),;.]{2,}")
NAMED_EMAIL = re.compile(r"[^<>@]*+<([^<>\s]++)>")  # Kim <kim@example.com>
URL = re.compile(r"https?://(?:[^\s/?#@]*+@)?([^\s/?#:]++)(?::\d{1,5})?(?:[/?#]\S*+)?", re.IGNORECASE)
PHONE = re.compile(r"(?:[^<>\n\d]*+\d){3}[^<>\n]*+")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
DOMAIN = re.compile(r"(?:(?!-)[\w-]{1,63}\.)+(?:[^\W\d_]{2,63}|xn--[a-z0-9-]{1,59})")
IP = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}", re.ASCII)
PATH = re.compile("[/?#]")
SEPARATORS = re.compile(r"[\s,;|]+")
SPOILED = re.compile(r"\d(?:[.,]\d+)?e\+\d+", re.IGNORECASE | re.ASCII)
TRUE = frozenset({"true", "yes", "y", "1", "x", "on", "ja", "sand", "sandt", "waar", "j"})
FALSE = frozenset({"false", "no", "n", "0", "off", "nej", "falsk", "falskt", "nee", "onwaar"})
NO_WORD = re.compile(r"[\W_]+")
# What files and spreadsheets write where there is no value, also where a formula has none.
NOTHING = frozenset({
    "-", "--", "---", ".", "?", "n/a", "n.a.", "n.v.t.", "0000-00-00", "00-00-0000", "00/00/0000", "00.00.0000",
    "0000-00-00 00:00:00", "0000-00-00t00:00:00", "#n/a", "#n/b", "#i/t", "#ref!", "#value!", "#name?", "#num!",
    "#null!", "#div/0!", "#verw!", "#waarde!", "#naam?", "#getal!", "#leeg!", "#deel/0!", "#reference!", "#værdi!",
    "#navn?", "#division/0!", "[null]", "(null)", "<null>", "\\n",
})  # fmt: skip
NO_VALUE = NOTHING | {"null"}  # which is a name too
LONGEST_NOTHING = 20
FIRST_OF_NOTHING = frozenset(word[0] for word in NO_VALUE) | {"N", "\u2010", "\u2011", "\u2013", "\u2014", "\u2212"}
LONGEST_READ = 2_000  # characters of a text with a form of its own; more is no number, date, address or option


@dataclass(frozen=True, slots=True)
class Reading:
    """How texts are to be read where they leave it open. `currency`: the workspace's (ISO 4217), empty for any.

    `shown`: other values of the column show which mark stands before decimals, so that 1.234 is open no more.
    """

    dates: DateStyle
    decimal: DecimalMark = DecimalMark.DOT
    currency: str = ""
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """What a text was read as, and what to know of that."""

    value: Value | None
    note: ValueNote | None = None


def reading_of(viewer: Viewer) -> Reading:
    """How the viewer writes dates and numbers: days first, except in the United States; decimals as CLDR has them."""
    order = DateOrder.MDY if viewer.locale == "en_US" else DateOrder.DMY
    return Reading(DateStyle(viewer.tz, order), mark_of(viewer.locale), viewer.currency)


def read(prop: Property, text: str, reading: Reading) -> Value | None:
    """The typed value of a text, None for an empty one. A user's is the text: who that is, the caller knows.

    Raises `BadValue`.
    """
    return take(prop, text, reading).value


def take(prop: Property, text: str, reading: Reading) -> Taken:
    """The same with a note, for those who tell it. No pattern meets a text that is longer than any value.

    Raises `BadValue`.
    """
    longest = max(prop.max_length or 0, LONGEST_READ)
    if len(text) > longest and len(text.strip()) > longest:
        raise BadValue(ValueProblem.TOO_LONG, text, prop.max_length or LONGEST_READ)
    if UNPRINTABLE.search(text):
        raise BadValue(ValueProblem.UNPRINTABLE, text)
    text = bare(text)
    text = text[1:] if INERT.match(text) else text
    if not text:
        return Taken(None)
    if says_nothing(prop, text):
        return Taken(None, ValueNote.EMPTY)
    if prop.type is PropertyType.DATETIME:
        return _moment(prop, text, reading)
    value = READERS[prop.type](prop, text, reading)
    if prop.max_length is not None and isinstance(value, str):
        _check_length(prop, value)
    return Taken(value)


def says_nothing(prop: Property, text: str) -> bool:
    """Whether the text is a word for no value, such as `-`, `N/A` or `0000-00-00`, and none of the property's own."""
    if len(text) > LONGEST_NOTHING or text[0] not in FIRST_OF_NOTHING:
        return False
    words = NOTHING if prop.type in (PropertyType.STRING, PropertyType.USER) and not prop.tidy else NO_VALUE
    return plainly(text).casefold() in words and _option(prop, text) is None


def word_key(text: str) -> str:
    """The form in which headings and options are compared: case, spaces and punctuation don't count."""
    return NO_WORD.sub("", norm(text))


def tidy_domain(text: str) -> str:
    """`https://www.Acme.com/about` as `acme.com`, `xn--mnchen-3ya.de` as `münchen.de`. Raises `BadValue`."""
    host = normalize("NFKC", text).casefold()
    if scheme := SCHEME.match(host):
        host = host[scheme.end() :]
    host = PATH.split(host.lstrip("/"), maxsplit=1)[0]
    host = _unicode(host.partition(":")[0].removeprefix("www.").rstrip("."))
    if not DOMAIN.fullmatch(host):
        raise _one_or_none(ValueProblem.NOT_A_DOMAIN, text, DOMAIN)
    return host


def tidy_id(text: str) -> str:
    """An id of the CRM as it is, `1001.0` as 1001, unless a spreadsheet spoiled it. Raises `BadValue`."""
    if SPOILED.fullmatch(text):
        raise BadValue(ValueProblem.SPOILED, text)
    return text.removesuffix(".0") if text.removesuffix(".0").isdecimal() else text


def _unicode(host: str) -> str:
    """Names of other scripts as people write them, not as the network does."""
    if "xn--" not in host:
        return host
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


def _one_or_none(problem: ValueProblem, text: str, pattern: re.Pattern[str]) -> BadValue:
    """The problem, or that there are several where one belongs."""
    parts = [part for part in SEPARATORS.split(text) if part]
    several = len(parts) > 1 and all(pattern.fullmatch(part.casefold()) for part in parts)
    return BadValue(ValueProblem.SEVERAL if several else problem, text)


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
    money = prop.type is PropertyType.CURRENCY
    return read_number(text, reading.decimal, prop.whole, reading.currency, reading.shown, money)


def _date(_prop: Property, text: str, reading: Reading) -> date:
    return read_date(text, reading.dates)


def _moment(prop: Property, text: str, reading: Reading) -> Taken:
    value, note = noted_moment(text, reading.dates)
    if isinstance(value, datetime) or prop.date_column is not None:
        return Taken(value, note)
    return Taken(at_wall(value, time(), reading.dates.where)[0])


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
    named = NAMED_EMAIL.fullmatch(text)
    address = (named[1] if named else text).casefold().removeprefix("mailto:").partition("?")[0]
    if not EMAIL.fullmatch(address):
        raise _one_or_none(ValueProblem.NOT_AN_EMAIL, text, EMAIL)
    return address


def _url(_prop: Property, text: str, _reading: Reading) -> str:
    address = text if SCHEME.match(text) else f"https://{text.lstrip('/')}"
    match = URL.fullmatch(address)
    host = match[1].casefold().rstrip(".") if match else ""
    if not (DOMAIN.fullmatch(host) or IP.fullmatch(host) or host == "localhost"):
        raise _one_or_none(ValueProblem.NOT_A_URL, text, DOMAIN)
    return address


def _phone(_prop: Property, text: str, _reading: Reading) -> str:
    if SPOILED.fullmatch(text):
        raise BadValue(ValueProblem.SPOILED, text)
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
    PropertyType.ENUMERATION: _enumeration,
    PropertyType.MULTI_ENUMERATION: _multi_enumeration,
    PropertyType.BOOL: _bool,
    PropertyType.USER: _user,
    PropertyType.PHONE: _phone,
    PropertyType.EMAIL: _email,
    PropertyType.URL: _url,
}
