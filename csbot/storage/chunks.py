"""Removing old rows a few hundred at a time: one transaction for a day's worth of them would hold everybody up."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, select, tuple_

CHUNK = 500


def delete_chunk(connection: Connection, table: Table, *old: ColumnElement[bool]) -> int:
    """Remove up to `CHUNK` rows for which all of `old` holds. Returns how many; fewer than `CHUNK` were the last."""
    key: list[Any] = list(table.primary_key.columns)
    some = select(*key).where(*old).order_by(*key).limit(CHUNK)
    return connection.execute(delete(table).where(tuple_(*key).in_(some))).rowcount
