"""The built-in views as SQL hold what `view_of` says, in every zone and on nights when clocks change (T10)."""

import random
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from csbot.domain.calendar import local_date, today
from csbot.domain.members import Member
from csbot.domain.records import ObjectType
from csbot.domain.summary import SECTIONS, Cursor
from csbot.domain.tasks import Task, TaskStatus, TaskView, due_sort, view_of
from csbot.storage import summary as stored_summary
from csbot.storage import tasks as stored_tasks
from csbot.storage.unit_of_work import Database, UnitOfWork
from tests.builders import Office, task_row
from tests.soaking import repeatable

SEEDS = range(3)
NIGHTS = [  # zone, an instant around which clocks change (or a date is skipped, or doubled)
    ("Europe/Copenhagen", datetime(2026, 3, 29, 1, tzinfo=UTC)),
    ("Europe/Copenhagen", datetime(2026, 10, 25, 1, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 3, 8, 7, tzinfo=UTC)),
    ("America/St_Johns", datetime(2026, 11, 1, 4, 30, tzinfo=UTC)),
    ("America/Sao_Paulo", datetime(2018, 11, 4, 3, tzinfo=UTC)),  # midnight is skipped
    ("America/Havana", datetime(2026, 11, 1, 5, tzinfo=UTC)),  # midnight comes twice
    ("Pacific/Apia", datetime(2011, 12, 30, 10, tzinfo=UTC)),  # a whole date is skipped
    ("Australia/Lord_Howe", datetime(2026, 4, 4, 15, tzinfo=UTC)),  # by half an hour
    ("Pacific/Kiritimati", datetime(2026, 3, 2, 10, tzinfo=UTC)),  # UTC+14
    ("Pacific/Niue", datetime(2026, 3, 2, 11, tzinfo=UTC)),  # UTC-11
    ("Asia/Kathmandu", datetime(2026, 12, 31, 18, 15, tzinfo=UTC)),  # New Year
]
OFFSETS = [timedelta(hours=h) for h in (-25, -13, -1, 0, 1, 12, 26)] + [timedelta(microseconds=m) for m in (-1, 1)]


def random_rows(dice: random.Random, owner: Member, around: datetime, tz: str, n: int) -> list[dict[str, Any]]:
    """Tasks due within three days of the instant, many of them on its edges."""
    rows = []
    for number in range(n):
        near = dice.choice([timedelta(), *OFFSETS, timedelta(seconds=dice.randint(-3 * 86400, 3 * 86400))])
        at = today(around + near, tz).start + dice.choice([timedelta(), *OFFSETS]) if dice.random() < 0.5 else around
        values: dict[str, Any] = {}
        kind = dice.random()
        if kind < 0.45:
            values["due_at"] = at + near
        elif kind < 0.9:
            values["due_on"] = local_date(at + near, tz)
        if dice.random() < 0.2:
            values |= {"status": TaskStatus.COMPLETED, "completed_at": around + near}
        elif dice.random() < 0.3:
            values["snoozed_until"] = around + near
        if dice.random() < 0.05:
            values["archived_at"] = around
        rows.append(task_row(owner, f"Task {number}", **values))
    return rows


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


class Book:
    """One person's tasks, in the database and in memory."""

    def __init__(self, office: Office, tz: str, around: datetime, seed: int, n: int = 120) -> None:
        self.office, self.tz = office, tz
        self.owner = office.member(tz=tz)
        rows = random_rows(repeatable(seed), self.owner, around, tz, n)
        ids = office.records(ObjectType.TASK, rows)
        with self.read() as uow:
            read = {task.id: task for task in stored_tasks.list_ids(uow, ids)}
        self.tasks = [read[i] for i, row in zip(ids, rows, strict=True) if row["archived_at"] is None]
        assert len(self.tasks) > n / 2

    def read(self) -> Any:
        return reading(self.office)

    def expected(self, view: TaskView, now: datetime) -> list[Task]:
        """What the view holds, in order, by the domain's rules."""
        if view is TaskView.DONE:
            done = [task for task in self.tasks if not task.is_open]
            return sorted(done, key=lambda task: (task.completed_at, task.id), reverse=True)
        held = [
            task
            for task in self.tasks
            if task.is_open and (view is TaskView.OPEN or view_of(task, now, self.tz) is view)
        ]
        return sorted(held, key=lambda task: (due_sort(task.due_on, task.due_at), task.id))


@contextmanager
def reading(office: Office) -> Iterator[UnitOfWork]:
    with office.database.read() as connection:
        yield UnitOfWork(connection, office.workspace.id)


@pytest.mark.parametrize(("tz", "around"), NIGHTS, ids=lambda value: str(value).replace(" ", "T"))
def test_sql_and_memory_agree_on_every_view(office: Office, tz: str, around: datetime) -> None:
    book = Book(office, tz, around, seed=len(tz))
    for offset in OFFSETS:
        now = around + offset
        day = today(now, tz)
        with book.read() as uow:
            for view in TaskView:
                expected = book.expected(view, now)
                found = stored_tasks.page(uow, book.owner.id, view, day, tz, None, 1000)
                assert [task for _, task in found] == expected, (view, now)
                assert stored_tasks.count_view(uow, book.owner.id, view, day, tz, None) == (len(expected), 0)
            check_sections(book, uow, now)


def check_sections(book: Book, uow: UnitOfWork, now: datetime) -> None:
    """The Summary's sections hold the views' awake tasks (workspace T9), the first ones of each."""
    day = today(now, book.tz)
    found = stored_summary.read_day(uow, book.owner.id, day, day, book.tz, now, 5, 3)
    assert list(found.sections) == list(SECTIONS)
    for view, (count, rows) in found.sections.items():
        awake = [task for task in book.expected(view, now) if not task.is_snoozed(now)]
        assert (count, rows) == (len(awake), awake[:5]), (view, now)
    done = [t for t in book.tasks if not t.is_open and t.completed_at and day.start <= t.completed_at < day.end]
    assert found.done == len(done)
    timed = [task for task in book.expected(TaskView.TODAY, now) if task.due_at and not task.is_snoozed(now)]
    assert found.timed == timed[:3]


def test_open_tasks_with_a_due_date_are_in_one_dated_view_each(office: Office) -> None:
    tz, around = NIGHTS[5]
    book = Book(office, tz, around, seed=7)
    dated = [TaskView.OVERDUE, TaskView.TODAY, TaskView.TOMORROW, TaskView.UPCOMING]
    counts: dict[int, int] = defaultdict(int)
    with book.read() as uow:
        for view in dated:
            for _, task in stored_tasks.page(uow, book.owner.id, view, today(around, tz), tz, None, 1000):
                counts[task.id] += 1
    expected = {task.id: 1 for task in book.tasks if task.is_open and (task.due_on or task.due_at)}
    assert counts == expected


def walk(book: Book, view: TaskView, now: datetime, rows: int, between: Any = None) -> list[int]:
    """The ids on every page, forwards; `between` is called after each page."""
    here: Cursor | None = None
    seen: list[int] = []
    while True:
        with book.read() as uow:
            page = stored_tasks.page(uow, book.owner.id, view, today(now, book.tz), book.tz, here, rows)
        seen += [task.id for _, task in page]
        if len(page) < rows:
            return seen
        here = page[-1][0]
        if between is not None:
            between(seen)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("view", [TaskView.OPEN, TaskView.DONE, TaskView.OVERDUE])
def test_paging_visits_every_task_once(office: Office, view: TaskView, seed: int) -> None:
    tz, around = NIGHTS[seed]
    book = Book(office, tz, around, seed)
    expected = [task.id for task in book.expected(view, around)]
    for rows in (1, 7, 1000):
        assert walk(book, view, around, rows) == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_paging_skips_and_doubles_nothing_while_tasks_are_completed(office: Office, seed: int) -> None:
    tz, around = NIGHTS[seed]
    book = Book(office, tz, around, seed)
    dice = repeatable(seed)
    gone: set[int] = set()

    def complete_some(seen: list[int]) -> None:
        for task in dice.sample(book.tasks, 5):
            with office.services() as services:
                if not services.tasks.complete(book.owner.as_actor(), task.id).already and task.id not in seen:
                    gone.add(task.id)

    expected = [task.id for task in book.expected(TaskView.OPEN, around)]
    seen = walk(book, TaskView.OPEN, around, 7, complete_some)
    assert seen == [task_id for task_id in expected if task_id not in gone]


@pytest.mark.parametrize("view", [TaskView.OPEN, TaskView.DONE])
def test_the_way_back_leads_to_the_same_pages(office: Office, view: TaskView) -> None:
    tz, around = NIGHTS[1]
    book = Book(office, tz, around, seed=3)
    day, rows = today(around, tz), 10
    with book.read() as uow:
        every = stored_tasks.page(uow, book.owner.id, view, day, tz, None, 1000)
        for index in range(len(every)):
            here = every[index][0]
            back = stored_tasks.cursors_back(uow, book.owner.id, view, day, tz, here, rows)
            assert back == [cursor for cursor, _ in every[max(0, index - rows + 1) : index + 1]][::-1]
            counted = stored_tasks.count_view(uow, book.owner.id, view, day, tz, here)
            assert counted == (len(every), index + 1)
