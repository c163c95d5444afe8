"""People to whom a task can be given, as rows."""

from sqlalchemy import bindparam, func, select

from csbot.domain.assignees import Assignee
from csbot.domain.permissions import Level
from csbot.storage.tables.people import members
from csbot.storage.unit_of_work import UnitOfWork

ALL = select(
    members.c.id,
    members.c.name,
    members.c.email,
    func.coalesce(members.c.slack_user_id, ""),
    func.coalesce(members.c.team, ""),
    members.c.lead_id,
).where(
    members.c.workspace_id == bindparam("workspace"),
    members.c.level >= int(Level.WORKSPACE_ACCESS),
    members.c.seat.is_(True),
    members.c.outsider.is_(False),
)
ONE = ALL.where(members.c.id == bindparam("member"))


def list_all(uow: UnitOfWork) -> list[Assignee]:
    """Everybody with access and a seat. Names are matched by the caller: SQLite folds ASCII only."""
    return [Assignee(*row) for row in uow.connection.execute(ALL, {"workspace": uow.workspace_id})]


def find(uow: UnitOfWork, member_id: int) -> Assignee | None:
    """The person, if they have access and a seat."""
    row = uow.connection.execute(ONE, {"workspace": uow.workspace_id, "member": member_id}).one_or_none()
    return None if row is None else Assignee(*row)
