"""Removing all that is known of a workspace (workspace A10), or of an object type that managers added, in small
transactions.
"""

from collections.abc import Iterator

from sqlalchemy import Column, Connection, Table, bindparam, delete, or_, select, update

from csbot.domain.records import ObjectType
from csbot.storage.tables import metadata
from csbot.storage.tables.custom_objects import custom_objects
from csbot.storage.tables.follows import follows
from csbot.storage.tables.history import changes
from csbot.storage.tables.news import news
from csbot.storage.tables.people import workspaces
from csbot.storage.tables.records import associations, custom_records
from csbot.storage.tables.saved_views import customer_settings

OF_RECORDS = (changes.c.record_id, follows.c.record_id, news.c.record_id)


def erase_chunk(connection: Connection, workspace_id: int, most: int) -> int:
    """Remove up to `most` rows, the workspace itself last. Returns how many: 0 when nothing is left.

    What points at another row of its own table is let go of first, so that rows may go in any order.
    """
    for table in reversed(metadata.sorted_tables):
        if "workspace_id" not in table.columns:
            continue
        mine = table.c.workspace_id == workspace_id
        for column in own_references(table):
            connection.execute(update(table).where(mine, column.is_not(None)).values({column.name: None}))
        keys = list(table.primary_key.columns)
        rows = connection.execute(select(*keys).where(mine).limit(most)).all()
        if rows:
            one = delete(table).where(*(key == bindparam(f"is_{key.name}") for key in keys))
            names = [f"is_{key.name}" for key in keys]
            connection.execute(one, [dict(zip(names, row, strict=True)) for row in rows])
            return len(rows)
    return connection.execute(delete(workspaces).where(workspaces.c.id == workspace_id)).rowcount


def erase_type_chunk(connection: Connection, workspace_id: int, kind: ObjectType, most: int) -> int:
    """Remove up to `most` records of a custom object with what belongs to them; the object itself last, with its
    properties and views. Returns how many rows: 0 when nothing is left.
    """
    mine = (custom_records.c.workspace_id == workspace_id, custom_records.c.object_type == kind)
    ids = list(connection.execute(select(custom_records.c.id).where(*mine).limit(most)).scalars())
    if ids:
        for column in OF_RECORDS:
            connection.execute(delete(column.table).where(column.table.c.workspace_id == workspace_id, column.in_(ids)))
        ends = or_(associations.c.from_id.in_(ids), associations.c.to_id.in_(ids))
        connection.execute(delete(associations).where(associations.c.workspace_id == workspace_id, ends))
        return connection.execute(delete(custom_records).where(*mine, custom_records.c.id.in_(ids))).rowcount
    done = {changes, follows, custom_records, custom_objects, customer_settings}
    for table in metadata.sorted_tables:
        if "object_type" in table.c and table not in done:
            connection.execute(delete(table).where(table.c.workspace_id == workspace_id, table.c.object_type == kind))
    own = (custom_objects.c.workspace_id == workspace_id, custom_objects.c.object_type == kind)
    return connection.execute(delete(custom_objects).where(*own)).rowcount


def own_references(table: Table) -> Iterator[Column[object]]:
    """Columns that name another row of the same table."""
    for key in table.foreign_keys:
        if key.column.table is table:
            yield key.parent
