"""Installing csbot in a Slack team with OAuth, and its end (workspace A8, A10)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from csbot.domain.workspaces import SlackTeam, Workspace
from csbot.services.workspaces import claim
from csbot.storage import erasing, fast_properties, installations, properties
from csbot.storage import workspaces as stored_workspaces
from csbot.storage.crypto import Vault
from csbot.storage.installations import Installed
from csbot.storage.real_time import real_time_at
from csbot.storage.unit_of_work import Database, UnitOfWork

KEPT_FOR = timedelta(days=30)
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Granted:
    """What Slack gives for a code. `by`: the Slack user who installed."""

    team: SlackTeam
    token: str = field(repr=False)
    scopes: str
    by: str


def install(database: Database, vault: Vault, now: datetime, real_now: datetime, granted: Granted) -> Workspace:
    """The team's workspace, with its token sealed; installed anew it keeps its data."""
    workspace = claim(database, now, granted.team)
    with database.write() as connection:
        sealed = Installed(vault.seal(granted.token), granted.scopes, granted.by)
        installations.save(connection, workspace.id, sealed, real_time_at(connection, real_now))
    return workspace


def erase(database: Database, workspace_id: int) -> int:
    """Remove all that is known of a workspace, indexes of its own too; returns how many rows that were."""
    with database.read() as connection:
        fast = properties.list_fast(UnitOfWork(connection, workspace_id))
    for _, own in fast:
        fast_properties.make_plain(database, workspace_id, own.id)
    erased = 0
    while True:
        with database.write() as connection:
            rows = erasing.erase_chunk(connection, workspace_id, CHUNK)
        if not rows:
            return erased
        erased += rows


def erase_removed(database: Database, now: datetime) -> list[int]:
    """Remove the workspaces whose data has been kept for long enough; their ids."""
    with database.read() as connection:
        due = stored_workspaces.list_removed(connection, now - KEPT_FOR)
    for workspace_id in due:
        erase(database, workspace_id)
    return due
