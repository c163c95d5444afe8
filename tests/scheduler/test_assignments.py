"""A direct message when somebody else gives you a task (workspace T11)."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from blocks.screens import Look
from csbot.domain.assignments import TASK_ASSIGNED
from csbot.domain.deliveries import Urgency
from csbot.domain.members import Member
from csbot.domain.task_forms import TaskFields, columns_of, fields_of
from csbot.storage.tables.outbox import deliveries
from csbot.storage.unit_of_work import Database
from scheduler.notifications import NOTIFICATIONS
from tests.builders import COPENHAGEN, Office

TODAY = date(2026, 3, 2)


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


def told(office: Office) -> list[Any]:
    """The messages that wait."""
    with office.database.read() as connection:
        return list(connection.execute(select(deliveries).where(deliveries.c.kind == TASK_ASSIGNED)))


def said(office: Office, member: Member, row: Any) -> str | None:
    """What would be sent now."""
    with office.services() as services:
        shown = NOTIFICATIONS[row.kind](services.uow, member, row.args, office.clock.now())
    return None if shown is None else shown.render(Look(member.as_viewer(), office.clock.now())).text


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


def test_a_task_made_or_edited_for_somebody_else_is_told(office: Office) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    fields = TaskFields(title="Made for Lee", assignee_id=lee.id)
    with office.services() as services:
        services.task_forms.create(kim.as_actor(), fields, COPENHAGEN)
    assert len(told(office)) == 1
    task_id = office.task(kim, "Edited for Lee")
    task = office.read(task_id)
    with office.services() as services:
        edited = fields_of(columns_of(task) | {"owner_id": lee.id}, COPENHAGEN)
        services.task_forms.edit(kim.as_actor(), task_id, task.version, edited, COPENHAGEN)
    assert {row.args["id"] for row in told(office)} >= {str(task_id)}


def test_ones_own_doing_is_not_told(office: Office) -> None:
    kim = office.member("Kim")
    task_id = office.task(None, "Anybody's")
    with office.services() as services:
        services.tasks.assign(kim.as_actor(), task_id, kim.id)
        services.tasks.assign(kim.as_actor(), task_id, None)
        services.task_forms.create(kim.as_actor(), TaskFields(title="Mine", assignee_id=kim.id), COPENHAGEN)
    assert told(office) == []


@pytest.mark.parametrize("what", ["complete", "delete", "give away"])
def test_what_is_done_deleted_or_somebody_elses_by_then_is_not_said(office: Office, what: str) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    task_id = office.task(kim, "Call Acme")
    with office.services() as services:
        services.tasks.assign(kim.as_actor(), task_id, lee.id)
        if what == "complete":
            services.tasks.complete(kim.as_actor(), task_id)
        elif what == "delete":
            services.tasks.delete(kim.as_actor(), task_id)
        else:
            services.tasks.assign(kim.as_actor(), task_id, kim.id)
    row = next(row for row in told(office) if row.recipient_id == lee.id)
    assert said(office, lee, row) is None
