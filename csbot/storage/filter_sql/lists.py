"""Values that are lists: multi-enumerations, as arrays in JSON."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Boolean, Column, ColumnElement, String, and_, exists, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY

from csbot.storage.filter_sql.values import sqlite_path, step


def has_any(
    column: Column[Any], postgresql: bool, path: Sequence[str | int], wanted: Sequence[str] | Sequence[int]
) -> ColumnElement[bool]:
    """Whether the array at that path of a JSON column has one of the texts. Never NULL."""
    if postgresql:
        found: ColumnElement[Any] = column
        for part in path:
            found = found.op("->")(step(part))
        return func.coalesce(
            found.op("?|", return_type=Boolean())(literal(list(map(str, wanted)), ARRAY(String))), False
        )
    each = func.json_each(column, sqlite_path(*path)).table_valued("value")
    return exists(select(1).select_from(each).where(each.c.value.in_(wanted)))


def has_all(column: Column[Any], postgresql: bool, key: str, wanted: Sequence[str]) -> ColumnElement[bool]:
    """Whether the array at that key has all of the texts."""
    if postgresql:
        return column.op("->")(step(key)).op("?&", return_type=Boolean())(literal(list(wanted), ARRAY(String)))
    return and_(*(has_any(column, False, (key,), (one,)) for one in wanted))
