"""The due-today and overdue digests: what they list and when they come (workspace N2, N4, T9, T10)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from csbot.domain.members import Member
from csbot.domain.own_settings import DigestChoice
from csbot.domain.subscriptions import DigestKind
from csbot.domain.tasks import TaskStatus
from csbot.storage.tables.outbox import deliveries
from csbot.storage.unit_of_work import Database
from scheduler.planner import plan
from scheduler.preview import preview
from tests.builders import MONDAY, Office

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
WEEKDAYS = 0b0011111
EVERY_DAY = 0b1111111
NEW_KINDS = [DigestKind.DUE_TODAY, DigestKind.OVERDUE]


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


@pytest.fixture
def sqlite_office(sqlite_database: Database) -> Office:
    return Office(sqlite_database)


def told(office: Office, member: Member, kind: DigestKind) -> tuple[str, list[str]]:
    """The fallback text of what would be sent now, and the text of every line and heading."""
    rendered = preview(office.database, office.workspace.id, kind, member.email, office.clock.now())
    if rendered is None:
        return "", []
    return rendered.text, [str(block["text"]["text"]) for block in rendered.blocks if "text" in block]


def choose(office: Office, member: Member, kind: DigestKind, minute: int = 510, weekdays: int = WEEKDAYS) -> None:
    with office.services() as services:
        services.own_settings.choose_digest(member.as_actor(), kind, minute, weekdays)


def choice(office: Office, member: Member, kind: DigestKind) -> DigestChoice:
    with office.services() as services:
        return services.own_settings.of(member.as_actor()).digest(kind)


def planned(office: Office, kinds: Sequence[DigestKind] = NEW_KINDS) -> list[str]:
    """Plan now; the keys of all deliveries of the kinds so far, without workspace and member."""
    plan(office.database, office.clock)
    with office.database.read() as connection:
        rows: list[Any] = list(connection.execute(select(deliveries).order_by(deliveries.c.id)))
    return [row.dedup_key.split(":", 2)[2] for row in rows if row.kind in kinds]


def at(office: Office, text: str) -> None:
    office.clock.at = datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_due_today_lists_hours_in_time_order_first_and_marks_what_is_late(office: Office) -> None:
    kim = office.member()
    office.task(kim, "Some time today", due_on=TODAY)
    office.task(kim, "At four", due_at=MONDAY + 6 * HOUR)
    office.task(kim, "At nine", due_at=MONDAY - HOUR)
    office.task(kim, "At half past midnight", due_at=MONDAY - 9 * HOUR - HOUR / 2)
    office.task(kim, "Yesterday's", due_on=TODAY - DAY)
    office.task(kim, "Tomorrow's", due_on=TODAY + DAY)
    text, lines = told(office, kim, DigestKind.DUE_TODAY)
    assert text == "Due today, Mon, Mar 2: 4 tasks. At half past midnight, At nine, At four, Some time today"
    assert [line.split("*")[1] for line in lines[1:]] == text.partition("tasks. ")[2].split(", ")
    assert ["late" in line for line in lines[1:]] == [True, True, False, False]


def test_overdue_lists_the_oldest_first_with_how_long(office: Office) -> None:
    kim = office.member()
    office.task(kim, "A week ago", due_on=TODAY - 7 * DAY)
    office.task(kim, "Yesterday", due_at=MONDAY - 11 * HOUR)
    office.task(kim, "Last year", due_on=TODAY.replace(year=2025))
    office.task(kim, "Today", due_on=TODAY)
    text, lines = told(office, kim, DigestKind.OVERDUE)
    assert text == "Overdue, Mon, Mar 2: 3 tasks. Last year, A week ago, Yesterday"
    assert "365 days overdue" in lines[1]
    assert "1 day overdue" in lines[3]


@pytest.mark.parametrize("kind", NEW_KINDS)
def test_t9_what_is_snoozed_done_or_somebody_elses_is_left_out(office: Office, kind: DigestKind) -> None:
    kim = office.member()
    due_on = TODAY if kind is DigestKind.DUE_TODAY else TODAY - DAY
    office.task(kim, "Awake again", due_on=due_on, snoozed_until=MONDAY)
    office.task(kim, "Asleep", due_on=due_on, snoozed_until=MONDAY + HOUR)
    office.task(kim, "Done", due_on=due_on, status=TaskStatus.COMPLETED, completed_at=MONDAY)
    office.task(office.member("Lee"), "Lee's", due_on=due_on)
    text, _ = told(office, kim, kind)
    assert "1 task. Awake again" in text


@pytest.mark.parametrize(("tz", "on"), [("Pacific/Kiritimati", TODAY), ("Pacific/Pago_Pago", TODAY - DAY)])
def test_t10_today_is_the_members_own_date(office: Office, tz: str, on: date) -> None:
    kim = office.member(tz=tz)  # 23:00 on Monday there, and 22:00 on Sunday
    for days in (-1, 0, 1):
        office.task(kim, f"{days:+} days", due_on=on + days * DAY)
    assert "1 task. +0 days" in told(office, kim, DigestKind.DUE_TODAY)[0]
    assert "1 task. -1 days" in told(office, kim, DigestKind.OVERDUE)[0]


@pytest.mark.parametrize("kind", NEW_KINDS)
@pytest.mark.parametrize("count", [1, 10, 500])
def test_the_first_ten_are_there_and_the_rest_is_counted(sqlite_office: Office, kind: DigestKind, count: int) -> None:
    office = sqlite_office
    kim = office.member()
    due_on = TODAY if kind is DigestKind.DUE_TODAY else TODAY - DAY
    office.tasks(kim, [{"title": f"Call {n}", "due_on": due_on} for n in range(count)])
    text, lines = told(office, kim, kind)
    assert f"{count} task" in text
    assert len(lines) - 1 == min(count, 10)
    assert ("and 495 more" in text) is (count == 500)


@pytest.mark.parametrize("kind", NEW_KINDS)
def test_nothing_due_is_nothing_to_say(office: Office, kind: DigestKind) -> None:
    kim = office.member()
    office.task(kim, "Tomorrow's", due_on=TODAY + DAY)
    assert told(office, kim, kind) == ("", [])


def test_nobody_gets_the_new_digests_who_did_not_ask(sqlite_office: Office) -> None:
    office = sqlite_office
    kim = office.member()
    assert [choice(office, kim, kind).is_on for kind in DigestKind] == [True, False, False]
    at(office, "2026-03-09 12:00")
    assert planned(office) == []


@pytest.mark.parametrize("kind", NEW_KINDS)
def test_each_comes_once_a_chosen_day_at_its_time(office: Office, kind: DigestKind) -> None:
    kim = office.member()
    choose(office, kim, kind, 7 * 60, 0b0000101)  # Monday and Wednesday at 07:00 in Copenhagen
    at(office, "2026-03-04 05:59")
    assert planned(office) == []
    at(office, "2026-03-04 06:00")
    assert planned(office) == planned(office) == [f"{kind}:2026-03-04"]
    at(office, "2026-03-08 20:00")
    assert planned(office) == [f"{kind}:2026-03-04"]
    at(office, "2026-03-09 06:00")
    assert planned(office) == [f"{kind}:2026-03-04", f"{kind}:2026-03-09"]


def test_switching_on_after_its_time_begins_with_the_next(office: Office) -> None:
    kim = office.member()
    choose(office, kim, DigestKind.OVERDUE)  # Monday 10:00 in Copenhagen, for 08:30
    assert planned(office) == []
    at(office, "2026-03-03 08:00")
    assert planned(office) == ["overdue:2026-03-03"]


@pytest.mark.parametrize("minute", [6 * 60, 11 * 60, 16 * 60])
@pytest.mark.parametrize("changed_at", ["2026-03-03 04:00", "2026-03-03 09:00", "2026-03-03 15:00"])
def test_n4_a_change_of_time_neither_doubles_nor_skips_a_date(
    sqlite_office: Office, minute: int, changed_at: str
) -> None:
    office = sqlite_office
    kim = office.member()
    choose(office, kim, DigestKind.OVERDUE, 9 * 60, EVERY_DAY)
    for hour in range(24, 24 * 3):
        at(office, "2026-03-02 00:00")
        office.clock.advance(timedelta(hours=hour))
        planned(office)
        if office.clock.now() == datetime.fromisoformat(changed_at).replace(tzinfo=UTC):
            choose(office, kim, DigestKind.OVERDUE, minute, EVERY_DAY)
    assert planned(office) == ["overdue:2026-03-03", "overdue:2026-03-04"]


def test_n4_a_change_of_zone_neither_doubles_nor_skips_a_date(sqlite_office: Office) -> None:
    office = sqlite_office
    kim = office.member()
    choose(office, kim, DigestKind.OVERDUE, 9 * 60, EVERY_DAY)
    zones = {30: "Pacific/Auckland", 45: "America/Los_Angeles", 60: "Europe/Copenhagen"}
    for hour in range(24, 24 * 5):
        at(office, "2026-03-02 00:00")
        office.clock.advance(timedelta(hours=hour))
        if hour in zones:
            with office.services() as services:
                preferences = services.own_settings.of(kim.as_actor()).preferences
                services.own_settings.prefer(kim.as_actor(), preferences.model_copy(update={"tz": zones[hour]}))
        planned(office)
    assert planned(office) == [f"overdue:2026-03-0{day}" for day in (3, 4, 5, 6)]


def test_switching_off_and_on_the_same_day_sends_it_once(office: Office) -> None:
    kim = office.member()
    choose(office, kim, DigestKind.DUE_TODAY, 12 * 60)
    at(office, "2026-03-02 11:00")
    assert planned(office) == ["due_today:2026-03-02"]
    choose(office, kim, DigestKind.DUE_TODAY, 12 * 60, 0)
    assert choice(office, kim, DigestKind.DUE_TODAY) == DigestChoice(DigestKind.DUE_TODAY, False, 720, WEEKDAYS)
    choose(office, kim, DigestKind.DUE_TODAY, 13 * 60)
    at(office, "2026-03-02 12:30")
    assert planned(office) == ["due_today:2026-03-02"]


def test_a_daily_summary_that_was_switched_off_stays_off(sqlite_office: Office) -> None:
    office = sqlite_office
    kim = office.member()
    choose(office, kim, DigestKind.DAILY_SUMMARY, 510, 0)
    with office.services() as services:
        services.members.add(kim.email, {"team": "North"})
    at(office, "2026-03-03 12:00")
    assert planned(office, [DigestKind.DAILY_SUMMARY]) == []
