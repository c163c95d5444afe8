"""`csbot backup` and `csbot restore`: the database as one file, and a SQLite one back."""

from pathlib import Path
from typing import Annotated

import typer

from csbot.cli.dumps import dump
from csbot.cli.failures import fail
from csbot.cli.schema import migrate_command
from csbot.cli.troubles import BACKUP_PAGE
from csbot.clock import Clock
from csbot.settings import Settings
from csbot.storage.engine import sqlite_file
from csbot.storage.migrations.standing import Standing
from csbot.storage.sqlite_copies import NotCopied, copy, put_back, schema_in

MIB = 2**20


def backup(
    file: Annotated[Path, typer.Argument(help="Where the backup goes.")],
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file that is there, once the new one is whole.")
    ] = False,
) -> None:
    """Copy the database to a file, while csbot runs. For PostgreSQL it needs pg_dump."""
    settings = Settings()
    database = file_of(settings)
    if file.is_dir():
        fail(f"{file} is a folder. Name a file in it")
    if file.exists() and not file.is_file():
        fail(f"{file} is no file that can be replaced. Name another one")
    if file.exists() and not force:
        fail(f"{file} is there already. Name another file, or add --force to replace it")
    if database is not None and file.resolve() == database.resolve():
        fail(f"{file} is the database itself. Name another file")
    try:
        if database is None:
            dump(settings.database_url, file)
        else:
            copy(database, file)
    except NotCopied as error:
        fail(f"{error}. No backup was made")
    typer.echo(f"{database or 'The database'} was copied to {file}, {file.stat().st_size / MIB:.1f} MiB, and checked.")
    typer.echo("CSBOT_SECRET_KEY is not in it: keep that in another place.")


def restore(
    file: Annotated[Path, typer.Argument(help="A backup, made by csbot backup.")],
    force: Annotated[bool, typer.Option("--force", help="Put it in the place of a database that is there.")] = False,
) -> None:
    """Put a backup in the SQLite database's place; that is kept. csbot must not run. For PostgreSQL: pg_restore."""
    settings = Settings()
    database = file_of(settings)
    if database is None:
        fail(f"this is for SQLite; the database is PostgreSQL, whose own pg_restore does it: {BACKUP_PAGE}")
    if not file.is_file():
        fail(f"{file} is no file. Nothing was restored" if file.exists() else f"{file} is not there")
    if file.resolve() == database.resolve():
        fail(f"{file} is the database itself. Nothing was restored. Name a backup")
    if database.exists() and not force:
        fail(f"{database} is there already. Add --force to put the backup in its place; it is kept beside it")
    try:
        found = schema_in(file)
        if found.standing in (Standing.NEWER, Standing.DIFFERENT):
            fail(f"{file}: {found.reason}. Nothing was restored. {ADVICE[found.standing]}")
        kept = put_back(file, database, Clock().real_now())
    except NotCopied as error:
        fail(f"{error}. Nothing was restored")
    typer.echo(f"{file} was restored to {database}.")
    if kept is not None:
        typer.echo(f"What was there is now {kept}.")
    if not found.is_current:
        typer.echo(f"Its schema is older than this version's. Run: {migrate_command(settings)}")


ADVICE = {
    Standing.NEWER: "Restore it with that version",
    Standing.DIFFERENT: "Take another backup, or the csbot that made this one",
}


def file_of(settings: Settings) -> Path | None:
    """The database's file; None for PostgreSQL."""
    try:
        return sqlite_file(settings.database_url)
    except ValueError as error:
        fail(f"CSBOT_DATABASE_URL: {error}")
