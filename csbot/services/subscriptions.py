"""Who gets which digest when (workspace N1, N2, N4)."""

from datetime import datetime
from uuid import uuid4

from csbot.domain.calendar import local_date
from csbot.domain.deliveries import NewDelivery, Urgency
from csbot.domain.digests import ASKED_FOR
from csbot.domain.members import Member
from csbot.domain.permissions import Permission, denial
from csbot.domain.subscriptions import (
    DEFAULT_MINUTE,
    Cadence,
    DigestKind,
    first_in,
    next_after,
    passed_over,
    settled_when_changed,
)
from csbot.domain.workspaces import ALL_WORKDAYS
from csbot.storage import deliveries, subscriptions, workspaces
from csbot.storage.unit_of_work import UnitOfWork


def ensure_defaults(uow: UnitOfWork, member: Member, now: datetime) -> None:
    """Give a person who may enter the daily summary, at 08:30 of their zone on the workspace's working days.

    A person who has or had it keeps what they chose, in the zone they are in now. Safe to call whenever a member is
    added or changed. The first one is the next that comes: joining in the afternoon does not send the morning's.
    """
    if denial(member.as_actor(), Permission.ENTER):
        return
    if subscriptions.find(uow, member.id, DigestKind.DAILY_SUMMARY):
        follow_zone(uow, member, now)
        return
    _begin(uow, member, DigestKind.DAILY_SUMMARY, default_cadence(uow, member), now)


def default_cadence(uow: UnitOfWork, member: Member) -> Cadence:
    """When a digest comes that its member did not choose a time for: on their own working days (workspace N3)."""
    return Cadence(member.tz, DEFAULT_MINUTE, member.preferences.working_days or usual_days(uow))


def usual_days(uow: UnitOfWork) -> int:
    """The workspace's working days, which are those of who chose none."""
    return workspaces.get(uow.connection, uow.workspace_id).working_days or ALL_WORKDAYS


def follow_days(uow: UnitOfWork, member: Member, before: int, now: datetime) -> None:
    """Let digests that came on the working days, as they were `before`, come on those of now."""
    after = default_cadence(uow, member).weekdays
    if after == before:
        return
    for known in subscriptions.list_of(uow, member.id).values():
        if known.enabled and known.cadence.weekdays == before:
            choose(uow, member, known.kind, known.cadence.local_minute, after, now)


def follow_zone(uow: UnitOfWork, member: Member, now: datetime) -> None:
    """Move a member's digests to the zone they are in now; no local date is doubled or skipped (workspace N4)."""
    for known in subscriptions.list_of(uow, member.id).values():
        if known.cadence.tz == member.tz:
            continue
        cadence = Cadence(member.tz, known.cadence.local_minute, known.cadence.weekdays)
        subscriptions.move(uow, known, member.tz, first_in(cadence, now, known.last))


def choose(uow: UnitOfWork, member: Member, kind: DigestKind, minute: int, weekdays: int, now: datetime) -> None:
    """Let a digest come at that minute of the days in the mask (Monday bit 0); no days switch it off (workspace N2)."""
    if not weekdays:
        subscriptions.switch_off(uow, member.id, kind)
        return
    cadence = Cadence(member.tz, minute, weekdays)
    known = subscriptions.find(uow, member.id, kind)
    if known is None:
        _begin(uow, member, kind, cadence, now)
        return
    last = settled_when_changed(known, cadence, now)
    subscriptions.change(uow, known, cadence, first_in(cadence, now, last), last)


def send_now(uow: UnitOfWork, member: Member, kind: DigestKind, now: datetime, real: datetime) -> None:
    """Send a digest that somebody asked for, whatever its cadence and the time; it says so if there is nothing to say.

    `real`: real time, as `csbot.storage.real_time` counts it.
    """
    asked = NewDelivery(
        workspace_id=uow.workspace_id,
        dedup_key=f"{uow.workspace_id}:{member.id}:{kind}:asked:{uuid4().hex}",
        kind=kind,
        recipient_id=member.id,
        urgency=Urgency.INTERACTIVE,
        args={"on": local_date(now, member.tz).isoformat(), ASKED_FOR: "1"},
    )
    deliveries.enqueue(uow.connection, [asked], real)


def _begin(uow: UnitOfWork, member: Member, kind: DigestKind, cadence: Cadence, now: datetime) -> None:
    last = passed_over(cadence, now, None)
    subscriptions.add(uow, member.id, kind, cadence, next_after(cadence, now, last), last)
