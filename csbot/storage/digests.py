"""What digests list, as SQL (workspace N2), prebuilt like the Summary."""

from collections.abc import Sequence
from datetime import UTC, datetime, time

from sqlalchemy import Integer, and_, bindparam, exists, func, literal_column, or_, select

from csbot.domain.calendar import DAY, DayRange
from csbot.domain.tasks import Task, TaskView
from csbot.storage.summary import AWAKE, MINE, TODAY, WHERE
from csbot.storage.tables.history import changes
from csbot.storage.tables.news import news
from csbot.storage.tables.records import tasks
from csbot.storage.tasks import COLUMNS, NAMED, OPEN, as_task, earliest, latest, named
from csbot.storage.types import UtcDateTime
from csbot.storage.unit_of_work import UnitOfWork

THEIRS = changes.alias("theirs")


TOUCHED = (
    exists()
    .where(
        THEIRS.c.workspace_id == tasks.c.workspace_id,
        THEIRS.c.record_id == tasks.c.id,
        THEIRS.c.version > news.c.since,
        THEIRS.c.actor_id == tasks.c.owner_id,
    )
    .correlate(news, tasks)
)
IS_GIVEN = exists().where(
    news.c.workspace_id == tasks.c.workspace_id,
    news.c.record_id == tasks.c.id,
    news.c.member_id == tasks.c.owner_id,
    news.c.owner_id == news.c.member_id,
    news.c.event == literal_column("'task_assigned'"),
    ~TOUCHED,
)
WAITING = (
    select(func.count().over(), *COLUMNS)
    .select_from(NAMED)
    .where(MINE, AWAKE, tasks.c.status == OPEN, IS_GIVEN)
    .where(
        or_(
            tasks.c.due_at >= TODAY.end,
            and_(tasks.c.due_at.is_(None), or_(tasks.c.due_on.is_(None), tasks.c.due_on > TODAY.on)),
        )
    )
    .order_by(tasks.c.due_sort, tasks.c.id)
    .limit(bindparam("rows", type_=Integer))
)
BEGINNING = datetime(1, 1, 1, tzinfo=UTC)
ORDERS = {
    TaskView.TODAY: (tasks.c.due_at.is_(None), tasks.c.due_sort, tasks.c.id),  # those with an hour first
    TaskView.OVERDUE: (tasks.c.due_sort, tasks.c.id),
}
THEIR_DUE = {
    view: select(
        tasks.c.id,
        func.count().over(partition_by=tasks.c.owner_id).label("held"),
        func.row_number().over(partition_by=tasks.c.owner_id, order_by=order).label("rank"),
    )
    .where(
        tasks.c.workspace_id == bindparam("workspace_id"),
        tasks.c.owner_id.in_(bindparam("owner_ids", expanding=True)),
        tasks.c.archived_at.is_(None),
        AWAKE,
        tasks.c.status == OPEN,
        WHERE[view],
        tasks.c.due_sort >= bindparam("first", type_=UtcDateTime),
        tasks.c.due_sort < bindparam("last", type_=UtcDateTime),
    )
    .subquery("their_due")
    for view, order in ORDERS.items()
}
DUE = {
    view: select(their.c.held, tasks.c.owner_id, *COLUMNS)
    .select_from(named(their.join(tasks, tasks.c.id == their.c.id)))
    .where(their.c.rank <= bindparam("rows", type_=Integer))
    .order_by(their.c.rank)
    for view, their in THEIR_DUE.items()
}


def list_due(
    uow: UnitOfWork, owner_ids: Sequence[int], view: TaskView, today: DayRange, now: datetime, rows: int
) -> dict[int, tuple[int, list[Task]]]:
    """How many open tasks of due today or overdue assignees have, and the first `rows` of each; snoozed ones are left
    out, and so is who has none. `today` is the local day of all of them.
    """
    midnight = datetime.combine(today.on + DAY, time(), UTC)
    spans = {
        TaskView.TODAY: (earliest(today), max(today.end, midnight)),
        TaskView.OVERDUE: (BEGINNING, latest(today.start, today)),
    }
    first, last = spans[view]
    whose = {"workspace_id": uow.workspace_id, "owner_ids": list(owner_ids), "now": now, "rows": rows}
    values = whose | TODAY.values(today) | {"first": first, "last": last}
    found: dict[int, tuple[int, list[Task]]] = {}
    for held, owner_id, *columns in uow.connection.execute(DUE[view], values):
        found.setdefault(owner_id, (held, []))[1].append(as_task(columns))
    return found


def list_waiting(uow: UnitOfWork, owner_id: int, today: DayRange, now: datetime, rows: int) -> tuple[int, list[Task]]:
    """How many open tasks, due later than today or not at all, others gave the assignee, who did nothing to them since;
    and the first `rows`."""
    values = {"workspace_id": uow.workspace_id, "owner_id": owner_id, "now": now, "rows": rows}
    found = uow.connection.execute(WAITING, values | {"today_on": today.on, "today_end": today.end}).all()
    return (found[0][0] if found else 0), [as_task(row[1:]) for row in found]
