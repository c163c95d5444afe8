"""From text to its parts: words, marks and the pieces of a due moment, each with its place in the text."""

import re
from dataclasses import dataclass, replace
from string import ascii_lowercase, ascii_uppercase
from typing import Any, TypeAlias

from lark import Token, Transformer

from csbot.domain.phrases import days, times
from csbot.domain.phrases.days import Day
from csbot.domain.phrases.grammar import COUNTS, MONTHS, WEEKDAYS, grammar
from csbot.domain.phrases.times import Clock, Dotted, Hours, Moment, Part

Value: TypeAlias = Day | Clock | Part | Moment | Dotted

LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)
NUMBERS = re.compile(r"[0-9]+")
NEAR = {"today": 0, "tonight": 0, "tomorrow": 1, "tmrw": 1, "yesterday": -1}
DAY_AFTER_TOMORROW = 2
THIS_MILLENNIUM = 2000


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a due moment: its place, where it starts without its link, and what it means. No values: it is text.

    `link`: `on` (also by, due, no later than), `at`, `in` (also within), `for`, `before` or nothing.
    """

    start: int
    core: int
    end: int
    values: tuple[Value, ...]
    link: str = ""


Item: TypeAlias = Token | Piece


def parse(text: str) -> list[Item]:
    """The items of any text, in order. A token is a word or a mark, its value in lower case (ASCII)."""
    return grammar(_Pieces).parse(text.translate(LOWER))  # type: ignore[return-value] # the transformer's result


def place(item: Item) -> tuple[int, int]:
    """Where the item starts and ends in the text."""
    if isinstance(item, Piece):
        return item.start, item.end
    return item.start_pos or 0, item.end_pos or 0


class _Pieces(Transformer[Any, Any]):
    """A method for each production that has a meaning."""

    def start(self, items: list[Item]) -> list[Item]:
        return items

    def linked(self, parts: tuple[Token, Piece]) -> Piece:
        link, piece = parts
        return replace(piece, start=place(link)[0], link=_link(link))

    def hour(self, tokens: list[Token]) -> Piece:
        link, number = tokens
        bare = len(number) <= 2 and _link(link) == "at" and int(number) < 24
        return _behind(tokens, *([Clock(int(number), 0, Hours.BARE)] if bare else []))

    def ordinal(self, tokens: list[Token]) -> Piece:
        on = _link(tokens[0]) != "at"
        return _behind(tokens, *([days.day_of_month(*_numbers(tokens[1]))] if on else []))

    def later(self, tokens: list[Token]) -> Piece:
        _, count, unit = tokens
        number = str(COUNTS.get(count) or "".join(NUMBERS.findall(count)))
        if not number:
            return _behind(tokens, *([times.time_later("30", 1)] if unit.startswith("h") else []))
        if unit.startswith(("min", "h")):
            return _behind(tokens, times.time_later(number, 60 if unit.startswith("h") else 1))
        return _behind(tokens, days.later(number, unit.rstrip("s")))

    def near(self, tokens: list[Token]) -> Piece:
        evening = [Part(times.EVENING)] if tokens[0] == "tonight" else []
        return _piece(tokens, days.near(NEAR.get(tokens[0], DAY_AFTER_TOMORROW)), *evening)

    def this_part(self, tokens: list[Token]) -> Piece:
        return _piece(tokens, days.near(0), Part(times.PARTS[tokens[0].split()[-1]]))

    def weekday(self, tokens: list[Token]) -> Piece:
        return _piece(tokens, days.weekday(WEEKDAYS[tokens[0]]))

    def weekday_next_week(self, tokens: list[Token]) -> Piece:
        return _piece(tokens, days.weekday_of_week(WEEKDAYS[tokens[0]], 1))

    def weekday_of_week(self, tokens: list[Token]) -> Piece:
        which, name = tokens[0].split()
        return _piece(tokens, days.weekday_of_week(WEEKDAYS[name], int(which == "next")))

    def next_week(self, tokens: list[Token]) -> Piece:
        return _piece(tokens, days.weekday_of_week(0, 1))

    def next_month(self, tokens: list[Token]) -> Piece:
        return _piece(tokens, days.next_month())

    def end_of(self, tokens: list[Token]) -> Piece:
        ends: dict[str, Value] = {"d": times.exact(times.END_OF_DAY), "w": days.week_end(), "m": days.month_end()}
        last = tokens[0].split()[-1]
        return _piece(tokens, ends[last.removeprefix("eo")[0]])

    def day_month(self, tokens: list[Token]) -> Piece:
        day, month, *year = tokens
        return self._calendar_day(tokens, day, month, year)

    def month_day(self, tokens: list[Token]) -> Piece:
        month, day, *year = tokens
        return self._calendar_day(tokens, day, month, year)

    def _calendar_day(self, tokens: list[Token], day: Token, month: Token, year: list[Token]) -> Piece:
        (number,) = _numbers(day)
        if number > 99:
            return _piece(tokens)
        known_year = _numbers(year[0])[0] if year else None
        return _piece(tokens, days.calendar_day(number, MONTHS[month.rstrip(".")], known_year))

    def iso(self, tokens: list[Token]) -> Piece:
        year, month, day, *time = _numbers(tokens[0])
        clock = [Clock(time[0], time[1], Hours.EXACT)] if time else []
        return _piece(tokens, days.calendar_day(day, month, year), *clock)

    def instant(self, tokens: list[Token]) -> Piece:
        return _piece(tokens, times.instant(tokens[0]))

    def slashed(self, tokens: list[Token]) -> Piece:
        first, second, *year = _numbers(tokens[0])
        return _piece(tokens, days.either_order(first, second, _full_year(*year)))

    def dotted_year(self, tokens: list[Token]) -> Piece:
        day, month, year = _numbers(tokens[0])
        return _piece(tokens, days.calendar_day(day, month, _full_year(year)))

    def dotted(self, tokens: list[Token]) -> Piece:
        return _piece(tokens, Dotted(str(tokens[0])))

    def clock(self, tokens: list[Token]) -> Piece:
        hour, minute = _numbers(tokens[0])
        return _piece(tokens, Clock(hour, minute, Hours.DIAL))

    def half_day(self, tokens: list[Token]) -> Piece:
        hour, *minute = _numbers(tokens[0])
        return _piece(tokens, times.half_day(hour, minute[0] if minute else 0, "p" if "p" in tokens[0] else "a"))

    def noon(self, tokens: list[Token]) -> Piece:
        return _piece(tokens, times.exact(times.NOON))

    def part(self, tokens: list[Token]) -> Piece:
        return _piece(tokens, Part(times.PARTS[tokens[0].split()[-1]]))


def _piece(tokens: list[Token], *values: Value) -> Piece:
    start = place(tokens[0])[0]
    return Piece(start, start, place(tokens[-1])[1], values)


def _behind(tokens: list[Token], *values: Value) -> Piece:
    """A piece whose first token is its link."""
    piece = _piece(tokens, *values)
    return replace(piece, core=place(tokens[1])[0], link=_link(tokens[0]))


def _link(token: Token) -> str:
    word = token.split()[-1]
    return {"@": "at", "by": "on", "due": "on", "than": "on", "within": "in"}.get(word, word)


def _numbers(text: str) -> list[int]:
    return [int(number) for number in NUMBERS.findall(text)]


def _full_year(year: int | None = None) -> int | None:
    return year + THIS_MILLENNIUM if year is not None and year < 100 else year
