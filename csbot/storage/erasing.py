"""Removing all that is known of a workspace (workspace A10), in small transactions."""

from collections.abc import Iterator

from sqlalchemy import Column, Connection, Table, bindparam, delete, select, update

from csbot.storage.tables import metadata
from csbot.storage.tables.people import workspaces


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


def own_references(table: Table) -> Iterator[Column[object]]:
    """Columns that name another row of the same table."""
    for key in table.foreign_keys:
        if key.column.table is table:
            yield key.parent
