"""Undo: for ten minutes, by whoever may edit, and never over somebody's later change (workspace T8)."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from csbot.domain.activities import ActivityFields, ActivityKind
from csbot.domain.errors import NotAllowed, NotFound, UndoExpired, UndoOvertaken
from csbot.domain.members import Member
from csbot.domain.operations import Operation, OperationKind
from csbot.domain.record_cards import RecordRef
from csbot.domain.records import ObjectType
from csbot.domain.tasks import Snooze, Task, TaskStatus
from csbot.domain.workspaces import SlackTeam
from csbot.services.container import Services
from csbot.services.operations import Undone
from csbot.storage import operations as stored_operations
from csbot.storage.unit_of_work import Database
from tests.builders import COPENHAGEN, MONDAY, Office
from tests.services.racing import at_once


def undo(office: Office, actor: Member, operation_id: int) -> Undone:
    with office.services() as services:
        return services.operations.undo(actor.as_actor(), operation_id)


def last(office: Office, task_id: int) -> Operation:
    with office.services() as services:
        return stored_operations.find_last(services.uow, [task_id])[task_id]


def complete(office: Office, actor: Member, task_id: int) -> Operation:
    with office.services() as services:
        services.tasks.complete(actor.as_actor(), task_id)
    return last(office, task_id)


def state(task: Task) -> tuple[object, ...]:
    return task.status, task.completed_at, task.completed_by, task.snoozed_until, task.due_on, task.due_at


DOINGS: dict[str, Callable[[Services, Member, int], object]] = {
    "complete": lambda services, actor, task_id: services.tasks.complete(actor.as_actor(), task_id),
    "reopen": lambda services, actor, task_id: services.tasks.reopen(actor.as_actor(), task_id),
    "snooze": lambda services, actor, task_id: services.tasks.snooze(
        actor.as_actor(), task_id, Snooze.MONDAY, COPENHAGEN
    ),
}


@pytest.mark.parametrize("name", DOINGS)
def test_undo_restores_every_value_to_the_microsecond(office: Office, name: str) -> None:
    kim = office.member("Kim")
    moment = MONDAY - timedelta(microseconds=1)
    done: dict[str, Any] = {"status": TaskStatus.COMPLETED, "completed_at": moment, "completed_by_id": kim.id}
    task_id = office.task(kim, due_at=moment, snoozed_until=moment, **(done if name == "reopen" else {}))
    before = office.read(task_id)
    with office.services() as services:
        DOINGS[name](services, kim, task_id)
    assert state(office.read(task_id)) != state(before)
    undone = undo(office, kim, last(office, task_id).id)
    assert not undone.already
    after = office.read(task_id)
    assert state(after) == state(before)
    assert after.version == before.version + 2, "history goes forward"
    assert last(office, task_id).kind is OperationKind.UNDO


def test_undo_twice_says_when_it_was_undone(office: Office) -> None:
    kim = office.member("Kim")
    task_id = office.task(kim)
    operation = complete(office, kim, task_id)
    office.clock.advance(timedelta(minutes=1))
    undo(office, kim, operation.id)
    office.clock.advance(timedelta(minutes=1))
    again = undo(office, kim, operation.id)
    assert again.already
    assert again.operation.undone_at == MONDAY + timedelta(minutes=1)
    assert office.read(task_id).version == 3


def test_undo_ends_after_ten_minutes_and_not_before(office: Office) -> None:
    kim = office.member("Kim")
    early, late = (complete(office, kim, office.task(kim)) for _ in range(2))
    office.clock.advance(timedelta(minutes=10, microseconds=-1))
    assert not undo(office, kim, early.id).already
    office.clock.advance(timedelta(microseconds=1))
    with pytest.raises(UndoExpired):
        undo(office, kim, late.id)


def test_an_undo_is_not_undone(office: Office) -> None:
    kim = office.member("Kim")
    task_id = office.task(kim)
    undo(office, kim, complete(office, kim, task_id).id)
    with pytest.raises(UndoExpired):
        undo(office, kim, last(office, task_id).id)
    assert office.read(task_id).is_open


def test_a_later_change_by_somebody_else_stands(office: Office) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    task_id = office.task(kim)
    operation = complete(office, kim, task_id)
    office.clock.advance(timedelta(minutes=1))
    with office.services() as services:
        services.tasks.reopen(lee.as_actor(), task_id)
    with pytest.raises(UndoOvertaken) as overtaken:
        undo(office, kim, operation.id)
    assert overtaken.value.params["by"] == "Lee"
    assert office.read(task_id).version == 3


def test_undoing_takes_the_same_permission_as_doing(office: Office) -> None:
    kim, lee = office.member("Kim"), office.member("Lee", edit_scope="own")
    task_id = office.task(kim)
    operation = complete(office, kim, task_id)
    with pytest.raises(NotAllowed):
        undo(office, lee, operation.id)
    assert not office.read(task_id).is_open


def test_what_is_not_here_is_not_undone(office: Office) -> None:
    kim = office.member("Kim")
    other = Office(office.database, office.clock, SlackTeam("T2", "Other", "UB2", None))
    lee = other.member("Lee")
    task_id = other.task(lee)
    operation = complete(other, lee, task_id)
    for operation_id in (operation.id, 987654):
        with pytest.raises(NotFound):
            undo(office, kim, operation_id)
    assert not other.read(task_id).is_open


def test_of_two_who_undo_at_once_one_does_and_the_other_is_told(office: Office) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    for _ in range(3):
        task_id = office.task(kim)
        operation = complete(office, kim, task_id)
        undone = at_once(*(partial(undo, office, one, operation.id) for one in (kim, lee)))
        assert all(isinstance(one, Undone) for one in undone), undone
        assert sorted(one.already for one in undone if isinstance(one, Undone)) == [False, True]
        assert office.read(task_id).version == 3


def test_of_undo_and_a_new_completion_at_once_nothing_is_lost(office: Office) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    for _ in range(3):
        task_id = office.task(kim)
        operation = complete(office, kim, task_id)
        at_once(partial(undo, office, kim, operation.id), partial(complete, office, lee, task_id))
        task = office.read(task_id)
        assert task.version in (3, 4)
        assert task.is_open is (task.version == 3)


@pytest.mark.parametrize(("first", "second"), [(1, 0), (0, 1)], ids=["newest last", "newest first"])
def test_when_something_happened_last_follows_whatever_is_undone_first(
    sqlite_database: Database, first: int, second: int
) -> None:
    office = Office(sqlite_database)
    kim = office.member("Kim")
    acme = RecordRef(ObjectType.COMPANY, office.company("Acme", kim))
    logged = {}
    for hours in (first, second):
        said = ActivityFields(f"{hours} hours ago", "", MONDAY - timedelta(hours=hours))
        with office.services() as services:
            activity_id = services.activities.log(kim.as_actor(), acme, ActivityKind.CALL, said)
        logged[hours] = last(office, activity_id).id
    seen = []
    for hours in (first, second):
        undo(office, kim, logged[hours])
        with office.services() as services:
            seen.append(services.records.record(acme).values.get("last_activity"))
    assert seen == [MONDAY - timedelta(hours=second), None]
