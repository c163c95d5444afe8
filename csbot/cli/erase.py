"""`csbot erase`: all that is known of a workspace is removed at once, on request (workspace A10)."""

from typing import Annotated

import typer

from csbot.cli.failures import fail
from csbot.cli.schema import open_current
from csbot.services.installations import erase as erase_workspace
from csbot.settings import Settings
from csbot.storage import workspaces


def erase(
    number: Annotated[
        int, typer.Argument(metavar="WORKSPACE", help="Number of the workspace, as other commands tell it.")
    ],
    name: Annotated[str, typer.Option("--name", help="Its name, so that no other is meant.")],
) -> None:
    """Remove a workspace with everything in it, for good. Make a backup first if in doubt."""
    database = open_current(Settings())
    try:
        with database.read() as connection:
            found = {known.id: known.name for known in workspaces.list_all(connection)}
        if number not in found:
            fail(f"there is no workspace {number}. There are: {', '.join(f'{i} ({n})' for i, n in found.items())}")
        if found[number] != name:
            fail(f"workspace {number} has another name. Nothing was removed")
        rows = erase_workspace(database, number)
    finally:
        database.close()
    typer.echo(f"Workspace {number} ({name}) was removed, {rows:,} rows.")
