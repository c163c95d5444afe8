"""What holds for records of every type."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from csbot.domain.errors import NotFound
from csbot.domain.permissions import Subject
from csbot.domain.properties.types import Link, Property, PropertyType
from csbot.domain.records import ObjectType
from csbot.storage.tables.people import members
from csbot.storage.tables.records import RECORD_TABLES, of_type
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
    one = (table.c.workspace_id == uow.workspace_id, *of_type(kind), table.c.id == record_id)
    uow.connection.execute(select(table.c.id).where(*one).with_for_update())


def name_of(uow: UnitOfWork, kind: ObjectType, record_id: int) -> str:
    """The record's name, a deleted one's too; nothing for one that is not there."""
    table = RECORD_TABLES[kind]
    named = select(table.c.name).where(
        table.c.workspace_id == uow.workspace_id, *of_type(kind), table.c.id == record_id
    )
    return uow.connection.execute(named).scalar_one_or_none() or ""


def get_for_change(uow: UnitOfWork, kind: ObjectType, record_id: int) -> Held:
    """The record, a deleted one too; raises `NotFound`."""
    hold(uow, kind, record_id)
    table = RECORD_TABLES[kind]
    row = uow.connection.execute(
        select(table.c.version, table.c.owner_id, members.c.lead_id, members.c.team)
        .select_from(table.outerjoin(members, members.c.id == table.c.owner_id))
        .where(table.c.workspace_id == uow.workspace_id, *of_type(kind), table.c.id == record_id)
    ).one_or_none()
    if row is None:
        raise NotFound(noun=kind.value, number=record_id)
    version, owner_id, lead_id, team = row
    return Held(version, Subject(owner_id, lead_id, team))


def list_subjects(uow: UnitOfWork, kind: ObjectType, record_ids: Collection[int]) -> dict[int, Subject]:
    """Whose the records are, deleted ones too."""
    table = RECORD_TABLES[kind]
    found = (
        select(table.c.id, table.c.owner_id, members.c.lead_id, members.c.team)
        .select_from(table.outerjoin(members, members.c.id == table.c.owner_id))
        .where(table.c.workspace_id == uow.workspace_id, *of_type(kind), table.c.id.in_(record_ids))
    )
    return {row[0]: Subject(*row[1:]) for row in uow.connection.execute(found)}


def get_row(uow: UnitOfWork, kind: ObjectType, record_id: int) -> Mapping[str, Any]:
    """The whole record, a deleted one too; raises `NotFound`."""
    table = RECORD_TABLES[kind]
    found = select(table).where(table.c.workspace_id == uow.workspace_id, *of_type(kind), table.c.id == record_id)
    row = uow.connection.execute(found).mappings().one_or_none()
    if row is None:
        raise NotFound(noun=kind.value, number=record_id)
    return dict(row)


def get_name(uow: UnitOfWork, kind: ObjectType, record_id: int) -> str:
    """What a live record is called; raises `NotFound`."""
    row = get_row(uow, kind, record_id)
    if row["archived_at"] is not None:
        raise NotFound(noun=kind.value, number=record_id)
    return str(row["name"])


def value_of(row: Mapping[str, Any], field: Property | Link) -> Any:
    """What a whole record holds in a field; people and companies by number."""
    if isinstance(field, Property) and field.custom:
        return own_value(field, row["properties"].get(field.column))
    values = [row[column] for column in (field.columns if isinstance(field, Property) else (field.column,))]
    return next((value for value in values if value is not None), None)


def own_value(prop: Property, known: Any) -> Any:
    """The reverse of `folding.json_value` for a property that managers added."""
    if known is None:
        return None
    if prop.type is PropertyType.DATE:
        return date.fromisoformat(known)
    if prop.type is PropertyType.DATETIME:
        return datetime.fromisoformat(known)
    return tuple(known) if prop.type is PropertyType.MULTI_ENUMERATION else known


def list_for_change(uow: UnitOfWork, kind: ObjectType, record_ids: Sequence[int]) -> list[Mapping[str, Any]]:
    """Whole records, deleted ones too, held until the transaction ends."""
    table = RECORD_TABLES[kind]
    mine = (table.c.workspace_id == uow.workspace_id, *of_type(kind))
    wanted = select(table).where(*mine, table.c.id.in_(record_ids))
    return [dict(row) for row in uow.connection.execute(wanted.order_by(table.c.id).with_for_update()).mappings()]
