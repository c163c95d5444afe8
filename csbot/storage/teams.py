"""Who is on somebody's team."""

from sqlalchemy import and_, or_, select

from csbot.storage.tables.people import members
from csbot.storage.unit_of_work import UnitOfWork

me = members.alias("me")


def list_team(uow: UnitOfWork, member_id: int) -> frozenset[int]:
    """The ids of those with the same lead or the same team name, oneself and the lead too: `permissions.same_team`."""
    same = or_(
        members.c.id == me.c.id,
        members.c.lead_id == me.c.lead_id,
        members.c.id == me.c.lead_id,
        members.c.lead_id == me.c.id,
        and_(members.c.team == me.c.team, me.c.team != ""),
    )
    found = select(members.c.id).join(me, and_(me.c.workspace_id == members.c.workspace_id, same))
    mine = found.where(members.c.workspace_id == uow.workspace_id, me.c.id == member_id)
    return frozenset(uow.connection.execute(mine).scalars())
