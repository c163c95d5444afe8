"""A direct message when somebody else gives you a task or changes yours (workspace T11, N3)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from blocks.screens import Look, Rendered
from csbot.domain.deliveries import Urgency
from csbot.domain.members import Member
from csbot.domain.news import FLOODS
from csbot.domain.preferences import Event, Preferences, Way
from csbot.domain.task_forms import TaskFields, columns_of, fields_of
from csbot.domain.tasks import Priority, Snooze
from csbot.storage.tables.news import news
from csbot.storage.tables.outbox import deliveries
from csbot.storage.unit_of_work import Database
from scheduler.news import tell_due
from scheduler.notifications import NOTIFICATIONS
from tests.builders import COPENHAGEN, Office

TODAY = date(2026, 3, 2)
KINDS = [*Event, *FLOODS.values()]


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


@pytest.fixture
def sqlite_office(sqlite_database: Database) -> Office:
    return Office(sqlite_database)


def told(office: Office, *kinds: str) -> list[Any]:
    """Tell what is due; all messages of news so far."""
    tell_due(office.database, office.clock)
    with office.database.read() as connection:
        found = select(deliveries).where(deliveries.c.kind.in_(kinds or KINDS)).order_by(deliveries.c.id)
        return list(connection.execute(found))


def later(office: Office, *kinds: str) -> list[Any]:
    """The same once changes were gathered."""
    office.clock.advance(timedelta(minutes=1))
    return told(office, *kinds)


def rendered(office: Office, member: Member, row: Any) -> Rendered | None:
    """What would be sent now."""
    now = office.clock.now()
    with office.services() as services:
        shown = NOTIFICATIONS[row.kind](services.uow, member, row.args, now)
    return None if shown is None else shown.render(Look(member.as_viewer(), now))


def said(office: Office, member: Member, row: Any) -> str | None:
    found = rendered(office, member, row)
    return None if found is None else found.text


def edit(office: Office, who: Member, task_id: int, **fields: Any) -> None:
    task = office.read(task_id)
    wanted = replace(fields_of(columns_of(task), COPENHAGEN), **fields)
    with office.services() as services:
        services.task_forms.edit(who.as_actor(), task_id, task.version, wanted, COPENHAGEN)


def undo(office: Office, who: Member, task_id: int) -> None:
    with office.services() as services:
        last = services.tasks.card(task_id).last
        assert last is not None
        services.operations.undo(who.as_actor(), last.id)


def test_being_assigned_is_told_once_to_the_new_assignee(office: Office) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    task_id = office.task(kim, "Call Acme", due_on=TODAY)
    with office.services() as services:
        services.tasks.assign(kim.as_actor(), task_id, lee.id)
        services.tasks.assign(kim.as_actor(), task_id, lee.id)
    (row,) = told(office)
    assert (row.recipient_id, row.priority) == (lee.id, int(Urgency.ALERT))
    text = said(office, lee, row)
    assert text is not None
    assert text.startswith("Kim gave you a task.")
    assert "Call Acme" in text
    assert len(later(office)) == 1


def test_a_task_made_or_edited_for_somebody_else_is_told(office: Office) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    fields = TaskFields(title="Made for Lee", assignee_id=lee.id)
    with office.services() as services:
        services.task_forms.create(kim.as_actor(), fields, COPENHAGEN)
    assert len(told(office)) == 1
    task_id = office.task(kim, "Edited for Lee")
    edit(office, kim, task_id, assignee_id=lee.id)
    assert {row.args["id"] for row in told(office)} >= {str(task_id)}


def test_ones_own_doing_is_not_told(office: Office) -> None:
    kim = office.member("Kim")
    task_id = office.task(None, "Anybody's")
    with office.services() as services:
        services.tasks.assign(kim.as_actor(), task_id, kim.id)
        services.tasks.complete(kim.as_actor(), task_id)
        services.tasks.reopen(kim.as_actor(), task_id)
        services.tasks.assign(kim.as_actor(), task_id, None)
        services.task_forms.create(kim.as_actor(), TaskFields(title="Mine", assignee_id=kim.id), COPENHAGEN)
    edit(office, kim, task_id, title="Renamed")
    assert later(office) == []


@pytest.mark.parametrize("what", ["complete", "delete", "give away"])
def test_what_is_done_deleted_or_somebody_elses_by_then_is_not_said_to_be_given(office: Office, what: str) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    task_id = office.task(kim, "Call Acme")
    with office.services() as services:
        services.tasks.assign(kim.as_actor(), task_id, lee.id)
    (row,) = told(office)
    with office.services() as services:
        if what == "give away":
            services.tasks.assign(kim.as_actor(), task_id, kim.id)
        else:
            getattr(services.tasks, what)(kim.as_actor(), task_id)
    assert said(office, lee, row) is None


def test_a_change_is_told_with_what_was_and_what_is(office: Office) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    task_id = office.task(lee, "Call Acme", due_on=TODAY)
    edit(office, kim, task_id, title="Call Acme again", due_on=TODAY + timedelta(days=1), priority=Priority.HIGH)
    assert told(office) == []
    (row,) = later(office)
    assert (row.kind, row.recipient_id, row.priority) == ("task_changed", lee.id, int(Urgency.ALERT))
    text = said(office, lee, row)
    assert text is not None
    assert text.startswith("Kim changed your task.")
    assert "• Title: Call Acme → Call Acme again" in text
    assert "• Due: Mon, Mar 2 → Tue, Mar 3" in text
    assert "• Priority: None → High" in text


def test_several_changes_within_a_short_while_are_one_message(office: Office) -> None:
    kim, lee, mia = (office.member(name) for name in ("Kim", "Lee", "Mia"))
    task_id = office.task(lee, "One", due_on=TODAY)
    edit(office, kim, task_id, title="Two")
    office.clock.advance(timedelta(seconds=30))
    edit(office, mia, task_id, title="Three")
    edit(office, kim, task_id, priority=Priority.LOW)
    office.clock.advance(timedelta(seconds=30))
    (row,) = told(office)
    text = said(office, lee, row)
    assert text is not None
    assert text.startswith("Kim, Mia changed your task. • Title: One → Three • Priority: None → Low")
    edit(office, kim, task_id, title="Four")
    assert "Three → Four" in (said(office, lee, later(office)[1]) or "")


def test_what_the_assignee_changed_meanwhile_is_not_told_back(sqlite_office: Office) -> None:
    office = sqlite_office
    kim, lee = office.member("Kim"), office.member("Lee")
    task_id = office.task(lee, "One")
    edit(office, kim, task_id, title="Two")
    edit(office, lee, task_id, priority=Priority.HIGH)
    (row,) = later(office)
    assert "Priority:" not in (said(office, lee, row) or "")


def test_what_was_taken_back_in_time_is_not_told(office: Office) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    task_id = office.task(lee, "One")
    edit(office, kim, task_id, title="Two")
    undo(office, kim, task_id)
    (row,) = later(office)
    assert said(office, lee, row) is None


def test_an_undo_after_it_was_told_is_told_too(office: Office) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    task_id = office.task(lee, "One")
    with office.services() as services:
        services.tasks.complete(kim.as_actor(), task_id)
    (row,) = later(office)
    assert "• Completed" in (said(office, lee, row) or "")
    undo(office, kim, task_id)
    assert "• Reopened" in (said(office, lee, later(office)[1]) or "")


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("complete", "• Completed"),
        ("delete", "• Deleted"),
        ("snooze", "• Snoozed until: None → "),
        ("give away", "• Assigned to: you → Kim"),
    ],
)
def test_whatever_others_do_to_a_task_its_assignee_hears(office: Office, what: str, words: str) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    task_id = office.task(lee, "One")
    with office.services() as services:
        if what == "snooze":
            services.tasks.snooze(kim.as_actor(), task_id, Snooze.TOMORROW, COPENHAGEN)
        elif what == "give away":
            services.tasks.assign(kim.as_actor(), task_id, kim.id)
        else:
            getattr(services.tasks, what)(kim.as_actor(), task_id)
    (row,) = later(office)
    assert words in (said(office, lee, row) or "")
    assert row.recipient_id == lee.id


def test_many_tasks_at_once_are_one_message_with_a_list(office: Office) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    ids = office.tasks(kim, [{"title": f"Call {n}"} for n in range(12)])
    with office.services() as services:
        for task_id in ids:
            services.tasks.assign(kim.as_actor(), task_id, lee.id)
    (row,) = told(office)
    found = rendered(office, lee, row)
    assert found is not None
    assert found.text.startswith("Kim gave you 12 tasks.")
    assert "Call 0" in found.text
    assert "… and 2 more" in found.text
    for task_id in ids:
        edit(office, kim, task_id, priority=Priority.LOW)
    (changed,) = later(office, FLOODS[Event.TASK_CHANGED])
    assert (said(office, lee, changed) or "").startswith("Kim changed 12 of your tasks.")


def test_an_import_floods_nobody(office: Office) -> None:
    lee = office.member("Lee")
    office.tasks(lee, [{"title": f"Call {n}"} for n in range(50)])
    assert later(office) == []


@pytest.mark.parametrize("way", [Way.DIGEST, Way.OFF])
def test_who_wants_it_in_the_digest_or_not_at_all_gets_no_message(office: Office, way: Way) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    with office.services() as services:
        services.own_settings.prefer(lee.as_actor(), Preferences(events={Event.TASK_CHANGED: way}))
    task_id = office.task(lee, "One")
    edit(office, kim, task_id, title="Two")
    with office.services() as services:
        services.tasks.assign(lee.as_actor(), task_id, None)
        services.tasks.assign(kim.as_actor(), task_id, lee.id)
    assert [row.kind for row in later(office)] == ["task_assigned"]
    with office.database.read() as connection:
        waiting = select(func.count()).select_from(news).where(news.c.told_at.is_(None))
        assert connection.execute(waiting).scalar_one() == 0


def test_each_is_told_once_however_many_processes_tick(office: Office) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    with office.services() as services:
        for n in range(3):
            fields = TaskFields(title=f"Call {n}", assignee_id=lee.id)
            services.task_forms.create(kim.as_actor(), fields, COPENHAGEN)
    assert tell_due(office.database, office.clock, chunk=2) == 3
    assert tell_due(office.database, office.clock) == 0
    assert len(told(office)) == 3
