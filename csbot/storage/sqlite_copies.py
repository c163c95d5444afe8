"""Copies of a SQLite database: made while csbot runs, checked, and put back without losing what was there."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path

from sqlalchemy import StaticPool, create_engine
from sqlalchemy.exc import DBAPIError

from csbot.storage.migrations import stand
from csbot.storage.migrations.standing import Schema, Standing
from csbot.storage.private_files import give_to_service, sync, whole
from csbot.storage.serving_lock import AlreadyServed, alone
from csbot.storage.unit_of_work import sqlite_code

MAGIC = b"SQLite format 3\x00"
BESIDE = ("-wal", "-shm", "-journal")  # the files of a database that was not closed


class NotCopied(Exception):
    """Why there is no copy; a clause for a sentence. Nothing was changed."""


def copy(source: Path, target: Path) -> None:
    """A consistent copy, whole or not at all, checked and readable by its owner only. Writers are not held up.

    One snapshot is read in one step: SQLite's log lets others write meanwhile. Raises `NotCopied`.
    """
    try:
        with (
            whole(target) as part,
            readable(source) as old,
            closing(sqlite3.connect(part, isolation_level=None)) as new,
        ):
            old.backup(new)
            new.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
            check(new)
    except sqlite3.Error as error:
        if sqlite_code(error) == sqlite3.SQLITE_FULL:
            raise NotCopied(f"{target} could not be written: the disk is full") from error
        raise NotCopied(f"{source} could not be read: {error}") from error
    except OSError as error:
        raise NotCopied(f"{error.filename or target}: {error.strerror}") from error


def put_back(copied: Path, database: Path, now: datetime) -> Path | None:
    """Put a copy where the database is; where the old one was moved to, if there was one. Raises `NotCopied`.

    Whoever does it, the copy belongs to the user whose the old one was, or whose the folder is.
    """
    database = database.resolve()
    try:
        with alone(database):
            return _put_back(copied, database, free_name(f"{database}.before-{now:%Y%m%dT%H%M%SZ}"))
    except AlreadyServed as other:
        raise NotCopied(f"{database} is in use by {other}. Stop csbot first") from None
    except OSError as error:
        raise NotCopied(f"{database} could not be replaced: {error.strerror}") from error


def free_name(wanted: str) -> Path:
    """The name, with a number where something has it: nothing that was kept is written over."""
    names = (Path(f"{wanted}-{number}" if number else wanted) for number in count())
    return next(name for name in names if not name.exists())


def _put_back(copied: Path, database: Path, kept: Path) -> Path | None:
    fresh = database.with_name(database.name + ".restored")
    copy(copied, fresh)
    try:
        give_to_service(fresh, database)
        if was_there := database.exists():
            close_for_good(database)
        for suffix in ("", *BESIDE):  # a damaged one's log stays with it, and gets into no other
            part = database.with_name(database.name + suffix)
            if suffix and part.exists() and (suffix == "-shm" or not part.stat().st_size):
                part.unlink()  # SQLite makes it again
            elif part.exists():
                part.rename(kept.with_name(kept.name + suffix))
        fresh.rename(database)
        sync(database.parent)
    finally:
        fresh.unlink(missing_ok=True)
    return kept if was_there else None


def close_for_good(database: Path) -> None:
    """Bring the log into the file; raises `NotCopied` while anybody else has the database open.

    Leaving WAL mode takes the whole file, which every open connection has a share of. A damaged one is let be.
    """
    try:
        with closing(sqlite3.connect(database, timeout=1, isolation_level=None)) as connection:
            (mode,) = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.Error as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return
        mode = "busy"
    if mode != "delete":
        raise NotCopied(f"{database} is in use. Stop csbot first")


def schema_in(file: Path) -> Schema:
    """How the schema of a csbot database stands to this version. Raises `NotCopied` for any other file."""
    try:
        with readable(file) as driver:
            check(driver)
            engine = create_engine("sqlite://", creator=lambda: driver, poolclass=StaticPool)
            with engine.connect() as connection:
                found = stand(connection)
    except (sqlite3.Error, DBAPIError) as error:
        raise NotCopied(f"{file} is no backup of csbot: {getattr(error, 'orig', error)}") from error
    except OSError as error:
        raise NotCopied(f"{file} could not be read: {error.strerror}") from error
    if found.standing in (Standing.MISSING, Standing.FOREIGN):
        raise NotCopied(f"{file} is no backup of csbot: it lacks csbot's tables")
    return found


def check(connection: sqlite3.Connection) -> None:
    """Raises `NotCopied` when SQLite finds the file damaged."""
    found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise NotCopied(f"the database is damaged: {found}")


@contextmanager
def readable(file: Path) -> Iterator[sqlite3.Connection]:
    """The database, for reading; a file that is none is not made one."""
    if not file.is_file():
        raise NotCopied(f"{file} is no file" if file.exists() else f"{file} is not there")
    with file.open("rb") as opened:
        if opened.read(len(MAGIC)) != MAGIC:
            raise NotCopied(f"{file} is no SQLite database")
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        yield connection
