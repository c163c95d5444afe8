"""Whom an Undo answers to: every kind × everybody who may come, as drawn and as pressed (workspace T8, C14).

A kind that a press can undo is here, or the first test names it. What is expected is written down below.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from csbot.domain.activities import ActivityFields, ActivityKind
from csbot.domain.errors import NotAllowed
from csbot.domain.members import Member
from csbot.domain.operations import UNDO_ASKS, OperationKind
from csbot.domain.permissions import Level
from csbot.domain.record_cards import RecordRef
from csbot.domain.records import ObjectType
from csbot.domain.task_forms import TaskFields
from csbot.domain.tasks import Snooze
from csbot.services import undos
from csbot.services.container import Services
from csbot.storage.unit_of_work import Database
from tests.builders import COPENHAGEN, MONDAY, READING, Office

NOTE = ActivityFields("Lunch", "", MONDAY)
MANAGE = int(Level.MANAGE_SETTINGS)
PEOPLE: dict[str, dict[str, Any]] = {
    "the owner": {"edit_scope": "own", "team": "North"},
    "the doer": {},
    "a colleague": {},
    "the other's owner": {"edit_scope": "own"},
    "own scope": {"edit_scope": "own"},
    "the owner's team": {"edit_scope": "team", "team": "North"},
    "another team": {"edit_scope": "team", "team": "South"},
    "a manager": {"level": MANAGE},
    "a manager of own scope": {"level": MANAGE, "edit_scope": "own"},
    "without a seat": {"seat": False},
    "without access": {"level": int(Level.NONE)},
    "a super admin without a seat": {"level": int(Level.SUPER_ADMIN), "seat": False},
}
EDITORS = {"the owner", "the doer", "a colleague", "the owner's team", "a manager"}
"""Who may edit the owner's record."""
LOGGERS = {"the owner", "the doer", "a manager", "a manager of own scope"}
"""Who may edit the owner's note; the doer is the owner's manager there."""


@dataclass
class World:
    """The owner's company and task, and another's company."""

    office: Office
    people: dict[str, Member]
    company: RecordRef
    other: RecordRef
    task_id: int

    def who(self, name: str) -> Member:
        return self.people[name]

    def did(self, do: Callable[[Services, "World"], int]) -> int:
        """Do it; the number of a record that was changed."""
        with self.office.services() as services:
            return do(services, self)

    def offers(self, name: str, record_id: int) -> bool:
        """Whether the person sees Undo of the last thing done to the record."""
        with self.office.services() as services:
            last = undos.find_last(services.uow, self.who(name).as_actor(), [record_id], services.now)
            return last[record_id].offers_undo(services.now)

    def undoes(self, name: str, record_id: int) -> bool:
        """Whether the person may take the last thing back, and then does."""
        with self.office.services() as services:
            (last,) = undos.find_last(services.uow, None, [record_id], services.now).values()
            try:
                services.operations.undo(self.who(name).as_actor(), last.id)
            except NotAllowed:
                return False
            return True


def create(s: Services, w: World) -> int:
    made = TaskFields("Call", assignee_id=w.who("the owner").id)
    return s.task_forms.create(w.who("the doer").as_actor(), made, COPENHAGEN).task.id


def log(s: Services, w: World, by: str = "the owner") -> int:
    return s.activities.log(w.who(by).as_actor(), w.other, ActivityKind.NOTE, NOTE)


def edit_log(s: Services, w: World) -> int:
    made = log(s, w)
    s.activities.edit(w.who("the doer").as_actor(), made, 1, ActivityFields("Dinner", "", MONDAY))
    return made


def delete_log(s: Services, w: World) -> int:
    made = log(s, w)
    s.activities.delete(w.who("the doer").as_actor(), made)
    return made


def associate(s: Services, w: World) -> int:
    s.associations.add(w.who("the doer").as_actor(), w.company, w.other, "Parent")
    return w.company.id


def part(s: Services, w: World) -> int:
    associate(s, w)
    (tie,) = s.associations.page(w.company).found
    s.associations.remove(w.who("the doer").as_actor(), w.company, tie.id)
    return w.company.id


def reopen(s: Services, w: World) -> int:
    done = s.tasks.complete(w.who("the owner").as_actor(), w.task_id)
    return s.tasks.reopen(w.who("the doer").as_actor(), done.task.id).task.id


def edit(s: Services, w: World) -> int:
    typed = {"phone": "+31 20 555 0101"}
    s.record_forms.edit(w.who("the doer").as_actor(), w.company, 1, typed, READING)
    return w.company.id


DOINGS: dict[OperationKind, tuple[Callable[[Services, World], int], set[str]]] = {
    OperationKind.CREATE: (create, EDITORS),
    OperationKind.EDIT: (edit, EDITORS),
    OperationKind.COMPLETE: (lambda s, w: s.tasks.complete(w.who("the doer").as_actor(), w.task_id).task.id, EDITORS),
    OperationKind.REOPEN: (reopen, EDITORS),
    OperationKind.SNOOZE: (
        lambda s, w: s.tasks.snooze(w.who("the doer").as_actor(), w.task_id, Snooze.MONDAY, COPENHAGEN).task.id,
        EDITORS,
    ),
    OperationKind.DELETE: (lambda s, w: s.tasks.delete(w.who("the doer").as_actor(), w.task_id).task.id, EDITORS),
    OperationKind.ASSIGN: (
        lambda s, w: s.tasks.assign(w.who("the doer").as_actor(), w.task_id, w.who("the other's owner").id).task.id,
        {"the doer", "a colleague", "the other's owner", "a manager"},  # by whose it is now
    ),
    OperationKind.LOG: (log, LOGGERS),
    OperationKind.EDIT_LOG: (edit_log, LOGGERS),
    OperationKind.DELETE_LOG: (delete_log, LOGGERS),
    OperationKind.ASSOCIATE: (associate, EDITORS),
    OperationKind.PART: (part, EDITORS),
}
LOGS = {OperationKind.LOG, OperationKind.EDIT_LOG, OperationKind.DELETE_LOG}


def world(office: Office, kind: OperationKind) -> World:
    people = {
        name: office.member(name, **{**values, **({"level": MANAGE} if kind in LOGS and name == "the doer" else {})})
        for name, values in PEOPLE.items()
    }
    owner = people["the owner"]
    company, other = office.company("Acme", owner), office.company("Bolt", people["the other's owner"])
    refs = [RecordRef(ObjectType.COMPANY, number) for number in (company, other)]
    return World(office, people, refs[0], refs[1], office.task(owner))


def test_every_kind_that_a_press_undoes_is_tried() -> None:
    assert set(DOINGS) == set(UNDO_ASKS)
    assert set(OperationKind) - set(UNDO_ASKS) == {OperationKind.IMPORT, OperationKind.UNDO}


@pytest.mark.parametrize("kind", DOINGS)
def test_undo_asks_what_the_change_asked_and_is_shown_to_whom_it_answers(
    sqlite_database: Database, kind: OperationKind
) -> None:
    w = world(Office(sqlite_database), kind)
    do, may = DOINGS[kind]
    for name in PEOPLE:
        fresh = World(w.office, w.people, w.company, w.other, w.office.task(w.who("the owner")))
        if kind in (OperationKind.EDIT, OperationKind.ASSOCIATE, OperationKind.PART):
            fresh.company = RecordRef(ObjectType.COMPANY, w.office.company("Acme", w.who("the owner")))
        changed = fresh.did(do)
        assert fresh.offers(name, changed) is (name in may), f"drawn for {name}"
        assert fresh.undoes(name, changed) is (name in may), f"pressed by {name}"


@pytest.mark.parametrize("kind", sorted(LOGS))
def test_whose_customer_it_is_does_not_undo_what_a_colleague_logged_on_it(
    database: Database, kind: OperationKind
) -> None:
    """The card of the customer has the last thing done to it, which was logged by somebody else (C14)."""
    w = world(Office(database), kind)
    w.did(DOINGS[kind][0])
    shown = {name: w.offers(name, w.other.id) for name in PEOPLE}
    assert {name for name, is_shown in shown.items() if is_shown} == LOGGERS
    assert not w.undoes("the other's owner", w.other.id)
    assert not w.undoes("a colleague", w.other.id)
    assert w.undoes("the owner", w.other.id)


@pytest.mark.parametrize("of", ["task", "company"])
def test_who_gave_something_away_may_take_it_back_whatever_the_scope(sqlite_database: Database, of: str) -> None:
    w = world(Office(sqlite_database), OperationKind.ASSIGN)
    ann, bo = w.who("the owner"), w.who("the other's owner")

    def give(s: Services, w: World) -> int:
        if of == "task":
            return s.tasks.assign(ann.as_actor(), w.task_id, bo.id).task.id
        s.record_forms.edit(ann.as_actor(), w.company, 1, {"owner": str(bo.id)}, READING)
        return w.company.id

    changed = w.did(give)
    assert w.offers("the owner", changed)
    assert not w.offers("own scope", changed)
    assert w.undoes("the owner", changed)


def test_what_was_handed_over_since_is_not_undone_by_who_had_it(sqlite_database: Database) -> None:
    w = world(Office(sqlite_database), OperationKind.EDIT)
    ann, bo = w.who("the owner"), w.who("the other's owner")
    with w.office.services() as s:
        s.record_forms.edit(ann.as_actor(), w.company, 1, {"phone": "+31 20 555 0101"}, READING)
        (edited,) = undos.find_last(s.uow, None, [w.company.id], s.now).values()
        handed = {"owner": str(bo.id)}
        s.record_forms.edit(w.who("a manager").as_actor(), w.company, 2, handed, READING)
    with w.office.services() as s, pytest.raises(NotAllowed):
        s.operations.undo(ann.as_actor(), edited.id)


def test_what_one_made_for_another_is_taken_back_whatever_the_scope(sqlite_database: Database) -> None:
    w = world(Office(sqlite_database), OperationKind.CREATE)
    w.people["the doer"] = w.who("own scope")
    made = w.did(create)
    assert w.offers("own scope", made)
    assert w.undoes("own scope", made)
    assert w.office.read(made).is_deleted


def test_nobody_is_offered_what_is_over(sqlite_database: Database) -> None:
    w = world(Office(sqlite_database), OperationKind.COMPLETE)
    changed = w.did(DOINGS[OperationKind.COMPLETE][0])
    w.office.clock.advance(timedelta(minutes=10))
    assert not any(w.offers(name, changed) for name in PEOPLE)
