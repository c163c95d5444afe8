"""Texts, dates, numbers and plurals in one locale and time zone."""

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from csbot.i18n.catalogues import catalogue
from csbot.i18n.formats import city, formats, write_date, write_time


def mark(text: str) -> str:
    """Mark a text for the catalogues where it stands; it is translated later by `Words.text`."""
    return text


class Words:
    """What one viewer reads: texts of their language, instants in their zone."""

    def __init__(self, locale: str, tz: str) -> None:
        self.locale = locale
        self.tz = tz
        self._zone = _zone(tz)
        self._formats = formats(locale)
        self._texts = catalogue(self._formats.locale.language)

    def text(self, text: str, **params: object) -> str:
        """The translation, with `{name}` filled in."""
        translated = translation(self._formats.locale.language, text) if text else ""
        return translated.format(**params) if params else translated

    def plural(self, one: str, many: str, n: int, **params: object) -> str:
        """The plural form for `n`, which also fills `{n}`, written for the locale."""
        return self._texts.ngettext(one, many, n).format(n=self.number(n), **params)

    def date(self, on: dt.date) -> str:
        """A date as in "Mon 23 Nov"."""
        return write_date(self.locale, "short", on)

    def full_date(self, on: dt.date) -> str:
        """A date with its year, as in "Mon 23 Nov 2026"."""
        return write_date(self.locale, "full", on)

    def long_date(self, on: dt.date) -> str:
        """A date for a heading, as in "Monday 23 November"."""
        return write_date(self.locale, "long", on)

    def time(self, at: dt.datetime) -> str:
        """The clock time of an instant in the viewer's zone, as in "15:30"."""
        here = at.astimezone(self._zone)
        return write_time(self.locale, here.hour, here.minute)

    def clock(self, minute: int) -> str:
        """A clock time, as minutes after midnight."""
        return write_time(self.locale, minute // 60, minute % 60)

    def weekday(self, day: int, short: bool = False) -> str:
        """A weekday's name, Monday 0."""
        names = self._formats.locale.days["stand-alone"]["abbreviated" if short else "wide"]
        return str(names[day])

    def city(self, tz: str) -> str:
        """The place that a time zone (IANA name) is called after, in the language."""
        return city(self.locale, tz)

    def moment(self, at: dt.datetime) -> str:
        """Date and clock time of an instant in the viewer's zone."""
        return self._formats.joined.format(self.time(at), self.date(at.astimezone(self._zone).date()))

    def full_moment(self, at: dt.datetime) -> str:
        """The same with the year."""
        return self._formats.joined.format(self.time(at), self.full_date(at.astimezone(self._zone).date()))

    def number(self, n: float) -> str:
        """A number with the locale's separators."""
        return self._formats.number(n)


@lru_cache(maxsize=512)
def words(locale: str, tz: str) -> Words:
    """The words of a locale (Babel's form, `da_DK`) in a zone (IANA name; UTC for an unknown one)."""
    return Words(locale, tz)


@lru_cache(maxsize=8192)
def translation(language: str, text: str) -> str:
    """The text in the language, kept: a screen has a hundred, always the same ones."""
    return catalogue(language).gettext(text)


def _zone(tz: str) -> ZoneInfo:
    try:
        return ZoneInfo(tz)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
