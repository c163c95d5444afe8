"""`csbot objects`: object types of one's own (workspace A2, S2), and which object type a word means."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from csbot.cli.failures import explain, fail
from csbot.cli.schema import open_current
from csbot.clock import Clock
from csbot.domain.custom_objects import CustomObject, ObjectNames, find_object
from csbot.domain.errors import CsbotError, Refused
from csbot.domain.records import ObjectType
from csbot.domain.workspaces import Workspace
from csbot.services.custom_objects import CustomObjectService, delete_object
from csbot.services.workspaces import sole_workspace
from csbot.settings import Settings
from csbot.storage import custom_objects as stored
from csbot.storage.unit_of_work import Database, UnitOfWork

app = typer.Typer(help="Object types of your own, such as vessels or contracts.", no_args_is_help=True)

Number = Annotated[int | None, typer.Option("--workspace", help="Number of the workspace, if several.")]
Which = Annotated[str, typer.Argument(metavar="OBJECT", help="Its key, or one of its names.")]
Singular = Annotated[str, typer.Argument(help="What one of them is called, such as: Vessel.")]
Plural = Annotated[str, typer.Argument(help="What many of them are called, such as: Vessels.")]


@app.command("list")
def show(workspace: Number = None) -> None:
    """Those that were added, with their records."""
    table = Table("key", "one", "many", "records")
    with room(workspace) as (database, found), database.read() as connection:
        uow = UnitOfWork(connection, found.id)
        for one in stored.list_all(uow):
            count = "being removed" if one.is_going else f"{stored.count_records(uow, one.kind):,}"
            table.add_row(one.key, one.names.singular, one.names.plural, count)
    Console(width=None if Console().is_terminal else 200).print(table)


@app.command("add")
def add(singular: Singular, plural: Plural, workspace: Number = None) -> None:
    """Add an object type; needs the enterprise plan."""
    with room(workspace) as (database, found), database.write() as connection:
        made = service_of(UnitOfWork(connection, found.id), found).add(None, ObjectNames(singular, plural))
    typer.echo(f"Added: {made.names.plural}. Its properties: csbot properties add NAME --object {made.key}")
    typer.echo(f"Its records: csbot import {made.key} FILE.csv, or /cs new {made.key} NAME in Slack.")


@app.command("rename")
def rename(which: Which, singular: Singular, plural: Plural, workspace: Number = None) -> None:
    """Give an object type other names; its key stays."""
    with room(workspace) as (database, found), database.write() as connection:
        uow = UnitOfWork(connection, found.id)
        one = named(which, stored.list_live(uow))
        made = service_of(uow, found).rename(None, one.kind, one.version, ObjectNames(singular, plural))
    typer.echo(f"Renamed: {made.names.singular}, {made.names.plural}. In commands: {made.key}")


@app.command("delete")
def delete(
    which: Which,
    with_records: Annotated[bool, typer.Option("--with-records", help="Remove its records, too.")] = False,
    workspace: Number = None,
) -> None:
    """Remove an object type with its properties and views, for good.

    One that has records is removed only with --with-records: they and their
    history are gone then. Interrupted, the same command goes on.
    """
    with room(workspace) as (database, found):
        with database.read() as connection:
            one = named(which, stored.list_all(UnitOfWork(connection, found.id)))
        delete_object(database, found.id, one, with_records, Clock().now(), time.sleep)
    typer.echo(f"Deleted: {one.names.plural}.")


@contextmanager
def room(workspace: int | None) -> Iterator[tuple[Database, Workspace]]:
    """The database, and the sole or named workspace; errors become sentences."""
    database = open_current(Settings())
    try:
        yield database, sole_workspace(database, Clock().now(), workspace)
    except CsbotError as error:
        explain(error)
    except Refused as refused:
        explain(next(iter(refused.problems.values())))
    finally:
        database.close()


def service_of(uow: UnitOfWork, workspace: Workspace) -> CustomObjectService:
    """For the command line's own changes."""
    return CustomObjectService(uow, Clock().now(), workspace.plan)


def named(word: str, objects: list[CustomObject]) -> CustomObject:
    """The one that goes by that word."""
    found = find_object(word, objects)
    if found is None:
        known = ", ".join(one.key for one in objects) or "none"
        fail(f"there is no object {word!r}. Nothing was changed. There are: {known}")
    return found


def type_named(database: Database, workspace_id: int, word: str, known: Mapping[str, ObjectType]) -> ObjectType:
    """The object type of that word: one of these, or a custom object."""
    if word.casefold() in known:
        return known[word.casefold()]
    with database.read() as connection:
        objects = stored.list_live(UnitOfWork(connection, workspace_id))
    found = find_object(word, objects)
    if found is None:
        every = ", ".join([*known, *(one.key for one in objects)])
        fail(f"there is no object {word!r}. Nothing was changed. There are: {every}")
    return found.kind
