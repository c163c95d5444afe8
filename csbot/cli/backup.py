"""`csbot backup` and `csbot restore`: a SQLite database as one file, and back."""

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.engine import make_url

from csbot.cli.failures import fail
from csbot.cli.schema import migrate_command
from csbot.clock import Clock
from csbot.settings import Settings
from csbot.storage import migrations
from csbot.storage.sqlite_copies import NotCopied, copy, put_back, revisions

PAGE = "docs/how-to/backup.md"
MIB = 2**20


def backup(
    file: Annotated[Path, typer.Argument(help="Where the backup goes.")],
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file that is there, once the new one is whole.")
    ] = False,
) -> None:
    """Copy the SQLite database to a file, while csbot runs. For PostgreSQL: pg_dump."""
    database = sqlite_file(Settings(), "pg_dump")
    if file.exists() and not force:
        fail(f"{file} is there already. Name another file, or add --force to replace it")
    if file.resolve() == database.resolve():
        fail(f"{file} is the database itself. Name another file")
    try:
        copy(database, file)
    except NotCopied as error:
        fail(f"{error}. No backup was made")
    typer.echo(f"{database} was copied to {file}, {file.stat().st_size / MIB:.1f} MiB, and checked.")
    typer.echo("CSBOT_SECRET_KEY is not in it: keep that in another place.")


def restore(
    file: Annotated[Path, typer.Argument(help="A backup, made by csbot backup.")],
    force: Annotated[bool, typer.Option("--force", help="Put it in the place of a database that is there.")] = False,
) -> None:
    """Put a backup in the SQLite database's place; that is kept. csbot must not run. For PostgreSQL: pg_restore."""
    settings = Settings()
    database = sqlite_file(settings, "pg_restore")
    if database.exists() and not force:
        fail(f"{database} is there already. Add --force to put the backup in its place; it is kept beside it")
    try:
        have = revisions(file)
        if not have <= migrations.known():
            fail(f"{file} is of a newer version of csbot. Restore it with that one")
        kept = put_back(file, database, Clock().real_now())
    except NotCopied as error:
        fail(f"{error}. Nothing was restored")
    typer.echo(f"{file} was restored to {database}.")
    if kept is not None:
        typer.echo(f"What was there is now {kept}.")
    if have != migrations.newest():
        typer.echo(f"Its schema is older than this version's. Run: {migrate_command(settings)}")


def sqlite_file(settings: Settings, tool: str) -> Path:
    """The database's file; for PostgreSQL its own tool is named."""
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        fail(f"this is for SQLite; the database is PostgreSQL, whose own {tool} does it. {PAGE} has the commands")
    return Path(url.database)
