"""What digests list, as SQL (workspace N2), prebuilt like the Summary."""

from datetime import UTC, datetime, time

from sqlalchemy import Integer, bindparam, func, select

from csbot.domain.calendar import DAY, DayRange
from csbot.domain.tasks import Task, TaskView
from csbot.storage.summary import AWAKE, MINE, TODAY, WHERE
from csbot.storage.tables.records import tasks
from csbot.storage.tasks import COLUMNS, NAMED, OPEN, as_task, earliest, latest
from csbot.storage.types import UtcDateTime
from csbot.storage.unit_of_work import UnitOfWork

BEGINNING = datetime(1, 1, 1, tzinfo=UTC)
ORDERS = {
    TaskView.TODAY: (tasks.c.due_at.is_(None), tasks.c.due_sort, tasks.c.id),  # those with an hour first
    TaskView.OVERDUE: (tasks.c.due_sort, tasks.c.id),
}
DUE = {
    view: select(func.count().over(), *COLUMNS)
    .select_from(NAMED)
    .where(MINE, AWAKE, tasks.c.status == OPEN, WHERE[view])
    .where(
        tasks.c.due_sort >= bindparam("first", type_=UtcDateTime),
        tasks.c.due_sort < bindparam("last", type_=UtcDateTime),
    )
    .order_by(*order)
    .limit(bindparam("rows", type_=Integer))
    for view, order in ORDERS.items()
}


def list_due(
    uow: UnitOfWork, owner_id: int, view: TaskView, today: DayRange, now: datetime, rows: int
) -> tuple[int, list[Task]]:
    """How many open tasks of due today or overdue the assignee has, and the first `rows`; snoozed ones are left out."""
    midnight = datetime.combine(today.on + DAY, time(), UTC)
    spans = {
        TaskView.TODAY: (earliest(today), max(today.end, midnight)),
        TaskView.OVERDUE: (BEGINNING, latest(today.start, today)),
    }
    first, last = spans[view]
    whose = {"workspace_id": uow.workspace_id, "owner_id": owner_id, "now": now, "rows": rows}
    values = whose | TODAY.values(today) | {"first": first, "last": last}
    found = uow.connection.execute(DUE[view], values).all()
    return (found[0][0] if found else 0), [as_task(row[1:]) for row in found]
