"""How a database's schema stands to this version of csbot: by its revision and by what is there.

A revision is only a name. A table that was changed by hand, or made before its revision was frozen, goes by the right
name and fails in the middle of somebody's click; so the tables themselves are compared with those that the code knows.
"""

import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.sql.schema import SchemaItem

from csbot.storage.tables import metadata

CORE = frozenset({"workspace", "member", "company", "task"})  # no other application has all of these
SAID = 3  # differences in a sentence
COMPARED = {"compare_type": True, "compare_server_default": True}
# What PostgreSQL's columns and indexes look like, in one line; SQLite counts the changes of its schema itself.
FINGERPRINT = text("""
    SELECT md5(string_agg(concat_ws(' ', c.relname, a.attname, a.atttypid, a.atttypmod, a.attnotnull), ','
                          ORDER BY c.relname, a.attnum))
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'i')
      AND a.attnum > 0 AND NOT a.attisdropped""")
KINDS = {"index": "the index", "constraint": "the constraint", "fk": "the foreign key"}


class Standing(StrEnum):
    """Whether this version can work with a schema."""

    CURRENT = "current"
    MISSING = "missing"
    OLD = "old"
    NEWER = "newer"
    DIFFERENT = "different"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema as it was found. `differences`: clauses, of a `DIFFERENT` one."""

    standing: Standing
    differences: tuple[str, ...] = ()

    @property
    def is_current(self) -> bool:
        """Whether this version works with it as it is."""
        return self.standing is Standing.CURRENT

    @property
    def can_be_migrated(self) -> bool:
        """Whether `csbot migrate` makes it current."""
        return self.standing in (Standing.MISSING, Standing.OLD)

    @property
    def reason(self) -> str:
        """What is wrong with it, a clause; empty when it is current."""
        return REASONS[self.standing] + self._details

    @property
    def _details(self) -> str:
        if not self.differences:
            return ""
        more = len(self.differences) - SAID
        return f": {'; '.join(self.differences[:SAID])}{f'; and {more} more' if more > 0 else ''}"


REASONS = {
    Standing.CURRENT: "",
    Standing.MISSING: "the database's schema is missing",
    Standing.OLD: "the database's schema is old",
    Standing.NEWER: "the database was written by a newer csbot than this one",
    Standing.DIFFERENT: "the database's schema is not the one that its revision stands for",
    Standing.FOREIGN: "the database belongs to another application",
}


def revisions_of(connection: Connection) -> frozenset[str]:
    """The revisions that the database says it has; none where there is no schema."""
    return frozenset(MigrationContext.configure(connection).get_current_heads())


def fingerprint(connection: Connection) -> str:
    """Changes whenever a table or an index does; cheap enough to be asked for again and again."""
    if connection.dialect.name == "sqlite":
        return str(connection.exec_driver_sql("PRAGMA schema_version").scalar_one())
    return str(connection.execute(FINGERPRINT).scalar_one())


def compare(connection: Connection, known: Iterable[str], newest: Iterable[str]) -> Schema:
    """The standing of the connected database's schema. About 0.2 s for one of the newest revision."""
    have = revisions_of(connection)
    tables = set(inspect(connection).get_table_names())
    if not have <= set(known):
        return Schema(Standing.NEWER if tables >= CORE else Standing.FOREIGN)
    if not have and not tables & set(metadata.tables):
        return Schema(Standing.MISSING)
    if have and have != set(newest):
        return Schema(Standing.OLD)
    if found := tuple(differences(connection)):
        return Schema(Standing.DIFFERENT, found)
    return Schema(Standing.CURRENT) if have else Schema(Standing.DIFFERENT, ("it has no revision",))


def differences(connection: Connection) -> Iterator[str]:
    """What is there and what the code knows, where they are not the same; a clause each."""
    options = {**COMPARED, "include_name": _is_ours, "include_object": _matters}
    with warnings.catch_warnings():
        # SQLAlchemy can't read back SQLite's indexes on properties that people made fast: they are no part of it.
        warnings.filterwarnings("ignore", ".*expression-based index")  # on SQLite neither sees these
        found = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    for one in found:
        yield from map(_said, one if isinstance(one, list) else [one])


def _is_ours(name: str | None, kind: str, _parents: Any) -> bool:
    return kind != "table" or name in metadata.tables


def _matters(item: SchemaItem, _name: str | None, kind: str, reflected: bool, compared: SchemaItem | None) -> bool:
    """An index more, such as of a property that was made fast, harms nobody unless it is unique."""
    return not (kind == "index" and reflected and compared is None and not getattr(item, "unique", False))


def _said(difference: tuple[Any, ...]) -> str:
    action, *rest = difference
    verb, _, kind = action.partition("_")
    if verb == "modify":
        _schema, table, column, _known, have, wanted = rest
        what = {"type": "its type", "nullable": "whether it may be empty", "default": "its default"}.get(kind, kind)
        return f"of {table}.{column} {what} is {have}, not {wanted}"
    is_there = "is missing" if verb == "add" else "is unknown"
    if kind == "column":
        return f"the column {rest[1]}.{rest[2].name} {is_there}"
    if kind == "table":
        return f"the table {rest[0].name} {is_there}"
    return f"{KINDS.get(kind, kind)} {rest[0].name} of {rest[0].table.name} {is_there}"
