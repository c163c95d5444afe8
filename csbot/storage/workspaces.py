"""Workspaces as rows."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from csbot.domain.workspaces import SlackTeam, Withdrawal, Withdrawn, Workspace
from csbot.storage.tables.outbox import lanes
from csbot.storage.tables.people import workspaces

COLUMNS = (
    workspaces.c.id,
    workspaces.c.slack_team_id,
    workspaces.c.name,
    workspaces.c.plan,
    workspaces.c.account_created_on,
    workspaces.c.currency,
    workspaces.c.tz,
    workspaces.c.locale,
    workspaces.c.working_days,
    workspaces.c.seats,
    workspaces.c.slack_app_id,
    workspaces.c.has_listeners,
)
ALL = select(*COLUMNS)
GONE = select(workspaces.c.id).where(
    workspaces.c.id.in_(bindparam("ids", expanding=True)), workspaces.c.removed_at.is_not(None)
)
BY_TEAM = ALL.where(workspaces.c.slack_team_id == bindparam("slack_team_id"))


def get(connection: Connection, workspace_id: int) -> Workspace:
    """The workspace; raises `sqlalchemy.exc.NoResultFound`."""
    return as_workspace(connection.execute(ALL.where(workspaces.c.id == workspace_id)).one())


def get_for_change(connection: Connection, workspace_id: int) -> Workspace:
    """The workspace, held until the transaction ends: seats are counted and people are met one after the other."""
    held = ALL.where(workspaces.c.id == workspace_id).with_for_update(key_share=True)
    return as_workspace(connection.execute(held).one())


def find_by_team(connection: Connection, slack_team_id: str) -> Workspace | None:
    """The workspace of a Slack team."""
    row = connection.execute(BY_TEAM, {"slack_team_id": slack_team_id}).one_or_none()
    return None if row is None else as_workspace(row)


def list_all(connection: Connection) -> list[Workspace]:
    """Every workspace, oldest first."""
    return [as_workspace(row) for row in connection.execute(ALL.order_by(workspaces.c.id))]


def add(connection: Connection, name: str, now: datetime, slack_team_id: str | None = None) -> Workspace:
    """A new workspace with the default settings; the account counts from today (workspace S6)."""
    workspace_id = connection.execute(
        insert(workspaces)
        .values(name=name, slack_team_id=slack_team_id, account_created_on=now.date(), created_at=now)
        .returning(workspaces.c.id)
    ).scalar_one()
    return get(connection, workspace_id)


def bind(connection: Connection, workspace_id: int, team: SlackTeam) -> None:
    """Remember which Slack team it is; it is there, so it is not to be removed."""
    of_slack = {"slack_team_id": team.id, "bot_user_id": team.bot_user_id, "slack_app_id": team.app_id}
    connection.execute(
        update(workspaces).where(workspaces.c.id == workspace_id).values(**of_slack, name=team.name, removed_at=None)
    )


def mark_removed(connection: Connection, workspace_id: int, now: datetime) -> bool:
    """csbot was uninstalled there (workspace A10); the first time that it was heard of counts. Whether this is it."""
    still_there = (workspaces.c.id == workspace_id, workspaces.c.removed_at.is_(None))
    return connection.execute(update(workspaces).where(*still_there).values(removed_at=now)).rowcount == 1


def list_withdrawn(connection: Connection) -> list[Withdrawn]:
    """Those whose token Slack does not take, oldest first."""
    rows = connection.execute(
        select(workspaces.c.id, workspaces.c.name, lanes.c.pause_reason, workspaces.c.removed_at)
        .join(lanes, lanes.c.workspace_id == workspaces.c.id)
        .where(lanes.c.pause_reason.in_(tuple(Withdrawal)))
        .order_by(workspaces.c.id)
    )
    return [Withdrawn(number, name, Withdrawal(why), removed_at) for number, name, why, removed_at in rows]


def is_any_bound(connection: Connection) -> bool:
    """Whether csbot knows any workspace's Slack team."""
    return (
        connection.execute(select(workspaces.c.id).where(workspaces.c.slack_team_id.is_not(None))).first() is not None
    )


def list_gone(connection: Connection, ids: Iterable[int]) -> set[int]:
    """Those of them that csbot was uninstalled from, whose data waits for its end."""
    return set(connection.execute(GONE, {"ids": list(ids)}).scalars())


def list_removed(connection: Connection, before: datetime) -> list[int]:
    """The ids of those that were uninstalled before the instant (business time)."""
    gone = select(workspaces.c.id).where(workspaces.c.removed_at < before)
    return list(connection.execute(gone.order_by(workspaces.c.id)).scalars())


def as_workspace(row: Sequence[Any] | Row[*tuple[Any, ...]]) -> Workspace:
    """A row of `COLUMNS`."""
    return Workspace(*row)
