"""How a locale writes dates, clock times and numbers, by CLDR; its patterns are looked up once."""

from datetime import date, datetime
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import DateTimePattern, get_datetime_format, match_skeleton, parse_pattern
from babel.numbers import format_decimal

DEFAULT = "en_US"
NARROW_SPACE = "\u202f"  # between clock time and AM in CLDR; nobody can type or search for it


class Formats:
    """The patterns of one locale. The order of the parts and the 12- or 24-hour clock are the locale's."""

    def __init__(self, locale: Locale) -> None:
        self.locale = locale
        self.joined = str(get_datetime_format("medium", locale))
        short = _of_skeleton("MMMEd", locale)
        self.patterns = {
            "short": parse_pattern(short),
            "full": parse_pattern(_of_skeleton("yMMMEd", locale)),
            "long": parse_pattern(_spelt_out(short)),
            "time": locale.time_formats["short"],
        }

    def number(self, n: float) -> str:
        """With the locale's separators."""
        return str(n) if isinstance(n, int) and -1000 < n < 1000 else format_decimal(n, locale=self.locale)

    def apply(self, name: str, value: date) -> str:
        """A date or local datetime in one of the patterns."""
        pattern: DateTimePattern = self.patterns[name]
        return pattern.apply(value, self.locale).replace(NARROW_SPACE, " ")


@cache
def formats(locale: str) -> Formats:
    """The formats of a locale in Babel's form; an unknown territory falls back to the language, then to English."""
    for name in (locale, locale.partition("_")[0]):
        try:
            return Formats(Locale.parse(name))
        except (UnknownLocaleError, ValueError):
            continue
    return Formats(Locale.parse(DEFAULT))


@lru_cache(maxsize=4096)
def write_date(locale: str, name: str, on: date) -> str:
    """A date in one of a locale's patterns. Screens repeat few dates, so they are kept."""
    return formats(locale).apply(name, on)


@lru_cache(maxsize=4096)
def write_time(locale: str, hour: int, minute: int) -> str:
    """A clock time; there are only 1,440 of them."""
    return formats(locale).apply("time", datetime(2000, 1, 1, hour, minute))  # noqa: DTZ001 - a wall clock's


@lru_cache(maxsize=4096)
def city(locale: str, tz: str) -> str:
    """The city of a time zone in the language, else as in the zone's name."""
    known = formats(locale).locale.time_zones.get(tz, {})
    return str(known.get("city") or tz.rpartition("/")[2].replace("_", " "))


def _of_skeleton(skeleton: str, locale: Locale) -> str:
    found = match_skeleton(skeleton, locale.datetime_skeletons)
    pattern: str = locale.datetime_skeletons[found or "yMMMd"].pattern
    return pattern


def _spelt_out(short: str) -> str:
    """A short pattern such as `E d. MMM` with weekday and month in full."""
    return parse_pattern(short).pattern.replace("EEE", "E").replace("E", "EEEE").replace("MMM", "MMMM")
