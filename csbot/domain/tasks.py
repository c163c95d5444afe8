"""Tasks: what they are, when they are due and for how long they sleep (workspace T1-T10)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from csbot.domain.calendar import DAY, at_local, local, local_date, next_weekday
from csbot.domain.errors import SnoozePast

NEVER = datetime(9999, 12, 31, tzinfo=UTC)
AFTERNOON = time(14)
MORNING = time(9)
UNDO_FOR = timedelta(minutes=10)


class TaskType(StrEnum):
    TODO = "todo"
    CALL = "call"
    EMAIL = "email"


class Priority(StrEnum):
    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class TaskStatus(StrEnum):
    OPEN = "open"
    COMPLETED = "completed"


class TaskView(StrEnum):
    """The built-in views (workspace T2), by the word that `/cs tasks` takes."""

    TODAY = "today"
    OVERDUE = "overdue"
    TOMORROW = "tomorrow"
    UPCOMING = "upcoming"
    OPEN = "open"
    DONE = "done"


VIEW_WORDS = {
    TaskView.TODAY: "today, due today, i dag, vandaag",
    TaskView.OVERDUE: "overdue, late, past due, forfalden, for sent, te laat, verlopen",
    TaskView.TOMORROW: "tomorrow, due tomorrow, i morgen, morgen",
    TaskView.UPCOMING: "upcoming, later, next, senere, straks",
    TaskView.OPEN: "open, all, all open, todo, to do, åbne, alle, openstaand",
    TaskView.DONE: "done, completed, all completed, finished, closed, fuldført, færdige, klaar, voltooid, afgerond",
}
"""What else people call the views."""
VIEW_NOISE = frozenset({
    "a", "the", "my", "mine", "me", "for", "of", "in", "is", "are", "due", "task", "tasks", "show",
    "mig", "mit", "opgave", "opgaver", "taak", "taken", "mijn", "van",
})  # fmt: skip
"""Words beside them that say nothing more: the tasks are the viewer's own."""


def views_by_word(titles: Mapping[TaskView, str]) -> dict[str, TaskView]:
    """The views by all that they are called, in small letters. `titles`: in the viewer's language."""
    known = {word: view for view, words in VIEW_WORDS.items() for word in words.split(", ")}
    return {
        **known,
        **{title.casefold(): view for view, title in titles.items()},
        **{str(one): one for one in TaskView},
    }


def bare_words(text: str) -> str:
    """The words of a text that say which view is meant."""
    return " ".join(word for word in text.casefold().split() if word.strip(".!?") not in VIEW_NOISE).strip(".!?")


class Snooze(StrEnum):
    """The ready choices for snoozing (workspace T9)."""

    HOUR = "hour"
    AFTERNOON = "afternoon"
    TOMORROW = "tomorrow"
    MONDAY = "monday"


@dataclass(frozen=True, slots=True)
class Named:
    """A record or person by id and name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Task:
    """A task as read. At most one of `due_on` (a date that is no instant) and `due_at` (UTC) is set.

    `permalink`: the message it was made from, may be empty; `archived_at`: when it was deleted.
    """

    id: int
    title: str
    status: TaskStatus = TaskStatus.OPEN
    due_on: date | None = None
    due_at: datetime | None = None
    type: TaskType = TaskType.TODO
    priority: Priority = Priority.NONE
    notes: str = ""
    assignee: Named | None = None
    company: Named | None = None
    snoozed_until: datetime | None = None
    completed_at: datetime | None = None
    completed_by: Named | None = None
    version: int = 1
    reminder_at: datetime | None = None
    permalink: str = ""
    archived_at: datetime | None = None

    @property
    def is_deleted(self) -> bool:
        return self.archived_at is not None

    @property
    def is_open(self) -> bool:
        """Neither completed nor deleted."""
        return self.status is TaskStatus.OPEN and not self.is_deleted

    def is_snoozed(self, now: datetime) -> bool:
        """Hidden from the Summary, digests and walks until a later moment (workspace T9)."""
        return self.is_open and self.snoozed_until is not None and self.snoozed_until > now

    def due_date(self, tz: str) -> date | None:
        """The date on which it is due for a viewer in `tz`."""
        return self.due_on if self.due_at is None else local_date(self.due_at, tz)

    def is_late(self, now: datetime) -> bool:
        """Its hour has passed (workspace T10: on its day it stays in due today, marked late)."""
        return self.is_open and self.due_at is not None and self.due_at < now

    def reopened(self) -> "Task":
        """The task as it would be if it were there, open and awake."""
        return replace(self, status=TaskStatus.OPEN, snoozed_until=None, archived_at=None)


def due_sort(due_on: date | None, due_at: datetime | None) -> datetime:
    """The instant by which tasks are sorted: the due moment, a date's UTC midnight, or NEVER."""
    if due_at is not None:
        return due_at
    return NEVER if due_on is None else datetime.combine(due_on, time(), UTC)


def view_of(task: Task, now: datetime, tz: str) -> TaskView:
    """The narrowest built-in view that shows the task to a viewer in `tz` (workspace T10)."""
    if not task.is_open:
        return TaskView.DONE
    due, today = task.due_date(tz), local_date(now, tz)
    if due is None:
        return TaskView.OPEN
    if due < today:
        return TaskView.OVERDUE
    if due == today:
        return TaskView.TODAY
    return TaskView.TOMORROW if due == today + DAY else TaskView.UPCOMING


def snooze_until(choice: Snooze, now: datetime, tz: str) -> datetime:
    """The UTC instant a choice means for a viewer in `tz`; raises `SnoozePast` (workspace T9)."""
    if choice is Snooze.HOUR:
        return now + timedelta(hours=1)
    here = local_date(now, tz)
    if choice is Snooze.AFTERNOON:
        until = at_local(here, AFTERNOON, tz)
    elif choice is Snooze.TOMORROW:
        until = at_local(here + DAY, MORNING, tz)
    else:
        until = at_local(next_weekday(here, 0), MORNING, tz)
    if until <= now:
        raise SnoozePast()
    return until


def snooze_choices(now: datetime, tz: str) -> tuple[Snooze, ...]:
    """What can be chosen now: "this afternoon" only while it lies ahead."""
    afternoon_ahead = local(now, tz).time() < AFTERNOON
    return tuple(c for c in Snooze if c is not Snooze.AFTERNOON or afternoon_ahead)
