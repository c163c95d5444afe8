"""`/cs admin deliveries`: managers see what was not delivered and send it again (workspace N6, A4)."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from blocks.deliveries import KINDS
from csbot.domain.deliveries import DeliveryState, NewDelivery, Urgency
from csbot.domain.members import Member
from csbot.domain.permissions import Level
from csbot.storage import deliveries
from csbot.storage.tables.outbox import deliveries as table
from scheduler.notifications import NOTIFICATIONS
from tests.handlers.rig import Rig, Seen
from tests.slack_requests import on_ephemeral


def boss(rig: Rig) -> Member:
    return rig.office.member("Boss", level=int(Level.MANAGE_SETTINGS))


def dead(rig: Rig, to: Member, *codes: str, **values: Any) -> list[int]:
    """Messages to somebody that were given up, one for each code; their numbers."""
    with rig.office.services() as services:
        connection, now = services.uow.connection, rig.office.clock.now()
        new = [
            NewDelivery(services.uow.workspace_id, f"k{n}", "daily_summary", to.id, Urgency.DIGEST, **values)
            for n in range(len(codes))
        ]
        deliveries.enqueue(connection, new, now)
        ids = list(connection.execute(select(table.c.id).order_by(table.c.id)).scalars())
        for number, code in zip(ids, codes, strict=True):
            gone = {"state": DeliveryState.DEAD, "last_error_code": code, "attempts": 8}
            connection.execute(update(table).where(table.c.id == number).values(**gone))
    return ids


def states(rig: Rig) -> list[str]:
    with rig.office.database.read() as connection:
        found = select(table.c.state).where(table.c.kind == "daily_summary").order_by(table.c.id)
        return [str(state) for state in connection.execute(found).scalars()]


async def press(rig: Rig, who: Member, seen: Seen, verb: str, value: int | None = None) -> Seen:
    return await rig.press(who, seen.button(verb, value), on_ephemeral())


async def test_what_was_not_delivered_is_counted_by_reason_and_listed(rig: Rig) -> None:
    chief, kim = boss(rig), rig.office.member("Kim")
    dead(rig, kim, "channel_not_found", "channel_not_found", "bad_wind")
    seen = await rig.type(chief, "admin deliveries")
    assert "3 messages could not be delivered." in seen.words
    assert "• 2: Slack does not know the conversation (`channel_not_found`)" in seen.words
    assert "• 1: `bad_wind`" in seen.words
    assert seen.words.count("*Daily summary* — Kim") == 3


async def test_all_delivered_is_said(sqlite_rig: Rig) -> None:
    assert "Everything was delivered." in (await sqlite_rig.type(boss(sqlite_rig), "admin deliveries")).words


async def test_one_is_sent_again_and_a_second_press_does_nothing(rig: Rig) -> None:
    chief, kim = boss(rig), rig.office.member("Kim")
    first, _ = dead(rig, kim, "timeout", "timeout")
    seen = await rig.type(chief, "admin deliveries")
    after = await press(rig, chief, seen, "delivery.replay", first)
    assert "It is on its way again." in after.words
    assert "1 message could not be delivered." in after.words
    assert states(rig) == ["pending", "dead"]
    again = await press(rig, chief, seen, "delivery.replay", first)
    assert "on its way already" in again.words


async def test_what_is_too_old_is_not_sent(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    chief, kim = boss(rig), rig.office.member("Kim")
    (only,) = dead(rig, kim, "timeout", expires_at=rig.office.clock.now() + timedelta(hours=1))
    seen = await rig.type(chief, "admin deliveries")
    rig.office.clock.advance(timedelta(hours=1))
    assert "too old" in (await press(rig, chief, seen, "delivery.replay", only)).words
    assert states(rig) == ["expired"]


async def test_all_are_sent_again_by_a_job_that_tells_how_it_goes(rig: Rig) -> None:
    chief, kim = boss(rig), rig.office.member("Kim")
    dead(rig, kim, *["timeout"] * 3)
    seen = await rig.type(chief, "admin deliveries")
    after = await press(rig, chief, seen, "deliveries.replay")
    assert "3 messages are being sent again" in after.words
    with rig.office.database.read() as connection:
        told = connection.execute(select(table.c.recipient_id).where(table.c.kind == "job_progress")).scalars().all()
    assert told == [chief.id]


async def test_pages_go_to_older_ones_and_back(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    chief, kim = boss(rig), rig.office.member("Kim")
    ids = dead(rig, kim, *["timeout"] * 12)
    seen = await rig.type(chief, "admin deliveries")
    assert [int(one["value"]) for one in seen.elements("delivery.replay")] == ids[:1:-1]
    older = await press(rig, chief, seen, "deliveries.page", ids[2])
    assert [int(one["value"]) for one in older.elements("delivery.replay")] == ids[1::-1]
    newest = [one for one in older.elements("deliveries.page") if one["text"]["text"] == "Newest"]
    back = await rig.press(chief, newest[0], on_ephemeral())
    assert len(back.elements("delivery.replay")) == 10


async def test_who_does_not_manage_sees_and_sends_nothing(sqlite_rig: Rig) -> None:
    rig = sqlite_rig
    chief, kim = boss(rig), rig.office.member("Kim")
    (only,) = dead(rig, kim, "timeout")
    seen = await rig.type(chief, "admin deliveries")
    assert "could not be delivered" not in (await rig.type(kim, "admin deliveries")).words
    await press(rig, kim, seen, "delivery.replay", only)
    await press(rig, kim, seen, "deliveries.replay")
    assert states(rig) == ["dead"]


@pytest.mark.parametrize("kind", sorted(NOTIFICATIONS))
def test_every_kind_of_message_has_a_name(kind: str) -> None:
    assert kind in KINDS
