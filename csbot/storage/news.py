"""News as rows: written beside the change, planned across workspaces, then kept for digests (workspace T11, N1)."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Integer, bindparam, exists, func, select, update

from csbot.domain.listeners import Told
from csbot.domain.news import News, Noted
from csbot.domain.preferences import Event, Whose
from csbot.domain.records import ObjectType
from csbot.storage.chunks import delete_chunk
from csbot.storage.dialects import insert_for
from csbot.storage.tables.news import news
from csbot.storage.teams import list_team
from csbot.storage.types import UtcDateTime
from csbot.storage.unit_of_work import UnitOfWork

COLUMNS: tuple[Column[Any], ...] = (
    news.c.id,
    news.c.workspace_id,
    news.c.member_id,
    news.c.event,
    news.c.kind,
    news.c.record_id,
    news.c.since,
    news.c.owner_id,
    news.c.by_id,
    news.c.due_at,
)
UNTOLD = news.c.told_at.is_(None)
TOLD = (
    select(func.count().over(), *COLUMNS, news.c.told_at)
    .where(
        news.c.workspace_id == bindparam("workspace_id"),
        news.c.member_id == bindparam("member"),
        news.c.told_at > bindparam("since", type_=UtcDateTime),
        news.c.told_at <= bindparam("until", type_=UtcDateTime),
        news.c.event.in_(bindparam("events", expanding=True)),
    )
    .order_by(news.c.told_at, news.c.id)
    .limit(bindparam("most", type_=Integer))
)
TOLD_OF = {
    Whose.OWN: TOLD.where(news.c.owner_id == news.c.member_id),
    Whose.TEAM: TOLD.where(news.c.owner_id.in_(bindparam("team", expanding=True))),
    Whose.ALL: TOLD,
}


def add(uow: UnitOfWork, told: Sequence[Told], task_id: int, since: int, by_id: int, due_at: datetime) -> None:
    """Let members hear of a task; what waits already tells this too."""
    common = {
        "workspace_id": uow.workspace_id,
        "kind": ObjectType.TASK,
        "record_id": task_id,
        "since": since,
        "by_id": by_id,
        "due_at": due_at,
    }
    if told:
        rows = [{**common, **asdict(one)} for one in told]
        uow.connection.execute(insert_for(uow.connection, news).on_conflict_do_nothing(), rows)


def note(connection: Connection, noted: Sequence[Noted], now: datetime) -> None:
    """Leave these to their members' next digests. `now` is business time."""
    common = {"since": 0, "due_at": now, "told_at": now}
    if noted:
        connection.execute(insert_for(connection, news), [{**common, **asdict(one)} for one in noted])


def is_any_due(connection: Connection, now: datetime) -> bool:
    """Whether the planner has anything to do."""
    return bool(connection.execute(select(exists().where(UNTOLD, news.c.due_at <= now))).scalar_one())


def list_due(connection: Connection, now: datetime, most: int) -> list[News]:
    """News whose moment has come, in business time, longest waiting first; held until the transaction ends.

    Those that another process plans at this moment are passed over.
    """
    rows = connection.execute(
        select(*COLUMNS)
        .where(UNTOLD, news.c.due_at <= now)
        .order_by(news.c.due_at, news.c.member_id, news.c.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return [News(*row) for row in rows]


def mark_told(connection: Connection, ids: Sequence[int], now: datetime) -> None:
    """These were told, or are left to digests. `now` is business time."""
    connection.execute(update(news).where(news.c.id.in_(ids)).values(told_at=now))


def list_told(
    uow: UnitOfWork, member_id: int, whose: Whose, events: Sequence[Event], since: datetime, until: datetime, most: int
) -> tuple[int, list[tuple[News, datetime]]]:
    """How many news of these events a member got between two instants, and the first ones with when that was.

    `whose`: of whose tasks and records.
    """
    values = {"workspace_id": uow.workspace_id, "member": member_id, "since": since, "until": until}
    values |= {"events": events, "most": most}
    if whose is Whose.TEAM:
        values["team"] = list_team(uow, member_id)
    rows = uow.connection.execute(TOLD_OF[whose], values).all()
    return (rows[0][0] if rows else 0), [(News(*row[1:-1]), row[-1]) for row in rows]


def remove_before(uow: UnitOfWork, at: datetime) -> int:
    """Forget a chunk of what was told that long ago, in business time. Returns how many."""
    return delete_chunk(uow.connection, news, news.c.workspace_id == uow.workspace_id, news.c.told_at < at)
