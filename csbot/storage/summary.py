"""The Summary as SQL (workspace U1, U3): prebuilt, because building the statement took longer than all the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal_column,
    null,
    or_,
    select,
    union_all,
)

from csbot.domain.calendar import DAY, DayRange, day_range
from csbot.domain.summary import SECTIONS
from csbot.domain.tasks import Task, TaskView
from csbot.storage.tables.data_sources import data_sources
from csbot.storage.tables.news import news
from csbot.storage.tables.records import meetings, tasks
from csbot.storage.tasks import COLUMNS, COMPLETED, OPEN, as_task, before, named, within
from csbot.storage.types import Id, UtcDateTime
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
FROM: Any = bindparam("from", type_=UtcDateTime)
UNTIL: Any = bindparam("until", type_=UtcDateTime)
MINE = and_(
    tasks.c.workspace_id == bindparam("workspace_id"),
    tasks.c.owner_id == bindparam("owner_id"),
    tasks.c.archived_at.is_(None),
)
AWAKE = or_(tasks.c.snoozed_until.is_(None), tasks.c.snoozed_until <= NOW)  # workspace T9

COUNTED: ColumnElement[int] = literal_column(
    "-1"
)  # the part of a row that is there even on a day without tasks, for the counts
TIMED = len(SECTIONS)  # the part after the sections
NUMBERS = 5 + len(SECTIONS)  # before a row's task: its part, what there is, and the counts
_due = (
    select(
        tasks.c.id,
        case(*((WHERE[view], index) for index, view in enumerate(SECTIONS))).label("section"),
        tasks.c.due_sort,
        tasks.c.due_at,
    )
    .where(MINE, AWAKE, tasks.c.status == OPEN, tasks.c.due_sort < bindparam("last", type_=UtcDateTime))
    .cte("due")
)


def _first(part: int, rows: str, *where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """The ids of a part of the day, as many as the parameter `rows` says."""
    found = select(literal_column(str(part)).label("part"), _due.c.id).where(*where)
    order = (_due.c.due_sort, _due.c.id)
    return select(found.order_by(*order).limit(bindparam(rows, type_=Integer)).subquery())


def _in_section(index: int) -> ColumnElement[bool]:
    return _due.c.section == literal_column(str(index))


_is_timed = (
    _due.c.due_at.is_not(None),
    _due.c.due_sort >= FROM,
    _due.c.due_sort < UNTIL,
)
_parts = union_all(
    select(COUNTED.label("part"), cast(null(), Id).label("id")),
    *(_first(index, "rows", _in_section(index)) for index in range(len(SECTIONS))),
    _first(TIMED, "hours", *_is_timed),
).subquery("parts")
COMPLETED_ON = select(func.count()).where(
    MINE, tasks.c.status == COMPLETED, tasks.c.completed_at >= TODAY.start, tasks.c.completed_at < TODAY.end
)
HAS_MEETINGS = exists().where(
    meetings.c.workspace_id == bindparam("workspace_id"),
    meetings.c.owner_id == bindparam("owner_id"),
    meetings.c.archived_at.is_(None),
    meetings.c.starts_at >= FROM,
    meetings.c.starts_at < UNTIL,
)
HAS_NEWS = exists().where(news.c.workspace_id == bindparam("workspace_id"), news.c.member_id == bindparam("owner_id"))
HAS_STALE = exists().where(data_sources.c.workspace_id == bindparam("workspace_id"), data_sources.c.stale_at <= NOW)
IN_DAY = (
    select(
        _parts.c.part,
        HAS_MEETINGS,
        HAS_NEWS,
        HAS_STALE,
        COMPLETED_ON.scalar_subquery(),
        *(select(func.count()).where(_in_section(index)).scalar_subquery() for index in range(len(SECTIONS))),
        *COLUMNS,
    )
    .select_from(named(_parts.outerjoin(tasks, tasks.c.id == _parts.c.id)))
    .order_by(_parts.c.part, tasks.c.due_sort, tasks.c.id)
)


@dataclass(frozen=True, slots=True)
class Day:
    """A person's day: how many tasks were completed, for each section how many it holds and the first of them, and
    those that are due at an hour of the schedule. And what need not be asked for: on most mornings there is no meeting,
    nobody did anything to somebody's tasks, and no data are old.
    """

    done: int
    sections: Mapping[TaskView, tuple[int, list[Task]]]
    timed: list[Task]
    has_meetings: bool
    has_news: bool
    has_stale: bool


def read_day(
    uow: UnitOfWork, owner_id: int, today: DayRange, schedule: DayRange, tz: str, now: datetime, rows: int, hours: int
) -> Day:
    """The day of who `owner_id` is, at most `rows` tasks in each section; snoozed ones are left out.

    `timed`: the first `hours` open tasks that are due at an hour within `schedule`, in time order.
    """
    tomorrow = day_range(today.on + DAY, tz)
    values = {
        "workspace_id": uow.workspace_id,
        "owner_id": owner_id,
        "now": now,
        "rows": rows,
        "hours": hours,
        "last": max(tomorrow.end, datetime.combine(tomorrow.on + DAY, time(), UTC)),
        "from": schedule.start,
        "until": schedule.end,
        **TODAY.values(today),
        **TOMORROW.values(tomorrow),
    }
    counts, *found = uow.connection.execute(IN_DAY, values).all()
    has_meetings, has_news, has_stale, done, *held = counts[1:NUMBERS]
    parts: list[list[Task]] = [[] for _ in (*SECTIONS, "timed")]
    for row in found:
        parts[row[0]].append(as_task(row[NUMBERS:]))
    sections = {view: (held[index], parts[index]) for index, view in enumerate(SECTIONS)}
    return Day(done, sections, parts[TIMED], has_meetings, has_news, has_stale)
