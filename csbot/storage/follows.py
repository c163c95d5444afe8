"""Who follows which record, as rows (workspace C11)."""

from datetime import datetime

from sqlalchemy import and_, delete, exists, select

from csbot.domain.records import ObjectType
from csbot.storage.dialects import insert_for
from csbot.storage.tables.follows import follows
from csbot.storage.unit_of_work import UnitOfWork


def add(uow: UnitOfWork, member_id: int, kind: ObjectType, record_id: int, at: datetime) -> bool:
    """Whether they did not follow it before."""
    row = {
        "workspace_id": uow.workspace_id,
        "member_id": member_id,
        "record_id": record_id,
        "object_type": kind,
        "at": at,
    }
    done = uow.connection.execute(insert_for(uow.connection, follows).values(row).on_conflict_do_nothing())
    return done.rowcount == 1


def remove(uow: UnitOfWork, member_id: int, record_id: int) -> bool:
    """Whether they followed it."""
    of_theirs = and_(follows.c.workspace_id == uow.workspace_id, follows.c.member_id == member_id)
    return uow.connection.execute(delete(follows).where(of_theirs, follows.c.record_id == record_id)).rowcount == 1


def is_following(uow: UnitOfWork, member_id: int, record_id: int) -> bool:
    """Whether they follow it."""
    found = exists().where(
        follows.c.workspace_id == uow.workspace_id, follows.c.member_id == member_id, follows.c.record_id == record_id
    )
    return bool(uow.connection.execute(select(found)).scalar_one())
