"""What an import looks up and writes, one chunk at a time."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, Column, ColumnElement, Connection, String, func, insert, literal, select
from sqlalchemy.exc import IntegrityError

from csbot.domain.errors import Busy
from csbot.domain.operations import IMPORT_UNDO, OperationKind
from csbot.domain.records import ObjectType, Source
from csbot.storage.recorder import Recorder, start
from csbot.storage.tables.people import members, workspaces
from csbot.storage.tables.records import RECORD_TABLES, associations, of_type
from csbot.storage.unit_of_work import UnitOfWork

ADDRESS_COLUMNS = {ObjectType.COMPANY: "domain", ObjectType.CONTACT: "email"}
TAKEN = {"23505"}  # PostgreSQL's unique violation


@dataclass(frozen=True, slots=True)
class Linked:
    """Live records that a file names: by id of the CRM, by domain or e-mail address, by normalised name."""

    by_id: Mapping[str, Sequence[int]]
    by_address: Mapping[str, Sequence[int]]
    by_name: Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """A record with what changes in it: columns with old and new values, the same columns for all of a chunk."""

    id: int
    version: int
    values: Mapping[str, tuple[Any, Any]]


def list_people(connection: Connection, workspace_id: int) -> list[tuple[int, str, str]]:
    """(id, e-mail address, name) of every member."""
    found = select(members.c.id, members.c.email, members.c.name).where(members.c.workspace_id == workspace_id)
    return [(row.id, row.email, row.name) for row in connection.execute(found)]


def begin_chunk(uow: UnitOfWork, hold: bool) -> None:
    """Before a chunk's look-ups. `hold`: no other import of the workspace writes until the transaction ends.

    PostgreSQL keeps the plan of a statement that runs often; one that was made while the table was empty is a thousand
    times slower once it is full, so here each statement is planned anew.
    """
    if uow.connection.dialect.name != "postgresql":
        return  # SQLite's write transaction holds everything
    plain = select(func.set_config("plan_cache_mode", "force_custom_plan", True))
    mine = plain.select_from(workspaces).where(workspaces.c.id == uow.workspace_id)
    uow.connection.execute(mine.with_for_update(key_share=True) if hold else mine)


def find_matches(
    uow: UnitOfWork, kind: ObjectType, column: str, keys: Collection[str], hold: bool
) -> dict[str, list[Any]]:
    """Whole records by the value of a key column; `hold`: nobody else changes them until the transaction ends.

    By their id in the CRM also archived ones, for that id is taken; else live ones only.
    """
    if not keys:
        return {}
    table = RECORD_TABLES[kind]
    key = table.c["name_norm" if column == "name" else column]
    live = () if column == "external_id" else (table.c.archived_at.is_(None),)
    found: dict[str, list[Any]] = defaultdict(list)
    mine = (table.c.workspace_id == uow.workspace_id, *of_type(kind))
    wanted = select(table).where(*mine, one_of(uow, key, keys), *live)
    wanted = wanted.order_by(table.c.id)
    for row in uow.connection.execute(wanted.with_for_update() if hold else wanted).mappings():
        found[row[key.name]].append(row)
    return found


def find_taken(uow: UnitOfWork, kind: ObjectType, external_ids: Collection[str]) -> dict[str, int]:
    """Which record has an id of the CRM already, archived ones too."""
    if not external_ids:
        return {}
    table = RECORD_TABLES[kind]
    rows = uow.connection.execute(
        select(table.c.external_id, table.c.id).where(
            table.c.workspace_id == uow.workspace_id, *of_type(kind), one_of(uow, table.c.external_id, external_ids)
        )
    )
    return {row.external_id: row.id for row in rows}


def find_linked(
    uow: UnitOfWork, kind: ObjectType, ids: Collection[str], addresses: Collection[str], names: Collection[str]
) -> Linked:
    """The live records of those ids of the CRM, domains or e-mail addresses, and normalised names."""
    table = RECORD_TABLES[kind]
    return Linked(
        by_id=_ids_by(uow, table.c.external_id, ids),
        by_address=_ids_by(uow, table.c[ADDRESS_COLUMNS[kind]], addresses),
        by_name=_ids_by(uow, table.c.name_norm, names),
    )


def write(
    uow: UnitOfWork,
    kind: ObjectType,
    operation_id: int | None,
    now: datetime,
    new: Sequence[Mapping[str, Any]],
    changed: Sequence[ChangedRecord],
    others: Sequence[Sequence[int]] = (),
) -> int | None:
    """Write a chunk within the import's operation, begun where there is none yet; returns it.

    `others`: of each new record, companies that it is associated with.

    Raises `Busy` when somebody else wrote a record with the same id of the CRM at the same moment.
    """
    if not new and not changed:
        return operation_id
    if operation_id is None:
        recorder = start(uow, OperationKind.IMPORT, now, None, Source.IMPORT, now + IMPORT_UNDO)
    else:
        recorder = Recorder(uow, now, None, Source.IMPORT, operation_id)
    try:
        ids = recorder.create(kind, new)
    except IntegrityError as error:
        if getattr(error.orig, "sqlstate", None) in TAKEN or "UNIQUE" in str(error.orig):
            raise Busy() from error
        raise
    _associate(uow, kind, [(made, company) for made, some in zip(ids, others, strict=False) for company in some])
    recorder.change_many(kind, [(record.id, record.version, record.values) for record in changed])
    return recorder.operation_id


def _associate(uow: UnitOfWork, kind: ObjectType, pairs: Sequence[tuple[int, int]]) -> None:
    """Associate new records with companies."""
    common = {"workspace_id": uow.workspace_id, "from_type": kind, "to_type": ObjectType.COMPANY, "label": ""}
    if pairs:
        uow.connection.execute(insert(associations), [{**common, "from_id": made, "to_id": to} for made, to in pairs])


def one_of(uow: UnitOfWork, column: Column[Any], values: Collection[str]) -> ColumnElement[bool]:
    """`column IN (…)` as one parameter: hundreds of them would make PostgreSQL scan a table that was just filled."""
    if uow.connection.dialect.name == "postgresql":
        return column.in_(select(func.unnest(literal(list(values), ARRAY(String)))))
    return column.in_(select(func.json_each(json.dumps(list(values))).table_valued("value").c.value))


def _ids_by(uow: UnitOfWork, column: Column[Any], values: Collection[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    if values:
        table = column.table
        for value, record_id in uow.connection.execute(
            select(column, table.c.id)
            .where(table.c.workspace_id == uow.workspace_id, one_of(uow, column, values), table.c.archived_at.is_(None))
            .order_by(table.c.id)
        ):
            found[value].append(record_id)
    return found
