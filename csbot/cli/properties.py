"""`csbot properties`: properties of one's own, added, deleted and made fast (workspace V2)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from csbot.cli.failures import explain, fail
from csbot.cli.objects import type_named
from csbot.cli.schema import open_current
from csbot.clock import Clock
from csbot.domain.errors import CsbotError
from csbot.domain.properties.own import (
    MOST_OPTIONS,
    MOST_PROPERTIES,
    OwnProperty,
    PropertyDraft,
    PropertyNameTaken,
    PropertyWithoutName,
    PropertyWithoutOptions,
    TooManyProperties,
)
from csbot.domain.properties.types import PropertyType
from csbot.domain.records import ObjectType
from csbot.services import fast_properties
from csbot.services.properties import PropertyService
from csbot.services.workspaces import sole_workspace
from csbot.settings import Settings
from csbot.storage import customer_settings
from csbot.storage.unit_of_work import Database, UnitOfWork

app = typer.Typer(help="Properties of your own, beside those that csbot has.", no_args_is_help=True)

TYPES = (ObjectType.COMPANY, ObjectType.CONTACT, ObjectType.TASK, ObjectType.MEETING, ObjectType.ACTIVITY)
KINDS = {kind.value: kind for kind in TYPES}
COMPANY = ObjectType.COMPANY.value
Object = Annotated[
    str,
    typer.Option(
        "--object", metavar="OBJECT", help=f"Whose property it is: {', '.join(KINDS)}, or an object of your own."
    ),
]
Workspace = Annotated[int | None, typer.Option("--workspace", help="Number of the workspace, if several.")]
Name = Annotated[str, typer.Argument(help="The property's name, as the list shows it.")]
SENTENCES: dict[type[CsbotError], str] = {
    PropertyNameTaken: "a property of that name is there already. Nothing was saved.",
    PropertyWithoutName: "a property needs a name with a letter in it. Nothing was saved.",
    PropertyWithoutOptions: "an enumeration needs options, each once: --option Gold --option Iron. Nothing was saved.",
    TooManyProperties: f"at most {MOST_PROPERTIES} properties, with {MOST_OPTIONS} options each. Nothing was saved.",
}


@app.command("list")
def show(of: Object = COMPANY, workspace: Workspace = None) -> None:
    """Those that were added."""
    table = Table("name", "label", "type", "options", "fast")
    with room(workspace) as (database, workspace_id), database.read() as connection:
        kind = type_named(database, workspace_id, of, KINDS)
        for one in PropertyService(UnitOfWork(connection, workspace_id), Clock().now()).list_own(kind):
            known = one.property
            options = ", ".join(option.label for option in known.options)
            table.add_row(known.name, known.label, known.type, options, "yes" if one.is_fast else "no")
    Console(width=None if Console().is_terminal else 200).print(table)


@app.command("add")
def add(
    label: Annotated[str, typer.Argument(help="What people read, such as: Customer tier.")],
    kind: Annotated[PropertyType, typer.Option("--type", help="What its values are.")] = PropertyType.STRING,
    option: Annotated[list[str] | None, typer.Option("--option", help="A value of an enumeration; repeat it.")] = None,
    required: Annotated[bool, typer.Option("--required", help="A new record must have it.")] = False,
    of: Object = COMPANY,
    workspace: Workspace = None,
) -> None:
    """Add a property; its type stays."""
    draft = PropertyDraft(label, kind, tuple(option or ()), required)
    with room(workspace) as (database, workspace_id):
        owner = type_named(database, workspace_id, of, KINDS)
        with database.write() as connection:
            added = PropertyService(UnitOfWork(connection, workspace_id), Clock().now()).add(None, owner, draft)
    typer.echo(f"Added: {added.property.label}. In filters: {added.property.name.replace('_', '-')}:")


@app.command("delete")
def delete(name: Name, of: Object = COMPANY, workspace: Workspace = None) -> None:
    """Take a property out of every choice. Records keep its values."""
    with room(workspace) as (database, workspace_id):
        kind = type_named(database, workspace_id, of, KINDS)
        own = found(database, workspace_id, kind, name)
        with database.read() as connection:
            customer_settings.get(UnitOfWork(connection, workspace_id)).check_unused(kind, own.property)
        if own.is_fast:
            fast_properties.make_plain(database, workspace_id, own)
            own = found(database, workspace_id, kind, name)
        with database.write() as connection:
            service = PropertyService(UnitOfWork(connection, workspace_id), Clock().now())
            service.delete(None, own.id, own.version)
    typer.echo(f"Deleted: {own.property.label}. Records keep its values, and saved views that name it say so.")


@app.command("fast")
def fast(
    name: Name,
    off: Annotated[bool, typer.Option("--off", help="Take the index away again.")] = False,
    of: Object = COMPANY,
    workspace: Workspace = None,
) -> None:
    """Make filters and sorting by a property fast in a big book: an index.

    People go on working while PostgreSQL makes it; SQLite takes about half
    a second per 100,000 records, in which nothing else is saved.
    """
    with room(workspace) as (database, workspace_id):
        own = found(database, workspace_id, type_named(database, workspace_id, of, KINDS), name)
        if not fast_properties.can_be_fast(own):
            fail("no index helps with a property that has several values. Nothing was changed.")
        if off:
            fast_properties.make_plain(database, workspace_id, own)
        else:
            fast_properties.make_fast(database, workspace_id, own, Clock().now())
    typer.echo(f"{own.property.label}: {'no index any more' if off else 'an index serves it'}.")


@contextmanager
def room(workspace: int | None) -> Iterator[tuple[Database, int]]:
    """The database, and the sole or named workspace; errors become sentences."""
    database = open_current(Settings())
    try:
        yield database, sole_workspace(database, Clock().now(), workspace).id
    except CsbotError as error:
        if sentence := SENTENCES.get(type(error)):
            fail(sentence)
        explain(error)
    finally:
        database.close()


def found(database: Database, workspace_id: int, of: ObjectType, name: str) -> OwnProperty:
    """The property of that name, hyphens or not."""
    with database.read() as connection:
        own = PropertyService(UnitOfWork(connection, workspace_id), Clock().now()).list_own(of)
    by_name = {one.property.name: one for one in own}
    word = name.replace("-", "_").casefold()
    if word not in by_name:
        known = ", ".join(by_name) or "none"
        fail(f"there is no property {name!r} of that object. Nothing was changed. There are: {known}")
    return by_name[word]
