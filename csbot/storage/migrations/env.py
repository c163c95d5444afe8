"""Alembic's entry point.

On SQLite foreign keys are off while migrating: batch mode rebuilds a parent table, and ON DELETE CASCADE would take
the children with it (design: data notes). `PRAGMA foreign_key_check` then proves that nothing was lost.
"""

import time

from alembic import context
from sqlalchemy import Connection, Engine

from csbot.storage.bounded import driver_of
from csbot.storage.engine import WRITES
from csbot.storage.tables import metadata

PATIENCE_S = 30


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


def migrate_sqlite(engine: Engine) -> None:
    with engine.connect() as plain:
        plain.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        connection = plain.execution_options(**{WRITES: time.monotonic() + PATIENCE_S})
        try:
            with connection.begin():
                migrate(connection)
                if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
                    raise RuntimeError(f"the migration breaks foreign keys, nothing was changed: {broken[:5]}")
        finally:
            plain.connection.driver_connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]


def migrate_postgresql(engine: Engine) -> None:
    with engine.begin() as connection:
        driver_of(connection).answer_s = None
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE_S}s'")
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7236001)")  # several processes may start at once
        migrate(connection)


def run(engine: Engine) -> None:
    (migrate_sqlite if engine.dialect.name == "sqlite" else migrate_postgresql)(engine)


run(context.config.attributes["engine"])
