"""Object types that managers added, as rows."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select, update

from csbot.domain.custom_objects import CustomObject, ObjectNames
from csbot.domain.errors import NotFound, StaleRecord
from csbot.domain.records import ObjectType
from csbot.storage.tables.custom_objects import custom_objects
from csbot.storage.tables.records import custom_records
from csbot.storage.unit_of_work import UnitOfWork

COLUMNS = (
    custom_objects.c.object_type,
    custom_objects.c.key,
    custom_objects.c.singular,
    custom_objects.c.plural,
    custom_objects.c.version,
    custom_objects.c.deleted_at,
)
ALL = select(*COLUMNS).where(custom_objects.c.workspace_id == bindparam("workspace_id")).order_by(custom_objects.c.id)


def list_live(uow: UnitOfWork) -> list[CustomObject]:
    """Those that there are, the oldest first."""
    return [one for one in list_all(uow) if not one.is_going]


def list_all(uow: UnitOfWork) -> list[CustomObject]:
    """With those whose records are being removed."""
    return [_object(row) for row in uow.connection.execute(ALL, {"workspace_id": uow.workspace_id})]


def names_of(uow: UnitOfWork, kind: ObjectType) -> ObjectNames | None:
    """What people call it; None for a type that csbot brings."""
    if not kind.is_custom:
        return None
    return next((one.names for one in list_all(uow) if one.kind is kind), None)


def get(uow: UnitOfWork, kind: ObjectType) -> CustomObject:
    """The live one in that place; raises `NotFound`."""
    found = next((one for one in list_live(uow) if one.kind is kind), None)
    if found is None:
        raise NotFound(noun="object", number=kind.value)
    return found


def add(
    uow: UnitOfWork, kind: ObjectType, key: str, names: ObjectNames, at: datetime, actor_id: int | None
) -> CustomObject:
    """A new one in that place."""
    values = {"object_type": kind, "key": key, "singular": names.singular, "plural": names.plural}
    made = {"workspace_id": uow.workspace_id, "created_at": at, "created_by_id": actor_id, **values}
    uow.connection.execute(insert(custom_objects).values(made))
    return CustomObject(kind, key, names)


def change(uow: UnitOfWork, kind: ObjectType, version: int, values: dict[str, Any]) -> None:
    """Set columns; raises `StaleRecord` when it is no longer at that version."""
    one = (custom_objects.c.workspace_id == uow.workspace_id, custom_objects.c.object_type == kind)
    changed = update(custom_objects).where(*one, custom_objects.c.version == version)
    if uow.connection.execute(changed.values(**values, version=version + 1)).rowcount != 1:
        raise StaleRecord(noun="object", number=kind.value)


def count_records(uow: UnitOfWork, kind: ObjectType) -> int:
    """How many live records it has."""
    mine = (custom_records.c.workspace_id == uow.workspace_id, custom_records.c.object_type == kind)
    counted = select(func.count()).select_from(custom_records).where(*mine, custom_records.c.archived_at.is_(None))
    return uow.connection.execute(counted).scalar_one()


def _object(row: Row[*tuple[Any, ...]]) -> CustomObject:
    return CustomObject(
        row.object_type, row.key, ObjectNames(row.singular, row.plural), row.version, row.deleted_at is not None
    )
