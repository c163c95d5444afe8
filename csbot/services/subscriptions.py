"""Who gets which digest when (workspace N1, N4)."""

from datetime import datetime

from csbot.domain.calendar import local_date
from csbot.domain.members import Member
from csbot.domain.permissions import Permission, denial
from csbot.domain.subscriptions import DEFAULT_MINUTE, Cadence, DigestKind, first_in, latest_due, next_after
from csbot.domain.workspaces import ALL_WORKDAYS
from csbot.storage import subscriptions, workspaces
from csbot.storage.unit_of_work import UnitOfWork


def ensure_defaults(uow: UnitOfWork, member: Member, now: datetime) -> None:
    """Give a person who may enter the daily summary, at 08:30 of their zone on the workspace's working days.

    A person who has it keeps it, in the zone they are in now. Safe to call whenever a member is added or changed.
    The first one is the next that comes: joining in the afternoon does not send the morning's.
    """
    if denial(member.as_actor(), Permission.ENTER):
        return
    if subscriptions.find(uow, member.id, DigestKind.DAILY_SUMMARY):
        follow_zone(uow, member, now)
        return
    working_days = workspaces.get(uow.connection, uow.workspace_id).working_days or ALL_WORKDAYS
    cadence = Cadence(member.tz, DEFAULT_MINUTE, working_days)
    passed_over = local_date(now, member.tz) if latest_due(cadence, now, None) else None
    ahead = next_after(cadence, now, passed_over)
    subscriptions.add(uow, member.id, DigestKind.DAILY_SUMMARY, cadence, ahead, passed_over)


def follow_zone(uow: UnitOfWork, member: Member, now: datetime) -> None:
    """Move a member's digests to the zone they are in now; no local date is doubled or skipped (workspace N4)."""
    for kind in DigestKind:
        known = subscriptions.find(uow, member.id, kind)
        if known is None or known.cadence.tz == member.tz:
            continue
        cadence = Cadence(member.tz, known.cadence.local_minute, known.cadence.weekdays)
        subscriptions.move(uow, known, member.tz, first_in(cadence, now, known.last))
