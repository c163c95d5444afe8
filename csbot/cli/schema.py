"""`csbot migrate`, and the check that every other command makes first."""

import shlex

import typer
from sqlalchemy.exc import ArgumentError, DBAPIError

from csbot.cli.failures import fail
from csbot.cli.troubles import BACKUP_PAGE, database_sentence, first_line
from csbot.settings import Settings
from csbot.storage import migrations
from csbot.storage.engine import open_engine
from csbot.storage.migrations.standing import Schema, Standing
from csbot.storage.unit_of_work import Database


def migrate() -> None:
    """Make the database's schema the one that this version needs. Safe to run again."""
    settings = Settings()
    database = open_or_fail(settings)
    try:
        found = schema_of(database)
        if found.is_current:
            typer.echo("The schema is up to date.")
            return
        if not found.can_be_migrated:
            fail(f"{found.reason}. Nothing was changed. {remedy(found, settings)}")
        bring_up_to_date(database)
        after = schema_of(database)
        if not after.is_current:
            fail(f"{after.reason}, though it was brought up to date. {remedy(after, settings)}")
    finally:
        database.close()
    typer.echo("The schema was brought up to date.")


def bring_up_to_date(database: Database) -> None:
    """Migrate, all of it or nothing."""
    try:
        migrations.upgrade(database.engine)
    except (DBAPIError, RuntimeError) as error:
        known = database_sentence(error) if isinstance(error, DBAPIError) else []
        problem = error.orig if isinstance(error, DBAPIError) else error
        said = f"the schema could not be brought up to date: {first_line(problem)}. Nothing was changed. "
        fail(known[0] if known else f"{said}Restore a backup: {BACKUP_PAGE}")


def open_or_fail(settings: Settings) -> Database:
    """The database of the settings."""
    try:
        return Database(open_engine(settings.database_url))
    except (ValueError, ArgumentError) as error:
        fail(f"CSBOT_DATABASE_URL: {error}")


def open_current(settings: Settings) -> Database:
    """The database, if its schema is current; else what to do is said."""
    database = open_or_fail(settings)
    found = schema_of(database)
    if not found.is_current:
        database.close()
        fail(f"{found.reason}. {remedy(found, settings)}")
    return database


def schema_of(database: Database) -> Schema:
    """How its schema stands to this version."""
    try:
        return migrations.schema_of(database.engine)
    except DBAPIError as error:
        database.close()
        fail(*(database_sentence(error) or [f"the database can't be read: {first_line(error.orig)}"]))


def remedy(found: Schema, settings: Settings) -> str:
    """What to do about a schema that is not current."""
    if found.can_be_migrated:
        return f"Run: {migrate_command(settings)}"
    if found.standing is Standing.NEWER:
        return f"Start that version, or restore a backup of this one: {BACKUP_PAGE}"
    if found.standing is Standing.FOREIGN:
        return "Name csbot's own database in CSBOT_DATABASE_URL"
    return f"Restore a backup from before it was changed ({BACKUP_PAGE}), or begin with a new database"


def migrate_command(settings: Settings) -> str:
    """What brings this database up to date, as typed in a shell."""
    default = Settings.model_fields["database_url"].default
    if settings.database_url == default or not settings.database_url.startswith("sqlite"):
        return "csbot migrate"
    return f"CSBOT_DATABASE_URL={shlex.quote(settings.database_url)} csbot migrate"
