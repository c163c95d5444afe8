"""Telling the first super admin that they are, and what comes next (workspace A8)."""

from datetime import datetime

from csbot.domain.deliveries import NewDelivery, Urgency
from csbot.domain.members import Member
from csbot.domain.welcomes import FIRST_ADMIN, Welcome
from csbot.storage import deliveries, workspaces
from csbot.storage.unit_of_work import UnitOfWork


def welcome(uow: UnitOfWork, member: Member, real: datetime) -> None:
    """A direct message, once for each person. `real`: real time, as `csbot.storage.real_time` counts it."""
    told = NewDelivery(
        workspace_id=uow.workspace_id,
        dedup_key=f"{uow.workspace_id}:{member.id}:{FIRST_ADMIN}",
        kind=FIRST_ADMIN,
        recipient_id=member.id,
        urgency=Urgency.INTERACTIVE,
    )
    deliveries.enqueue(uow.connection, [told], real)


def read(uow: UnitOfWork) -> Welcome:
    """What it says."""
    return Welcome(workspaces.get(uow.connection, uow.workspace_id).name)
