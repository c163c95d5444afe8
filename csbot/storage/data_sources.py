"""Data sources as rows."""

from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, func, select

from csbot.domain.data_sources import DataSource, SourceKind
from csbot.domain.records import ObjectType
from csbot.storage.dialects import insert_for
from csbot.storage.tables.custom_objects import custom_objects
from csbot.storage.tables.data_sources import data_sources
from csbot.storage.types import UtcDateTime
from csbot.storage.unit_of_work import UnitOfWork

STALE = (
    select(
        data_sources.c.kind,
        data_sources.c.object_type,
        data_sources.c.succeeded_at,
        func.coalesce(custom_objects.c.plural, ""),
    )
    .select_from(
        data_sources.outerjoin(
            custom_objects,
            and_(
                custom_objects.c.workspace_id == data_sources.c.workspace_id,
                custom_objects.c.object_type == data_sources.c.object_type,
            ),
        )
    )
    .where(
        data_sources.c.workspace_id == bindparam("workspace_id"),
        data_sources.c.stale_at <= bindparam("now", type_=UtcDateTime),
    )
    .order_by(data_sources.c.succeeded_at, data_sources.c.object_type)
)


def succeed(uow: UnitOfWork, kind: SourceKind, object_type: ObjectType, now: datetime, holds_for: timedelta) -> None:
    """What comes from there is fresh from now on, for so long."""
    times = {"succeeded_at": now, "stale_at": now + holds_for}
    row = {"workspace_id": uow.workspace_id, "kind": kind, "object_type": object_type, **times}
    key = (data_sources.c.workspace_id, data_sources.c.kind, data_sources.c.object_type)
    made = insert_for(uow.connection, data_sources).values(row)
    uow.connection.execute(made.on_conflict_do_update(index_elements=key, set_=times))


def list_stale(uow: UnitOfWork, now: datetime) -> list[DataSource]:
    """Those whose last success is too long ago, the oldest first. `now` is business time."""
    return [DataSource(*row) for row in uow.connection.execute(STALE, {"workspace_id": uow.workspace_id, "now": now})]
