"""Whether a database's disk takes what is written."""

import shutil
from contextlib import suppress

from sqlalchemy import text

from csbot.domain.errors import Busy
from csbot.storage.engine import sqlite_file
from csbot.storage.unit_of_work import Database

LEAST = 2**20  # bytes; less than what one click may add to SQLite's log is no room
TRY_VERSION = text("PRAGMA user_version")  # a number in SQLite's header that csbot has no other use for
TRY_POSTGRESQL = text("UPDATE alembic_version SET version_num = version_num")


def is_there(database: Database) -> bool:
    """Whether SQLite's file still has its name: what is saved in one that was moved away is found by nobody."""
    file = sqlite_file(database.engine.url.render_as_string(hide_password=False))
    return file is None or file.exists()


def has_room(database: Database) -> bool:
    """Whether something can be saved; once that failed a write of no meaning tries it again."""
    file = sqlite_file(database.engine.url.render_as_string(hide_password=False))
    if file is not None and shutil.disk_usage(file.resolve().parent).free < LEAST:
        return False
    if database.is_full:
        _try(database)
    return not database.is_full


def _try(database: Database) -> None:
    with suppress(Busy), database.write() as connection:  # one that succeeds is noted by the database
        if connection.dialect.name == "sqlite":
            number = connection.execute(TRY_VERSION).scalar_one()
            connection.exec_driver_sql(f"PRAGMA user_version = {(number + 1) % 2**31}")
        else:
            connection.execute(TRY_POSTGRESQL)
