"""Keys of JSON columns: changed in SQL, so that a colleague's change of another key stays, and beside plain columns."""

from collections.abc import Collection, Mapping
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


def flat(row: Mapping[str, Any], keys: Collection[str]) -> dict[str, Any]:
    """A whole record with values of properties that managers added beside its columns, None where it has none."""
    own = row["properties"]
    return {**row, **{key: own.get(key) for key in keys}}


def nested(row: Mapping[str, Any], keys: Collection[str]) -> dict[str, Any]:
    """The reverse of `flat`, for a record that is to be made."""
    columns = {name: value for name, value in row.items() if name not in keys}
    return {**columns, "properties": {key: row[key] for key in keys}}
