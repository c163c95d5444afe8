"""`csbot undo-import`: takes a whole import back (workspace I1)."""

import time
from typing import Annotated

import typer

from csbot.cli.failures import explain, fail
from csbot.cli.schema import open_current
from csbot.clock import Clock
from csbot.domain.errors import Busy, CsbotError, NotFound, UndoExpired
from csbot.services.imports import undo_import
from csbot.services.workspaces import sole_workspace
from csbot.settings import Settings

STEP = 10_000  # records between two lines of progress


def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Of the import, as it said at its end.")],
    workspace: Annotated[int | None, typer.Option("--workspace", help="Number of the workspace, if several.")] = None,
) -> None:
    """Take a whole import back, within a day of it.

    What it made is deleted, what it changed gets its old values; records
    that were changed since stay as they are.
    """
    database, now = open_current(Settings()), Clock().now()
    try:
        found = sole_workspace(database, now, workspace)
        done = undo_import(database, found.id, number, now, time.sleep, _tell)
    except Busy:
        fail("the database stayed busy. What was taken back until then stays so; the same command goes on from there.")
    except NotFound:
        fail(f"there is no import {number}. Nothing was changed.")
    except UndoExpired:
        fail(f"import {number} is more than a day old, so it stays. Nothing was changed.")
    except CsbotError as error:
        explain(error)
    finally:
        database.close()
    if done.already:
        typer.echo(f"Import {number} was taken back before; nothing was changed.")
        return
    kept = f" {done.kept:,} stay as they are, because somebody changed them since." if done.kept else ""
    typer.echo(f"Import {number} is taken back: {done.removed:,} deleted, {done.restored:,} restored.{kept}")


def _tell(seen: int) -> None:
    if seen % STEP == 0:
        typer.echo(f"{seen:,} records …", err=True)
