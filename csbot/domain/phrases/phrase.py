"""What was read from a phrase and what is doubtful about it (workspace T3)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from csbot.domain.tasks import Priority, TaskType

TITLE_LIMIT = 500


class Field(StrEnum):
    """The part of the task that a problem is about."""

    TITLE = "title"
    DUE = "due"
    PRIORITY = "priority"
    ASSIGNEE = "assignee"
    COMPANY = "company"


class Doubt(StrEnum):
    """Why a person must look at it before it is saved."""

    EMPTY = "empty"
    TOO_LONG = "too_long"  # the title is kept whole
    UNKNOWN = "unknown"
    SEVERAL = "several"
    AMBIGUOUS = "ambiguous"  # candidates: what it can mean; nothing was chosen
    INVALID_DATE = "invalid_date"
    INVALID_TIME = "invalid_time"  # the date beside it is kept
    PAST = "past"  # it is kept
    SKIPPED = "skipped"  # the clocks go forward over the time; the time after the gap was taken
    TIME_PASSED = "time_passed"  # a time without a date that is over today: tomorrow's was taken
    UNREAD = "unread"  # it says when, in words that are not known; it stayed in the title
    IN_TITLE = "in_title"  # candidates: what it would mean; it stayed in the title


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem. `text`: what was typed; `candidates`: dates, and UTC instants where there is a time."""

    field: Field
    code: Doubt
    text: str = ""
    candidates: tuple[date | datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A task as typed. At most one of `due_on` (a date that is no instant) and `due_at` (UTC, whole minutes) is set.

    `title`: single spaces, otherwise as typed, not escaped. `assignees`: `@name` as typed or `<@U123>`.
    `type`: what the title's first word says. `taken`: what left the title, as typed.
    """

    title: str
    due_on: date | None = None
    due_at: datetime | None = None
    priority: Priority = Priority.NONE
    assignees: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    type: TaskType | None = field(default=None, compare=False)
    taken: tuple[str, ...] = field(default=(), compare=False)
