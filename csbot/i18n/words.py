"""Texts, dates, numbers and plurals in one locale and time zone."""

from datetime import date, datetime
from functools import lru_cache


def mark(text: str) -> str:
    """Mark a text for the catalogues where it stands; it is translated later by `Words.text`."""
    return text


class Words:
    """What one viewer reads: texts of their language, instants in their zone."""

    def __init__(self, locale: str, tz: str) -> None:
        self.locale = locale
        self.tz = tz

    def text(self, text: str, **params: object) -> str:
        """The translation, with `{name}` filled in."""
        return text.format(**params) if params else text

    def plural(self, one: str, many: str, n: int, **params: object) -> str:
        """The plural form for `n`, which also fills `{n}`, written for the locale."""
        return (one if n == 1 else many).format(n=n, **params)

    def date(self, on: date) -> str:
        """A date as in "Mon 23 Nov"."""
        return on.isoformat()

    def time(self, at: datetime) -> str:
        """The clock time of an instant in the viewer's zone, as in "15:30"."""
        return at.isoformat()

    def moment(self, at: datetime) -> str:
        """Date and clock time of an instant in the viewer's zone."""
        return at.isoformat()

    def number(self, n: float) -> str:
        """A number with the locale's separators."""
        return str(n)


@lru_cache(maxsize=512)
def words(locale: str, tz: str) -> Words:
    """The words of a locale (Babel's form, `da_DK`) in a zone (IANA name)."""
    return Words(locale, tz)
