"""What SQLite and PostgreSQL both have and SQLAlchemy keeps in two places: INSERT … ON CONFLICT."""

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Upsert = postgresql.Insert | sqlite.Insert


def insert_for(connection: Connection, table: Table) -> Upsert:
    """An INSERT of the connection's database, with `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
