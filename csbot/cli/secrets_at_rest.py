"""`csbot rotate-key`: stored secrets are sealed anew with the first key of `CSBOT_SECRET_KEY`."""

import typer

from csbot.cli.failures import fail
from csbot.cli.schema import open_current
from csbot.settings import Settings
from csbot.storage.crypto import Unsealable, Vault, reseal, sealed_columns
from csbot.storage.unit_of_work import Database

CHUNK = 200


def rotate_key() -> None:
    """Seal stored secrets with the first key in CSBOT_SECRET_KEY=new,old; csbot may run. Safe to run again."""
    settings = Settings()
    if not settings.secret_keys:
        fail("CSBOT_SECRET_KEY is not set. Make a key with: openssl rand -hex 32")
    database = open_current(settings)
    try:
        sealed = rotate(database, Vault(settings.secret_keys))
    except Unsealable:
        fail("a secret was sealed with a key that CSBOT_SECRET_KEY lacks. Add it at the end: new,old")
    finally:
        database.close()
    typer.echo(f"{sealed:,} secrets are sealed with the first key of CSBOT_SECRET_KEY.")
    if len(settings.secret_keys) > 1:
        typer.echo("When every csbot has been started anew with it, the other keys may go.")


def rotate(database: Database, vault: Vault) -> int:
    """Seal everything anew, a chunk per transaction; returns how many secrets there are. Raises `Unsealable`."""
    total = 0
    for column in sealed_columns():
        after: int | None = 0
        while after is not None:
            with database.write() as connection:
                sealed, after = reseal(connection, column, vault, after, CHUNK)
            total += sealed
    return total
