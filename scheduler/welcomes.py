"""The message to the first super admin (workspace A8)."""

from collections.abc import Mapping
from datetime import datetime

from blocks.screens import Shown
from blocks.welcomes import first_admin
from csbot.domain.members import Member
from csbot.domain.permissions import Level
from csbot.domain.welcomes import FIRST_ADMIN, Welcome
from csbot.services.welcomes import read
from csbot.storage.unit_of_work import UnitOfWork
from scheduler.registry import notification


@notification(FIRST_ADMIN)
def told(uow: UnitOfWork, member: Member, _args: Mapping[str, str], _now: datetime) -> Shown[Welcome] | None:
    """Unless they are no super admin any more."""
    return Shown(first_admin, read(uow)) if member.level is Level.SUPER_ADMIN else None
