"""Texts that compare alike on both databases (workspace V6).

SQLite's `lower()` folds ASCII only, PostgreSQL's depends on its version, and neither folds as Python does. So SQL folds
ASCII (`lower` of the C collation), and the few texts for which that is not what `records.norm` gives, such as `Århus`
or `two  spaces`, have their normal form in the `folded` column beside them.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from sqlalchemy import String, Table

from csbot.domain.records import norm

LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)
OWN = frozenset({"name", "name_norm"})  # the name's normal form has a column of its own


def fold(value: Any) -> str | None:
    """The normal form of a text, where SQL's own folding would not give it."""
    if not isinstance(value, str) or isinstance(value, Enum):
        return None
    known = norm(value)
    return None if known == value.translate(LOWER) else known


def folded_texts(row: Mapping[str, Any]) -> dict[str, str] | None:
    """The `folded` column of a new record, whose own properties stand in `properties`."""
    texts = {**{name: value for name, value in row.items() if name not in OWN}, **(row.get("properties") or {})}
    return {name: known for name, value in texts.items() if (known := fold(value)) is not None} or None


def folded_changes(properties: Mapping[str, Sequence[Any]]) -> dict[str, list[str | None]] | None:
    """The `folded` column of a `change` row: [old, new] where either needs it."""
    pairs = {name: [fold(value) for value in pair] for name, pair in properties.items()}
    return {name: pair for name, pair in pairs.items() if pair != [None, None]} or None


def is_text(table: Table, name: str) -> bool:
    """Whether a changed column, or one of the record's own properties, may have a normal form in `folded`."""
    return name not in table.c or (name not in OWN and isinstance(table.c[name].type, String))


def json_value(value: Any) -> Any:
    """A value of one of the record's own properties as JSON keeps it: dates and instants sort as texts."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
