"""The recorder: every write bumps the version, leaves a change with its operation, and loses against a newer one."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import select

from csbot.domain.errors import StaleRecord
from csbot.domain.operations import OperationKind
from csbot.domain.records import ObjectType, Source
from csbot.domain.tasks import Priority, TaskStatus
from csbot.domain.workspaces import SlackTeam
from csbot.services.container import Services
from csbot.storage import operations, recorder, requests
from csbot.storage.recorder import Recorder, allocate_ids
from csbot.storage.tables.records import RECORD_TABLES
from csbot.storage.unit_of_work import Database
from tests.builders import MONDAY, Office


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


def begin(services: Services, actor_id: int | None = None) -> Recorder:
    return recorder.start(services.uow, OperationKind.IMPORT, services.now, actor_id, Source.IMPORT)


def row_of(office: Office, kind: ObjectType, record_id: int) -> Any:
    table = RECORD_TABLES[kind]
    with office.database.read() as connection:
        return connection.execute(select(table).where(table.c.id == record_id)).one()


def changes_of(office: Office, operation_id: int) -> list[operations.Change]:
    with office.services() as services:
        return operations.list_changes(services.uow, operation_id)


def test_a_new_record_has_version_one_its_folded_name_and_a_change(office: Office) -> None:
    kim = office.member("Kim")
    with office.services() as services:
        written = begin(services, kim.id)
        (company,) = written.create(ObjectType.COMPANY, [{"name": "  Ærø  STRASSE ß", "owner_id": kim.id}])
    row = row_of(office, ObjectType.COMPANY, company)
    assert (row.version, row.name_norm, row.created_at, row.updated_at, row.created_by_id) == (
        1,
        "ærø strasse ss",
        MONDAY,
        MONDAY,
        kim.id,
    )
    (change,) = changes_of(office, written.operation_id)
    assert (change.kind, change.record_id, change.version) == (ObjectType.COMPANY, company, 1)
    assert change.after == {"name": "  Ærø  STRASSE ß", "owner_id": kim.id}


def test_all_object_types_share_one_sequence(office: Office) -> None:
    with office.services() as services:
        first = allocate_ids(services.uow.connection, 3)
        second = allocate_ids(services.uow.connection, 2)
    assert len({*first, *second}) == 5
    made = {office.company(), office.task(None), office.records(ObjectType.CONTACT, [{"name": "Z"}])[0]}
    assert len(made) == 3
    assert min(made) > max(second)


def test_a_change_says_what_changed_typed_and_nothing_else(office: Office) -> None:
    task_id = office.task(None, due_on=date(2026, 3, 2))
    moment = datetime(2026, 3, 2, 13, 0, 0, 7, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    office.clock.advance(timedelta(minutes=1))
    values = {
        "name": ("Call Acme", "Call ÅCME"),
        "due_on": (date(2026, 3, 2), None),
        "due_at": (None, moment),
        "priority": (Priority.NONE, Priority.HIGH),
        "status": (TaskStatus.OPEN, TaskStatus.OPEN),
    }
    with office.services() as services:
        written = begin(services)
        written.change(ObjectType.TASK, task_id, 1, values)
    (change,) = changes_of(office, written.operation_id)
    assert change.before == {"name": "Call Acme", "due_on": date(2026, 3, 2), "due_at": None, "priority": Priority.NONE}
    assert change.after == {"name": "Call ÅCME", "due_on": None, "due_at": moment, "priority": Priority.HIGH}
    row = row_of(office, ObjectType.TASK, task_id)
    assert (row.version, row.name_norm, row.due_at, row.updated_at) == (2, "call åcme", moment, office.clock.now())
    assert row.due_at.tzinfo is UTC


@pytest.mark.parametrize("many", [False, True])
def test_an_older_version_is_stale_and_writes_nothing(office: Office, many: bool) -> None:
    task_id, other = office.task(None), office.task(None, "Other")
    other_office = Office(office.database, office.clock, SlackTeam("T2", "Other", "UB2", None))
    with office.services() as services:
        begin(services).change(ObjectType.TASK, task_id, 1, {"name": ("Call Acme", "Second")})

    def write(where: Office, version: int) -> None:
        with where.services() as services:
            if many:
                rows = [(other, 1, {"name": ("Other", "X")}), (task_id, version, {"name": ("Second", "Third")})]
                begin(services).change_many(ObjectType.TASK, rows)
            else:
                begin(services).change(ObjectType.TASK, task_id, version, {"name": ("Second", "Third")})

    for where, version in ((office, 1), (office, 3), (other_office, 2)):
        with pytest.raises(StaleRecord):
            write(where, version)
    assert row_of(office, ObjectType.TASK, task_id).name == "Second"
    assert row_of(office, ObjectType.TASK, other).name == "Other", "none of a batch"
    write(office, 2)
    assert row_of(office, ObjectType.TASK, task_id).version == 3


def test_a_batch_changes_each_by_its_own_values(office: Office) -> None:
    ids = office.tasks(None, [{"title": f"Task {n}"} for n in range(30)])
    with office.services() as services:
        written = begin(services)
        rows = [(i, 1, {"name": (f"Task {n}", f"New {n}")}) for n, i in enumerate(ids)]
        written.change_many(ObjectType.TASK, rows)
    assert [office.read(i).title for i in ids] == [f"New {n}" for n in range(30)]
    changed = changes_of(office, written.operation_id)
    assert [(one.record_id, one.version, one.after) for one in changed] == [
        (i, 2, {"name": f"New {n}"}) for n, i in enumerate(ids)
    ]


def test_nothing_is_left_of_what_failed(office: Office) -> None:
    kim = office.member("Kim")

    def fail_in_the_middle() -> None:
        with office.services() as services:
            services.members.add("new@example.com", {})
            requests.is_first(services.uow, "key", "route", services.now)
            begin(services, kim.id).create(ObjectType.COMPANY, [{"name": "Half"}])
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        fail_in_the_middle()
    with office.services() as services:
        assert [one.name for one in services.members.list()] == ["Kim"]
        assert requests.is_first(services.uow, "key", "route", services.now)
    with office.database.read() as connection:
        assert connection.execute(select(RECORD_TABLES[ObjectType.COMPANY])).first() is None


def test_a_request_is_first_once_per_workspace(office: Office) -> None:
    other = Office(office.database, office.clock, SlackTeam("T2", "Other", "UB2", None))
    for where in (office, other):
        with where.services() as services:
            assert requests.is_first(services.uow, "key" * 200, "route", MONDAY)
            assert not requests.is_first(services.uow, "key" * 200, "another route", MONDAY)
    with office.services() as services:
        assert requests.forget_before(services.uow, MONDAY) == 0
        assert requests.forget_before(services.uow, MONDAY + timedelta(seconds=1)) == 1
        assert requests.is_first(services.uow, "key" * 200, "route", MONDAY)
    with other.services() as services:
        assert not requests.is_first(services.uow, "key" * 200, "route", MONDAY)


def test_the_last_operation_on_each_record(office: Office) -> None:
    kim = office.member("Kim")
    ids = office.tasks(kim, [{"title": "One"}, {"title": "Two"}])
    with office.services() as services:
        services.tasks.complete(kim.as_actor(), ids[0])
        last = operations.find_last(services.uow, ids)
    assert {i: (last[i].kind, last[i].actor_name) for i in ids} == {
        ids[0]: (OperationKind.COMPLETE, "Kim"),
        ids[1]: (OperationKind.IMPORT, ""),
    }


def test_an_instant_without_a_zone_is_refused(office: Office) -> None:
    with pytest.raises(Exception, match="an instant needs a time zone"):
        office.task(None, due_at=datetime(2026, 3, 2, 9, 0))  # noqa: DTZ001 - the point of it
