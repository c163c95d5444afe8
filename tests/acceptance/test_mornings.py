"""The demo's clock reaches the next Monday morning: each hears of their day at their own 08:30, once (workspace N4)."""

import asyncio
import random
import signal
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from csbot.domain.deliveries import DeliveryState
from csbot.playground.people import Person
from csbot.storage.engine import open_engine
from csbot.storage.tables.outbox import deliveries
from csbot.storage.tables.people import members
from tests.acceptance.demos import SAID, Demo, demo_in, program_in
from tests.acceptance.people import COLLEAGUES, NO_SEAT, PEOPLE
from tests.acceptance.programs import PATIENCE_S
from tests.waiting import until_so

pytestmark = pytest.mark.waiting(first=True)

UNSETTLED = {DeliveryState.PENDING, DeliveryState.LEASED}
HALF_PAST_EIGHT = time(8, 30)
WESTWARD = [PEOPLE[name] for name in ("mei", "sofie", "lotte", "oliver", "marcus")]  # one of each zone
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
TOLD, DEATHS = 3, 3


def states(demo: Demo, on: date) -> list[tuple[str, DeliveryState]]:
    """Whose daily summary of that local date was planned, and how far it is."""
    query = select(members.c.slack_user_id, deliveries.c.state).join(members, members.c.id == deliveries.c.recipient_id)
    found = demo.rows(query.where(deliveries.c.dedup_key.endswith(f":daily_summary:{on}")))
    return [(row.slack_user_id, row.state) for row in found]


async def settled(demo: Demo, on: date, expected: set[str]) -> list[tuple[str, DeliveryState]]:
    """The deliveries once all those expected are there and nothing more is to be done for anybody."""

    async def is_settled() -> bool:
        found = dict(states(demo, on))
        return expected <= found.keys() and not UNSETTLED & set(found.values())

    await until_so(is_settled, PATIENCE_S)
    return states(demo, on)


async def mornings_mail(demo: Demo, who: Person, on: date) -> list[datetime]:
    """When, in their own zone, a person got messages on that local date."""
    moments = [datetime.fromtimestamp(float(m["ts"]), ZoneInfo(who.tz)) for m in await demo.slack.inbox(who)]
    return [moment for moment in moments if moment.date() == on]


async def each_was_told_once(demo: Demo, on: date, told: list[tuple[str, DeliveryState]]) -> None:
    assert max(Counter(user for user, _ in told).values()) == 1
    assert {state for _, state in told} <= {DeliveryState.SENT, DeliveryState.CANCELLED}  # cancelled: nothing to say
    sent = {user for user, state in told if state is DeliveryState.SENT}
    for person in COLLEAGUES:
        mail = await mornings_mail(demo, person, on)
        assert len(mail) == (person.id in sent), person.name
        assert all(moment.time() >= HALF_PAST_EIGHT for moment in mail), person.name
    assert {person.id for person in WESTWARD} & {user for user, _ in told} <= sent, "they have something to hear"


async def monday_of(demo: Demo) -> date:
    clock = await demo.slack.do("clock", user=WESTWARD[0].id, to="monday", time="08:30")
    return datetime.fromisoformat(clock["local"]).date()


async def test_everybody_gets_one_day_at_their_own_half_past_eight(tmp_path: Path) -> None:
    async with demo_in(tmp_path) as demo:
        monday = await monday_of(demo)
        for there in WESTWARD:
            await demo.slack.do("clock", user=there.id, local=f"{monday}T08:30")
            now = datetime.fromisoformat((await demo.slack.see("clock"))["business"])
            due = {one.id for one in COLLEAGUES if now.astimezone(ZoneInfo(one.tz)) >= morning(one, monday)}
            told = await settled(demo, monday, due - {NO_SEAT.id})
            assert {user for user, _ in told} <= due, "nobody's morning comes early"
            await each_was_told_once(demo, monday, told)
        await demo.slack.do("clock", advance_seconds=timedelta(hours=6).total_seconds())
        told = await settled(demo, monday, {one.id for one in COLLEAGUES} - {NO_SEAT.id})
        await each_was_told_once(demo, monday, told)
        assert await mornings_mail(demo, NO_SEAT, monday) == []


def morning(who: Person, on: date) -> datetime:
    return datetime.combine(on, HALF_PAST_EIGHT, ZoneInfo(who.tz))


async def test_whenever_the_bot_is_killed_everybody_is_told_once(tmp_path: Path) -> None:
    async with demo_in(tmp_path) as demo:
        monday = await monday_of(demo)
        await demo.slack.do("faults", kind="slow", method="chat.postMessage", skip=TOLD, count=99, seconds=600)
        await demo.slack.do("clock", user=WESTWARD[-1].id, local=f"{monday}T08:30")
        await until_so(lambda: is_in_the_middle(demo, monday), PATIENCE_S)
        await demo.program.end(signal.SIGKILL)
        leases_end(demo)
    for _ in range(DEATHS):
        async with program_in(tmp_path) as program:
            await program.has_said(SAID)
            await asyncio.sleep(random.uniform(0, 1.5))  # noqa: S311 - any moment will do
            assert await program.end(signal.SIGKILL) == -signal.SIGKILL
            leases_end(demo)
    async with demo_in(tmp_path) as demo:
        told = await settled(demo, monday, {one.id for one in COLLEAGUES} - {NO_SEAT.id})
        await each_was_told_once(demo, monday, told)


async def is_in_the_middle(demo: Demo, on: date) -> bool:
    """Whether somebody has a message that csbot does not know to be sent."""
    pending = {user for user, state in states(demo, on) if state is DeliveryState.LEASED}
    return any([await demo.slack.inbox(person) for person in COLLEAGUES if person.id in pending])


def leases_end(demo: Demo) -> None:
    """The minute passes after which another process may take over what a dead one was sending."""
    engine = open_engine(demo.database_url)
    with engine.begin() as connection:
        connection.execute(update(deliveries).values(lease_until=LONG_AGO).where(deliveries.c.lease_until.is_not(None)))
    engine.dispose()
