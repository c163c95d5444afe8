"""/metrics: what is documented is there and nothing else, what is counted is right, and no label can be invented."""

import asyncio
import re
from datetime import timedelta

import pytest

from csbot.adapters.slack.fake import FakeSlack
from csbot.bootstrap import build
from csbot.clock import FrozenClock
from csbot.domain.deliveries import Delivery, DeliveryState, Outcome, Urgency
from csbot.domain.errors import SlackLimited, SlackRefused, SlackUnavailable
from csbot.metrics.families import FAMILIES
from csbot.metrics.meters import Meters
from csbot.metrics.scrape import DatabaseCollector
from csbot.metrics.watched import WatchedSlack
from csbot.settings import Settings
from csbot.storage import workspaces
from csbot.storage.engine import open_engine
from csbot.storage.unit_of_work import Database
from scheduler.delivery.loop import DeliveryLoop
from tests.builders import MONDAY
from tests.handlers.rig import EVENTS, Rig
from tests.metrics.scraping import samples, scraped, value
from tests.scheduler.driving import people, run_until_settled
from tests.scheduler.world import World
from tests.slack_requests import FORM, SECRET, command, signed


async def test_every_documented_family_is_there_with_its_type_and_no_other(rig: Rig) -> None:
    text = await scraped(rig)
    told = dict(re.findall(r"^# TYPE (csbot_\w+) (\w+)$", text, re.MULTILINE))
    assert told == {family.name: family.type.value for family in FAMILIES}


async def test_every_sample_has_the_documented_labels(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    await rig.type(kim, "today")
    await rig.open_home(kim)
    rig.bot.meters.called_slack("auth.test", "ok", 0.1)
    rig.bot.meters.delivered(delivery(), Outcome(DeliveryState.SENT))
    labels = {family.name: set(family.labels) for family in FAMILIES}
    seen = {}
    for name, found in samples(await scraped(rig)):
        if name.startswith("csbot_"):
            seen[re.sub(r"_(bucket|sum|count)$", "", name)] = {label for label, _ in found} - {"le"}
    assert seen == {name: found for name, found in labels.items() if name != "csbot_queue_dead"}


async def test_requests_are_counted_by_route_and_acks_by_status(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    await rig.type(kim, "today")
    await rig.type(kim, "tasks")
    await rig.type(kim, "tasks")
    body = command("today", "U1")
    refused = await rig.http.post(EVENTS, content=body, headers=signed(body, MONDAY, FORM, "another secret"))
    found = samples(await scraped(rig))
    assert refused.status_code == 401
    assert value(found, "csbot_requests_total", kind="command", route="tasks", fate="done") == 2
    assert value(found, "csbot_request_seconds_count", kind="command", route="today") == 1
    assert value(found, "csbot_ack_seconds_count", transport="http", status="200") == 3
    assert value(found, "csbot_ack_seconds_count", transport="http", status="401") == 1


async def test_what_somebody_types_is_no_label(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    await rig.type(kim, "Novo-Nordisk")
    text = await scraped(rig)
    assert "novo" not in text.casefold()
    assert value(samples(text), "csbot_requests_total", kind="command", route="unknown", fate="done") == 1


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (SlackRefused("channel_not_found"), "channel_not_found"),
        (SlackUnavailable("timeout", in_doubt=True), "timeout"),
        (SlackLimited(3), "ratelimited"),
        (asyncio.CancelledError(), "given_up"),
    ],
)
async def test_calls_of_slack_are_counted_by_outcome_and_fail_as_before(error: Exception, outcome: str) -> None:
    slack, meters = FakeSlack(), Meters("1", "sqlite")
    watched = WatchedSlack(slack, meters)
    slack.fail("chat.postMessage", error)
    with pytest.raises(type(error)):
        await watched.call(1, "chat.postMessage", {"channel": "D1"})
    await watched.call(1, "chat.postMessage", {"channel": "D1"})
    await watched.respond("https://hooks.slack.com/1", {})
    assert value(meters, "csbot_slack_calls_total", method="chat.postMessage", outcome=outcome) == 1
    assert value(meters, "csbot_slack_calls_total", method="chat.postMessage", outcome="ok") == 1
    assert value(meters, "csbot_slack_calls_total", method="response_url", outcome="ok") == 1
    assert value(meters, "csbot_slack_call_seconds_count", method="chat.postMessage") == 2


async def test_deliveries_are_counted_by_how_they_end(sqlite_world: World) -> None:
    world, meters = sqlite_world, Meters("1", "sqlite")
    world.enqueue(people(world, 3))
    world.slack.fail("chat.postMessage", SlackUnavailable("http_503", in_doubt=False))
    world.slack.fail("chat.postMessage", SlackRefused("channel_not_found"))
    plain = world.loop()
    loop = DeliveryLoop(plain._turns, plain._sender, world.executor, 16, meters.delivered)
    await run_until_settled(world, loop)
    ended = {
        labels: value(meters, "csbot_deliveries_total", kind="daily_summary", outcome=labels[0], code=labels[1])
        for labels in [("sent", ""), ("retried", "http_503"), ("dead", "channel_not_found")]
    }
    assert ended == {("sent", ""): 2, ("retried", "http_503"): 1, ("dead", "channel_not_found"): 1}


def test_quiet_hours_are_no_retry() -> None:
    meters = Meters("1", "sqlite")
    meters.delivered(delivery(), Outcome(DeliveryState.PENDING, "quiet_hours", not_before=MONDAY))
    assert value(meters, "csbot_deliveries_total", kind="daily_summary", outcome="held", code="quiet_hours") == 1


def test_the_queue_is_read_from_the_database(world: World) -> None:
    meters = watched(world.database, world.clock)
    kim, lee = people(world, 2)
    world.enqueue([kim])
    world.enqueue([lee], Urgency.ALERT)
    world.set_deliveries(available_at=world.real() - timedelta(hours=1))
    world.enqueue([kim, lee, kim])
    assert value(meters, "csbot_queue_depth", priority="digest", state="due") == 4
    assert value(meters, "csbot_queue_depth", priority="alert", state="due") == 1
    assert value(meters, "csbot_queue_depth", priority="interactive", state="due") == 0
    for priority in ("digest", "alert"):
        assert value(meters, "csbot_queue_oldest_seconds", priority=priority) == pytest.approx(3600, abs=60)
    assert value(meters, "csbot_queue_oldest_seconds", priority="interactive") == 0
    world.set_deliveries(available_at=world.real() + timedelta(hours=1))
    assert value(meters, "csbot_queue_depth", priority="digest", state="waiting") == 4
    assert value(meters, "csbot_queue_oldest_seconds", priority="digest") == 0
    world.set_deliveries(state=DeliveryState.LEASED)
    assert value(meters, "csbot_queue_depth", priority="alert", state="leased") == 1
    world.set_deliveries(state=DeliveryState.DEAD, last_error_code="channel_not_found")
    assert value(meters, "csbot_queue_dead", code="channel_not_found") == 5


def test_nobody_waits_where_csbot_was_uninstalled(world: World) -> None:
    meters = watched(world.database, world.clock)
    (kim,) = people(world, 1)
    world.enqueue([kim])
    with world.database.write() as connection:
        workspaces.mark_removed(connection, kim.workspace_id, world.clock.now())
    assert value(meters, "csbot_queue_depth", priority="digest", state="due") == 0
    assert value(meters, "csbot_queue_oldest_seconds", priority="digest") == 0


def test_the_planner_lags_by_what_is_due_and_not_planned(world: World) -> None:
    meters = watched(world.database, world.clock)
    assert value(meters, "csbot_planner_lag_seconds") == 0
    people(world, 1)
    world.clock.advance(timedelta(days=1))
    lag = value(meters, "csbot_planner_lag_seconds")
    world.clock.advance(timedelta(hours=1))
    assert lag is not None
    assert lag > 0
    assert value(meters, "csbot_planner_lag_seconds") == lag + 3600


def test_a_database_that_does_not_answer_is_told_and_the_rest_stays(sqlite_url: str) -> None:
    database = Database(open_engine(sqlite_url, pool_size=1))
    meters = watched(database, FrozenClock(MONDAY))
    assert value(meters, "csbot_database_up") == 1
    assert value(meters, "csbot_database_pool_used") == 1
    with database.read():
        assert value(meters, "csbot_database_up") == 0
        assert value(meters, "csbot_queue_depth", priority="digest", state="due") is None
        assert value(meters, "csbot_build_info", version="1", database="sqlite") == 1
    database.close()


async def test_two_processes_in_one_interpreter_count_apart(rig: Rig, sqlite_url: str) -> None:
    other = build(Settings(database_url=sqlite_url, SLACK_SIGNING_SECRET=SECRET), FrozenClock(MONDAY))
    await rig.type(rig.office.member("Kim"), "today")
    assert value(rig.bot.meters, "csbot_requests_total", kind="command", route="today", fate="done") == 1
    assert value(other.meters, "csbot_requests_total", kind="command", route="today", fate="done") is None
    await other.stop()


def watched(database: Database, clock: FrozenClock) -> Meters:
    meters = Meters("1", database.engine.dialect.name)
    meters.registry.register(DatabaseCollector(database, clock))
    return meters


def delivery() -> Delivery:
    known = dict.fromkeys(Delivery.__dataclass_fields__)
    return Delivery(**known | {"kind": "daily_summary"})  # type: ignore[arg-type]
