"""What holds for records of every type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from csbot.domain.errors import NotFound
from csbot.domain.permissions import Subject
from csbot.domain.records import ObjectType
from csbot.storage.tables.people import members
from csbot.storage.tables.records import RECORD_TABLES
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Held:
    """A record held until the transaction ends: its version and whose it is."""

    version: int
    subject: Subject


def hold(uow: UnitOfWork, kind: ObjectType, record_id: int) -> None:
    """Hold the row until the transaction ends, ahead of reading it with what it refers to.

    A lock that PostgreSQL waited for reads the row anew, but not the rows joined to it: they would be those from
    before the wait, the old owner's team beside the new owner.
    """
    table = RECORD_TABLES[kind]
    one = (table.c.workspace_id == uow.workspace_id, table.c.id == record_id)
    uow.connection.execute(select(table.c.id).where(*one).with_for_update())


def get_for_change(uow: UnitOfWork, kind: ObjectType, record_id: int) -> Held:
    """The record, a deleted one too; raises `NotFound`."""
    hold(uow, kind, record_id)
    table = RECORD_TABLES[kind]
    row = uow.connection.execute(
        select(table.c.version, table.c.owner_id, members.c.lead_id, members.c.team)
        .select_from(table.outerjoin(members, members.c.id == table.c.owner_id))
        .where(table.c.workspace_id == uow.workspace_id, table.c.id == record_id)
    ).one_or_none()
    if row is None:
        raise NotFound(noun=kind.value, number=record_id)
    version, owner_id, lead_id, team = row
    return Held(version, Subject(owner_id, lead_id, team))


def list_for_change(uow: UnitOfWork, kind: ObjectType, record_ids: Sequence[int]) -> list[Mapping[str, Any]]:
    """Whole records, deleted ones too, held until the transaction ends."""
    table = RECORD_TABLES[kind]
    wanted = select(table).where(table.c.workspace_id == uow.workspace_id, table.c.id.in_(record_ids))
    return [dict(row) for row in uow.connection.execute(wanted.order_by(table.c.id).with_for_update()).mappings()]
