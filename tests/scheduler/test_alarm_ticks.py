"""Alarms move with their tasks; ticks ring them once, however many processes there are (workspace T7, N4)."""

from datetime import UTC, date, datetime, time, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import func, select

from csbot.storage.tables.alarms import alarms
from csbot.storage.unit_of_work import Database
from scheduler.alarms import ring_due
from tests.builders import MONDAY, Office
from tests.scheduler.alarming import edit, remind, rung, said

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
TODAY = date(2026, 3, 2)


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


@pytest.fixture
def sqlite_office(sqlite_database: Database) -> Office:
    return Office(sqlite_database)


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
