"""Slack takes csbot's token of a workspace no longer: csbot was uninstalled, or the token revoked (workspace A10).

Nothing is sent meanwhile and nothing is lost; `csbot.services.workspaces.claim` ends it once Slack takes a token again.
"""

from dataclasses import dataclass
from datetime import date, datetime

import structlog

from csbot.domain.workspaces import Withdrawal, Withdrawn
from csbot.services.installations import KEPT_FOR
from csbot.storage import installations, lanes
from csbot.storage import workspaces as stored_workspaces
from csbot.storage.real_time import real_time_at
from csbot.storage.unit_of_work import Database, Reading

log = structlog.get_logger()
ENDED = frozenset({"account_inactive", "token_revoked"})  # Slack's other codes may be a mistake of whoever set csbot up


@dataclass(frozen=True, slots=True)
class Heard:
    """An event of Slack's about csbot in a team. `at`: real time."""

    team_id: str
    at: datetime
    why: Withdrawal


def hear(database: Database, now: datetime, real_now: datetime, heard: Heard, erases_revoked: bool) -> bool:
    """csbot was uninstalled, or its token revoked. False when it was installed anew since, or never was.

    Uninstalled, the token is forgotten; a revoked one is kept, since it may be good again. `erases_revoked`: whether
    that ends an installation, too, as with OAuth it does.
    """
    with database.write() as connection:
        workspace = stored_workspaces.find_by_team(connection, heard.team_id)
        if workspace is None:
            return False
        since = installations.find_moment(connection, workspace.id)
        if since is not None and since > heard.at:
            return False
        is_uninstalled = heard.why is Withdrawal.UNINSTALLED
        if is_uninstalled:
            installations.remove(connection, workspace.id)
        erases = is_uninstalled or erases_revoked
        found = withdraw(connection, workspace.id, heard.why, now, real_time_at(connection, real_now), erases)
    tell(found, "Slack told so")
    return True


def refuse(
    database: Database, now: datetime, real_now: datetime, workspace_id: int, code: str, erases_revoked: bool
) -> None:
    """Slack did not take the workspace's token, with one of the codes `TOKEN_REFUSED`."""
    with database.write() as connection:
        real = real_time_at(connection, real_now)
        found = refused(connection, workspace_id, code, now, real, erases_revoked)
    tell(found, code)


def refused(
    connection: Reading, workspace_id: int, code: str, now: datetime, real: datetime, erases_revoked: bool
) -> Withdrawn | None:
    """The same within a transaction that writes; `tell` what it returns once that is committed."""
    erases = erases_revoked and code in ENDED
    return withdraw(connection, workspace_id, Withdrawal.REVOKED, now, real, erases)


def withdraw(
    connection: Reading, workspace_id: int, why: Withdrawal, now: datetime, real: datetime, erases: bool
) -> Withdrawn | None:
    """Send nothing more; the workspace as it is then, None when all of that was known. `real`: real time."""
    is_booked = erases and stored_workspaces.mark_removed(connection, workspace_id, now)
    lanes.ensure(connection, [workspace_id], real)
    is_new = lanes.withdraw(connection, workspace_id, why)
    if not is_new and not is_booked:
        return None
    return next(one for one in stored_workspaces.list_withdrawn(connection) if one.workspace_id == workspace_id)


def tell(found: Withdrawn | None, because: str) -> None:
    """Say in the log what is new. `because`: Slack's code, or how it was heard of."""
    if found is not None:
        log.error(
            f"slack_{found.why}", workspace=found.workspace_id, name=found.name, because=because, **outlook(found)
        )


def outlook(found: Withdrawn) -> dict[str, str]:
    """What becomes of the workspace, for whoever runs csbot."""
    if found.removed_at is None:
        return {"erasure": "none", "advice": "nothing is sent until Slack takes the token; csbot tries it by itself"}
    return {"erasure": erased_on(found.removed_at).isoformat(), "advice": "install csbot there again to keep its data"}


def erased_on(removed_at: datetime) -> date:
    """The day (UTC) on which the data of a workspace is erased unless csbot is back."""
    return (removed_at + KEPT_FOR).date()
