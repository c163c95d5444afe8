"""Workspaces: found by Slack team, made by the first who needs one."""

from datetime import datetime

import structlog

from csbot.domain.errors import Expected, NoWorkspace, SeveralWorkspaces
from csbot.domain.workspaces import Operator, SlackTeam, Workspace
from csbot.storage import lanes
from csbot.storage import workspaces as stored_workspaces
from csbot.storage.unit_of_work import Database

log = structlog.get_logger()
ALONE = Operator()  # whose csbot serves the team of its token, or of its demo
FIRST_NAME = "csbot"  # until Slack tells the team's name


def sole_workspace(database: Database, now: datetime, workspace_id: int | None = None) -> Workspace:
    """The workspace that a command means: the one named, or the only one, made when there is none yet.

    Raises `NoWorkspace` and `SeveralWorkspaces`.
    """
    with database.write() as connection:
        known = stored_workspaces.list_all(connection)
        if workspace_id is not None:
            found = [workspace for workspace in known if workspace.id == workspace_id]
            if not found:
                raise NoWorkspace(number=workspace_id)
            return found[0]
        if len(known) > 1:
            raise SeveralWorkspaces(ids=", ".join(f"{w.id} ({w.name})" for w in known))
        return known[0] if known else stored_workspaces.add(connection, FIRST_NAME, now)


class PreparedWaits(Expected):
    """A workspace was prepared before Slack was connected, and nobody said for which team (workspace A11). `team_id`:
    who asked.
    """

    code = "prepared_waits"


def claim(database: Database, now: datetime, team: SlackTeam, operator: Operator = ALONE) -> Workspace:
    """The workspace of a Slack team: known, or a new one; the operator's own team gets the one that was prepared before
    Slack was reached (workspace A11). Raises `PreparedWaits`.
    """
    with database.write() as connection:
        found = stored_workspaces.find_by_team(connection, team.id)
        if found is None:
            waiting = [w for w in stored_workspaces.list_all(connection) if w.slack_team_id is None]
            if waiting and not operator.is_own(team.id) and not operator.team_id:
                raise PreparedWaits(team_id=team.id)
            is_given = bool(waiting) and operator.is_own(team.id)
            found = waiting[0] if is_given else stored_workspaces.add(connection, team.name, now)
        stored_workspaces.bind(connection, found.id, team)
        is_back = lanes.resume(connection, found.id)
        known = stored_workspaces.get(connection, found.id)
    if is_back:
        log.info("slack_takes_the_token_again", workspace=known.id, name=known.name, erasure="none")
    return known
