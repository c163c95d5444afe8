"""What commands say of errors that nobody expected there: a sentence each, never a traceback."""

import os
import sqlite3
import tempfile
from html import unescape
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from blocks.errors import sentence
from csbot.cli.logs import outline_of
from csbot.domain.errors import CsbotError, DiskFull
from csbot.i18n import words
from csbot.settings import Settings, mistakes
from csbot.storage.unit_of_work import sqlite_code

UNSAVED = "What was not saved before that is not saved"
BACKUP_PAGE = "docs/how-to/backup.md"
FULL = f"the disk of the database is full. {UNSAVED}. Make room, then run it again"
NO_ANSWER = f"the database does not answer: {{said}}. {UNSAVED}. Check CSBOT_DATABASE_URL and the server"
SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_BUSY: f"somebody else keeps the database locked. {UNSAVED}. Run it again in a moment",
    sqlite3.SQLITE_LOCKED: f"somebody else keeps the database locked. {UNSAVED}. Run it again in a moment",
    sqlite3.SQLITE_NOTADB: "the file that CSBOT_DATABASE_URL names is not a database. Nothing was saved",
    sqlite3.SQLITE_CORRUPT: f"the database is damaged: {{said}}. {UNSAVED}. Restore a backup: {BACKUP_PAGE}",
    sqlite3.SQLITE_CANTOPEN: "the database can't be opened: CSBOT_DATABASE_URL names a folder, or user {user} may not "
    "read and write the file and its folder. Nothing was saved. Run it as the user whose the file is",
    sqlite3.SQLITE_READONLY: "user {user} may not write the database's file or its folder. "
    f"{UNSAVED}. Run it as the user whose the file is",
    sqlite3.SQLITE_PERM: "user {user} may not open the database. Nothing was saved. Run it as the user whose it is",
    sqlite3.SQLITE_IOERR: f"the disk of the database fails: {{said}}. {UNSAVED}. Look at the disk",
}
POSTGRESQL = {
    "53100": FULL,
    "42501": "PostgreSQL says: {said}. The tables belong to another role than CSBOT_DATABASE_URL names. "
    f"{UNSAVED}. How to restore so that they are its own: {BACKUP_PAGE}",
}
UNKNOWN_SCHEMA = ("42P01", "42703")  # a table or a column is not there
DIFFERENT = f"the database lacks what this csbot needs: {{said}}. {UNSAVED}. Run: csbot doctor"


def sentences_of(error: BaseException) -> list[str]:
    """What to say of an error that is known; nothing of a bug."""
    if isinstance(error, ValidationError):
        return list(mistakes(error)) if error.title == Settings.__name__ else []
    if isinstance(error, DiskFull):
        return [FULL]
    if isinstance(error, CsbotError):
        return [unescape(sentence(error, words("en_US", "UTC")))]
    if isinstance(error, PoolTimeout):
        return [f"the database is very busy just now. {UNSAVED}. Run it again in a moment"]
    if isinstance(error, DBAPIError | sqlite3.Error):
        return database_sentence(error)
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return [f"{where}{error.strerror}. {UNSAVED}"]
    return []


def database_sentence(error: DBAPIError | sqlite3.Error) -> list[str]:
    """What a database's error means for whoever runs the command; nothing for a fault in csbot's own statement."""
    problem = error.orig if isinstance(error, DBAPIError) else error
    state = getattr(problem, "sqlstate", None)
    if isinstance(problem, sqlite3.Error):
        known = SQLITE.get(sqlite_code(problem))
        if "no such table" in str(problem) or "no such column" in str(problem):
            known = DIFFERENT
    elif state is None or state[:2] in ("08", "28", "3D", "57"):
        known = NO_ANSWER
    else:
        known = DIFFERENT if state in UNKNOWN_SCHEMA else POSTGRESQL.get(state)
    return [known.format(said=first_line(problem), user=os.geteuid())] if known else []


def first_line(problem: BaseException | None) -> str:
    """An error's own words, up to where PostgreSQL begins to quote."""
    return next(iter(str(problem).splitlines()), type(problem).__name__).rstrip(". ")


def bug_sentence(error: BaseException) -> str:
    """For a fault of csbot's own: where its kind and place are written down, without anybody's data (decision 0006)."""
    said = f"something went wrong in csbot itself ({type(error).__name__}). {UNSAVED}."
    try:
        number, name = tempfile.mkstemp(prefix="csbot-", suffix=".log")
        os.close(number)
        Path(name).write_text(outline_of((type(error), error, error.__traceback__)) + "\n", encoding="utf-8")
    except OSError as problem:
        return f"{said} Its details could not be written down: {problem.strerror}"
    return f"{said} Please report it, with {name}"
