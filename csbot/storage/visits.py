"""Who comes: the workspace and the member in one statement, since every click asks."""

from sqlalchemy import Connection, and_, bindparam, select

from csbot.domain.members import Member
from csbot.domain.workspaces import Workspace
from csbot.storage import members as stored_members
from csbot.storage import workspaces as stored_workspaces
from csbot.storage.members import as_member
from csbot.storage.tables.people import members, workspaces
from csbot.storage.workspaces import as_workspace

OF_WORKSPACE = len(stored_workspaces.COLUMNS)
WHO = (
    select(*stored_workspaces.COLUMNS, *stored_members.COLUMNS)
    .select_from(
        workspaces.outerjoin(
            members,
            and_(members.c.workspace_id == workspaces.c.id, members.c.slack_user_id == bindparam("slack_user_id")),
        )
    )
    .where(workspaces.c.slack_team_id == bindparam("slack_team_id"))
)


def find(connection: Connection, slack_team_id: str, slack_user_id: str) -> tuple[Workspace, Member | None] | None:
    """The workspace of a Slack team, and its member whom Slack knows by that id; None for an unknown team."""
    asked = {"slack_team_id": slack_team_id, "slack_user_id": slack_user_id}
    row = connection.execute(WHO, asked).one_or_none()
    if row is None:
        return None
    team, person = row[:OF_WORKSPACE], row[OF_WORKSPACE:]
    return as_workspace(team), None if person[0] is None else as_member(person)
