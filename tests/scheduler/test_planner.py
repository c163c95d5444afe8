"""Each digest once per person, kind and local date, in every zone, whatever the clocks do (workspace N4)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csbot.clock import FrozenClock
from csbot.domain.calendar import local, local_date
from csbot.domain.subscriptions import Cadence, DigestKind, Subscription, first_in, next_after
from csbot.domain.workspaces import SlackTeam
from csbot.services.subscriptions import choose, ensure_defaults, follow_zone
from csbot.storage import members, subscriptions, workspaces
from csbot.storage.unit_of_work import UnitOfWork
from scheduler.planner import advanced, digests_of, moment_of, plan
from tests.scheduler.world import MONDAY, World

EVERY_DAY = 0b1111111
START = datetime(2026, 1, 1, tzinfo=UTC)


def is_place(name: str) -> bool:
    return "/" in name and not name.startswith(("posix/", "right/", "Etc/"))


ZONES = sorted(filter(is_place, available_timezones()))


def changes(tz: str, year: int) -> list[date]:
    """Local dates in the year on which the zone's offset changes."""
    zone = ZoneInfo(tz)
    noons = [datetime(year, 1, 1, 12, tzinfo=UTC) + timedelta(days=n) for n in range(365)]
    return [
        local_date(b, tz)
        for a, b in pairwise(noons)
        if a.astimezone(zone).utcoffset() != b.astimezone(zone).utcoffset()
    ]


def changing_zones() -> dict[str, list[date]]:
    """One zone of each set that change alike, hour for hour, with the dates of its changes."""
    alike: dict[object, tuple[str, list[date]]] = {}
    for tz in ZONES:
        if dates := changes(tz, 2026):
            midnights = [datetime.combine(on, time(), UTC) for on in dates]
            hours = [midnight + timedelta(hours=n) for midnight in midnights for n in range(-24, 48)]
            alike[tuple(hour.astimezone(ZoneInfo(tz)).utcoffset() for hour in hours)] = (tz, dates)
    return dict(alike.values())


class Person:
    """Runs one subscription by hand, as the planner does."""

    def __init__(self, tz: str, minute: int, now: datetime, weekdays: int = EVERY_DAY) -> None:
        self.cadence = Cadence(tz, minute, weekdays)
        self.last: date | None = None
        self.next_at = next_after(self.cadence, now).at
        self.sent: list[date] = []

    def tick(self, now: datetime) -> None:
        if self.next_at > now:
            return
        known = Subscription(1, 1, 1, DigestKind.DAILY_SUMMARY, self.cadence, self.last)
        moments = {(known.cadence, known.last): moment_of(known.cadence, known.last, now)}
        self.sent += [date.fromisoformat(new.args["on"]) for new in digests_of([known], moments)]
        _, ahead, self.last = advanced(known, moments)
        assert ahead.at > now
        self.next_at = ahead.at

    def travel(self, tz: str, now: datetime) -> None:
        self.cadence = Cadence(tz, self.cadence.local_minute, self.cadence.weekdays)
        self.next_at = first_in(self.cadence, now, self.last).at


@pytest.mark.parametrize("minute", [0, 90, 150, 8 * 60 + 30, 23 * 60 + 59])
def test_around_every_clock_change_each_local_date_has_exactly_one(minute: int) -> None:
    for tz, dates in changing_zones().items():
        for change in dates:
            now = datetime.combine(change, time(), UTC) - timedelta(days=3)
            person = Person(tz, minute, now)
            first = local_date(person.next_at, tz)
            for _ in range(6 * 24):  # every hour, and at the moment itself
                person.tick(now)
                now += timedelta(hours=1)
                if now - timedelta(hours=1) < person.next_at <= now:
                    person.tick(person.next_at)
            days = (person.sent[-1] - first).days
            assert person.sent == [first + timedelta(days=n) for n in range(days + 1)], tz
            assert days >= 4, tz


@given(
    tz=st.sampled_from(ZONES),
    minute=st.integers(0, 1439),
    gaps=st.lists(st.integers(1, 60 * 24 * 12), min_size=1, max_size=25),
    weekdays=st.integers(1, EVERY_DAY),
)
def test_whatever_the_downtime_no_date_twice_none_late_and_only_wanted_days(
    tz: str, minute: int, gaps: list[int], weekdays: int
) -> None:
    now = START
    person = Person(tz, minute, now, weekdays)
    for gap in gaps:
        now += timedelta(minutes=gap)
        before = len(person.sent)
        person.tick(now)
        assert person.sent[before:] in ([], [local_date(now, tz)])
    assert len(set(person.sent)) == len(person.sent)
    assert all(person.cadence.wants(on) for on in person.sent)


@given(
    minute=st.integers(0, 1439),
    flights=st.lists(st.tuples(st.sampled_from(ZONES), st.integers(1, 60 * 40)), min_size=1, max_size=12),
)
def test_a_traveller_gets_one_a_local_date_and_none_skipped(minute: int, flights: list[tuple[str, int]]) -> None:
    now = START
    tz = "Europe/Copenhagen"
    person = Person(tz, minute, now)
    for target, stay in flights:
        for _ in range(0, stay, 20):
            now += timedelta(minutes=20)
            person.tick(now)
            clock_time = local(now, person.cadence.tz)
            if clock_time.hour * 60 + clock_time.minute >= minute and person.last is not None:
                assert person.last >= clock_time.date()  # today's moment is over: it was sent, here or elsewhere
        person.travel(target, now)
        person.tick(now)
    assert len(set(person.sent)) == len(person.sent)
    assert person.sent == sorted(person.sent)


@pytest.fixture
def planned(world: World) -> World:
    world.add_member(world.add_workspace())
    return world


def keys(world: World) -> list[str]:
    return [row.dedup_key.split(":")[-1] for row in world.rows()]


def test_a_week_of_downtime_leaves_only_todays(planned: World) -> None:
    planned.clock.advance(timedelta(days=7, hours=3))
    plan(planned.database, planned.clock)
    plan(planned.database, planned.clock)
    assert keys(planned) == ["2026-03-09"]


def test_after_downtime_that_ends_before_the_moment_nothing_is_made_up_for(planned: World) -> None:
    planned.clock.advance(timedelta(days=7, minutes=1))
    plan(planned.database, planned.clock)
    assert keys(planned) == []
    planned.clock.advance(timedelta(hours=3))
    plan(planned.database, planned.clock)
    assert keys(planned) == ["2026-03-09"]


@pytest.mark.parametrize(
    ("morning", "end"),
    [
        pytest.param("2026-03-02 08:00", "2026-03-02 23:00", id="ordinary"),
        pytest.param("2026-03-29 08:00", "2026-03-29 22:00", id="spring"),
        pytest.param("2026-10-25 08:00", "2026-10-25 23:00", id="autumn"),
    ],
)
def test_a_digest_is_worthless_when_its_local_date_ends(world: World, morning: str, end: str) -> None:
    """N4: in Copenhagen, on a day of 24, of 23 and of 25 hours; instants in UTC."""
    workspace = world.add_workspace()
    at = datetime.fromisoformat(morning).replace(tzinfo=UTC)
    world.clock.advance(at - timedelta(days=1) - world.clock.now())
    kim = world.add_member(workspace, "Europe/Copenhagen")
    with world.database.write() as connection:
        choose(UnitOfWork(connection, workspace), kim, DigestKind.DAILY_SUMMARY, 510, EVERY_DAY, world.clock.now())
    world.clock.advance(timedelta(days=1))
    plan(world.database, world.clock)
    (row,) = world.rows()
    assert row.expires_at == datetime.fromisoformat(end).replace(tzinfo=UTC)


def test_where_csbot_was_uninstalled_nobody_is_planned_for_and_nothing_is_made_up_for(world: World) -> None:
    """workspace A10, N4."""
    gone, stays = world.add_workspace(), world.add_workspace()
    there, here = world.add_member(gone).id, world.add_member(stays).id
    with world.database.write() as connection:
        workspaces.mark_removed(connection, gone, world.clock.now())
    world.clock.advance(timedelta(hours=3))
    plan(world.database, world.clock)
    assert [row.recipient_id for row in world.rows()] == [here]
    with world.database.write() as connection:
        workspaces.bind(connection, gone, SlackTeam(f"T{gone}", "Back", "UBOT", "A1"))
    plan(world.database, world.clock)
    assert [row.recipient_id for row in world.rows()] == [here], "the morning of the day of its return has passed"
    world.clock.advance(timedelta(days=1))
    plan(world.database, world.clock)
    assert sorted(row.recipient_id for row in world.rows()) == sorted([here, here, there])


def test_a_clock_that_goes_back_plans_no_date_twice(planned: World) -> None:
    for hours in (3, -3, 3, 24):
        planned.clock.advance(timedelta(hours=hours))
        plan(planned.database, planned.clock)
    assert keys(planned) == ["2026-03-02", "2026-03-03"]


def test_a_lost_subscription_state_is_stopped_by_the_deliverys_key(planned: World) -> None:
    planned.clock.advance(timedelta(hours=3))
    plan(planned.database, planned.clock)
    with planned.database.write() as connection:
        (row,) = connection.exec_driver_sql("SELECT id FROM subscription").fetchall()
        connection.exec_driver_sql("UPDATE subscription SET last_local_date = NULL, next_run_at = '2026-03-02 08:30'")
    assert row
    plan(planned.database, planned.clock)
    assert keys(planned) == ["2026-03-02"]


def test_several_planners_at_once_plan_each_person_once(world: World, executor: ThreadPoolExecutor) -> None:
    workspace = world.add_workspace()
    for _ in range(40):
        world.add_member(workspace)
    world.clock.advance(timedelta(hours=3))
    planners = [executor.submit(plan, world.database, world.clock, 7) for _ in range(4)]
    assert sum(planner.result() for planner in planners) == 40
    assert len(set(keys(world))) == 1
    assert len(world.rows()) == 40


def test_joining_in_the_afternoon_does_not_send_the_mornings_even_after_a_flight(world: World) -> None:
    workspace = world.add_workspace()
    world.clock.advance(timedelta(hours=9))
    member = world.add_member(workspace, "UTC")
    moved = move(world, member.id, workspace, "Europe/Helsinki")
    plan(world.database, world.clock)
    assert keys(world) == []
    assert moved


def move(world: World, member_id: int, workspace: int, tz: str) -> bool:
    with world.database.write() as connection:
        uow = UnitOfWork(connection, workspace)
        member = members.change(uow, member_id, {"tz": tz})
        follow_zone(uow, member, world.clock.now())
        known = subscriptions.find(uow, member_id, DigestKind.DAILY_SUMMARY)
    return known is not None and known.cadence.tz == tz


def test_a_flight_east_over_the_moment_sends_at_once_and_back_west_not_again(planned: World) -> None:
    with planned.database.read() as connection:
        (member_id, workspace) = connection.exec_driver_sql("SELECT id, workspace_id FROM member").one()
    assert move(planned, member_id, workspace, "Asia/Tokyo")  # 15:00 there, and today's was not planned yet
    plan(planned.database, planned.clock)
    assert keys(planned) == ["2026-03-02"]
    assert move(planned, member_id, workspace, "America/Los_Angeles")
    for hours in (12, 12):
        planned.clock.advance(timedelta(hours=hours))
        plan(planned.database, planned.clock)
    assert keys(planned) == ["2026-03-02"]  # Monday 22:00 there: Monday had its own
    planned.clock.advance(timedelta(hours=12))
    plan(planned.database, planned.clock)
    assert keys(planned) == ["2026-03-02", "2026-03-03"]


def test_who_may_not_enter_gets_no_subscription_and_asking_twice_makes_one(world: World) -> None:
    workspace = world.add_workspace()
    world.add_member(workspace, seat=False)
    member = world.add_member(workspace)
    with world.database.write() as connection:
        ensure_defaults(UnitOfWork(connection, workspace), member, world.clock.now())
        assert connection.exec_driver_sql("SELECT member_id FROM subscription").scalars().all() == [member.id]


def test_the_due_index_serves_the_planner(sqlite_world: World) -> None:
    with sqlite_world.database.read() as connection:
        steps = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT id FROM subscription WHERE subscription.enabled = 1"
            " AND subscription.next_run_at <= '2026-03-02' ORDER BY next_run_at, id LIMIT 300"
        ).all()
    assert "ix_subscription_due" in str(steps)


def test_the_clock_of_these_tests_starts_on_a_working_day() -> None:
    assert MONDAY.weekday() == 0
    assert FrozenClock(MONDAY).now() == MONDAY
