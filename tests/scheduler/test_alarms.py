"""Reminders and the ends of snoozes come by direct message at their moment, once (workspace T7, T9, N3, N4)."""

from datetime import timedelta

import pytest

from blocks.screens import Look
from csbot.domain.deliveries import Urgency
from csbot.domain.preferences import Preferences, QuietHours
from csbot.domain.tasks import Snooze
from csbot.storage.unit_of_work import Database
from scheduler.notifications import NOTIFICATIONS
from tests.builders import COPENHAGEN, MONDAY, Office
from tests.scheduler.alarming import remind, rung, said

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NIGHT = QuietHours(start=22 * 60, end=7 * 60)


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


@pytest.fixture
def sqlite_office(sqlite_database: Database) -> Office:
    return Office(sqlite_database)


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
