"""Complete, reopen and snooze: what is written, what is so already, and who may (workspace T8, T9, A9)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from blocks.notices import notice
from blocks.screens import Look, Shown
from csbot.domain.errors import NotAllowed, NotFound, SnoozePast, TaskNotOpen
from csbot.domain.members import Member
from csbot.domain.notices import Already
from csbot.domain.operations import OperationKind
from csbot.domain.permissions import Denial, Level
from csbot.domain.records import Source
from csbot.domain.tasks import Snooze, TaskStatus
from csbot.domain.workspaces import SlackTeam
from csbot.services.container import Services
from csbot.services.tasks import Outcome
from csbot.storage import operations as stored_operations
from csbot.storage.tables.history import changes
from tests.builders import COPENHAGEN, MONDAY, Office
from tests.services.racing import at_once

Doing = Callable[[Services, Member, int], Outcome]


def complete(services: Services, actor: Member, task_id: int) -> Outcome:
    return services.tasks.complete(actor.as_actor(), task_id)


def reopen(services: Services, actor: Member, task_id: int) -> Outcome:
    return services.tasks.reopen(actor.as_actor(), task_id)


def snooze(services: Services, actor: Member, task_id: int) -> Outcome:
    return services.tasks.snooze(actor.as_actor(), task_id, Snooze.TOMORROW, COPENHAGEN)


def do(office: Office, doing: Doing, actor: Member, task_id: int) -> Outcome:
    with office.services() as services:
        return doing(services, actor, task_id)


def history(office: Office, task_id: int) -> list[Any]:
    with office.database.read() as connection:
        found = select(changes).where(changes.c.record_id == task_id).order_by(changes.c.id)
        return list(connection.execute(found))


def completed(office: Office, by: Member, **values: Any) -> int:
    at = MONDAY - timedelta(hours=2)
    return office.task(by, status=TaskStatus.COMPLETED, completed_at=at, completed_by_id=by.id, **values)


def test_completing_wakes_the_task_and_remembers_who_when_and_how(office: Office) -> None:
    kim, lee = office.member("Kim"), office.member("Lee")
    task_id = office.task(kim, snoozed_until=MONDAY + timedelta(hours=1))
    done = do(office, complete, lee, task_id)
    assert not done.already
    assert done.task == office.read(task_id)
    assert (done.task.status, done.task.completed_at, done.task.snoozed_until, done.task.version) == (
        TaskStatus.COMPLETED,
        MONDAY,
        None,
        2,
    )
    assert done.task.completed_by is not None
    assert done.task.completed_by.name == "Lee"
    last = history(office, task_id)[-1]
    assert (last.version, last.at, last.actor_id, last.source) == (2, MONDAY, lee.id, Source.SLACK)
    assert last.properties["status"] == ["open", "completed"]
    assert set(last.properties) == {"status", "completed_at", "completed_by_id", "snoozed_until"}
    with office.services() as services:
        operation = stored_operations.find_last(services.uow, [task_id])[task_id]
    assert (operation.kind, operation.actor_name, operation.undo_until) == (
        OperationKind.COMPLETE,
        "Lee",
        MONDAY + timedelta(minutes=10),
    )


@pytest.mark.parametrize(("doing", "made"), [(complete, completed), (reopen, Office.task)])
def test_what_is_so_already_is_said_and_not_written(office: Office, doing: Doing, made: Callable[..., int]) -> None:
    kim = office.member("Kim")
    task_id = made(office, kim)
    before = office.read(task_id)
    outcome = do(office, doing, kim, task_id)
    assert outcome == Outcome(before, already=True)
    assert len(history(office, task_id)) == 1


def test_reopening_forgets_who_completed_it(office: Office) -> None:
    kim = office.member("Kim")
    task_id = completed(office, kim)
    opened = do(office, reopen, kim, task_id).task
    assert (opened.status, opened.completed_at, opened.completed_by) == (TaskStatus.OPEN, None, None)


def test_snoozing_leaves_the_due_date_and_twice_is_once(office: Office) -> None:
    kim = office.member("Kim")
    task_id = office.task(kim, due_at=MONDAY)
    snoozed = do(office, snooze, kim, task_id).task
    assert (snoozed.snoozed_until, snoozed.due_at) == (MONDAY + timedelta(hours=23), MONDAY)
    assert do(office, snooze, kim, task_id).already
    assert len(history(office, task_id)) == 2


def test_a_completed_task_cannot_be_snoozed(office: Office) -> None:
    kim = office.member("Kim")
    task_id = completed(office, kim)
    with pytest.raises(TaskNotOpen):
        do(office, snooze, kim, task_id)


def test_this_afternoon_is_over_in_the_evening(office: Office) -> None:
    kim = office.member("Kim")
    task_id = office.task(kim)
    office.clock.advance(timedelta(hours=8))
    with pytest.raises(SnoozePast), office.services() as services:
        services.tasks.snooze(kim.as_actor(), task_id, Snooze.AFTERNOON, COPENHAGEN)


DOINGS = [complete, reopen, snooze]


@pytest.mark.parametrize("doing", DOINGS)
def test_what_is_not_here_is_not_found(office: Office, doing: Doing) -> None:
    kim = office.member("Kim")
    other = Office(office.database, office.clock, SlackTeam("T2", "Other", "UB2", None))
    there = other.task(other.member("Kim"), "Secret")
    deleted = office.task(kim, archived_at=MONDAY)
    company = office.company("Acme", kim)
    for task_id in (there, deleted, company, 987654):
        with pytest.raises(NotFound):
            do(office, doing, kim, task_id)
    assert other.read(there).version == 1


SCOPES = {  # scope → owners whose task may be changed
    "own": {"self"},
    "team": {"self", "same team", "same lead", "lead", "report", "nobody"},
    "all": {"self", "same team", "same lead", "lead", "report", "nobody", "stranger"},
}


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("doing", DOINGS)
def test_edit_scope(office: Office, scope: str, doing: Doing) -> None:
    lead = office.member("Lead", team="Leads")
    actor = office.member("Actor", edit_scope=scope, team="North", lead_id=lead.id)
    owners = {
        "self": actor,
        "same team": office.member("Mate", team="North"),
        "same lead": office.member("Sibling", team="South", lead_id=lead.id),
        "lead": lead,
        "report": office.member("Report", team="South", lead_id=actor.id),
        "nobody": None,
        "stranger": office.member("Stranger", team="South"),
    }
    for name, owner in owners.items():
        state: dict[str, Any] = {"status": TaskStatus.COMPLETED, "completed_at": MONDAY} if doing is reopen else {}
        task_id = office.task(owner, **state)
        if name in SCOPES[scope]:
            assert not do(office, doing, actor, task_id).already, name
            continue
        with pytest.raises(NotAllowed) as denied:
            do(office, doing, actor, task_id)
        assert denied.value.params["denial"] is Denial.OUT_OF_SCOPE
        assert office.read(task_id).version == 1, name


@pytest.mark.parametrize("doing", DOINGS)
def test_the_service_checks_permission_again(office: Office, doing: Doing) -> None:
    kim = office.member("Kim")
    task_id = office.task(kim)
    for lesser in (replace(kim, seat=False), replace(kim, level=Level.NONE), replace(kim, outsider=True)):
        with pytest.raises(NotAllowed):
            do(office, doing, lesser, task_id)


def test_of_two_who_complete_at_once_one_does_and_the_other_is_told_who(office: Office) -> None:
    people = {one.id: one for one in (office.member("Kim"), office.member("Lee"))}
    for _ in range(5):
        task_id = office.task(people[min(people)])
        outcomes = at_once(*(partial(do, office, complete, one, task_id) for one in people.values()))
        assert all(isinstance(one, Outcome) for one in outcomes), outcomes
        told = [one for one in outcomes if isinstance(one, Outcome)]
        assert sorted(one.already for one in told) == [False, True]
        (winner,) = [one.task.completed_by for one in told if not one.already]
        (loser,) = [one for one in told if one.already]
        assert loser.task.completed_by == winner
        assert office.read(task_id).version == 2
        viewer = next(one for one in people.values() if winner is not None and one.id != winner.id).as_viewer()
        said = Shown(notice, Already(loser.task)).render(Look(viewer, MONDAY)).text
        assert winner is not None
        assert f"already completed by {winner.name}" in said


def test_completing_and_snoozing_at_once_leave_one_truth(office: Office) -> None:
    kim = office.member("Kim")
    for _ in range(3):
        task_id = office.task(kim)
        outcomes = at_once(partial(do, office, complete, kim, task_id), partial(do, office, snooze, kim, task_id))
        assert isinstance(outcomes[0], Outcome)
        assert not outcomes[0].already
        assert isinstance(outcomes[1], Outcome | TaskNotOpen)
        task = office.read(task_id)
        assert (task.status, task.snoozed_until) == (TaskStatus.COMPLETED, None)
        assert task.version == (3 if isinstance(outcomes[1], Outcome) else 2)
