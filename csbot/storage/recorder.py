"""The recorder: the one way in which records are written.

It bumps `version` and writes the `change` row with its operation, so that history (workspace C10), Undo (T8) and
optimistic locking (C9) hold for every write; and it sets the alarms of tasks (T7, T9).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Connection, Table, Text, bindparam, insert, text, update

from csbot.domain.errors import StaleRecord
from csbot.domain.history import MARK
from csbot.domain.operations import OperationKind
from csbot.domain.records import ObjectType, Source, norm
from csbot.storage import alarms
from csbot.storage.folding import fold, folded_changes, folded_texts, is_text, json_value
from csbot.storage.json_columns import patched
from csbot.storage.tables.history import changes, operations
from csbot.storage.tables.records import RECORD_TABLES, of_type, record_counter
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Recorder:
    """Writes records in one operation by one person. `now` is business time."""

    uow: UnitOfWork
    now: datetime
    actor_id: int | None
    source: Source
    operation_id: int

    def create(self, kind: ObjectType, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Insert records of one type; every row has `name` and the same columns. Returns their ids in order.

        `properties` holds values of properties that managers added, by their key.
        """
        if not rows:
            return []
        ids = allocate_ids(self.uow.connection, len(rows))
        common = {
            "workspace_id": self.uow.workspace_id,
            "created_at": self.now,
            "updated_at": self.now,
            "created_by_id": self.actor_id,
            **({"object_type": kind} if kind.is_custom else {}),
        }
        table = RECORD_TABLES[kind]
        full = [{**common, **stored(row), "id": i} for i, row in zip(ids, rows, strict=True)]
        self.uow.connection.execute(insert(table), full)
        self._remember(kind, [(i, 1, as_new(row)) for i, row in zip(ids, rows, strict=True)])
        return ids

    def change(self, kind: ObjectType, record_id: int, version: int, values: Mapping[str, tuple[Any, Any]]) -> None:
        """Change one record: `values` holds (old, new) for each column, or key of a property that managers added.

        Keys of `history.HistoryKey` are remembered beside them, and nothing else.
        Raises `StaleRecord` when the record is no longer at `version`. An archived one can be changed, as Undo does.
        """
        self._update(kind, [(record_id, version, values)], record_id)

    def change_many(self, kind: ObjectType, rows: Sequence[tuple[int, int, Mapping[str, tuple[Any, Any]]]]) -> None:
        """Change many records in one statement: (id, version, values) each, all with the same columns.

        A pair of equal values leaves that column of that record as it is. Raises `StaleRecord` without number when any
        of them is no longer at its version.
        """
        if rows:
            self._update(kind, rows, 0)

    def _update(
        self, kind: ObjectType, rows: Sequence[tuple[int, int, Mapping[str, tuple[Any, Any]]]], number: int
    ) -> None:
        table = RECORD_TABLES[kind]
        bound = [{**changed(table, values), "of_id": i, "of_version": version} for i, version, values in rows]
        found = (table.c.workspace_id == self.uow.workspace_id, *of_type(kind), table.c.id == bindparam("of_id"))
        new: dict[str, Any] = {name: bindparam(name) for name in bound[0] if name in table.c}
        postgresql = self.uow.connection.dialect.name == "postgresql"
        for name in {"properties", "folded"} & new.keys():
            new[name] = patched(postgresql, table.c[name], bindparam(name, type_=Text))
        statement = (
            update(table)
            .where(*found, table.c.version == bindparam("of_version"))
            .values({**new, "version": table.c.version + 1, "updated_at": self.now})
        )
        if self.uow.connection.execute(statement, bound).rowcount != len(rows):
            raise StaleRecord(noun=kind.value, number=number)
        self._remember(kind, [(record_id, version + 1, as_json(values)) for record_id, version, values in rows])

    def _remember(self, kind: ObjectType, rows: Sequence[tuple[int, int, Mapping[str, list[Any]]]]) -> None:
        common = {
            "workspace_id": self.uow.workspace_id,
            "object_type": kind,
            "at": self.now,
            "actor_id": self.actor_id,
            "source": self.source,
            "operation_id": self.operation_id,
        }
        self.uow.connection.execute(
            insert(changes),
            [
                {**common, "record_id": i, "version": version, "properties": known, "folded": folded_changes(known)}
                for i, version, known in rows
            ],
        )
        if kind is ObjectType.TASK:
            alarms.follow(self.uow, self.now, self.actor_id, ((i, properties) for i, _, properties in rows))


def start(
    uow: UnitOfWork,
    kind: OperationKind,
    now: datetime,
    actor_id: int | None,
    source: Source,
    undo_until: datetime | None = None,
) -> Recorder:
    """Begin an operation and return its recorder."""
    operation_id = uow.connection.execute(
        insert(operations)
        .values(workspace_id=uow.workspace_id, actor_id=actor_id, kind=kind, at=now, undo_until=undo_until)
        .returning(operations.c.id)
    ).scalar_one()
    return Recorder(uow, now, actor_id, source, operation_id)


def allocate_ids(connection: Connection, n: int) -> list[int]:
    """`n` new ids from the one sequence of all object types."""
    if connection.dialect.name == "postgresql":
        return list(
            connection.execute(text("SELECT nextval('record_id') FROM generate_series(1, :n)"), {"n": n}).scalars()
        )
    last = connection.execute(
        update(record_counter).values(last_id=record_counter.c.last_id + n).returning(record_counter.c.last_id)
    ).scalar_one()
    return list(range(last - n + 1, last + 1))


def stored(row: Mapping[str, Any]) -> dict[str, Any]:
    """A new record's row as its table keeps it."""
    own = {key: json_value(value) for key, value in row.get("properties", {}).items() if value is not None}
    return {**row, "name_norm": norm(row["name"]), "properties": own, "folded": folded_texts(row)}


def changed(table: Table, values: Mapping[str, tuple[Any, Any]]) -> dict[str, Any]:
    """New values as the table keeps them: columns, and the keys of both JSON columns that change, as a JSON text."""
    new = {name: pair[1] for name, pair in values.items()}
    bound = {name: value for name, value in new.items() if name in table.c}
    if "name" in new:
        bound["name_norm"] = norm(new["name"])
    kept = {name: value for name, value in new.items() if not name.startswith(MARK)}
    if own := {name: json_value(value) for name, value in kept.items() if name not in table.c}:
        bound["properties"] = json.dumps(own)
    if texts := {name: fold(value) for name, value in kept.items() if is_text(table, name)}:
        bound["folded"] = json.dumps(texts)
    return bound


def as_json(values: Mapping[str, tuple[Any, Any]]) -> dict[str, list[Any]]:
    """What changed as the `change` row keeps it; instants and dates as ISO text."""
    return {name: [plain(old), plain(new)] for name, (old, new) in values.items() if old != new}


def as_new(row: Mapping[str, Any]) -> dict[str, list[Any]]:
    """A new record's values as its `change` row keeps them."""
    known = {**{name: value for name, value in row.items() if name != "properties"}, **row.get("properties", {})}
    return {name: [None, plain(value)] for name, value in known.items() if value is not None}


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime | date) else value
