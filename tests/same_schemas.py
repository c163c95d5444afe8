"""Schemas that read the same are compared with the code's once in a process: a comparison takes a fifth of a second."""

from collections.abc import Callable, Iterable

from sqlalchemy import Connection

from csbot.storage.migrations.standing import Schema

Compare = Callable[[Connection, Iterable[str], Iterable[str]], Schema]
# All that a comparison looks at, and more.
SQLITE = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2"
POSTGRESQL = """
    SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE c.relnamespace = current_schema()::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT t.relname, c.conname, pg_get_constraintdef(c.oid), c.convalidated, NULL
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid WHERE c.connamespace = current_schema()::regnamespace
    UNION ALL
    SELECT tablename, indexname, indexdef, NULL, NULL FROM pg_indexes WHERE schemaname = current_schema()
    ORDER BY 1, 2, 3"""
REVISIONS = "SELECT version_num FROM alembic_version"


def once(compare: Compare) -> Compare:
    """The same comparison, not made again for a schema of the same text and revision."""
    seen: dict[object, Schema] = {}

    def compared(connection: Connection, known: Iterable[str], newest: Iterable[str]) -> Schema:
        read = connection.exec_driver_sql
        query = SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL
        text = tuple(map(tuple, read(query)))
        revisions = tuple(map(tuple, read(REVISIONS))) if any("alembic_version" in row for row in text) else ()
        key = connection.dialect.name, text, revisions, frozenset(known), frozenset(newest)
        if key not in seen:
            seen[key] = compare(connection, known, newest)
        return seen[key]

    return compared
