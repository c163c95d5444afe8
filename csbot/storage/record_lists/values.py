"""Values of properties out of rows, as the domain has them."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import RowMapping

from csbot.domain.properties.types import Property, PropertyType, Value


def value_of(of: Property, row: RowMapping) -> Value | None:
    """The property's value, a user's as member id; None for none, an empty text and an empty list too."""
    if of.custom:
        value = (row["properties"] or {}).get(of.column)
        value = None if value is None else from_json(of, value)
    else:
        value = next((row[column] for column in of.columns if row[column] is not None), None)
    if isinstance(value, Enum):
        value = value.value
    return None if value in ("", ()) else value


def values_of(properties: Iterable[Property], row: RowMapping) -> dict[str, Value]:
    """Those that have a value, by property name."""
    return {of.name: value for of in properties if (value := value_of(of, row)) is not None}


def from_json(of: Property, value: Any) -> Value:
    """A value of one's own properties: `folding.json_value` backwards."""
    if of.type is PropertyType.DATE:
        return date.fromisoformat(value)
    if of.type is PropertyType.DATETIME:
        return datetime.fromisoformat(value)
    if of.type is PropertyType.MULTI_ENUMERATION:
        return tuple(value)
    known: Value = value
    return known
