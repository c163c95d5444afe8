"""Whether the database is there, has the right schema, and has room."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from csbot.cli.doctor.findings import Finding, doubtful, failed, fine
from csbot.cli.schema import migrate_command, remedy
from csbot.cli.troubles import first_line, sentences_of
from csbot.domain.errors import Busy
from csbot.domain.workspaces import Withdrawal
from csbot.services.withdrawals import erased_on
from csbot.settings import Settings
from csbot.storage import migrations
from csbot.storage.crypto import Unsealable, Vault
from csbot.storage.engine import open_engine, sqlite_file
from csbot.storage.installations import list_tokens
from csbot.storage.unit_of_work import Database
from csbot.storage.workspaces import list_withdrawn

T = TypeVar("T")

GIB = 2**30
LOCALE_PAGE = "docs/how-to/postgresql-and-several-processes.md"
BY_CODE_POINT = "SELECT 'Z' < 'a'"
LITTLE = GIB
TOO_LITTLE = GIB // 10


def file_of(settings: Settings) -> Path | None:
    """The database's file; None on PostgreSQL, and for a URL that names none, which is said where it is opened."""
    try:
        return sqlite_file(settings.database_url)
    except ValueError:
        return None


def folder(settings: Settings) -> Iterator[Finding]:
    """SQLite: its folder can be written in (it keeps its log beside the file) and has room."""
    file = file_of(settings)
    if file is None:
        return
    place = file.resolve().parent
    if not place.is_dir():
        yield failed("folder", f"{place} is not there. Make it, or name another one in CSBOT_DATABASE_URL")
        return
    if not os.access(place, os.W_OK):
        yield failed("folder", f"{place} can't be written in. Give it to the user that runs csbot")
        return
    free = shutil.disk_usage(place).free
    said = f"{place}, {free / GIB:.1f} GiB free"
    if free < TOO_LITTLE:
        yield failed("folder", f"{said}: nothing may be saved soon. Make room")
    elif free < LITTLE:
        yield doubtful("folder", f"{said}. Make room")
    else:
        yield fine("folder", said)


def schema(settings: Settings) -> Iterator[Finding]:
    """The database answers, and its schema is this version's."""
    file = file_of(settings)
    if file is not None and not file.exists():
        yield failed("database", f"{file} is not there. Run: {migrate_command(settings)}")
        return
    try:
        engine = open_engine(settings.database_url)
    except (ValueError, ArgumentError) as error:
        yield failed("database", f"CSBOT_DATABASE_URL: {error}")
        return
    try:
        found = migrations.schema_of(engine)
        by_code_point = is_by_code_point(engine)
    except SQLAlchemyError as error:
        reason = sentences_of(error) or [f"does not answer: {first_line(error)}"]
        yield failed("database", reason[0])
    else:
        kind = engine.dialect.name
        if found.is_current:
            yield fine("database", f"{kind}, schema up to date")
        else:
            yield failed("database", f"{kind}: {found.reason}. {remedy(found, settings)}")
        if not by_code_point:
            yield doubtful(
                "collation", f"names would not be sorted by code point. Make the database anew: {LOCALE_PAGE}"
            )
    finally:
        engine.dispose()


def secrets(settings: Settings) -> Iterator[Finding]:
    """Stored tokens can be read with the keys that there are; nothing is said while none is stored."""
    found = read(settings, list_tokens)
    sealed = list(found.values()) if found else []
    if sealed and not settings.secret_keys:
        yield failed(
            "secrets", f"{len(sealed)} tokens are stored, but CSBOT_SECRET_KEY is not set. Set the key they had"
        )
    elif lost := sum(not opens(settings, token) for token in sealed):
        yield failed(
            "secrets", f"{lost} of {len(sealed)} stored tokens were sealed with a key that CSBOT_SECRET_KEY lacks"
        )
    elif sealed:
        yield fine("secrets", f"{len(sealed)} stored tokens can be read")


def withdrawn(settings: Settings) -> Iterator[Finding]:
    """Workspaces whose token Slack does not take, and what becomes of their data; nothing is said when there are none
    (workspace A10)."""
    for one in read(settings, list_withdrawn) or ():
        what = "csbot was uninstalled" if one.why is Withdrawal.UNINSTALLED else "Slack does not take csbot's token"
        said = f"{one.workspace_id} ({one.name}): {what}; nothing is sent"
        if one.removed_at is None:
            yield failed(
                "workspace", f"{said}, nothing is erased. csbot tries the token again by itself. {cure(settings)}"
            )
        else:
            day = erased_on(one.removed_at).isoformat()
            yield failed("workspace", f"{said}, and its data is erased on {day} unless csbot is installed there again")


def cure(settings: Settings) -> str:
    """How Slack is given a token that it takes."""
    if settings.client_id:
        return f"Or install csbot there again: {settings.base_url}/slack/install"
    return "Or copy it anew from OAuth & Permissions into SLACK_BOT_TOKEN and start csbot anew"


def read(settings: Settings, query: Callable[[Connection], T]) -> T | None:
    """What is asked of the database; None when it does not answer, which `schema` says."""
    file = file_of(settings)
    if file is not None and not file.exists():
        return None
    try:
        database = Database(open_engine(settings.database_url))
        with closing(database), database.read() as connection:
            return query(connection)
    except (ValueError, Busy, SQLAlchemyError):
        return None


def opens(settings: Settings, sealed: str) -> bool:
    """Whether one of the keys opens it."""
    try:
        Vault(settings.secret_keys).open(sealed)
    except Unsealable:
        return False
    return True


def is_by_code_point(engine: Engine) -> bool:
    """Whether texts sort as on SQLite; on PostgreSQL a database made without a locale has the server's."""
    with engine.connect() as connection:
        return bool(connection.exec_driver_sql(BY_CODE_POINT).scalar_one())


def privacy(settings: Settings) -> Iterator[Finding]:
    """SQLite: the file is the service's own, and nobody else reads it."""
    file = file_of(settings)
    if file is None or not file.is_file():
        return
    found, place = file.stat(), file.resolve().parent
    owner = place.stat().st_uid
    if found.st_uid == 0 != owner:
        yield failed("file", f"{file} is root's, its folder is not. Run: chown --reference={place} {file}*")
    elif found.st_mode & 0o077:
        yield doubtful("file", f"{file} can be read by others than its owner. Run: chmod 600 {file}*")
    else:
        yield fine("file", "read and written by its owner only")
