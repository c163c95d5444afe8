"""Properties that managers added, as rows, and the indexes that make them fast (workspace V2)."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from csbot.domain.errors import NotFound, StaleRecord
from csbot.domain.properties.own import OwnProperty, own_property
from csbot.domain.properties.types import Option, PropertyType
from csbot.domain.records import ObjectType
from csbot.storage.tables.properties import properties
from csbot.storage.unit_of_work import UnitOfWork


def list_all(uow: UnitOfWork, kind: ObjectType) -> list[OwnProperty]:
    """Those of an object type, deleted ones too, in their order."""
    mine = (properties.c.workspace_id == uow.workspace_id, properties.c.object_type == kind)
    found = select(properties).where(*mine).order_by(properties.c.place, properties.c.id)
    return [as_property(row) for row in uow.connection.execute(found)]


def get(uow: UnitOfWork, property_id: int) -> tuple[ObjectType, OwnProperty]:
    """With the object type it belongs to, a deleted one too; raises `NotFound`."""
    found = select(properties).where(properties.c.workspace_id == uow.workspace_id, properties.c.id == property_id)
    row = uow.connection.execute(found).one_or_none()
    if row is None:
        raise NotFound(noun="property", number=property_id)
    return row.object_type, as_property(row)


def get_live(uow: UnitOfWork, property_id: int) -> tuple[ObjectType, OwnProperty]:
    """As `get`; raises `NotFound` for a deleted one too."""
    kind, own = get(uow, property_id)
    if own.property.deleted:
        raise NotFound(noun="property", number=own.property.label)
    return kind, own


def list_fast(uow: UnitOfWork) -> list[tuple[ObjectType, OwnProperty]]:
    """Those of the workspace that an index serves, deleted ones too, with their object types."""
    found = select(properties).where(properties.c.workspace_id == uow.workspace_id, properties.c.fast_at.is_not(None))
    return [(row.object_type, as_property(row)) for row in uow.connection.execute(found.order_by(properties.c.id))]


def add(
    uow: UnitOfWork,
    kind: ObjectType,
    name: str,
    label: str,
    type: PropertyType,  # noqa: A002 - what it is
    options: tuple[Option, ...],
    required: bool,
    at: datetime,
    actor_id: int | None,
) -> int:
    """Its id."""
    values = {
        "workspace_id": uow.workspace_id,
        "object_type": kind,
        "name": name,
        "label": label,
        "type": type,
        "options": as_json(options),
        "required": required,
        "place": 0,
        "created_at": at,
        "created_by_id": actor_id,
    }
    added: int = uow.connection.execute(insert(properties).values(values).returning(properties.c.id)).scalar_one()
    return added


def change(uow: UnitOfWork, property_id: int, version: int, values: dict[str, Any]) -> None:
    """Set columns; raises `StaleRecord` when it is no longer at that version."""
    one = (properties.c.workspace_id == uow.workspace_id, properties.c.id == property_id)
    changed = update(properties).where(*one, properties.c.version == version).values(**values, version=version + 1)
    if uow.connection.execute(changed).rowcount != 1:
        raise StaleRecord(noun="property", number=property_id)


def set_fast(uow: UnitOfWork, property_id: int, at: datetime | None) -> None:
    """Since when an index serves it, None for no longer; a dialog that is open stays good."""
    one = (properties.c.workspace_id == uow.workspace_id, properties.c.id == property_id)
    uow.connection.execute(update(properties).where(*one).values(fast_at=at))


def as_json(options: tuple[Option, ...]) -> list[list[str]]:
    """Options as the row keeps them."""
    return [[option.value, option.label] for option in options]


def as_property(row: Row[*tuple[Any, ...]]) -> OwnProperty:
    """A row of the table."""
    options = tuple(Option(value, label) for value, label in row.options)
    deleted = row.deleted_at is not None
    is_fast = row.fast_at is not None
    own = own_property(row.id, row.name, row.label, row.type, options, row.required, deleted, is_fast)
    return OwnProperty(row.id, own, row.version, is_fast)
