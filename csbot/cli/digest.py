"""`csbot digest`: what somebody would be sent, without sending it."""

import json
from datetime import UTC, datetime
from typing import Annotated

import typer

from csbot.cli.failures import explain, fail
from csbot.cli.schema import open_current
from csbot.clock import Clock
from csbot.domain.errors import CsbotError
from csbot.domain.subscriptions import DigestKind
from csbot.services.workspaces import sole_workspace
from csbot.settings import Settings
from scheduler.preview import preview


def digest(
    kind: Annotated[DigestKind, typer.Argument(help="Which digest.")],
    user: Annotated[str, typer.Option("--user", help="E-mail address or Slack user id.")],
    at: Annotated[str | None, typer.Option("--at", help="Moment, as 2026-11-23T08:30+01:00; now if left out.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the payload; nothing is sent or saved.")] = False,
    workspace: Annotated[int | None, typer.Option("--workspace", help="Number of the workspace.")] = None,
) -> None:
    """Print the digest that somebody would get at a moment."""
    if not dry_run:
        fail("only --dry-run is there: digests go out by their schedule.")
    database = open_current(Settings())
    now = Clock().now()
    try:
        found = sole_workspace(database, now, workspace)
        rendered = preview(database, found.id, kind, user, moment(at) or now)
    except CsbotError as error:
        explain(error)
    if rendered is None:
        typer.echo("Nothing to say, so nothing would be sent.", err=True)
        return
    typer.echo(json.dumps({"text": rendered.text, "blocks": rendered.blocks}, ensure_ascii=False, indent=2))


def moment(text: str | None) -> datetime | None:
    """An ISO moment; one without an offset is UTC."""
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        fail(f"--at {text!r} is no moment. An example: 2026-11-23T08:30+01:00")
    return found if found.tzinfo else found.replace(tzinfo=UTC)
