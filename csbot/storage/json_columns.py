"""Changing some keys of a JSON column in SQL, so that a colleague's change of another key stays."""

from typing import Any

from sqlalchemy import Column, ColumnElement, Text, cast, func, literal
from sqlalchemy.dialects.postgresql import JSONB


def patched(postgresql: bool, column: Column[Any], keys: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column with these keys set: `keys` is the text of a JSON object, in which null takes a key away."""
    if postgresql:
        return func.jsonb_strip_nulls(
            func.coalesce(column, cast(literal("{}", Text), JSONB)).op("||")(cast(keys, JSONB))
        )
    return func.json_patch(func.coalesce(column, "{}"), keys)
