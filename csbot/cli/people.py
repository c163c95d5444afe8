"""`csbot people`: let a team in from the command line (workspace A3, A4, A9)."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from csbot.cli.failures import explain, fail
from csbot.cli.schema import open_current
from csbot.clock import Clock
from csbot.domain.calendar import is_zone
from csbot.domain.errors import CsbotError
from csbot.domain.members import Member, babel_locale
from csbot.domain.permissions import EditScope, Level
from csbot.domain.preferences import LANGUAGES
from csbot.services.container import Services
from csbot.services.workspaces import sole_workspace
from csbot.settings import Settings
from csbot.storage.unit_of_work import UnitOfWork

app = typer.Typer(help="Who may use csbot.", no_args_is_help=True)


class Grant(StrEnum):
    """Permissions, each containing the one before (workspace A3)."""

    NONE = "none"
    WORKSPACE_ACCESS = "workspace_access"
    MANAGE_SETTINGS = "manage_settings"
    SUPER_ADMIN = "super_admin"


Email = Annotated[str, typer.Argument(help="E-mail address, the same as in Slack.")]
NameOption = Annotated[str | None, typer.Option("--name", help="Name until Slack tells it.")]
SlackOption = Annotated[str | None, typer.Option("--slack-id", help="Slack user id; else found by e-mail.")]
PermissionOption = Annotated[Grant | None, typer.Option("--permission", help="What they may do.")]
SeatOption = Annotated[bool | None, typer.Option("--seat/--no-seat", help="Using the workspace takes a seat.")]
ExportOption = Annotated[bool | None, typer.Option("--export/--no-export", help="May export data.")]
ScopeOption = Annotated[EditScope | None, typer.Option("--edit-scope", help="Whose records they may edit.")]
LeadOption = Annotated[str | None, typer.Option("--lead", help="E-mail address of their lead.")]
TeamOption = Annotated[str | None, typer.Option("--team", help="Name of their team.")]
ZoneOption = Annotated[str | None, typer.Option("--tz", help="Time zone until Slack tells it, as Europe/Oslo.")]
LocaleOption = Annotated[str | None, typer.Option("--locale", help="Language until Slack tells it, as da-DK.")]
WorkspaceOption = Annotated[int | None, typer.Option("--workspace", help="Number of the workspace, if several.")]


@app.command("add")
def add(
    email: Email,
    name: NameOption = None,
    slack_id: SlackOption = None,
    permission: PermissionOption = None,
    seat: SeatOption = None,
    export: ExportOption = None,
    edit_scope: ScopeOption = None,
    lead: LeadOption = None,
    team: TeamOption = None,
    tz: ZoneOption = None,
    locale: LocaleOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Let somebody in, with a seat and workspace_access unless told otherwise.

    For somebody who is in already only what is named changes.
    """
    if "@" not in email.strip("@ "):
        fail(f"{email!r} is no e-mail address. Nothing was saved.")
    with services(workspace) as office:
        known = office.members.find(email)
        if known is None or known.level is Level.NONE:
            permission, seat = permission or Grant.WORKSPACE_ACCESS, True if seat is None else seat
        values = given(name, slack_id, permission, seat, export, edit_scope, team, tz, locale)
        check_free(office, email, slack_id)
        member = office.members.add(email, values | leading(office, email, lead))
    typer.echo(f"{member.email}: {describe(member)}")


@app.command("grant")
def grant(
    email: Email,
    name: NameOption = None,
    slack_id: SlackOption = None,
    permission: PermissionOption = None,
    seat: SeatOption = None,
    export: ExportOption = None,
    edit_scope: ScopeOption = None,
    lead: LeadOption = None,
    team: TeamOption = None,
    tz: ZoneOption = None,
    locale: LocaleOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Change what somebody may do; only what is named changes."""
    with services(workspace) as office:
        if office.members.find(email) is None:
            fail(f"there is nobody with the address {email}. Nothing was saved. Use: csbot people add {email}")
        values = given(name, slack_id, permission, seat, export, edit_scope, team, tz, locale)
        check_free(office, email, slack_id)
        member = office.members.add(email, values | leading(office, email, lead))
    typer.echo(f"{member.email}: {describe(member)}")


@app.command("list")
def show(workspace: WorkspaceOption = None) -> None:
    """Everybody, with what they may do."""
    table = Table("e-mail", "name", "permission", "seat", "export", "edits", "team", "zone", "language", "Slack")
    with services(workspace) as office:
        for one in office.members.list():
            seat, export = ("yes" if flag else "no" for flag in (one.seat, one.export))
            slack = one.slack_user_id or "not met yet"
            table.add_row(
                one.email, one.name, one.level.word, seat, export, one.edit_scope, one.team or "", one.tz,
                one.locale, f"{slack}{' (no access: guest, bot or deactivated)' if one.outsider else ''}",
            )  # fmt: skip
    Console(width=None if Console().is_terminal else 200).print(table)


@contextmanager
def services(workspace_id: int | None) -> Iterator[Services]:
    """The services of one writing transaction in the sole or named workspace; errors become sentences."""
    database, clock = open_current(Settings()), Clock()
    now = clock.now()
    try:
        workspace = sole_workspace(database, now, workspace_id)
        with database.write() as connection:
            yield Services(UnitOfWork(connection, workspace.id), now, workspace, clock.real_now())
    except CsbotError as error:
        explain(error)
    finally:
        database.close()


def leading(office: Services, email: str, lead: str | None) -> dict[str, Any]:
    """The lead's column; an empty address takes the lead away."""
    if lead is None:
        return {}
    if not lead:
        return {"lead_id": None}
    found = office.members.find(lead)
    if found is None:
        fail(f"there is nobody with the address {lead} to be the lead. Nothing was saved.")
    if found == office.members.find(email):
        fail("nobody is the lead of themself. Nothing was saved.")
    return {"lead_id": found.id}


def check_free(office: Services, email: str, slack_id: str | None) -> None:
    """A Slack user is one person."""
    for one in office.members.list():
        if slack_id and one.slack_user_id == slack_id and one != office.members.find(email):
            fail(f"the Slack user {slack_id} is {one.email} already. Nothing was saved.")


def given(
    name: str | None,
    slack_id: str | None,
    permission: Grant | None,
    seat: bool | None,
    export: bool | None,
    edit_scope: EditScope | None,
    team: str | None,
    tz: str | None,
    locale: str | None,
) -> dict[str, Any]:
    """The columns that were named on the command line."""
    if tz is not None and not is_zone(tz):
        fail(f"{tz!r} is no time zone. Nothing was saved. An example: Europe/Amsterdam")
    if locale is not None and locale.replace("_", "-").partition("-")[0] not in LANGUAGES:
        fail(f"{locale!r} is no language that csbot speaks. Nothing was saved. Examples: en-GB, da-DK, nl-NL")
    values = {
        "name": name,
        "slack_user_id": slack_id,
        "level": None if permission is None else int(Level[permission.name]),
        "seat": seat,
        "export": export,
        "edit_scope": edit_scope,
        "team": team,
        "tz": tz,
        "locale": None if locale is None else babel_locale(locale),
    }
    return {column: value for column, value in values.items() if value is not None}


def describe(member: Member) -> str:
    """What they may do, in words."""
    seat = "with a seat" if member.seat else "without a seat"
    export = ", may export" if member.export else ""
    return f"{member.level.word}, {seat}, edits {member.edit_scope}{export}"
