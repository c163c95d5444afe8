"""From a delivery to its message, at send time: the permission is checked again and the data is today's."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from blocks.kit.validator import Surface, validate
from blocks.screens import Look, Rendered, Shown
from csbot.domain.deliveries import Delivery, DeliveryState, Outcome
from csbot.domain.errors import NotFound
from csbot.domain.members import Member
from csbot.domain.permissions import Permission, denial
from csbot.storage import members
from csbot.storage.unit_of_work import Database, UnitOfWork
from scheduler.notifications import NOTIFICATIONS


@dataclass(frozen=True, slots=True)
class Message:
    """A message ready for a person's DM."""

    slack_user_id: str
    rendered: Rendered


def prepare(database: Database, delivery: Delivery, now: datetime) -> Message | Outcome:
    """The message, or why there is none. Raises `Busy`. `now` is business time.

    Nothing to say is nothing sent (workspace N1); who may not enter any more gets nothing (workspace A5); in quiet
    hours it waits for their end (workspace N3).
    """
    if delivery.has_expired(now):
        return Outcome(DeliveryState.EXPIRED)
    make = NOTIFICATIONS.get(delivery.kind)
    if make is None or delivery.recipient_id is None:
        return Outcome(DeliveryState.DEAD, code="unknown_kind")
    with database.read() as connection:
        uow = UnitOfWork(connection, delivery.workspace_id)
        try:
            member = members.get(uow, delivery.recipient_id)
        except NotFound:
            return Outcome(DeliveryState.CANCELLED, code="no_member")
        if reason := denial(member.as_actor(), Permission.ENTER):
            return Outcome(DeliveryState.CANCELLED, code=reason)
        if member.slack_user_id is None:
            return Outcome(DeliveryState.DEAD, code="no_slack_user")
        if until := quiet_until(delivery, member, now):
            return held(delivery, until)
        shown = make(uow, member, delivery.args, now)
    if shown is None:
        return Outcome(DeliveryState.CANCELLED, code="nothing_to_say")
    return Message(member.slack_user_id, render(shown, member, now))


def quiet_until(delivery: Delivery, member: Member, now: datetime) -> datetime | None:
    """The end of the recipient's quiet hours as they are chosen now, if these delay the delivery (workspace N3)."""
    quiet = member.preferences.quiet
    return quiet.ends_at(now, member.tz) if quiet and delivery.urgency.respects_quiet else None


def held(delivery: Delivery, until: datetime) -> Outcome:
    """Back into the queue until quiet hours end; it may expire before (workspace N4)."""
    return Outcome(
        DeliveryState.PENDING,
        code="quiet_hours",
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
