"""Whether the database is there, has the right schema, and has room."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, SQLAlchemyError

from csbot.cli.doctor.findings import Finding, doubtful, failed, fine
from csbot.cli.schema import migrate_command
from csbot.domain.errors import Busy
from csbot.domain.workspaces import Withdrawal
from csbot.services.withdrawals import erased_on
from csbot.settings import Settings
from csbot.storage import migrations
from csbot.storage.crypto import Unsealable, Vault
from csbot.storage.engine import open_engine
from csbot.storage.installations import list_tokens
from csbot.storage.unit_of_work import Database
from csbot.storage.workspaces import list_withdrawn

T = TypeVar("T")

GIB = 2**30
LITTLE = GIB
TOO_LITTLE = GIB // 10


def sqlite_file(settings: Settings) -> Path | None:
    """The database's file; None on PostgreSQL."""
    url = make_url(settings.database_url)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def folder(settings: Settings) -> Iterator[Finding]:
    """SQLite: its folder can be written in (it keeps its log beside the file) and has room."""
    file = sqlite_file(settings)
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
    file = sqlite_file(settings)
    if file is not None and not file.exists():
        yield failed("database", f"{file} is not there. Run: {migrate_command(settings)}")
        return
    try:
        engine = open_engine(settings.database_url)
    except (ValueError, ArgumentError) as error:
        yield failed("database", f"CSBOT_DATABASE_URL: {error}")
        return
    try:
        is_current = migrations.is_current(engine)
    except SQLAlchemyError as error:
        reason = error.orig if isinstance(error, DatabaseError) else error
        yield failed("database", f"does not answer: {one_line(reason)}. Check CSBOT_DATABASE_URL and the server")
    else:
        kind = engine.dialect.name
        if is_current:
            yield fine("database", f"{kind}, schema up to date")
        else:
            yield failed("database", f"{kind}: the schema is missing or old. Run: {migrate_command(settings)}")
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
                "workspace", f"{said}, nothing is erased. csbot tries the token again by itself. {remedy(settings)}"
            )
        else:
            day = erased_on(one.removed_at).isoformat()
            yield failed("workspace", f"{said}, and its data is erased on {day} unless csbot is installed there again")


def remedy(settings: Settings) -> str:
    """How Slack is given a token that it takes."""
    if settings.client_id:
        return f"Or install csbot there again: {settings.base_url}/slack/install"
    return "Or copy it anew from OAuth & Permissions into SLACK_BOT_TOKEN and start csbot anew"


def read(settings: Settings, query: Callable[[Connection], T]) -> T | None:
    """What is asked of the database; None when it does not answer, which `schema` says."""
    file = sqlite_file(settings)
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


def one_line(problem: BaseException | None) -> str:
    """An error's words in one line."""
    return " ".join(str(problem).split()).rstrip(".")
