"""What the Summary and the task lists show (workspace U1, U3, T2, T10)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from csbot.domain.errors import Unreadable
from csbot.domain.meetings import Meeting
from csbot.domain.operations import Operation
from csbot.domain.records import read_id
from csbot.domain.screens import Acted
from csbot.domain.tasks import Task, TaskView
from csbot.domain.view_cards import NO_CARDS, Cards

NOTHING_ACTED = Acted()
SECTION_ROWS = 5
PAGE_ROWS = 10
SCHEDULE_ROWS = 8
SECTIONS = (TaskView.OVERDUE, TaskView.TODAY, TaskView.TOMORROW)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task on a screen; `operation` is the last thing done to it, for a task just acted on."""

    task: Task
    operation: Operation | None = None


@dataclass(frozen=True, slots=True)
class TaskSection:
    """The first rows of a built-in view. `count` counts what the view holds; tasks just acted on stay as lines."""

    view: TaskView
    count: int
    lines: tuple[TaskLine, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Of the day: completed today, out of these and what is open and due today or earlier (workspace U1)."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The viewer's day. `on` is the viewer's local date; `home_url` opens the app's Home, empty where it is Home.

    Today's schedule (U6) is `meetings` and `timed`, the open tasks with an hour, each in time order. `cards`: the
    customer views (U4).
    """

    on: date
    progress: Progress
    sections: tuple[TaskSection, ...]
    acted: Acted = NOTHING_ACTED
    home_url: str = ""
    meetings: tuple[Meeting, ...] = ()
    timed: tuple[Task, ...] = ()
    cards: Cards = NO_CARDS


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a sorted list: the sort instant (UTC) and id of the last row before it."""

    at: datetime
    id: int

    def __str__(self) -> str:
        """Short enough for a block's id: microseconds since 1970 and the id, both in base 36."""
        return f"{_base36((self.at - _EPOCH) // _MICROSECOND)}.{_base36(self.id)}"


def read_cursor(text: str) -> Cursor:
    """The reverse of `str(Cursor)`; raises `Unreadable`."""
    at, _, number = text.partition(".")
    try:
        return Cursor(_EPOCH + int(at, 36) * _MICROSECOND, read_id(number, 36))
    except (ValueError, OverflowError):
        raise Unreadable() from None


def _base36(n: int) -> str:
    digits, rest = "", abs(n)
    while rest or not digits:
        rest, digit = divmod(rest, 36)
        digits = _DIGITS[digit] + digits
    return f"-{digits}" if n < 0 else digits


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One page of a built-in view. `first` is the 1-based number of its first row among `count`.

    `here` is where this page starts (None: the beginning); `earlier` and `later` are where the neighbours start.
    `has_earlier` tells a first page from a second one, whose `earlier` is None too.
    """

    view: TaskView
    count: int
    first: int
    lines: tuple[TaskLine, ...]
    here: Cursor | None = None
    has_earlier: bool = False
    earlier: Cursor | None = None
    later: Cursor | None = None
    acted: Acted = NOTHING_ACTED
