"""Meetings as rows."""

from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Row, and_, bindparam, func, or_, select

from csbot.domain.calendar import DayRange
from csbot.domain.meetings import Meeting
from csbot.domain.tasks import Named
from csbot.storage.tables.people import members
from csbot.storage.tables.records import companies, meetings
from csbot.storage.types import UtcDateTime
from csbot.storage.unit_of_work import UnitOfWork

COLUMNS = (
    meetings.c.id,
    meetings.c.name,
    meetings.c.starts_at,
    meetings.c.ends_at,
    meetings.c.owner_id,
    members.c.name.label("owner_name"),
    meetings.c.company_id,
    companies.c.name.label("company_name"),
    func.coalesce(meetings.c.location, "").label("location"),
    func.coalesce(meetings.c.join_url, "").label("join_url"),
)
NAMED = meetings.outerjoin(members, members.c.id == meetings.c.owner_id).outerjoin(
    companies, companies.c.id == meetings.c.company_id
)
OF_DAY = (
    select(*COLUMNS)
    .select_from(NAMED)
    .where(
        meetings.c.workspace_id == bindparam("workspace_id"),
        meetings.c.archived_at.is_(None),
        meetings.c.owner_id == bindparam("owner_id"),
        meetings.c.starts_at >= bindparam("start", type_=UtcDateTime),
        meetings.c.starts_at < bindparam("end", type_=UtcDateTime),
    )
    .order_by(meetings.c.starts_at, meetings.c.id)
    .limit(bindparam("most", type_=Integer))
)


def find_next(uow: UnitOfWork, company_id: int, now: datetime) -> Meeting | None:
    """The company's meeting that is going on or comes next."""
    live = and_(meetings.c.workspace_id == uow.workspace_id, meetings.c.archived_at.is_(None))
    ahead = or_(meetings.c.starts_at >= now, meetings.c.ends_at > now)
    found = select(*COLUMNS).select_from(NAMED).where(live, meetings.c.company_id == company_id, ahead)
    row = uow.connection.execute(found.order_by(meetings.c.starts_at, meetings.c.id).limit(1)).first()
    return None if row is None else _meeting(row)


def list_day(uow: UnitOfWork, owner_id: int, day: DayRange, most: int) -> list[Meeting]:
    """A person's meetings that begin within the day, in time order."""
    values = {"workspace_id": uow.workspace_id, "owner_id": owner_id, "start": day.start, "end": day.end, "most": most}
    return [_meeting(row) for row in uow.connection.execute(OF_DAY, values)]


def _meeting(row: Row[*tuple[Any, ...]]) -> Meeting:
    (number, title, starts_at, ends_at, owner_id, owner, company_id, company, location, join_url) = row
    return Meeting(
        id=number,
        title=title,
        starts_at=starts_at,
        ends_at=ends_at,
        owner=None if owner is None else Named(owner_id, owner),
        company=None if company is None else Named(company_id, company),
        location=location,
        join_url=join_url,
    )
