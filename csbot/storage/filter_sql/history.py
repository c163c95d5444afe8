"""Conditions on what has been: the `change` rows of a record (workspace V3)."""

from typing import Any

from sqlalchemy import Boolean, ColumnElement, String, and_, exists, func, or_, select

from csbot.domain.filters.leaves import EverOneOf, EverText, UpdatedSince
from csbot.domain.properties.types import PropertyType
from csbot.storage.filter_sql.lists import has_any
from csbot.storage.filter_sql.values import Shelf, checked, json_at, sqlite_path, step
from csbot.storage.tables.history import changes

OLD_AND_NEW = (0, 1)


def ever_text(leaf: EverText, shelf: Shelf) -> ColumnElement[bool]:
    """A change from or to that text."""
    return _some_change(shelf, or_(*(_text(shelf, leaf.of.column, side) == leaf.text for side in OLD_AND_NEW)))


def ever_one_of(leaf: EverOneOf, shelf: Shelf) -> ColumnElement[bool]:
    """A change from or to one of these."""
    key = leaf.of.column
    if leaf.of.type is PropertyType.MULTI_ENUMERATION:
        sides = (has_any(changes.c.properties, shelf.postgresql, (key, side), leaf.values) for side in OLD_AND_NEW)
        return _some_change(shelf, or_(*sides))
    wanted = tuple(map(str, leaf.values)) if shelf.postgresql else leaf.values
    found = (json_at(changes.c.properties, shelf.postgresql, key, side) for side in OLD_AND_NEW)
    return _some_change(shelf, or_(*(value.in_(wanted) for value in found)))


def updated_since(leaf: UpdatedSince, shelf: Shelf) -> ColumnElement[bool]:
    """A change of the property since then. Whatever changes a record sets `updated_at`, which spares most look-ups."""
    named = or_(*(_names(shelf, column) for column in leaf.of.columns))
    return and_(shelf.table.c.updated_at >= leaf.at, _some_change(shelf, and_(changes.c.at >= leaf.at, named)))


def _some_change(shelf: Shelf, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    of_record = and_(changes.c.workspace_id == shelf.table.c.workspace_id, changes.c.record_id == shelf.table.c.id)
    return exists(select(1).select_from(changes).where(of_record, condition).correlate(shelf.table))


def _text(shelf: Shelf, key: str, side: int) -> ColumnElement[Any]:
    folded = json_at(changes.c.folded, shelf.postgresql, key, side)
    plain = json_at(changes.c.properties, shelf.postgresql, key, side)
    return func.coalesce(folded, func.lower(shelf.by_code_point(plain)), type_=String)


def _names(shelf: Shelf, key: str) -> ColumnElement[bool]:
    """Whether the change has that key."""
    if shelf.postgresql:
        return changes.c.properties.op("?", return_type=Boolean())(step(checked(key)))
    return func.json_type(changes.c.properties, sqlite_path(key)).is_not(None)
