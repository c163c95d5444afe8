"""Everybody's tasks, in every state that the views tell apart (workspace T1, T2, T9, T10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from itertools import cycle, product
from random import Random
from typing import Any

from csbot.demo.chance import (
    dice,
    earlier_today,
    later_today,
    office_time,
    office_time_before,
    shuffled,
    workday,
)
from csbot.demo.contacts import Account, Contact
from csbot.demo.people import Colleague
from csbot.demo.titles import AWKWARD, LONG, NOTES, Deck
from csbot.domain.calendar import DAY, at_local, local_date, next_weekday
from csbot.domain.tasks import Priority, TaskStatus, TaskType, due_sort

AWKWARD_FOR = "anders"
WITHOUT_CUSTOMER = 0.15


class Hour(Enum):
    """Whether a task has a time besides its date, and where that lies."""

    NONE = "none"
    OFFICE = "office"
    PASSED = "passed"  # today, before now
    AHEAD = "ahead"  # today, after now


class Until(Enum):
    """Until when a task is snoozed."""

    LATER = "later"  # today
    TOMORROW = "tomorrow"
    MONDAY = "monday"


@dataclass(frozen=True, slots=True)
class Slot:
    """One task to make: due that many days from today (None: no date); `done` days ago, by the assignee or not."""

    due: int | None
    hour: Hour = Hour.NONE
    done: int | None = None
    by_other: bool = False
    snoozed: Until | None = None


NONE, OFFICE, PASSED, AHEAD = Hour
CORE = (
    Slot(-1), Slot(-4), Slot(-9, OFFICE),
    Slot(0), Slot(0), Slot(0, PASSED), Slot(0, AHEAD),
    Slot(1), Slot(1, OFFICE),
    Slot(3), Slot(9, OFFICE),
    Slot(None),
    Slot(0, done=0), Slot(-2, OFFICE, done=1), Slot(-7, done=6, by_other=True),
    Slot(0, snoozed=Until.LATER),
)  # fmt: skip
EXTRA = (
    Slot(-1, OFFICE), Slot(-2), Slot(-3, OFFICE), Slot(-6), Slot(-15), Slot(-41),
    Slot(0), Slot(0, AHEAD), Slot(0, PASSED),
    Slot(1), Slot(1, OFFICE), Slot(1),
    Slot(2), Slot(5, OFFICE), Slot(12), Slot(17), Slot(26, OFFICE), Slot(48),
    Slot(None),
    Slot(-1, done=0), Slot(0, PASSED, done=0, by_other=True), Slot(-21, done=20),
    Slot(-3, snoozed=Until.TOMORROW), Slot(2, snoozed=Until.MONDAY),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one person's tasks are made: the local day, the customers they work with, who may help."""

    rng: Random
    colleague: Colleague
    accounts: Sequence[Account]
    others: Sequence[Colleague]
    now: datetime
    deck: Deck

    @property
    def tz(self) -> str:
        return self.colleague.member.tz

    @property
    def today(self) -> date:
        return local_date(self.now, self.tz)


def task_rows(colleagues: Sequence[Colleague], accounts: Sequence[Account], now: datetime) -> list[dict[str, Any]]:
    """The tasks of everybody with a seat."""
    seated = [colleague for colleague in colleagues if colleague.member.seat]
    return [row for colleague in seated for row in _rows(_desk(colleague, seated, accounts, now))]


def _desk(colleague: Colleague, seated: Sequence[Colleague], accounts: Sequence[Account], now: datetime) -> Desk:
    rng = dice(f"tasks {colleague.key}")
    own = [account for account in accounts if account.customer.owner.key == colleague.key]
    others = [other for other in seated if other.key != colleague.key]
    language = colleague.member.locale.partition("_")[0]
    return Desk(rng, colleague, own or accounts, others, now, Deck(rng, language))


def _rows(desk: Desk) -> list[dict[str, Any]]:
    """Types and priorities come in all combinations before one comes twice."""
    extra = desk.rng.sample(EXTRA, round(desk.colleague.role.load * len(EXTRA)))
    kinds = cycle(shuffled(desk.rng, list(product(TaskType, Priority))))
    rows = [_row(desk, slot, *next(kinds)) for slot in shuffled(desk.rng, (*CORE, *extra))]
    return [*rows, *_awkward(desk)]


def _awkward(desk: Desk) -> list[dict[str, Any]]:
    """Texts that a screen must survive: Slack markup, mentions of everybody, emoji, 200 characters."""
    if desk.colleague.key != AWKWARD_FOR:
        return []
    marked = _row(desk, Slot(0), TaskType.TODO, Priority.HIGH) | {"name": AWKWARD, "notes": f"> {AWKWARD}"}
    return [marked, _row(desk, Slot(1), TaskType.EMAIL, Priority.LOW) | {"name": LONG}]


def _row(desk: Desk, slot: Slot, kind: TaskType, priority: Priority) -> dict[str, Any]:
    due_on, due_at = _due(desk, slot)
    title, account, contact = _about(desk, kind)
    done_at, done_by = _done(desk, slot)
    return {
        "name": title,
        "owner_id": desk.colleague.member.id,
        "created_at": _created(desk, slot),
        "company_id": account.id if account else None,
        "contact_id": contact.id if contact else None,
        "notes": desk.rng.choice(NOTES),
        "type": kind,
        "priority": priority,
        "status": TaskStatus.OPEN if done_at is None else TaskStatus.COMPLETED,
        "due_on": due_on,
        "due_at": due_at,
        "due_sort": due_sort(due_on, due_at),
        "snoozed_until": _snoozed(desk, slot.snoozed),
        "completed_at": done_at,
        "completed_by_id": done_by,
    }


def _about(desk: Desk, kind: TaskType) -> tuple[str, Account | None, Contact | None]:
    if desk.rng.random() < WITHOUT_CUSTOMER:
        return desk.deck.internal(kind), None, None
    account = desk.rng.choice(desk.accounts)
    contact = desk.rng.choice(account.contacts)
    return desk.deck.with_customer(kind, contact.first_name), account, contact


def _due(desk: Desk, slot: Slot) -> tuple[date | None, datetime | None]:
    """A date or an instant. What is due before today or after tomorrow is due on a workday."""
    if slot.due is None:
        return None, None
    if slot.hour is PASSED:
        return None, earlier_today(desk.rng, desk.now, desk.tz)
    if slot.hour is AHEAD:
        return None, later_today(desk.rng, desk.now, desk.tz)
    on = desk.today + slot.due * DAY
    if slot.due not in (0, 1):
        on = workday(on, DAY if slot.due > 0 else -DAY)
    return (on, None) if slot.hour is NONE else (None, office_time(desk.rng, on, desk.tz))


def _done(desk: Desk, slot: Slot) -> tuple[datetime | None, int | None]:
    if slot.done is None:
        return None, None
    who = desk.rng.choice(desk.others) if slot.by_other and desk.others else desk.colleague
    if slot.done == 0:
        return earlier_today(desk.rng, desk.now, desk.tz), who.member.id
    return office_time_before(desk.rng, desk.now, slot.done, desk.tz), who.member.id


def _created(desk: Desk, slot: Slot) -> datetime:
    oldest = max(0, -(slot.due or 0), slot.done or 0)
    return office_time_before(desk.rng, desk.now, oldest + desk.rng.randint(4, 17), desk.tz)


def _snoozed(desk: Desk, until: Until | None) -> datetime | None:
    if until is None:
        return None
    if until is Until.LATER:
        return later_today(desk.rng, desk.now, desk.tz)
    on = desk.today + DAY if until is Until.TOMORROW else next_weekday(desk.today, 0)
    return at_local(on, time(9), desk.tz)
