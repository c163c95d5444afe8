"""How many records there are, in all and by value, and which."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from csbot.domain.filters import Plan
from csbot.domain.filters.leaves import Known
from csbot.domain.properties.types import Property, PropertyType
from csbot.domain.records import ObjectType
from csbot.storage.filter_sql import Shelf, compile_leaf
from csbot.storage.filter_sql.lists import has_any
from csbot.storage.record_lists.pages import matching
from csbot.storage.unit_of_work import UnitOfWork


def count(uow: UnitOfWork, kind: ObjectType, plans: Sequence[Plan]) -> int:
    """How many records match all plans."""
    shelf = Shelf.of(uow.connection, kind)
    counted: int = uow.connection.execute(
        select(func.count()).select_from(shelf.table).where(matching(uow, shelf, plans))
    ).scalar_one()
    return counted


def ids(uow: UnitOfWork, kind: ObjectType, plans: Sequence[Plan], most: int) -> list[int]:
    """The first of them by id."""
    shelf = Shelf.of(uow.connection, kind)
    found = select(shelf.table.c.id).where(matching(uow, shelf, plans)).order_by(shelf.table.c.id).limit(most)
    return list(uow.connection.execute(found).scalars())


def count_by(uow: UnitOfWork, kind: ObjectType, plans: Sequence[Plan], of: Property) -> list[tuple[Any, int]]:
    """(value, number) for each value of an enumeration, multi-enumeration, bool or user; None: no value."""
    shelf = Shelf.of(uow.connection, kind)
    where = matching(uow, shelf, plans)
    if of.type is not PropertyType.MULTI_ENUMERATION:
        value = shelf.value(of)
        counted = select(value, func.count()).select_from(shelf.table).where(where).group_by(value)
        return [(known, number) for known, number in uow.connection.execute(counted)]
    column, path = shelf.table.c.properties, (of.column,)
    each = [func.count().filter(has_any(column, shelf.postgresql, path, (option.value,))) for option in of.options]
    none = func.count().filter(compile_leaf(Known(of, known=False), shelf))
    row = uow.connection.execute(select(none, *each).select_from(shelf.table).where(where)).one()
    return [(value, n) for value, n in zip([None, *(option.value for option in of.options)], row, strict=True) if n]
