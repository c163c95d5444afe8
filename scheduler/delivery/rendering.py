"""From a delivery to its message, at send time: the permission is checked again and the data is today's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from blocks.kit.validator import Surface, validate
from blocks.screens import Look, Rendered, Shown
from csbot.domain.deliveries import Delivery, DeliveryState, Op, Outcome
from csbot.domain.members import Member
from csbot.domain.permissions import Permission, denial
from csbot.storage import deliveries, members
from csbot.storage.holds import UNTIL_MET
from csbot.storage.unit_of_work import Reading, UnitOfWork
from scheduler.notifications import NOTIFICATIONS
from scheduler.registry import make_all

TARGET_REST = timedelta(seconds=1)
UNASKED = "slack_not_asked"  # for its recipient: scheduler.finding does


@dataclass(frozen=True, slots=True)
class Message:
    """A message ready for a person's DM. `channel`: where that is, when it is known; `ts`: the message to be changed.

    `rendered` is None for one that is to be deleted, or that expired and is only looked for.
    """

    slack_user_id: str
    rendered: Rendered | None
    channel: str | None = None
    ts: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A delivery that may go: to whom, and where that is."""

    delivery: Delivery
    member: Member
    channel: str | None
    ts: str | None = None

    def with_content(self, rendered: Rendered | None) -> Message:
        return Message(self.member.slack_user_id or "", rendered, self.channel, self.ts)


def prepare(connection: Reading, wanted: Sequence[Delivery], now: datetime) -> list[Message | Outcome]:
    """For each delivery the message, or why there is none. `connection` reads; `now` is business time.

    Nothing to say is nothing sent (workspace N1); who may not enter any more gets nothing (workspace A5); in quiet
    hours it waits for their end (workspace N3), and until Slack has said who the person is (workspace A8). Those of a
    workspace and a kind are made together.
    """
    people = members.list_ids(connection, {one.recipient_id for one in wanted if one.recipient_id})
    admitted = [admit(connection, delivery, now, people) for delivery in wanted]
    prepared = {number: one for number, one in enumerate(admitted) if not isinstance(one, Wanted)}
    groups: dict[tuple[int, str], list[tuple[int, Wanted]]] = {}
    for number, one in enumerate(admitted):
        if isinstance(one, Wanted):
            groups.setdefault((one.delivery.workspace_id, one.delivery.kind), []).append((number, one))
    for (workspace_id, kind), group in groups.items():
        asked = [(one.member, one.delivery.args) for _, one in group]
        for (number, one), shown in zip(
            group, make_all(UnitOfWork(connection, workspace_id), kind, asked, now), strict=True
        ):
            if shown is None:
                prepared[number] = Outcome(DeliveryState.CANCELLED, code="nothing_to_say")
            else:
                prepared[number] = one.with_content(render(shown, one.member, now))
    return [prepared[number] for number in range(len(wanted))]


def admit(
    connection: Reading, delivery: Delivery, now: datetime, people: Mapping[int, Member]
) -> Wanted | Message | Outcome:
    """Whether it may go now, to whom and where. `people`: the recipients, by id."""
    if delivery.has_expired(now) and not delivery.in_doubt:
        return Outcome(DeliveryState.EXPIRED)
    if delivery.recipient_id is None or delivery.kind not in NOTIFICATIONS:
        return Outcome(DeliveryState.DEAD, code="unknown_kind")
    member = people.get(delivery.recipient_id)
    if member is None or member.workspace_id != delivery.workspace_id:
        return Outcome(DeliveryState.CANCELLED, code="no_member")
    if reason := denial(member.as_actor(), Permission.ENTER):
        return Outcome(DeliveryState.CANCELLED, code=reason)
    if member.slack_user_id is None:
        return held(delivery, UNTIL_MET, UNASKED)
    if delivery.has_expired(now):
        return Message(member.slack_user_id, None, member.dm_channel)
    if until := quiet_until(delivery, member, now):
        return held(delivery, until)
    if not delivery.target_key:
        place: tuple[str | None, str | None] | Outcome = (member.dm_channel, None)
    else:
        place = changed_place(UnitOfWork(connection, delivery.workspace_id), delivery)
    if isinstance(place, Outcome):
        return place
    wanted = Wanted(delivery, member, *place)
    return wanted.with_content(None) if delivery.op is Op.DELETE else wanted


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
