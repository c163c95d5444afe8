"""Operations and the changes they made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, func, select, update

from csbot.domain.operations import Operation
from csbot.domain.records import ObjectType, Source
from csbot.storage.tables.history import changes, operations
from csbot.storage.tables.people import members
from csbot.storage.tables.records import RECORD_TABLES
from csbot.storage.types import UtcDateTime, Word
from csbot.storage.unit_of_work import UnitOfWork

COLUMNS = (
    operations.c.id,
    operations.c.kind,
    operations.c.actor_id,
    func.coalesce(members.c.name, "").label("actor_name"),
    operations.c.at,
    operations.c.undo_until,
    operations.c.undone_at,
)
NAMED = operations.outerjoin(members, members.c.id == operations.c.actor_id)


@dataclass(frozen=True, slots=True)
class Change:
    """One record's change: `before` and `after` hold column values, typed, and values of properties that managers added
    as JSON keeps them; `version` is the record's after it.
    """

    kind: ObjectType
    record_id: int
    version: int
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Past:
    """One record's change as history tells it: `values` hold what was and is, as in `Change`; `by`: a name or empty."""

    id: int
    version: int
    at: datetime
    source: Source
    by: str
    values: dict[str, tuple[Any, Any]]


def find_for_change(uow: UnitOfWork, operation_id: int) -> Operation | None:
    """The operation, held until the transaction ends."""
    found = (
        select(*COLUMNS)
        .select_from(NAMED)
        .where(operations.c.workspace_id == uow.workspace_id, operations.c.id == operation_id)
        .with_for_update(of=operations)
    )
    row = uow.connection.execute(found).one_or_none()
    return None if row is None else Operation(*row)


def list_changes(uow: UnitOfWork, operation_id: int) -> list[Change]:
    """What the operation changed."""
    rows = uow.connection.execute(
        select(changes.c.object_type, changes.c.record_id, changes.c.version, changes.c.properties)
        .where(changes.c.workspace_id == uow.workspace_id, changes.c.operation_id == operation_id)
        .order_by(changes.c.id)
    )
    return [_change(*row) for row in rows]


def list_changes_by_operation(uow: UnitOfWork, operation_ids: Sequence[int]) -> dict[int, list[Change]]:
    """What each of the operations changed, the oldest first."""
    rows = uow.connection.execute(
        select(
            changes.c.operation_id,
            changes.c.object_type,
            changes.c.record_id,
            changes.c.version,
            changes.c.properties,
        )
        .where(changes.c.workspace_id == uow.workspace_id, changes.c.operation_id.in_(operation_ids))
        .order_by(changes.c.id)
    )
    found: dict[int, list[Change]] = {}
    for operation_id, *row in rows:
        found.setdefault(operation_id, []).append(_change(*row))
    return found


def list_record_ids(uow: UnitOfWork, operation_id: int, after_id: int, limit: int) -> list[int]:
    """The records that the operation changed, by id, so many beyond one of them."""
    rows = uow.connection.execute(
        select(changes.c.record_id)
        .where(
            changes.c.workspace_id == uow.workspace_id,
            changes.c.operation_id == operation_id,
            changes.c.record_id > after_id,
        )
        .distinct()
        .order_by(changes.c.record_id)
        .limit(limit)
    )
    return list(rows.scalars())


def list_changes_of(uow: UnitOfWork, operation_id: int, record_ids: Sequence[int]) -> dict[int, list[Change]]:
    """What the operation changed in each of those records, the oldest first."""
    rows = uow.connection.execute(
        select(changes.c.object_type, changes.c.record_id, changes.c.version, changes.c.properties)
        .where(
            changes.c.workspace_id == uow.workspace_id,
            changes.c.record_id.in_(record_ids),
            changes.c.operation_id == operation_id,
        )
        .order_by(changes.c.id)
    )
    found: dict[int, list[Change]] = {}
    for row in rows:
        found.setdefault(row.record_id, []).append(_change(*row))
    return found


def list_after(uow: UnitOfWork, kind: ObjectType, record_id: int, version: int) -> list[tuple[Change, Operation]]:
    """What was done to a record since it had that version, the oldest first."""
    rows = uow.connection.execute(
        select(changes.c.object_type, changes.c.record_id, changes.c.version, changes.c.properties, *COLUMNS)
        .select_from(NAMED.join(changes, changes.c.operation_id == operations.c.id))
        .where(
            changes.c.workspace_id == uow.workspace_id,
            changes.c.object_type == kind,
            changes.c.record_id == record_id,
            changes.c.version > version,
        )
        .order_by(changes.c.id)
    )
    return [(_change(*row[:4]), Operation(*row[4:])) for row in rows]


def list_past(uow: UnitOfWork, kind: ObjectType, record_id: int, before_id: int | None, most: int) -> list[Past]:
    """What was done to a record, newest first; `before_id`: ahead of that one."""
    mine = [changes.c.workspace_id == uow.workspace_id, changes.c.object_type == kind, changes.c.record_id == record_id]
    if before_id is not None:
        mine.append(changes.c.id < before_id)
    columns = (changes.c.id, changes.c.version, changes.c.at, changes.c.source, changes.c.properties)
    found = select(*columns, func.coalesce(members.c.name, ""))
    named = changes.outerjoin(members, members.c.id == changes.c.actor_id)
    rows = uow.connection.execute(found.select_from(named).where(*mine).order_by(changes.c.id.desc()).limit(most))
    return [
        Past(number, version, at, source, by, {name: (known(kind, name, old), known(kind, name, new))
                                               for name, (old, new) in values.items()})
        for number, version, at, source, values, by in rows
    ]  # fmt: skip


def find_last(uow: UnitOfWork, record_ids: Sequence[int]) -> dict[int, Operation]:
    """For each record the last operation on it."""
    last = (
        select(func.max(changes.c.id))
        .where(changes.c.workspace_id == uow.workspace_id, changes.c.record_id.in_(record_ids))
        .group_by(changes.c.record_id)
    )
    rows = uow.connection.execute(
        select(changes.c.record_id, *COLUMNS)
        .select_from(NAMED.join(changes, changes.c.operation_id == operations.c.id))
        .where(changes.c.workspace_id == uow.workspace_id, changes.c.id.in_(last))
    )
    return {record_id: Operation(*row) for record_id, *row in rows}


def mark_undone(uow: UnitOfWork, operation_id: int, at: datetime) -> None:
    """Remember that the operation was undone."""
    uow.connection.execute(
        update(operations)
        .where(operations.c.workspace_id == uow.workspace_id, operations.c.id == operation_id)
        .values(undone_at=at)
    )


def _change(kind: ObjectType, record_id: int, version: int, properties: dict[str, list[Any]]) -> Change:
    return Change(
        kind=kind,
        record_id=record_id,
        version=version,
        before={name: known(kind, name, old) for name, (old, _) in properties.items()},
        after={name: known(kind, name, new) for name, (_, new) in properties.items()},
    )


def known(kind: ObjectType, name: str, value: Any) -> Any:
    """The value of a column, typed; that of a property that managers added is as its JSON column keeps it."""
    columns = RECORD_TABLES[kind].c
    return typed(columns[name], value) if name in columns else value


def typed(column: Column[Any], value: Any) -> Any:
    """The reverse of `recorder.plain` for a column."""
    if value is None:
        return None
    if isinstance(column.type, UtcDateTime):
        return datetime.fromisoformat(value)
    if isinstance(column.type, Word):
        return column.type.words(value)
    return date.fromisoformat(value) if column.type.python_type is date else value
