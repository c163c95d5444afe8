"""What the Summary and the task lists show (workspace U1, U3, T2, T10)."""

from dataclasses import dataclass
from datetime import date, datetime

from csbot.domain.operations import Operation
from csbot.domain.screens import Acted
from csbot.domain.tasks import Task, TaskView

NOTHING_ACTED = Acted()
SECTION_ROWS = 5
PAGE_ROWS = 10
SECTIONS = (TaskView.OVERDUE, TaskView.TODAY, TaskView.TOMORROW)


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
    """The viewer's day. `on` is the viewer's local date."""

    on: date
    progress: Progress
    sections: tuple[TaskSection, ...]
    acted: Acted = NOTHING_ACTED


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a sorted list: the sort instant (UTC) and id of the last row before it."""

    at: datetime
    id: int


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
