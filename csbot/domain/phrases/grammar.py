"""Which words are pieces of a due moment: one grammar for all languages, the longest piece first (workspace T3)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import TypeAlias

from csbot.domain.phrases import days, times
from csbot.domain.phrases.durations import Durations, Found, Value
from csbot.domain.phrases.times import Clock, Dotted, Hours, Part
from csbot.domain.phrases.tokens import Token
from csbot.domain.properties.zones import read_zone

ISO = re.compile(r"(\d{4})[-/](\d\d)[-/](\d\d)(?:t(\d\d):(\d\d)(?::\d\d)?)?", re.ASCII)
INSTANT = re.compile(r"\d{4}-\d\d-\d\dt\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:z|[+-]\d\d:\d\d)", re.ASCII)
SLASHED = re.compile(r"(?!24/7\Z)(\d{1,2})(?:/(\d{1,2})(?:/(\d{4}|\d\d))?|-(\d{1,2})-(\d{4}))", re.ASCII)
DOTTED_YEAR = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)", re.ASCII)
DOTTED = re.compile(r"\d{1,2}\.(?:\d\d|\d(?=\.))\.?", re.ASCII)
CLOCK = re.compile(r"(\d{1,2}):(\d\d)", re.ASCII)
HALF_DAY = re.compile(r"(\d{1,2})(?:[:.](\d\d))?([ap])\.?m\.?", re.ASCII)
HALF_OF_DAY = re.compile(r"([ap])\.?m\.?")
HOURS = re.compile(r"(\d{1,2})(?:u(\d\d)?|h(\d\d))", re.ASCII)  # 15u30, 15h30
ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|e|de|ste|\.)", re.ASCII)
YEAR = re.compile(r"\d{4}", re.ASCII)
THIS_MILLENNIUM = 2000


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a due moment: its place, where it starts without its link, and what it means.

    `link`: `on` (also by, due, no later than), `at`, `in` (also within), `for`, `before` or nothing.
    """

    start: int
    core: int
    end: int
    values: tuple[Value, ...]
    link: str = ""


Item: TypeAlias = Token | Piece


def parse(text: str, language: str) -> list[Item]:
    """The items of any text, in order."""
    return list(_Reader(text, language).items())


class _Reader(Durations):
    """Each rule says how many tokens from a place on mean what; none means 0."""

    def __init__(self, text: str, language: str) -> None:
        super().__init__(text, language)
        self._rules: tuple[Callable[[int], Found], ...] = (
            self._near, self._weekday, self._ends, self._day_month, self._month_day, self._the_day,
            self._shape, self._clock, self._spoken, self._part,
        )  # fmt: skip

    def items(self) -> Iterator[Item]:
        place = 0
        while place < len(self._tokens):
            piece, size = self._piece(place)
            yield piece or self._tokens[place]
            place += size

    def _piece(self, place: int) -> tuple[Piece | None, int]:
        link = self._means(place, "link")
        behind = place + (link is not None)
        said = self._means(place + 2, "oclock") is not None or self._matched(place + 1, HOURS) is not None
        at_hour = link is not None and said  # om 10 uur, om 15u
        if self._means(place, "in") is not None and not at_hour:
            size, values = self._later(place + 1)
            if size:
                return self._made(place, place + 1, size, values, "in"), size + 1
        size, values = max((rule(behind) for rule in self._rules), key=lambda found: found[0])
        if link is not None:
            size, values = max((size, values), self._linked(behind, link), key=lambda found: found[0])
        about = link is not None and self._means(place, "hold") is not None  # "spørg om fredag", but "om 15:00"
        if not size or (about and not any(isinstance(value, Clock | Dotted) for value in values)):
            return None, 1
        return self._made(place, behind, size, values, link or ""), size + behind - place

    def _made(self, place: int, core: int, size: int, values: tuple[Value, ...], link: str) -> Piece:
        first, last = self._tokens[core], self._tokens[core + size - 1]
        return Piece(self._tokens[place].start, first.start, last.end, values, link)

    def _near(self, place: int) -> Found:
        if (near := self._means(place, "day")) is None:
            return 0, ()
        number, _, part = near.partition(" ")
        return 1, (days.near(int(number)), *_part(part))

    def _weekday(self, place: int) -> Found:
        """`friday`, `next friday`, `next week friday`, `friday next week`; next week alone begins on Monday."""
        week = "1" if self._means(place, "next") == "week" else self._means(place, "week")
        before = week is not None or self._means(place, "coming") is not None
        if (named := self._means(place + before, "weekday")) is None:
            return (1, (days.weekday_of_week(0, 1),)) if self._means(place, "next") == "week" else (0, ())
        number, _, part = named.partition(" ")
        behind = week is None and self._means(place + before + 1, "next") == "week"
        if behind or week is not None:
            return 1 + before + behind, (days.weekday_of_week(int(number), int(week or 1)), *_part(part))
        return 1 + before, (days.weekday(int(number)), *_part(part))

    def _ends(self, place: int) -> Found:
        if self._means(place, "next") == "month":
            return 1, (days.next_month(),)
        ends: dict[str | None, Value] = {
            "day": times.exact(times.END_OF_DAY), "week": days.week_end(), "month": days.end_of(1),
            "quarter": days.end_of(3), "year": days.end_of(12),
        }  # fmt: skip
        found = ends.get(self._means(place, "end"))
        return (1, (found,)) if found else (0, ())

    def _day_month(self, place: int) -> Found:
        first = place
        place += self._means(place, "the") is not None
        day = self._number(place)
        place += 1 + (self._means(place + 1, "of") is not None)
        return self._calendar_day(first, day, self._means(place, "month"), place + 1)

    def _month_day(self, place: int) -> Found:
        behind = place + 2  # "Jan 24 dec", "Jan 9 uur": Jan is a name
        if any(self._means(behind, kind) is not None for kind in ("month", "oclock")):
            return 0, ()
        return self._calendar_day(place, self._number(place + 1), self._means(place, "month"), behind)

    def _calendar_day(self, first: int, day: int | None, month: str | None, place: int) -> Found:
        if day is None or month is None:
            return 0, ()
        comma = place < len(self._tokens) and self._tokens[place].key == ","
        year = self._matched(place + comma, YEAR)
        end = place + comma + 1 if year else place
        return end - first, (days.calendar_day(day, int(month), int(year[0]) if year else None),)

    def _number(self, place: int) -> int | None:
        """A day's number, `3`, `3.`, `3rd` or `24e`."""
        match = self._matched(place, ORDINAL)
        digits = match[1] if match else self._key(place)
        return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 2 else None

    def _shape(self, place: int) -> Found:
        if INSTANT.fullmatch(self._key(place)):
            return 1, (times.instant(self._key(place)),)
        if match := self._matched(place, ISO):
            year, month, day = int(match[1]), int(match[2]), int(match[3])
            clock = [Clock(int(match[4]), int(match[5]), Hours.EXACT)] if match[4] else []
            return 1, (days.calendar_day(day, month, year), *clock)
        if match := self._matched(place, SLASHED):
            second, year_typed = (match[2], match[3]) if match[2] else (match[4], match[5])
            return 1, (days.either_order(int(match[1]), int(second), _full_year(year_typed)),)
        if match := self._matched(place, DOTTED_YEAR):
            return 1, (days.calendar_day(int(match[1]), int(match[2]), _full_year(match[3])),)
        return 0, ()

    def _clock(self, place: int) -> Found:
        """A clock time with what says that it is one, and the zone behind it."""
        size, clock = self._bare_clock(place)
        if clock is None:
            return size, (Dotted(self._key(place)),) if size else ()
        if self._means(place + size, "oclock") is not None:
            size += 1
        if where := self._zone(place + size):
            return size + 1, (replace(clock, zone=where),)
        return size, (clock,)

    def _bare_clock(self, place: int) -> tuple[int, Clock | None]:
        key = self._key(place)
        half = self._matched(place + 1, HALF_OF_DAY)
        if half and (match := HALF_DAY.fullmatch(f"{key}{half[1]}m")):
            return 2, times.half_day(int(match[1]), int(match[2] or 0), match[3])
        if match := HALF_DAY.fullmatch(key):
            return 1, times.half_day(int(match[1]), int(match[2] or 0), match[3])
        if match := CLOCK.fullmatch(key):
            return 1, Clock(int(match[1]), int(match[2]), Hours.DIAL)
        if match := HOURS.fullmatch(key):
            minute = match[2] or match[3]
            return 1, Clock(int(match[1]), int(minute or 0), Hours.DIAL if minute else Hours.BARE)
        if DOTTED.fullmatch(key):
            dotted = Dotted(key)
            said = self._means(place + 1, "oclock") is not None
            return int(bool(dotted.as_day() or dotted.as_clock())), dotted.as_clock() if said else None
        return (1, Clock(int(key), 0, Hours.BARE)) if _is_hour(key) and self._means(place + 1, "oclock") else (0, None)

    def _zone(self, place: int) -> tzinfo | None:
        """Only as zones are written: "15:00 CET", "15:00 Europe/Paris", not "3pm est"."""
        if not self._key(place):
            return None
        typed = self._text[self._tokens[place].start : self._tokens[place].end]
        return read_zone(typed) if typed.isupper() or "/" in typed else None

    def _spoken(self, place: int) -> Found:
        """`half past 3`, `kvart i fire`, `half vier`."""
        ahead = self._means(place, "spoken")
        hour = self._amount(place + 1)
        if ahead is None or hour is None or hour not in range(1, 13):
            return 0, ()
        minutes = (int(hour) * 60 + int(ahead)) % (12 * 60)
        return 2, (Clock(minutes // 60 or 12, minutes % 60, Hours.BARE),)

    def _part(self, place: int) -> Found:
        if self._means(place, "noon") is not None:
            return 1, (times.exact(times.NOON),)
        part = self._means(place, "part")
        return (1, _part(part)) if part else (0, ())

    def _linked(self, place: int, link: str) -> Found:
        """`at 9`, and `on the 3rd`: a bare number means something behind a link."""
        if link == "at":
            key = self._key(place).removesuffix(".")
            if not _is_hour(key):
                return 0, ()
            where = self._zone(place + 1)
            return 2 if where else 1, (Clock(int(key), 0, Hours.BARE, where),)
        day = self._number(place) if self._matched(place, ORDINAL) else None
        return (1, (days.day_of_month(day),)) if day is not None else (0, ())

    def _the_day(self, place: int) -> Found:
        if self._means(place, "the") is None or not self._matched(place + 1, ORDINAL):
            return 0, ()
        return 2, (days.day_of_month(self._number(place + 1) or 0),)


def _part(name: str) -> tuple[Value, ...]:
    return (Part(times.PARTS[name]),) if name else ()


def _is_hour(key: str) -> bool:
    return key.isascii() and key.isdecimal() and len(key) <= 2 and int(key) < 24


def _full_year(digits: str | None) -> int | None:
    return None if digits is None else int(digits) + (THIS_MILLENNIUM if len(digits) < 3 else 0)
