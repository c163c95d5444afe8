"""Records with their history, for the in-memory interpreter."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import select

from csbot.domain.filters import Facts, PastChange
from csbot.domain.properties.types import Property
from csbot.domain.records import ObjectType
from csbot.storage.record_lists.values import values_of
from csbot.storage.tables.history import changes
from csbot.storage.tables.records import RECORD_TABLES, of_type
from csbot.storage.unit_of_work import UnitOfWork


def list_facts(
    uow: UnitOfWork, kind: ObjectType, record_ids: Collection[int], properties: Iterable[Property]
) -> dict[int, Facts]:
    """What is known of these live records, by id."""
    table, known = RECORD_TABLES[kind], tuple(properties)
    mine = (table.c.workspace_id == uow.workspace_id, *of_type(kind), table.c.id.in_(record_ids))
    rows = uow.connection.execute(select(table).where(*mine, table.c.archived_at.is_(None))).mappings().all()
    past: dict[int, list[PastChange]] = defaultdict(list)
    found = select(changes.c.record_id, changes.c.at, changes.c.properties).where(
        changes.c.workspace_id == uow.workspace_id, changes.c.record_id.in_(record_ids)
    )
    for record_id, at, properties_changed in uow.connection.execute(found):
        past[record_id].append(PastChange(at, properties_changed))
    return {row["id"]: Facts(values_of(known, row), tuple(past[row["id"]])) for row in rows}
