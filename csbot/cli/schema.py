"""`csbot migrate`, and the check that every other command makes first."""

import shlex

import typer
from alembic.util import CommandError
from sqlalchemy.exc import ArgumentError, DatabaseError

from csbot.cli.failures import fail
from csbot.settings import Settings
from csbot.storage import migrations
from csbot.storage.engine import open_engine
from csbot.storage.unit_of_work import Database


def migrate() -> None:
    """Make the database's schema the one that this version needs. Safe to run again."""
    database = open_or_fail(Settings())
    try:
        if is_current(database):
            typer.echo("The schema is up to date.")
            return
        migrations.upgrade(database.engine)
    except CommandError:
        fail("the database's schema is of another version of csbot, which this one does not know.")
    finally:
        database.close()
    typer.echo("The schema was brought up to date.")


def open_or_fail(settings: Settings) -> Database:
    """The database of the settings."""
    try:
        return Database(open_engine(settings.database_url))
    except (ValueError, ArgumentError) as error:
        fail(f"CSBOT_DATABASE_URL: {error}")


def open_current(settings: Settings) -> Database:
    """The database, if its schema is current; else the command to run is said."""
    database = open_or_fail(settings)
    if not is_current(database):
        database.close()
        fail(f"the database's schema is missing or old. Run: {migrate_command(settings)}")
    return database


def is_current(database: Database) -> bool:
    """Whether the schema is the one that this version needs."""
    try:
        return migrations.is_current(database.engine)
    except DatabaseError as error:
        database.close()
        fail(f"the database does not answer: {error.orig}")


def migrate_command(settings: Settings) -> str:
    """What brings this database up to date, as typed in a shell."""
    default = Settings.model_fields["database_url"].default
    if settings.database_url == default or not settings.database_url.startswith("sqlite"):
        return "csbot migrate"
    return f"CSBOT_DATABASE_URL={shlex.quote(settings.database_url)} csbot migrate"
