"""The Summary as SQL (workspace U1, U3): prebuilt, because building the statement took longer than all the rest."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import Date, Integer, and_, bindparam, case, func, or_, select

from csbot.domain.calendar import DAY, DayRange, day_range
from csbot.domain.summary import SECTIONS
from csbot.domain.tasks import Task, TaskView
from csbot.storage.tables.records import tasks
from csbot.storage.tasks import COLUMNS, COMPLETED, NAMED, OPEN, as_task, before, within
from csbot.storage.types import UtcDateTime
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class DayParameters:
    """A day's range as parameters."""

    on: Any
    start: Any
    end: Any

    def values(self, day: DayRange) -> dict[str, Any]:
        return {self.on.key: day.on, self.start.key: day.start, self.end.key: day.end}


def day_parameters(name: str) -> DayParameters:
    """Parameters named after the day."""
    return DayParameters(
        bindparam(f"{name}_on", type_=Date),
        bindparam(f"{name}_start", type_=UtcDateTime),
        bindparam(f"{name}_end", type_=UtcDateTime),
    )


TODAY, TOMORROW = day_parameters("today"), day_parameters("tomorrow")
WHERE = {TaskView.OVERDUE: before(TODAY), TaskView.TODAY: within(TODAY), TaskView.TOMORROW: within(TOMORROW)}
NOW: Any = bindparam("now", type_=UtcDateTime)
MINE = and_(
    tasks.c.workspace_id == bindparam("workspace_id"),
    tasks.c.owner_id == bindparam("owner_id"),
    tasks.c.archived_at.is_(None),
)
AWAKE = or_(tasks.c.snoozed_until.is_(None), tasks.c.snoozed_until <= NOW)  # workspace T9

_due = (
    select(
        tasks.c.id,
        case(*((WHERE[view], index) for index, view in enumerate(SECTIONS))).label("section"),
        tasks.c.due_sort,
    )
    .where(MINE, AWAKE, tasks.c.status == OPEN, tasks.c.due_sort < bindparam("last", type_=UtcDateTime))
    .subquery("due")
)
_ranked = (
    select(
        _due.c.id,
        _due.c.section,
        func.count().over(partition_by=_due.c.section).label("held"),
        func.row_number().over(partition_by=_due.c.section, order_by=(_due.c.due_sort, _due.c.id)).label("rank"),
    )
    .where(_due.c.section.is_not(None))
    .subquery("ranked")
)
IN_SECTIONS = (
    select(_ranked.c.section, _ranked.c.held, *COLUMNS)
    .select_from(NAMED.join(_ranked, _ranked.c.id == tasks.c.id))
    .where(_ranked.c.rank <= bindparam("rows", type_=Integer))
    .order_by(_ranked.c.section, _ranked.c.rank)
)
DONE_ON = select(func.count()).where(
    MINE, tasks.c.status == COMPLETED, tasks.c.completed_at >= TODAY.start, tasks.c.completed_at < TODAY.end
)
TIMED = (
    select(*COLUMNS)
    .select_from(NAMED)
    .where(MINE, AWAKE, tasks.c.status == OPEN, tasks.c.due_at.is_not(None))
    .where(tasks.c.due_sort >= TODAY.start, tasks.c.due_sort < TODAY.end)
    .order_by(tasks.c.due_sort, tasks.c.id)
    .limit(bindparam("rows", type_=Integer))
)


def list_sections(
    uow: UnitOfWork, owner_id: int, today: DayRange, tz: str, now: datetime, rows: int
) -> dict[TaskView, tuple[int, list[Task]]]:
    """For each section of the Summary: how many it holds, and the first `rows`; snoozed ones are left out."""
    tomorrow = day_range(today.on + DAY, tz)
    values = {
        "workspace_id": uow.workspace_id,
        "owner_id": owner_id,
        "now": now,
        "rows": rows,
        "last": max(tomorrow.end, datetime.combine(tomorrow.on + DAY, time(), UTC)),
        **TODAY.values(today),
        **TOMORROW.values(tomorrow),
    }
    sections: dict[TaskView, tuple[int, list[Task]]] = {view: (0, []) for view in SECTIONS}
    for section, held, *columns in uow.connection.execute(IN_SECTIONS, values).all():
        view = SECTIONS[section]
        sections[view] = (held, [*sections[view][1], as_task(columns)])
    return sections


def count_completed(uow: UnitOfWork, owner_id: int, day: DayRange) -> int:
    """How many of the assignee's tasks were completed within the day."""
    values = {"workspace_id": uow.workspace_id, "owner_id": owner_id, "today_start": day.start, "today_end": day.end}
    return uow.connection.execute(DONE_ON, values).scalar_one()


def list_timed(uow: UnitOfWork, owner_id: int, day: DayRange, now: datetime, rows: int) -> list[Task]:
    """The assignee's open tasks that are due at an hour of the day, in time order; snoozed ones are left out."""
    values = {"workspace_id": uow.workspace_id, "owner_id": owner_id, "now": now, "rows": rows}
    day_values = {"today_start": day.start, "today_end": day.end}
    return [as_task(row) for row in uow.connection.execute(TIMED, values | day_values).all()]
