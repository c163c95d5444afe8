"""Installations as rows. Tokens come and go sealed: `csbot.storage.crypto`."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from csbot.storage.dialects import insert_for
from csbot.storage.tables.installations import installations


@dataclass(frozen=True, slots=True)
class Installed:
    """What an installation brings. `token` is sealed; `by` the Slack user who installed."""

    token: str
    scopes: str
    by: str


def save(connection: Connection, workspace_id: int, installed: Installed, now: datetime) -> None:
    """Remember an installation; a new one takes the place of the workspace's old one. `now`: real time."""
    row = {"bot_token": installed.token, "scopes": installed.scopes, "installed_by": installed.by, "installed_at": now}
    new = insert_for(connection, installations).values(workspace_id=workspace_id, **row)
    connection.execute(new.on_conflict_do_update(index_elements=["workspace_id"], set_=row))


def find_moment(connection: Connection, workspace_id: int) -> datetime | None:
    """When csbot was installed there, in real time."""
    at = select(installations.c.installed_at).where(installations.c.workspace_id == workspace_id)
    return connection.execute(at).scalar_one_or_none()


def remove(connection: Connection, workspace_id: int) -> None:
    """Forget the token."""
    connection.execute(delete(installations).where(installations.c.workspace_id == workspace_id))


def list_tokens(connection: Connection) -> dict[int, str]:
    """Every workspace's token, sealed."""
    rows = connection.execute(select(installations.c.workspace_id, installations.c.bot_token))
    return {row[0]: row[1] for row in rows}
