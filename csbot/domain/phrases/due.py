"""The due moment that the pieces of a text mean together (workspace T3, T10)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice, product

from csbot.domain.calendar import DAY, at_local, local_date
from csbot.domain.phrases.days import Day
from csbot.domain.phrases.phrase import Doubt, Field, Problem
from csbot.domain.phrases.pieces import Piece
from csbot.domain.phrases.runs import Run, readings, values_of
from csbot.domain.phrases.times import Clock, Moment, Part
from csbot.domain.properties.dates import YEARS

CHOICES = 5  # more would not be read


@dataclass(frozen=True, slots=True)
class Here:
    """When and where a text is read. `now`: UTC, whole minutes; `tz`: an IANA zone name."""

    text: str
    now: datetime
    tz: str

    @property
    def today(self) -> date:
        return local_date(self.now, self.tz)

    def typed(self, pieces: Iterable[Piece]) -> str:
        """The pieces as typed, without their links."""
        return " ".join(" ".join(self.text[piece.core : piece.end].split()) for piece in pieces)

    def is_past(self, due: date | datetime) -> bool:
        """Before this minute, or before today."""
        return due < self.now if isinstance(due, datetime) else due < self.today


def read_due(runs: Sequence[Run], here: Here) -> tuple[date | datetime | None, list[Problem]]:
    """The due date or UTC instant, and what is doubtful about it."""
    counted = [run for run in runs if run.counts]
    meant = _resolve(counted, here)
    typed = here.typed(piece for run in counted for piece in run.pieces)
    due, problems = None, list(meant.problems)
    if len(meant.candidates) == 1:
        (due,) = meant.candidates
        if doubt := _doubt_about(due, meant.dated, here):
            problems.append(Problem(Field.DUE, doubt, typed))
    elif meant.candidates:
        problems.append(Problem(Field.DUE, Doubt.AMBIGUOUS, typed, meant.candidates))
    if not meant.dated:
        problems.extend(_left_in_title(runs, counted, here))
    return due, problems


def _doubt_about(due: date | datetime, dated: bool, here: Here) -> Doubt | None:
    if here.is_past(due):
        return Doubt.PAST
    passed = not dated and isinstance(due, datetime) and local_date(due, here.tz) != here.today
    return Doubt.TIME_PASSED if passed else None


def _left_in_title(runs: Sequence[Run], counted: Sequence[Run], here: Here) -> Iterator[Problem]:
    """A clear date or time among the words ("call Kim friday about renewal") is asked about when no other counts."""
    missing = Day | Moment if counted else Day | Moment | Clock
    left = [run for run in runs if not (run.counts or run.held or run.weak)]
    left = [run for run in left if any(isinstance(value, missing) for value in values_of(run.pieces))]
    candidates = dict.fromkeys(one for run in left[:CHOICES] for one in _resolve([run, *counted], here).candidates)
    if candidates:
        typed = here.typed(piece for run in left for piece in run.pieces)
        yield Problem(Field.DUE, Doubt.IN_TITLE, typed, tuple(candidates))


@dataclass(frozen=True, slots=True)
class Meant:
    """The first few moments that runs can mean together, why a piece means none, and whether any piece is a date."""

    candidates: tuple[date | datetime, ...]
    problems: tuple[Problem, ...]
    dated: bool


def _resolve(runs: Sequence[Run], here: Here) -> Meant:
    candidates: dict[date | datetime, None] = {}
    problems: dict[Problem, None] = {}
    dated = False
    for pieces in readings([piece for run in runs for piece in run.pieces]):
        dates, no_dates = _dates(pieces, here)
        times, no_times = _times(pieces, here)
        problems |= dict.fromkeys([*no_dates, *no_times])
        dated = dated or bool(dates or no_dates)
        if not no_dates:
            candidates |= dict.fromkeys(islice(_moments(dates, times, here), CHOICES))
    return Meant(tuple(candidates)[:CHOICES], tuple(problems), dated)


def _moments(dates: Sequence[date | datetime], times: Sequence[time], here: Here) -> Iterator[date | datetime]:
    yield from (on for on in dates if isinstance(on, datetime) or not times)
    for on, clock_time in product((on for on in dates if not isinstance(on, datetime)), times):
        yield at_local(on, clock_time, here.tz)
    if not dates:
        yield from (_next(clock_time, here) for clock_time in times)


def _next(clock_time: time, here: Here) -> datetime:
    at = at_local(here.today, clock_time, here.tz)
    return at_local(here.today + DAY, clock_time, here.tz) if here.is_past(at) else at


def _dates(pieces: Sequence[Piece], here: Here) -> tuple[list[date | datetime], list[Problem]]:
    """Dates and instants. A weekday beside a date that falls on it says nothing more."""
    named: dict[date | datetime, int] = {}
    found: dict[date | datetime, None] = {}
    problems = []
    for piece in pieces:
        for value in piece.values:
            if not isinstance(value, Day | Moment):
                continue
            meant = _on(value, here)
            if not meant:
                problems.append(Problem(Field.DUE, Doubt.INVALID_DATE, here.typed([piece])))
            elif isinstance(value, Day) and value.weekday is not None:
                named[meant[0]] = value.weekday
            found |= dict.fromkeys(meant)
    falls_on = {on.weekday() for on in found if on not in named}
    return [on for on in found if named.get(on) not in falls_on], problems


def _on(value: Day | Moment, here: Here) -> list[date | datetime]:
    meant: list[date | datetime] = []
    if isinstance(value, Day):
        meant.extend(value.on(here.today))
    elif at := value.seen(here.now):
        meant.append(at)
    return [on for on in meant if on.year in YEARS]


def _times(pieces: Sequence[Piece], here: Here) -> tuple[list[time], list[Problem]]:
    values = values_of(pieces)
    part = next((value.at for value in values if isinstance(value, Part)), None)
    clocks = {value: piece for piece in pieces for value in piece.values if isinstance(value, Clock)}
    if not clocks:
        return [part] if part else [], []
    times = dict.fromkeys(clock.at(part) for clock in clocks)
    problems = [
        Problem(Field.DUE, Doubt.INVALID_TIME, here.typed([piece]))
        for clock, piece in clocks.items()
        if clock.at(part) is None
    ]
    return [one for one in times if one is not None], problems
