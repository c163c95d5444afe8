"""Tasks as rows: the built-in views as SQL (workspace T2, T10), always of one assignee.

Statuses in predicates are literals, not parameters: SQLite and PostgreSQL use a partial index only then.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any, Protocol

from sqlalchemy import ColumnElement, FromClause, Row, Select, and_, func, literal_column, or_, select

from csbot.domain.calendar import DAY, DayRange, day_range
from csbot.domain.errors import NotFound
from csbot.domain.permissions import Subject
from csbot.domain.records import ObjectType
from csbot.domain.summary import Cursor
from csbot.domain.task_forms import TaskCard
from csbot.domain.tasks import Named, Task, TaskView
from csbot.storage.associations import tied_to
from csbot.storage.records import hold
from csbot.storage.tables.people import members
from csbot.storage.tables.records import companies, tasks
from csbot.storage.unit_of_work import UnitOfWork

OPEN: ColumnElement[str] = literal_column("'open'")
COMPLETED: ColumnElement[str] = literal_column("'completed'")

assignees = members.alias("assignee")
completers = members.alias("completer")
creators = members.alias("creator")

COLUMNS = (
    tasks.c.id,
    tasks.c.name,
    tasks.c.status,
    tasks.c.due_on,
    tasks.c.due_at,
    tasks.c.type,
    tasks.c.priority,
    tasks.c.notes,
    tasks.c.owner_id,
    assignees.c.name.label("assignee_name"),
    tasks.c.company_id,
    companies.c.name.label("company_name"),
    tasks.c.snoozed_until,
    tasks.c.completed_at,
    tasks.c.completed_by_id,
    completers.c.name.label("completer_name"),
    tasks.c.version,
    tasks.c.reminder_at,
    tasks.c.permalink,
    tasks.c.archived_at,
)


def named(found: FromClause) -> FromClause:
    """Tasks, or a join with them, with the names that `COLUMNS` has."""
    return (
        found.outerjoin(assignees, assignees.c.id == tasks.c.owner_id)
        .outerjoin(companies, companies.c.id == tasks.c.company_id)
        .outerjoin(completers, completers.c.id == tasks.c.completed_by_id)
    )


NAMED = named(tasks)


class Day(Protocol):
    """A `DayRange`, or its parameters in a prebuilt statement."""

    @property
    def on(self) -> Any: ...

    @property
    def start(self) -> Any: ...

    @property
    def end(self) -> Any: ...


def in_view(view: TaskView, today: DayRange, tz: str) -> ColumnElement[bool]:
    """The view's own condition for a viewer whose local day is `today`, with a range that an index serves."""
    if view is TaskView.DONE:
        return and_(tasks.c.status == COMPLETED)
    tomorrow = day_range(today.on + DAY, tz)
    due: dict[TaskView, tuple[ColumnElement[bool], ...]] = {
        TaskView.OPEN: (),
        TaskView.OVERDUE: (before(today), tasks.c.due_sort < latest(today.start, today)),
        TaskView.TODAY: (within(today), *around(today)),
        TaskView.TOMORROW: (within(tomorrow), *around(tomorrow)),
        TaskView.UPCOMING: (after(tomorrow), tasks.c.due_sort >= earliest(tomorrow)),
    }
    return and_(tasks.c.status == OPEN, *due[view])


def before(day: Day) -> ColumnElement[bool]:
    """Due on an earlier local date: a date compares as a date, an instant with the day's range."""
    return or_(and_(tasks.c.due_at.is_(None), tasks.c.due_on < day.on), tasks.c.due_at < day.start)


def within(day: Day) -> ColumnElement[bool]:
    """Due on that local date."""
    return or_(
        and_(tasks.c.due_at.is_(None), tasks.c.due_on == day.on),
        and_(tasks.c.due_at >= day.start, tasks.c.due_at < day.end),
    )


def after(day: DayRange) -> ColumnElement[bool]:
    """Due on a later local date."""
    return or_(and_(tasks.c.due_at.is_(None), tasks.c.due_on > day.on), tasks.c.due_at >= day.end)


def earliest(day: DayRange) -> datetime:
    """No task due on the local day sorts before this: a date sorts by its UTC midnight."""
    return min(day.start, datetime.combine(day.on, time(), UTC))


def latest(end: datetime, day: DayRange) -> datetime:
    """No task due before `end` sorts at or after this."""
    return max(end, datetime.combine(day.on, time(), UTC))


def around(day: DayRange) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """A range of the sort key that holds every task due on the local day."""
    return tasks.c.due_sort >= earliest(day), tasks.c.due_sort < max(
        day.end, datetime.combine(day.on + DAY, time(), UTC)
    )


def mine(uow: UnitOfWork, owner_id: int) -> ColumnElement[bool]:
    """The live tasks of one assignee."""
    return and_(tasks.c.workspace_id == uow.workspace_id, tasks.c.owner_id == owner_id, tasks.c.archived_at.is_(None))


def list_ids(uow: UnitOfWork, ids: Sequence[int]) -> list[Task]:
    """The tasks among these ids, deleted ones too."""
    where = and_(tasks.c.workspace_id == uow.workspace_id, tasks.c.id.in_(ids))
    return [as_task(row) for row in uow.connection.execute(select(*COLUMNS).select_from(NAMED).where(where))]


def list_of_record(uow: UnitOfWork, kind: ObjectType, record_id: int, rows: int) -> tuple[int, list[Task]]:
    """How many open tasks a company, contact or custom record has, whoever has them, and the first ones by due date."""
    mine: tuple[ColumnElement[bool], ...]
    if kind.is_custom:
        mine = (tasks.c.id.in_(tied_to(uow, ObjectType.TASK, kind, record_id)),)
    else:
        of = tasks.c.contact_id if kind is ObjectType.CONTACT else tasks.c.company_id
        mine = (tasks.c.workspace_id == uow.workspace_id, of == record_id)
    where = and_(*mine, tasks.c.archived_at.is_(None), tasks.c.status == OPEN)
    count = uow.connection.execute(select(func.count()).where(where)).scalar_one()
    found = select(*COLUMNS).select_from(NAMED).where(where).order_by(tasks.c.due_sort, tasks.c.id).limit(rows)
    return count, [as_task(row) for row in uow.connection.execute(found)]


def get_card(uow: UnitOfWork, task_id: int) -> TaskCard:
    """The task, deleted ones too, with who made it; raises `NotFound`."""
    row = uow.connection.execute(
        select(*COLUMNS, tasks.c.created_at, creators.c.id.label("creator_id"), creators.c.name.label("creator_name"))
        .select_from(NAMED.outerjoin(creators, creators.c.id == tasks.c.created_by_id))
        .where(tasks.c.workspace_id == uow.workspace_id, tasks.c.id == task_id)
    ).one_or_none()
    if row is None:
        raise NotFound(noun="task", number=task_id)
    created_at, creator_id, creator_name = row[-3:]
    return TaskCard(as_task(row[:-3]), created_at, None if creator_id is None else Named(creator_id, creator_name))


def get_for_change(uow: UnitOfWork, task_id: int) -> tuple[Task, Subject]:
    """The live task, held until the transaction ends, and whose it is; raises `NotFound`."""
    hold(uow, ObjectType.TASK, task_id)
    row = uow.connection.execute(
        select(*COLUMNS, assignees.c.lead_id.label("lead_id"), assignees.c.team.label("team"))
        .select_from(NAMED)
        .where(tasks.c.workspace_id == uow.workspace_id, tasks.c.id == task_id, tasks.c.archived_at.is_(None))
    ).one_or_none()
    if row is None:
        raise NotFound(noun="task", number=task_id)
    return as_task(row[:-2]), Subject(row.owner_id, row.lead_id, row.team)


def page(
    uow: UnitOfWork, owner_id: int, view: TaskView, today: DayRange, tz: str, here: Cursor | None, rows: int
) -> list[tuple[Cursor, Task]]:
    """Up to `rows` tasks of the view after the cursor, in its order, each with its own cursor."""
    found = _ordered(uow, owner_id, view, today, tz, here, forward=True).limit(rows)
    return [(Cursor(row[0], row[1]), as_task(row[1:])) for row in uow.connection.execute(found)]


def cursors_back(
    uow: UnitOfWork, owner_id: int, view: TaskView, today: DayRange, tz: str, here: Cursor, rows: int
) -> list[Cursor]:
    """The cursors of up to `rows` tasks at or before the cursor, nearest first."""
    found = _ordered(uow, owner_id, view, today, tz, here, forward=False).limit(rows)
    return [Cursor(row[0], row[1]) for row in uow.connection.execute(found)]


def count_view(
    uow: UnitOfWork, owner_id: int, view: TaskView, today: DayRange, tz: str, here: Cursor | None
) -> tuple[int, int]:
    """How many tasks the view holds, and how many of them stand at or before the cursor."""
    where = and_(mine(uow, owner_id), in_view(view, today, tz))
    whole = select(func.count()).where(where)
    if here is None:
        return uow.connection.execute(whole).scalar_one(), 0
    back = select(func.count()).where(where, _beyond(view, here, forward=False))
    count, passed = uow.connection.execute(select(whole.scalar_subquery(), back.scalar_subquery())).one()
    return count, passed


def _sort(view: TaskView) -> Any:
    return tasks.c.completed_at if view is TaskView.DONE else tasks.c.due_sort


def _beyond(view: TaskView, here: Cursor, forward: bool) -> ColumnElement[bool]:
    """Written out as `k >= ? AND (k > ? OR id > ?)`: SQLite ignores an index on row values (design: data notes)."""
    sort = _sort(view)
    if forward is (view is not TaskView.DONE):
        strictly = tasks.c.id > here.id if forward else tasks.c.id >= here.id
        return and_(sort >= here.at, or_(sort > here.at, strictly))
    strictly = tasks.c.id < here.id if forward else tasks.c.id <= here.id
    return and_(sort <= here.at, or_(sort < here.at, strictly))


def _ordered(
    uow: UnitOfWork, owner_id: int, view: TaskView, today: DayRange, tz: str, here: Cursor | None, forward: bool
) -> Select[*tuple[Any, ...]]:
    sort = _sort(view)
    rising = forward is (view is not TaskView.DONE)
    found = select(sort, *COLUMNS).select_from(NAMED).where(mine(uow, owner_id), in_view(view, today, tz))
    if here is not None:
        found = found.where(_beyond(view, here, forward))
    order = (sort.asc(), tasks.c.id.asc()) if rising else (sort.desc(), tasks.c.id.desc())
    return found.order_by(*order)


def as_task(row: Sequence[Any] | Row[*tuple[Any, ...]]) -> Task:
    """A row of `COLUMNS`."""
    (number, title, status, due_on, due_at, kind, priority, notes, *rest) = row
    owner_id, owner, company_id, company, snoozed_until, completed_at, completer_id, completer, *rest = rest
    version, reminder_at, permalink, archived_at = rest
    return Task(
        id=number,
        title=title,
        status=status,
        due_on=due_on,
        due_at=due_at,
        type=kind,
        priority=priority,
        notes=notes,
        assignee=None if owner_id is None else Named(owner_id, owner),
        company=None if company is None else Named(company_id, company),
        snoozed_until=snoozed_until,
        completed_at=completed_at,
        completed_by=None if completer_id is None else Named(completer_id, completer),
        version=version,
        reminder_at=reminder_at,
        permalink=permalink or "",
        archived_at=archived_at,
    )
