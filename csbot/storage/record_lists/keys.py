"""What a list is sorted by, and places in it (workspace C5)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from csbot.domain.errors import Unreadable
from csbot.domain.properties.types import Property, PropertyType
from csbot.domain.record_lists import KEY_LENGTH, Place
from csbot.domain.tasks import NEVER
from csbot.storage.filter_sql.values import NUMBERS, Shelf
from csbot.storage.tables.people import members


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a list that is in one order: the records with a key, or those without, which come last."""

    where: ColumnElement[bool] | None
    keyed: bool


@dataclass(frozen=True, slots=True)
class SortKey:
    """By what a list is sorted, then by id."""

    of: Property
    sql: ColumnElement[Any]
    id: ColumnElement[int]
    sections: tuple[Section, ...]
    exact: bool = False  # compared as PostgreSQL's numeric
    is_number: bool = False  # else a text

    def place(self, key: Any, record_id: int) -> Place:
        """A record's place in the list."""
        if self.of.sort_column is not None and key == NEVER:
            key = None
        if isinstance(key, datetime | date):
            key = key.isoformat()
        if isinstance(key, Decimal):
            key = float(key)
        cut = isinstance(key, str) and len(key) > KEY_LENGTH
        return Place(key[:KEY_LENGTH] if cut else key, record_id, cut)

    def behind(self, place: Place, rising: bool) -> ColumnElement[bool]:
        """Not as a comparison of rows: SQLite ignores the index of an expression then (design: data notes)."""
        beside = self.id > place.id if rising else self.id < place.id
        if place.key is None:
            return beside
        key = self._bound(place.key)
        if rising:
            return and_(self.sql >= key, or_(self.sql > key, beside))
        return and_(self.sql <= key, or_(self.sql < key, beside))

    def _bound(self, key: str | float) -> Any:
        """A place's key as the database compares it; raises `Unreadable` for one of another order."""
        if isinstance(key, str) is self.is_number:
            raise Unreadable()
        if self.of.custom:
            return Decimal(repr(key)) if self.exact else key
        try:
            if self.of.type is PropertyType.DATETIME:
                return datetime.fromisoformat(str(key)).astimezone(UTC)
            return date.fromisoformat(str(key)) if self.of.type is PropertyType.DATE else key
        except ValueError:
            raise Unreadable() from None


def sort_key(of: Property, shelf: Shelf) -> SortKey:
    """The key of a property: an enumeration's options in their order, people by name."""
    if of.sort_column is not None:
        column = shelf.table.c[of.sort_column]
        return SortKey(of, column, shelf.table.c.id, (Section(column < NEVER, True), Section(column == NEVER, False)))
    sql, is_number = _sql(of, shelf), _is_number(of, shelf)
    always = not of.custom and (of.column == "name" or not shelf.table.c[of.column].nullable)
    if always:
        return SortKey(of, sql, shelf.table.c.id, (Section(None, True),), is_number=is_number)
    exact = shelf.postgresql and of.custom and of.type in NUMBERS
    both = (Section(sql.is_not(None), True), Section(sql.is_(None), False))
    return SortKey(of, sql, shelf.table.c.id, both, exact, is_number)


def _is_number(of: Property, shelf: Shelf) -> bool:
    """Whether its keys are numbers: of options their places, of SQLite's truth values 0 and 1."""
    if of.type is PropertyType.ENUMERATION:
        return bool(of.options)
    return of.type in NUMBERS or (of.type is PropertyType.BOOL and not shelf.postgresql)


def _sql(of: Property, shelf: Shelf) -> ColumnElement[Any]:
    if of.type is PropertyType.USER:
        name = func.lower(shelf.by_code_point(members.c.name))
        return select(name).where(members.c.id == shelf.value(of)).correlate(shelf.table).scalar_subquery()
    if of.type is PropertyType.ENUMERATION and of.options:
        places = {option.value: place for place, option in enumerate(of.options)}
        return case(*((shelf.value(of) == value, place) for value, place in places.items()))
    return shelf.value(of)
