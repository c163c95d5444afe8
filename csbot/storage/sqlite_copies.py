"""Copies of a SQLite database: made while csbot runs, checked, and put back without losing what was there."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

PART = ".part"
MAGIC = b"SQLite format 3\x00"


class NotCopied(Exception):
    """Why there is no copy; a clause for a sentence. Nothing was changed."""


def copy(source: Path, target: Path) -> None:
    """A consistent copy, whole or not at all, checked and readable by its owner only. Writers are not held up.

    One snapshot is read in one step: SQLite's log lets others write meanwhile. Raises `NotCopied`.
    """
    part = target.with_name(target.name + PART)
    part.unlink(missing_ok=True)
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with readable(source) as old, closing(sqlite3.connect(part, isolation_level=None)) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
            check(new)
        sync(part)
        part.replace(target)
        sync(target.parent)
    except sqlite3.Error as error:
        raise NotCopied(f"{source} could not be read: {error}") from error
    except OSError as error:
        raise NotCopied(f"{target} could not be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


def put_back(copied: Path, database: Path, now: datetime) -> Path | None:
    """Put a copy where the database is; where the old one was moved to, if there was one. Raises `NotCopied`."""
    kept = database.with_name(f"{database.name}.before-{now:%Y%m%dT%H%M%SZ}")
    fresh = database.with_name(database.name + ".restored")
    copy(copied, fresh)
    try:
        if not database.exists():
            fresh.rename(database)
            return None
        close_for_good(database)
        for suffix in ("", "-wal", "-shm"):  # a damaged one's log stays with it
            if (part := database.with_name(database.name + suffix)).exists():
                part.rename(kept.with_name(kept.name + suffix))
        fresh.rename(database)
        sync(database.parent)
    except OSError as error:
        raise NotCopied(f"{database} could not be replaced: {error.strerror}") from error
    finally:
        fresh.unlink(missing_ok=True)
    return kept


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


def revisions(file: Path) -> frozenset[str]:
    """The schema's revision of a csbot database. Raises `NotCopied` for any other file."""
    try:
        with readable(file) as connection:
            check(connection)
            return frozenset(row[0] for row in connection.execute("SELECT version_num FROM alembic_version"))
    except sqlite3.Error as error:
        raise NotCopied(f"{file} is no backup of csbot: {error}") from error


def check(connection: sqlite3.Connection) -> None:
    """Raises `NotCopied` when SQLite finds the file damaged."""
    found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise NotCopied(f"the database is damaged: {found}")


@contextmanager
def readable(file: Path) -> Iterator[sqlite3.Connection]:
    """The database, for reading; a file that is none is not made one."""
    if not file.is_file():
        raise NotCopied(f"{file} is not there")
    with file.open("rb") as opened:
        if opened.read(len(MAGIC)) != MAGIC:
            raise NotCopied(f"{file} is no SQLite database")
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


def sync(path: Path) -> None:
    """What was written is on the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
