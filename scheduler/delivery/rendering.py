"""From a delivery to its message, at send time: the permission is checked again and the data is today's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from blocks.kit.validator import Surface, validate
from blocks.screens import Look, Rendered, Shown
from csbot.domain.deliveries import Delivery, DeliveryState, Op, Outcome
from csbot.domain.members import Member
from csbot.domain.permissions import Permission, denial
from csbot.storage import deliveries
from csbot.storage.unit_of_work import Reading, UnitOfWork
from scheduler.notifications import NOTIFICATIONS

TARGET_REST = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Message:
    """A message ready for a person's DM. `channel`: where that is, when it is known; `ts`: the message to be changed.

    `rendered` is None for one that is to be deleted, or that expired and is only looked for.
    """

    slack_user_id: str
    rendered: Rendered | None
    channel: str | None = None
    ts: str | None = None


def prepare(connection: Reading, delivery: Delivery, now: datetime, people: Mapping[int, Member]) -> Message | Outcome:
    """The message, or why there is none. `connection` reads; `now` is business time; `people`: the recipients, by id.

    Nothing to say is nothing sent (workspace N1); who may not enter any more gets nothing (workspace A5); in quiet
    hours it waits for their end (workspace N3).
    """
    if delivery.has_expired(now) and not delivery.in_doubt:
        return Outcome(DeliveryState.EXPIRED)
    if delivery.recipient_id is None or delivery.kind not in NOTIFICATIONS:
        return Outcome(DeliveryState.DEAD, code="unknown_kind")
    uow, member = UnitOfWork(connection, delivery.workspace_id), people.get(delivery.recipient_id)
    if member is None or member.workspace_id != delivery.workspace_id:
        return Outcome(DeliveryState.CANCELLED, code="no_member")
    if reason := denial(member.as_actor(), Permission.ENTER):
        return Outcome(DeliveryState.CANCELLED, code=reason)
    if member.slack_user_id is None:
        return Outcome(DeliveryState.DEAD, code="no_slack_user")
    if delivery.has_expired(now):
        return Message(member.slack_user_id, None, member.dm_channel)
    if until := quiet_until(delivery, member, now):
        return held(delivery, until)
    place = changed_place(uow, delivery) if delivery.target_key else (member.dm_channel, None)
    if isinstance(place, Outcome) or delivery.op is Op.DELETE:
        return place if isinstance(place, Outcome) else Message(member.slack_user_id, None, *place)
    shown = NOTIFICATIONS[delivery.kind](uow, member, delivery.args, now)
    if shown is None:
        return Outcome(DeliveryState.CANCELLED, code="nothing_to_say")
    return Message(member.slack_user_id, render(shown, member, now), *place)


def changed_place(uow: UnitOfWork, delivery: Delivery) -> tuple[str | None, str | None] | Outcome:
    """Channel and `ts` of the message to be changed, once no other send of it is under way.

    A message that is not posted yet needs no change: it is rendered when it is.
    """
    target = deliveries.find_target(uow, delivery.target_key or "", delivery.id)
    if target is not None and (target.state is DeliveryState.LEASED or target.is_changing):
        return Outcome(
            DeliveryState.PENDING, "target_underway", in_doubt=delivery.in_doubt, wait=TARGET_REST, given_back=True
        )
    if target is None or target.ts is None:
        return Outcome(DeliveryState.CANCELLED, "no_target")
    return target.channel, target.ts


def quiet_until(delivery: Delivery, member: Member, now: datetime) -> datetime | None:
    """The end of the recipient's quiet hours as they are chosen now, if these delay the delivery (workspace N3)."""
    quiet = member.preferences.quiet
    return quiet.ends_at(now, member.tz) if quiet and delivery.urgency.respects_quiet else None


def held(delivery: Delivery, until: datetime, code: str = "quiet_hours") -> Outcome:
    """Back into the queue until the person may be disturbed; it may expire before (workspace N4)."""
    return Outcome(
        DeliveryState.PENDING,
        code=code,
        channel=delivery.channel,
        in_doubt=delivery.in_doubt,
        not_before=until,
        given_back=True,
    )


def render(shown: Shown[Any], member: Member, now: datetime) -> Rendered:
    """A message in the recipient's language and zone; raises `blocks.kit.validator.InvalidPayload`."""
    rendered = shown.render(Look(member.as_viewer(), now))
    validate({"text": rendered.text, "blocks": rendered.blocks}, Surface.MESSAGE)
    return rendered
