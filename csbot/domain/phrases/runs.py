"""Which pieces of a due moment count: those at either end of the text and those behind on, by, due, at or in.

Nobody knows whether "before friday" includes it, so it does not count, and is asked about.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from csbot.domain.phrases.days import Day
from csbot.domain.phrases.durations import Value
from csbot.domain.phrases.grammar import Item, Piece
from csbot.domain.phrases.times import Clock, Dotted, Moment

MARKS = {"person", "priority"}  # they stand anywhere and leave the title
SILENT = {*MARKS, "stop"}


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces with nothing but marks and punctuation between them: `friday, !high at 15:00`.

    `where`: their numbers among the items; `counts`: it is the due moment or part of it; `held`: it belongs to the
    words before it ("notes from yesterday"); `weak`: it may be no date ("at 5 Main Street", "on the 3rd floor");
    `first`: no word stands before it.
    """

    pieces: tuple[Piece, ...]
    where: range
    counts: bool
    held: bool
    weak: bool
    first: bool


def find_runs(items: Sequence[Item]) -> Iterator[Run]:
    """The runs of the text, in order."""
    words = [number for number, item in enumerate(items) if _is_text(item)]
    first_word = words[0] if words else len(items)
    last_word = max((number for number in words if not _is_tag(items[number])), default=-1)
    for where, held in _parts(items):
        pieces = tuple(item for item in items[where.start : where.stop] if isinstance(item, Piece))
        if not readings(pieces):
            continue
        weak = len(pieces) == 1 and all(value.weak for value in pieces[0].values)
        links = {piece.link for piece in pieces}
        linked = bool(links - {"", "for"}) and (not weak or where.start < first_word)
        counts = not held and "before" not in links and (linked or where.stop > last_word)
        yield Run(pieces, where, counts, held, weak, where.start < first_word)


def readings(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The ways to mean the pieces: none when they are no time ("good morning"), two for `15.10` alone."""
    if all(not piece.link and _is_version(piece) for piece in pieces):
        return []
    firm = [_firmly(piece) for piece in pieces]
    has_day, has_clock = (any(isinstance(value, kind) for value in values_of(firm)) for kind in (Day, Clock))
    found: list[list[Piece]] = []
    for day in [False] if has_day else [True] if has_clock else [True, False]:
        one = [_as(piece, day) for piece in firm]
        if one not in found and any(isinstance(value, Day | Clock | Moment) for value in values_of(one)):
            found.append(one)
    return found


def values_of(pieces: Iterable[Piece]) -> list[Value]:
    """What the pieces mean, in order."""
    return [value for piece in pieces for value in piece.values]


def _is_version(piece: Piece) -> bool:
    value = piece.values[-1]
    return isinstance(value, Dotted) and value.looks_like_version


def _firmly(piece: Piece) -> Piece:
    """A dotted piece as the only one that it can be, or as its link says."""
    value = piece.values[-1]
    if not isinstance(value, Dotted):
        return piece
    if piece.link or value.ends_with_dot or not (value.as_day() and value.as_clock()):
        return _as(piece, day=piece.link != "at")
    return piece


def _as(piece: Piece, day: bool) -> Piece:
    """A dotted piece as a day or a clock time, the other where it can't be that."""
    value = piece.values[-1]
    if not isinstance(value, Dotted):
        return piece
    meant = (value.as_day() or value.as_clock()) if day else (value.as_clock() or value.as_day())
    return replace(piece, values=(meant,)) if meant else piece


def _parts(items: Sequence[Item]) -> Iterator[tuple[range, bool]]:
    """Where the runs are, and whether they are held; behind on, by or due begins a new one."""
    for first, last in _spans(items):
        turn = last
        if held := _is_held(items, first):
            turn = next((number for number in range(first, last) if _link(items[number]) == "on"), last)
        yield range(first, turn), held
        if turn < last:
            yield range(turn, last), False


def _spans(items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Where pieces stand together: first item and the one behind."""
    first = last = -1
    for number, item in enumerate(items):
        if isinstance(item, Piece):
            first, last = number if first < 0 else first, number + 1
        elif first >= 0 and _is_text(item):
            yield first, last
            first = -1
    if first >= 0:
        yield first, last


def _is_held(items: Sequence[Item], first: int) -> bool:
    before = items[first - 1] if first else None
    return not _link(items[first]) and not isinstance(before, Piece) and before is not None and "hold" in before.means


def _link(item: Item) -> str:
    return item.link if isinstance(item, Piece) else ""


def _is_text(item: Item) -> bool:
    return not isinstance(item, Piece) and item.kind not in SILENT


def _is_tag(item: Item) -> bool:
    return not isinstance(item, Piece) and item.kind == "tag"
