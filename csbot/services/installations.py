"""Installing csbot in a Slack team with OAuth, and its end (workspace A8, A10)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from csbot.domain.errors import Expected
from csbot.domain.properties.values import UNPRINTABLE
from csbot.domain.workspaces import Operator, SlackTeam, Workspace
from csbot.services.workspaces import claim
from csbot.storage import erasing, fast_properties, install_states, installations, properties
from csbot.storage import workspaces as stored_workspaces
from csbot.storage.crypto import Vault
from csbot.storage.installations import Installed
from csbot.storage.real_time import real_time_at
from csbot.storage.unit_of_work import Database, UnitOfWork

HOST = Operator(has_oauth=True)  # who named no team
KEPT_FOR = timedelta(days=30)
CHUNK = 500
ID_LENGTH = 40  # of an id of Slack's, as long as its column


@dataclass(frozen=True, slots=True)
class Granted:
    """What Slack gives for a code. `by`: the Slack user who installed."""

    team: SlackTeam
    token: str = field(repr=False)
    scopes: str
    by: str


class OrgInstall(Expected):
    """Somebody installed for a whole Enterprise Grid organization."""

    code = "org_install"


class BadGrant(Expected):
    """Slack's answer to the code has not what an installation needs. `missing`: its first part that is not there."""

    code = "bad_grant"


def read_grant(answer: Mapping[str, Any]) -> Granted:
    """What oauth.v2.access answered; raises `OrgInstall` and `BadGrant`."""
    if answer.get("is_enterprise_install") not in (None, False, "false"):
        raise OrgInstall()

    def part(*path: str, most: int = ID_LENGTH) -> str:
        found: Any = answer
        for name in path:
            found = found.get(name) if isinstance(found, Mapping) else None
        if not isinstance(found, str) or not 0 < len(found) <= most or UNPRINTABLE.search(found):
            raise BadGrant(missing=".".join(path))
        return found

    team = SlackTeam(part("team", "id"), part("team", "name", most=200), part("bot_user_id"), part("app_id"))
    return Granted(team, part("access_token", most=1000), part("scope", most=2000), part("authed_user", "id"))


def is_first_use(database: Database, state: str, real_now: datetime) -> bool:
    """Whether the state of an installation comes back for the first time, to any process."""
    with database.write() as connection:
        return install_states.use(connection, state, real_time_at(connection, real_now))


def install(
    database: Database, vault: Vault, now: datetime, real_now: datetime, granted: Granted, operator: Operator = HOST
) -> Workspace:
    """The team's workspace, with its token sealed; installed anew it keeps its data. Raises `PreparedWaits`."""
    workspace = claim(database, now, granted.team, operator)
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
