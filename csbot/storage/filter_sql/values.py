"""Where SQL finds a property's value, in a form that compares alike on SQLite and PostgreSQL.

Paths into JSON are literals, for an index on an expression is used only then (design: data notes); their keys are our
own and checked by a pattern first.
"""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Numeric,
    String,
    Table,
    cast,
    func,
    literal_column,
)
from sqlalchemy.sql.elements import ColumnClause

from csbot.domain.properties.types import Property, PropertyType
from csbot.domain.records import ObjectType
from csbot.storage.tables.records import RECORD_TABLES, of_type

KEY = re.compile(r"[a-z][a-z0-9_]*")
NUMBERS = frozenset({PropertyType.NUMBER, PropertyType.CURRENCY})


@dataclass(frozen=True, slots=True)
class Shelf:
    """A record table as a filter sees it on one kind of database. `kind`: whose rows, where several types share it."""

    table: Table
    postgresql: bool
    kind: ObjectType | None = None

    @classmethod
    def of(cls, connection: Connection, kind: ObjectType) -> "Shelf":
        return cls(RECORD_TABLES[kind], connection.dialect.name == "postgresql", kind if kind.is_custom else None)

    def live(self, workspace_id: ColumnElement[int] | int) -> tuple[ColumnElement[bool], ...]:
        """The type's rows of a workspace that are not archived."""
        own = () if self.kind is None else of_type(self.kind)
        return (self.table.c.workspace_id == workspace_id, *own, self.table.c.archived_at.is_(None))

    def value(self, of: Property) -> ColumnElement[Any]:
        """The value to compare: a text normalised, a number, an option, a member's id, a date or an instant."""
        if of.is_text:
            return self.text(of)
        if not of.custom:
            return self.table.c[of.column]
        if of.type in NUMBERS:
            return self.number(of)
        if of.type is PropertyType.USER:
            return self._member(of)
        return self._word(of)

    def text(self, of: Property) -> ColumnElement[str]:
        """The normal form of a text (storage.folding)."""
        if of.column == "name":
            return self.table.c.name_norm
        plain = self.at("properties", of.column) if of.custom else self.table.c[of.column]
        return func.coalesce(self.at("folded", of.column), func.lower(self.by_code_point(plain)), type_=String)

    def number(self, of: Property) -> ColumnElement[Any]:
        """A number of one's own properties: a double in SQLite, the same number in full in PostgreSQL."""
        found = self.at("properties", of.column)
        return cast(found, Numeric) if self.postgresql else found

    def _member(self, of: Property) -> ColumnElement[Any]:
        found = self.at("properties", of.column)
        return cast(found, BigInteger) if self.postgresql else found

    def _word(self, of: Property) -> ColumnElement[Any]:
        return self.by_code_point(self.at("properties", of.column))

    def at(self, column: str, *path: str | int) -> ColumnElement[Any]:
        """A value in one of the table's JSON columns, as text in PostgreSQL and as it is in SQLite."""
        return json_at(self.table.c[column], self.postgresql, *path)

    def by_code_point(self, text: ColumnElement[Any]) -> ColumnElement[Any]:
        """The text, compared and folded by code point, whatever the server's collation."""
        return text.collate("C") if self.postgresql else text


def json_at(column: Column[Any], postgresql: bool, *path: str | int) -> ColumnElement[Any]:
    """`column -> 'a' ->> 0`, or `json_extract(column, '$.a[0]')`."""
    if postgresql:
        found: ColumnElement[Any] = column
        for number, part in enumerate(path, 1):
            found = found.op("->>" if number == len(path) else "->", return_type=String())(step(part))
        return found
    return func.json_extract(column, sqlite_path(*path))


def step(part: str | int) -> ColumnClause[Any]:
    """A literal key or place."""
    return literal_column(str(part) if isinstance(part, int) else f"'{checked(part)}'")


def sqlite_path(*path: str | int) -> ColumnClause[Any]:
    """A literal path such as `'$.a[0]'`."""
    steps = (f"[{part}]" if isinstance(part, int) else f".{checked(part)}" for part in path)
    return literal_column(f"'${''.join(steps)}'")


def checked(key: str) -> str:
    """The key, if it can stand in a literal."""
    if not KEY.fullmatch(key):
        raise ValueError(f"no key of ours: {key!r}")
    return key
