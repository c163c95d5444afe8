"""The due moment that the pieces of a text mean together (workspace T3, T10)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, tzinfo
from itertools import islice, product

from csbot.domain.calendar import DAY, local_date, zone
from csbot.domain.phrases.days import Day
from csbot.domain.phrases.grammar import Piece
from csbot.domain.phrases.phrase import Doubt, Field, Problem
from csbot.domain.phrases.runs import Run, readings, values_of
from csbot.domain.phrases.times import Clock, Moment, Part
from csbot.domain.properties.dates import YEARS, at_wall
from csbot.domain.properties.errors import ValueNote

CHOICES = 5  # more would not be read
NAMES = 4  # letters of Mon, Sun, Wed: at the beginning also names


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


@dataclass(frozen=True, slots=True)
class Wall:
    """A clock time, in the zone that was typed behind it or the viewer's."""

    at: time
    where: tzinfo


def settle(runs: Sequence[Run], here: Here) -> list[Run]:
    """The runs with the first words as due moment, too, where nothing else says as much: "tomorrow call Kim"."""
    counted = [run for run in runs if run.counts]
    if not runs or not runs[0].first or runs[0].counts or runs[0].held or runs[0].weak:
        return list(runs)
    first, others = values_of(runs[0].pieces), values_of(piece for run in counted for piece in run.pieces)
    clashes = any(_has(first, kind) and _has(others, kind) for kind in (Day | Moment, Clock))
    meant = _resolve(runs[:1], here)
    counts = not clashes and not _is_weak(runs[0], here) and len(meant.candidates) == 1 and not meant.problems
    return [replace(runs[0], counts=counts), *runs[1:]]


def _is_weak(first: Run, here: Here) -> bool:
    """Whether the first words may be a name or an amount: "Sun Microsystems renewal", "1/2 day workshop"."""
    typed = here.typed(first.pieces)
    short = any(_is_weekday(value) for value in values_of(first.pieces))
    return len(first.pieces) == 1 and ((short and len(typed) <= NAMES) or typed.count("/") == 1)


def _is_weekday(value: object) -> bool:
    return isinstance(value, Day) and value.weekday is not None


def _has(values: Sequence[object], kind: object) -> bool:
    return any(isinstance(value, kind) for value in values)  # type: ignore[arg-type] # a union of classes


def read_due(runs: Sequence[Run], here: Here) -> tuple[date | datetime | None, list[Problem]]:
    """The due date or UTC instant, and what is doubtful about it."""
    counted = [run for run in runs if run.counts]
    meant = _resolve(counted, here)
    typed = here.typed(piece for run in counted for piece in run.pieces)
    due, problems = None, list(meant.problems)
    if len(meant.candidates) == 1:
        (due,) = meant.candidates
        if doubt := _doubt_about(due, meant, here):
            problems.append(Problem(Field.DUE, doubt, typed))
    elif meant.candidates:
        problems.append(Problem(Field.DUE, Doubt.AMBIGUOUS, typed, meant.candidates))
    if not meant.dated:
        problems.extend(_left_in_title(runs, counted, here))
    elif runs[0].first and not all(_is_weekday(value) for value in values_of(runs[0].pieces)):
        problems.extend(
            _left_in_title(runs[:1], [], here)
        )  # "tomorrow call Kim on friday", but "friday report by thursday"
    return due, problems


def _doubt_about(due: date | datetime, meant: "Meant", here: Here) -> Doubt | None:
    if here.is_past(due):
        return Doubt.PAST
    if due in meant.skipped:
        return Doubt.SKIPPED
    passed = not meant.dated and isinstance(due, datetime) and local_date(due, here.tz) != here.today
    return Doubt.TIME_PASSED if passed else None


def _left_in_title(runs: Sequence[Run], counted: Sequence[Run], here: Here) -> Iterator[Problem]:
    """A clear date or time among the words ("call Kim friday about renewal") is asked about when no other counts."""
    missing = Day | Moment if counted else Day | Moment | Clock
    left = [run for run in runs if not (run.counts or run.held or run.weak)]
    left = [run for run in left if _has(values_of(run.pieces), missing)]
    meant = [_resolve([run, *counted], here) for run in left[:CHOICES]]
    candidates = dict.fromkeys(one for some in meant for one in some.candidates)
    if candidates:
        typed = here.typed(piece for run in left for piece in run.pieces)
        yield Problem(Field.DUE, Doubt.IN_TITLE, typed, tuple(candidates))
    else:  # "31 feb call Kim", but "50/50" is no date
        yield from (one for some in meant for one in some.problems if any(letter.isalpha() for letter in one.text))


@dataclass(frozen=True, slots=True)
class Meant:
    """The first few moments that runs can mean together, why a piece means none, and whether any piece is a date.

    `skipped`: those whose clock time the clocks went forward over; the time after the gap was taken.
    """

    candidates: tuple[date | datetime, ...]
    problems: tuple[Problem, ...]
    dated: bool
    skipped: frozenset[date | datetime]


def _resolve(runs: Sequence[Run], here: Here) -> Meant:
    candidates: dict[date | datetime, bool] = {}
    problems: dict[Problem, None] = {}
    dated = False
    for pieces in readings([piece for run in runs for piece in run.pieces]):
        dates, no_dates = _dates(pieces, here)
        times, no_times = _times(pieces, here)
        problems |= dict.fromkeys([*no_dates, *no_times])
        dated = dated or bool(dates or no_dates)
        if not no_dates:
            candidates |= dict(islice(_moments(dates, times, here), CHOICES))
    skipped = frozenset(at for at, is_skipped in candidates.items() if is_skipped)
    return Meant(tuple(candidates)[:CHOICES], tuple(problems), dated, skipped)


def _moments(
    dates: Sequence[date | datetime], times: Sequence[Wall], here: Here
) -> Iterator[tuple[date | datetime, bool]]:
    """Moments, and whether the clocks skip them."""
    yield from ((on, False) for on in dates if isinstance(on, datetime) or not times)
    for on, wall in product((on for on in dates if not isinstance(on, datetime)), times):
        yield _at(on, wall)
    if not dates:
        yield from (_next(wall, here) for wall in times)


def _at(on: date, wall: Wall) -> tuple[datetime, bool]:
    at, note = at_wall(on, wall.at, wall.where)
    return at, note is ValueNote.SKIPPED_TIME


def _next(wall: Wall, here: Here) -> tuple[datetime, bool]:
    today = here.now.astimezone(wall.where).date()
    found = _at(today, wall)
    return _at(today + DAY, wall) if here.is_past(found[0]) else found


def _dates(pieces: Sequence[Piece], here: Here) -> tuple[list[date | datetime], list[Problem]]:
    """Dates and instants. A weekday beside a date that falls on it says nothing more."""
    named: dict[date | datetime, int] = {}
    found: dict[date | datetime, None] = {}
    problems = []
    weekdays = {value.weekday for value in values_of(pieces) if isinstance(value, Day)}
    for piece in pieces:
        for value in piece.values:
            if not isinstance(value, Day | Moment):
                continue
            meant = _on(value, here)
            meant = [on for on in meant if on.weekday() in weekdays] or meant  # "tuesday 8/12" is no 12 August
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


def _times(pieces: Sequence[Piece], here: Here) -> tuple[list[Wall], list[Problem]]:
    values, own = values_of(pieces), zone(here.tz)
    part = next((value.at for value in values if isinstance(value, Part)), None)
    clocks = {value: piece for piece in pieces for value in piece.values if isinstance(value, Clock)}
    if not clocks:
        return [Wall(part, own)] if part else [], []
    walls = {clock: clock.at(part) for clock in clocks}
    problems = [
        Problem(Field.DUE, Doubt.INVALID_TIME, here.typed([clocks[clock]])) for clock, at in walls.items() if at is None
    ]
    return list(dict.fromkeys(Wall(at, clock.zone or own) for clock, at in walls.items() if at is not None)), problems
