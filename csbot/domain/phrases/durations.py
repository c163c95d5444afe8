"""Text by its words, and the durations in it: `2 days, 3 hours`, `an hour and a half`, `1h30m` (workspace T3)."""

import re
from math import inf, isinf
from typing import TypeAlias

from csbot.domain.phrases import days, times
from csbot.domain.phrases.days import Day
from csbot.domain.phrases.times import Clock, Dotted, Moment, Part
from csbot.domain.phrases.tokens import LONGEST_SHAPE, NUMBER, tokens
from csbot.domain.phrases.words import words

Value: TypeAlias = Day | Clock | Part | Moment | Dotted
Found: TypeAlias = tuple[int, tuple[Value, ...]]  # how many tokens, and what they mean

TOGETHER = re.compile(r"(?:\d{1,5}(?:[.,]\d{1,2})?[^\W\d_]{1,8})+", re.ASCII)  # 1h30m
HOURS_MINUTES = re.compile(r"(\d{1,2})[htu](\d\d)", re.ASCII)  # 1h30
PARTED = re.compile(r"(\d{1,5}(?:[.,]\d{1,2})?)([^\W\d_]{1,8})", re.ASCII)
MINUTES = {"minute": 1, "quarter": 15, "hour": 60, "day": 1440, "week": 7 * 1440}
MONTHS = {"month": 1, "year": 12}


class Durations:
    """The tokens of a text, and how long from now they say."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._tokens = tokens(text, language)
        self._words = words(language)

    def _means(self, place: int, kind: str) -> str | None:
        return self._tokens[place].means.get(kind) if place < len(self._tokens) else None

    def _key(self, place: int) -> str:
        """The word there, "" for a mark or one that is too long to be looked at."""
        token = self._tokens[place] if place < len(self._tokens) else None
        return token.key if token and token.kind == "word" and len(token.key) <= LONGEST_SHAPE else ""

    def _matched(self, place: int, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.fullmatch(self._key(place))

    def _later(self, place: int) -> Found:
        """`3 days`, `an hour and a half`, `2 days, 3 hours`, `1h30m`."""
        first, months, minutes, clocked, size = place, 0.0, 0.0, False, 0
        while found := self._durations(place):
            end, parts = found
            for amount, unit in parts:
                months += amount * MONTHS.get(unit, 0)
                minutes += amount * MINUTES.get(unit, 0)
                clocked = clocked or unit in ("minute", "quarter", "hour") or (unit in MINUTES and amount % 1 > 0)
            size = end - first
            joined = end < len(self._tokens) and (self._means(end, "and") is not None or self._tokens[end].key == ",")
            place = end + joined
        if not size:
            return 0, ()
        if months % 1 or (months and clocked) or isinf(months) or isinf(minutes):
            return size, (days.never(),)
        return size, (times.time_later(minutes) if clocked else days.later(int(months), int(minutes) // 1440),)

    def _durations(self, place: int) -> tuple[int, list[tuple[float, str]]] | None:
        """Amounts with their units, and the place behind them."""
        key = self._key(place)
        if match := HOURS_MINUTES.fullmatch(key):
            return place + 1, [(float(match[1]), "hour"), (float(match[2]), "minute")]
        if TOGETHER.fullmatch(key):
            units = [
                (_float(digits), self._words.get(word, {}).get("unit", "")) for digits, word in PARTED.findall(key)
            ]
            return (place + 1, units) if all(unit for _, unit in units) else None
        if (amount := self._amount(place)) is None:
            return None
        place += 1
        if (more := self._means(place, "more")) is not None:  # one and a half hours
            amount, place = amount + float(more), place + 1
        if (unit := self._means(place, "unit")) is None:
            return None
        if (more := self._means(place + 1, "more")) is not None:  # an hour and a half
            amount, place = amount + float(more), place + 1
        return place + 1, [(amount, unit)]

    def _amount(self, place: int) -> float | None:
        if match := self._matched(place, NUMBER):
            return _float(match[1] or "0") + (0.5 if "½" in match[0] else 0)
        half = self._means(place, "half")
        word = half if half is not None else self._means(place, "count")
        return None if word is None else float(word)


def _float(digits: str) -> float:
    whole = digits.replace(",", ".")
    return inf if len(whole.partition(".")[0]) > days.COUNT_DIGITS else float(whole)
