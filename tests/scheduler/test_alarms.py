"""Reminders and the ends of snoozes come by direct message at their moment, once (workspace T7, T9, N3, N4)."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import func, select

from blocks.screens import Look
from csbot.domain.alarms import AlarmKind
from csbot.domain.deliveries import Urgency
from csbot.domain.members import Member
from csbot.domain.preferences import Preferences, QuietHours
from csbot.domain.task_forms import TaskFields, columns_of, fields_of
from csbot.domain.tasks import Snooze, Task
from csbot.storage.tables.alarms import alarms
from csbot.storage.tables.outbox import deliveries
from csbot.storage.unit_of_work import Database
from scheduler.alarms import ring_due
from scheduler.notifications import NOTIFICATIONS
from tests.builders import COPENHAGEN, MONDAY, Office

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NIGHT = QuietHours(start=22 * 60, end=7 * 60)
TODAY = date(2026, 3, 2)


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


@pytest.fixture
def sqlite_office(sqlite_database: Database) -> Office:
    return Office(sqlite_database)


def remind(office: Office, owner: Member, at: datetime, by: Member | None = None, **fields: Any) -> int:
    """A task with a reminder, made in Slack; its id."""
    wanted = TaskFields(title="Call Acme", assignee_id=owner.id, reminder_at=at, **fields)
    with office.services() as services:
        return services.task_forms.create((by or owner).as_actor(), wanted, COPENHAGEN).task.id


def edit(office: Office, who: Member, task_id: int, **fields: Any) -> Task:
    """The task after it was edited in its dialog."""
    task = office.read(task_id)
    wanted = replace(fields_of(columns_of(task), COPENHAGEN), **fields)
    with office.services() as services:
        return services.task_forms.edit(who.as_actor(), task_id, task.version, wanted, COPENHAGEN).task


def rung(office: Office) -> list[Any]:
    """Let what is due ring; all messages of alarms so far."""
    ring_due(office.database, office.clock)
    with office.database.read() as connection:
        found = select(deliveries).where(deliveries.c.kind.in_(list(AlarmKind))).order_by(deliveries.c.id)
        return list(connection.execute(found))


def said(office: Office, member: Member, row: Any) -> str | None:
    """What would be sent now."""
    now = office.clock.now()
    with office.services() as services:
        shown = NOTIFICATIONS[row.kind](services.uow, member, row.args, now)
    return None if shown is None else shown.render(Look(member.as_viewer(), now)).text


def test_a_reminder_comes_at_its_moment_and_once(office: Office) -> None:
    kim = office.member()
    remind(office, kim, MONDAY + HOUR)
    office.clock.advance(HOUR - timedelta(seconds=1))
    assert rung(office) == []
    office.clock.advance(timedelta(seconds=1))
    (row,) = rung(office)
    assert (row.recipient_id, row.kind, row.priority) == (kim.id, "reminder", int(Urgency.ALERT))
    assert (said(office, kim, row) or "").startswith("Reminder: *Call Acme*")
    office.clock.advance(HOUR)
    assert len(rung(office)) == 1


def test_the_message_has_the_buttons_of_the_task(office: Office) -> None:
    kim = office.member()
    task_id = remind(office, kim, MONDAY + HOUR)
    office.clock.advance(HOUR)
    (row,) = rung(office)
    with office.services() as services:
        shown = NOTIFICATIONS[row.kind](services.uow, kim, row.args, office.clock.now())
    assert shown is not None
    actions = [
        part for block in shown.render(Look(kim.as_viewer(), MONDAY)).blocks for part in block.get("elements", ())
    ]
    assert {part["action_id"].partition("|")[0] for part in actions} == {"task.complete", "task.open", "task.snooze"}
    assert actions[0]["value"] == str(task_id)


def test_an_imported_reminder_rings_too(office: Office) -> None:
    kim = office.member()
    office.tasks(kim, [{"title": title, "reminder_at": MONDAY + HOUR} for title in ("One", "Two")])
    office.clock.advance(HOUR)
    assert len(rung(office)) == 2


@pytest.mark.parametrize("what", ["complete", "delete", "give away"])
def test_what_is_done_deleted_or_somebody_elses_is_not_said(office: Office, what: str) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    task_id = remind(office, kim, MONDAY + HOUR)
    office.clock.advance(HOUR)
    (row,) = rung(office)
    with office.services() as services:
        if what == "give away":
            services.tasks.assign(kim.as_actor(), task_id, lee.id)
        else:
            getattr(services.tasks, what)(kim.as_actor(), task_id)
    assert said(office, kim, row) is None


@pytest.mark.parametrize("what", ["complete", "delete"])
def test_what_is_done_or_deleted_before_its_moment_does_not_ring(office: Office, what: str) -> None:
    kim = office.member()
    task_id = remind(office, kim, MONDAY + HOUR)
    with office.services() as services:
        getattr(services.tasks, what)(kim.as_actor(), task_id)
    office.clock.advance(HOUR)
    assert rung(office) == []


def test_a_task_given_away_before_its_moment_reminds_whose_it_is(office: Office) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    task_id = remind(office, kim, MONDAY + HOUR)
    with office.services() as services:
        services.tasks.assign(kim.as_actor(), task_id, lee.id)
    office.clock.advance(HOUR)
    assert [row.recipient_id for row in rung(office)] == [lee.id]


def test_another_moment_moves_the_reminder_and_the_old_one_is_silent(office: Office) -> None:
    kim = office.member()
    task_id = remind(office, kim, MONDAY + HOUR)
    edit(office, kim, task_id, reminder_at=MONDAY + 3 * HOUR)
    office.clock.advance(2 * HOUR)
    assert rung(office) == []
    office.clock.advance(HOUR)
    (row,) = rung(office)
    edit(office, kim, task_id, reminder_at=MONDAY + 5 * HOUR)
    assert said(office, kim, row) is None
    office.clock.advance(2 * HOUR)
    assert said(office, kim, rung(office)[1])


def test_without_a_moment_nothing_rings_and_undo_brings_it_back(office: Office) -> None:
    kim = office.member()
    task_id = remind(office, kim, MONDAY + HOUR)
    edit(office, kim, task_id, reminder_at=None)
    with office.services() as services:
        operation = services.tasks.card(task_id).last
        assert operation is not None
        services.operations.undo(kim.as_actor(), operation.id)
    office.clock.advance(HOUR)
    assert len(rung(office)) == 1


@pytest.mark.parametrize(
    ("before", "after", "reminder"),
    [
        ({"due_on": TODAY + DAY}, {"due_on": TODAY + 4 * DAY}, MONDAY + 3 * DAY + HOUR),
        (
            {"due_on": TODAY, "due_time": time(12)},
            {"due_on": TODAY, "due_time": time(14, 30)},
            MONDAY + 3.5 * HOUR,
        ),
        ({"due_on": TODAY}, {"due_on": date(2026, 3, 30)}, datetime(2026, 3, 30, 9, 0, tzinfo=UTC)),  # summer time
        ({"due_on": TODAY}, {"due_on": None}, MONDAY + HOUR),
        ({}, {"due_on": TODAY + DAY}, MONDAY + HOUR),
    ],
)
def test_another_due_date_moves_the_reminder(
    sqlite_office: Office, before: dict[str, Any], after: dict[str, Any], reminder: datetime
) -> None:
    kim = sqlite_office.member()
    task_id = remind(sqlite_office, kim, MONDAY + HOUR, **before)
    assert edit(sqlite_office, kim, task_id, **after).reminder_at == reminder
    with sqlite_office.database.read() as connection:
        assert connection.execute(select(alarms.c.due_at)).scalar_one() == reminder


def test_a_reminder_moved_by_its_user_is_not_moved_again_by_the_due_date(sqlite_office: Office) -> None:
    kim = sqlite_office.member()
    task_id = remind(sqlite_office, kim, MONDAY + HOUR, due_on=TODAY)
    after = edit(sqlite_office, kim, task_id, due_on=TODAY + DAY, reminder_at=MONDAY + 2 * HOUR)
    assert after.reminder_at == MONDAY + 2 * HOUR


def test_late_on_the_same_local_date_it_still_comes_and_later_not(office: Office) -> None:
    kim = office.member()  # it is 10:00 there
    remind(office, kim, MONDAY + HOUR)
    remind(office, kim, MONDAY + DAY)
    office.clock.advance(14 * HOUR - timedelta(seconds=1))
    (late,) = rung(office)
    assert late.expires_at == MONDAY + 14 * HOUR
    office.clock.advance(DAY + timedelta(seconds=1))  # midnight: Tuesday's is over
    assert len(rung(office)) == 1


def test_after_a_week_of_downtime_only_todays_come(office: Office) -> None:
    kim = office.member()
    for day in range(8):
        remind(office, kim, MONDAY + HOUR + day * DAY)
    office.clock.advance(7 * DAY + 2 * HOUR)
    assert [row.args["at"] for row in rung(office)] == [(MONDAY + HOUR + 7 * DAY).isoformat()]


def test_a_snoozed_task_comes_back_once(office: Office) -> None:
    kim = office.member()
    task_id = office.task(kim, "Sleeper")
    with office.services() as services:
        services.tasks.snooze(kim.as_actor(), task_id, Snooze.HOUR, COPENHAGEN)
    office.clock.advance(HOUR)
    (row,) = rung(office)
    assert (row.kind, row.recipient_id) == ("snooze_end", kim.id)
    assert (said(office, kim, row) or "").startswith("Back from snooze: *Sleeper*")
    with office.services() as services:
        services.tasks.snooze(kim.as_actor(), task_id, Snooze.HOUR, COPENHAGEN)
    assert said(office, kim, row) is None
    office.clock.advance(HOUR)
    assert len(rung(office)) == 2


@pytest.mark.parametrize("what", ["complete", "undo", "delete"])
def test_what_is_awake_or_gone_by_then_does_not_come_back(office: Office, what: str) -> None:
    kim = office.member()
    task_id = office.task(kim, "Sleeper")
    with office.services() as services:
        services.tasks.snooze(kim.as_actor(), task_id, Snooze.HOUR, COPENHAGEN)
    with office.services() as services:
        operation = services.tasks.card(task_id).last
        assert operation is not None
        if what == "undo":
            services.operations.undo(kim.as_actor(), operation.id)
        else:
            getattr(services.tasks, what)(kim.as_actor(), task_id)
    office.clock.advance(HOUR)
    assert rung(office) == []


def test_a_snooze_that_nobody_set_ends_in_silence(sqlite_office: Office) -> None:
    sqlite_office.task(sqlite_office.member(), "Sample", snoozed_until=MONDAY + HOUR)
    sqlite_office.clock.advance(HOUR)
    assert rung(sqlite_office) == []


@pytest.mark.parametrize(
    ("by_whom", "urgency"),
    [("me", Urgency.INTERACTIVE), ("a file", Urgency.INTERACTIVE), ("a colleague", Urgency.ALERT)],
)
def test_a_moment_that_its_user_set_inside_quiet_hours_is_not_held_back(
    office: Office, by_whom: str, urgency: Urgency
) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    with office.services() as services:
        services.own_settings.prefer(kim.as_actor(), Preferences(quiet=NIGHT))
    at = MONDAY + 13 * HOUR  # 23:00 in Copenhagen
    if by_whom == "a file":
        office.task(kim, reminder_at=at)
    else:
        remind(office, kim, at, by=kim if by_whom == "me" else lee)
    office.clock.at = at
    (row,) = rung(office)
    assert row.priority == int(urgency)


def test_one_set_outside_of_quiet_hours_that_comes_late_into_them_waits(sqlite_office: Office) -> None:
    office, kim = sqlite_office, sqlite_office.member()
    with office.services() as services:
        services.own_settings.prefer(kim.as_actor(), Preferences(quiet=NIGHT))
    remind(office, kim, MONDAY + 11 * HOUR)  # 21:00
    office.clock.advance(13 * HOUR)
    (row,) = rung(office)
    assert row.priority == int(Urgency.ALERT)


def test_hundreds_ring_in_chunks(office: Office) -> None:
    kim = office.member()
    office.tasks(kim, [{"title": f"Call {n}", "reminder_at": MONDAY + HOUR} for n in range(25)])
    office.clock.advance(HOUR)
    assert ring_due(office.database, office.clock, chunk=10) == 25
    assert len(rung(office)) == 25
    with office.database.read() as connection:
        assert connection.execute(select(func.count()).select_from(alarms)).scalar_one() == 0


def test_several_processes_ring_each_alarm_once(office: Office) -> None:
    kim = office.member()
    office.tasks(kim, [{"title": f"Call {n}", "reminder_at": MONDAY + HOUR} for n in range(60)])
    office.clock.advance(HOUR)
    start, counts = Barrier(3), []

    def tick() -> None:
        start.wait()
        counts.append(ring_due(office.database, office.clock, chunk=7))

    ticks = [Thread(target=tick) for _ in range(3)]
    for one in ticks:
        one.start()
    for one in ticks:
        one.join()
    assert sum(counts) == 60 - len(unrung(office))
    assert len(rung(office)) == 60


def unrung(office: Office) -> list[int]:
    """What the ticks left, because another one held it at the end: the next tick's."""
    with office.database.read() as connection:
        return list(connection.execute(select(alarms.c.id)).scalars())


def test_an_idle_tick_is_one_query_served_by_an_index(office: Office, query_counter: Any) -> None:
    office.tasks(office.member(), [{"title": f"Call {n}", "reminder_at": MONDAY + HOUR} for n in range(10)])
    with query_counter(office.database.engine, expected=1) as statements:
        assert ring_due(office.database, office.clock) == 0
    if office.database.engine.dialect.name == "sqlite":
        with office.database.read() as connection:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statements[0]}", ("2026-03-02",)).all()
        assert "ix_alarm_due" in str(plan)
