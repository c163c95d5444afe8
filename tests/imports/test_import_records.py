"""What becomes of rows: new records, changed ones, history (workspace I1, T1, T10, C10)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import delete, select

from csbot.domain.records import ObjectType
from csbot.domain.tasks import NEVER, Priority, TaskStatus, TaskType
from csbot.storage.tables.history import operations
from csbot.storage.tables.records import companies
from csbot.storage.workspaces import add
from tests.imports.conftest import NOW, Office

COMPANIES = """\
Record ID,Company name,Company Domain Name,Company owner,Create Date,Phone Number,City,Country/Region,Industry,\
Lifecycle Stage,Number of Employees,ARR,Website URL,Last Activity Date,Renewal date
1001,Acme,https://www.Acme.example/about,Kim Larsen,2024-01-05 10:33,+45 12 34 56 78,Aarhus,Denmark,Software,\
Customer,"1,200","€12,000.50",acme.example,2026-11-20 09:00,2027-05-01
1002,Nordvind,nordvind.example,kim@acme.example,2024-02-05 08:00,,,,,,,,,,
"""


def test_hubspot_companies_are_read_whole(office: Office) -> None:
    assert office.take(ObjectType.COMPANY, COMPANIES).counts == (2, 0, 0, 0)
    acme = office.rows(ObjectType.COMPANY)[0]
    assert (acme.external_id, acme.name, acme.domain, acme.website) == (
        "1001",
        "Acme",
        "acme.example",
        "https://acme.example",
    )
    assert (acme.employees, acme.arr, acme.renewal_on) == (1200, 12000.5, date(2027, 5, 1))
    assert (acme.city, acme.country, acme.industry, acme.lifecycle_stage) == (
        "Aarhus",
        "Denmark",
        "Software",
        "Customer",
    )
    assert acme.owner_id == office.people["kim@acme.example"]
    assert acme.created_at == acme.assigned_at == datetime(2024, 1, 5, 9, 33, tzinfo=UTC)


def test_the_same_file_again_changes_nothing(office: Office) -> None:
    office.take(ObjectType.COMPANY, COMPANIES)
    before = office.history()
    assert office.take(ObjectType.COMPANY, COMPANIES).counts == (0, 0, 2, 0)
    assert office.history() == before


def test_a_known_record_id_updates_and_an_empty_cell_keeps(office: Office) -> None:
    office.take(ObjectType.COMPANY, COMPANIES)
    later = "Record ID,Company name,ARR,City\n1001,Acme Group,15000,\n1003,Newcomer,,\n"
    assert office.take(ObjectType.COMPANY, later).counts == (1, 1, 0, 0)
    acme = office.rows(ObjectType.COMPANY)[0]
    assert (acme.name, acme.name_norm, acme.arr, acme.city, acme.version) == (
        "Acme Group",
        "acme group",
        15000,
        "Aarhus",
        2,
    )


def test_single_columns_can_be_brought_for_known_records(office: Office) -> None:
    office.take(ObjectType.COMPANY, COMPANIES)
    done = office.take(ObjectType.COMPANY, "Record ID,Renewal date\n1002,2027-01-31\n1009,2027-01-31\n")
    assert done.counts == (0, 1, 0, 1)
    assert done.bad_lines == [(3, "missing_value")]


@pytest.mark.parametrize(("by", "expected"), [(None, (0, 1, 0, 0)), ("domain", (0, 1, 0, 0)), ("name", (1, 0, 0, 0))])
def test_update_or_insert_by_a_chosen_property(office: Office, by: str | None, expected: tuple[int, ...]) -> None:
    office.take(ObjectType.COMPANY, "Company name,Domain\nAcme,acme.example\n")
    assert office.take(ObjectType.COMPANY, "Name,Domain\nAcme A/S,www.acme.example\n", by=by).counts == expected


def test_a_changed_owner_is_assigned_now(office: Office) -> None:
    office.take(ObjectType.COMPANY, "Record ID,Name,Owner,Created\n1,Acme,,2024-01-01\n2,Bolt,Kim Larsen,2024-01-01\n")
    office.take(ObjectType.COMPANY, "Record ID,Owner\n1,kim@acme.example\n2,kim@acme.example\n")
    acme, bolt = office.rows(ObjectType.COMPANY)
    assert (acme.assigned_at, bolt.assigned_at) == (NOW, datetime(2023, 12, 31, 23, tzinfo=UTC))


def test_every_write_is_in_history_of_one_operation(office: Office) -> None:
    done = office.take(ObjectType.COMPANY, COMPANIES)
    first, second = office.history()
    assert {first.operation_id, second.operation_id} == {done.report.operation_id}
    assert (first.source, first.version, first.properties["name"]) == ("import", 1, [None, "Acme"])
    office.take(ObjectType.COMPANY, "Record ID,Name\n1001,Acme Group\n1002,Nordvind\n")
    last = office.history()[-1]
    assert (last.version, last.properties) == (2, {"name": ["Acme", "Acme Group"]})
    with office.database.read() as connection:
        assert connection.execute(select(operations.c.kind)).scalars().all() == ["import", "import"]


CONTACTS = """\
Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Job Title,Associated Company,Associated Company IDs
1,Ann,Berg,Ann.Berg@Acme.example,+45 11223344,Kim Larsen,CTO,Acme,1001
2,,,cy@other.example,,,,Nordvind,
3,Dee,Ek,,,,,Nowhere Ltd,
"""


def test_hubspot_contacts_find_their_company(office: Office) -> None:
    office.take(ObjectType.COMPANY, COMPANIES)
    done = office.take(ObjectType.CONTACT, CONTACTS)
    ann, cy, dee = office.rows(ObjectType.CONTACT)
    acme, nordvind = office.rows(ObjectType.COMPANY)
    assert (ann.name, ann.email, ann.job_title, ann.company_id) == ("Ann Berg", "ann.berg@acme.example", "CTO", acme.id)
    assert (cy.name, cy.company_id) == ("cy@other.example", nordvind.id)
    assert (dee.name, dee.company_id) == ("Dee Ek", None)
    assert done.doubts == {"unknown_link": [4]}


def test_a_new_first_name_changes_the_name(office: Office) -> None:
    office.take(ObjectType.CONTACT, CONTACTS)
    office.take(ObjectType.CONTACT, "Record ID,First Name\n1,Anna\n")
    assert office.rows(ObjectType.CONTACT)[0].name == "Anna Berg"


TASKS = """\
Record ID,Task Title,Due Date,Task Status,Task Type,Priority,Assigned to,Notes,Associated Company
1,Call Acme,2026-11-23 15:00,Not started,Call,HIGH,Kim Larsen,About the renewal,acme.example
2,Write,2026-11-24,In progress,EMAIL,low,kim@acme.example,,
3,Done thing,2026-11-20 12:00,COMPLETED,TODO,None,Kim Larsen,,
4,Someday,,NOT_STARTED,To-do,,Kim Larsen,,
"""


def test_hubspot_tasks_hold_dates_or_instants(office: Office) -> None:
    office.take(ObjectType.COMPANY, COMPANIES)
    assert office.take(ObjectType.TASK, TASKS).counts == (4, 0, 0, 0)
    call, write, done, someday = office.rows(ObjectType.TASK)
    at = datetime(2026, 11, 23, 14, tzinfo=UTC)
    assert (call.due_at, call.due_on, call.due_sort) == (at, None, at)
    assert (call.type, call.priority, call.status) == (TaskType.CALL, Priority.HIGH, TaskStatus.OPEN)
    assert call.company_id == office.rows(ObjectType.COMPANY)[0].id
    assert (write.due_at, write.due_on) == (None, date(2026, 11, 24))
    assert write.due_sort == datetime(2026, 11, 24, tzinfo=UTC)
    assert (done.status, done.completed_at) == (TaskStatus.COMPLETED, NOW)
    assert (someday.due_sort, someday.notes, someday.priority) == (NEVER, "", Priority.NONE)


def test_a_due_date_may_lose_its_time(office: Office) -> None:
    office.take(ObjectType.TASK, TASKS)
    office.take(ObjectType.TASK, "Record ID,Due\n1,2026-11-25\n2,2026-11-25 08:15\n")
    call, write = office.rows(ObjectType.TASK)[:2]
    assert (call.due_on, call.due_at, call.due_sort) == (date(2026, 11, 25), None, datetime(2026, 11, 25, tzinfo=UTC))
    assert (write.due_on, write.due_at) == (None, datetime(2026, 11, 25, 7, 15, tzinfo=UTC))


def test_completing_by_file_keeps_the_files_moment_and_wakes_the_task(office: Office) -> None:
    office.take(ObjectType.TASK, TASKS)
    done = "Record ID,Status,Completed at\n1,Completed,2026-11-22 10:00\n3,Not started,\n"
    assert office.take(ObjectType.TASK, done).counts == (0, 2, 0, 0)
    call, _write, reopened, _someday = office.rows(ObjectType.TASK)
    assert (call.status, call.completed_at) == (TaskStatus.COMPLETED, datetime(2026, 11, 22, 9, tzinfo=UTC))
    assert (reopened.status, reopened.completed_at) == (TaskStatus.OPEN, None)


def test_a_task_without_assignee_is_imported_with_a_note(office: Office) -> None:
    assert "no_owner_column" in office.take(ObjectType.TASK, "Title\nCall\n").doubts
    done = office.take(ObjectType.TASK, "Title,Assignee\nCall,\nWrite,Nobody Known\nAsk,Bo de Vries\n")
    assert done.counts == (3, 0, 0, 0)
    assert done.doubts == {
        "no_key_column": [],
        "no_assignee": [2],
        "unknown_owner": [3],
        "ambiguous_owner": [4],
    }


def test_meetings_and_activities(office: Office) -> None:
    office.take(ObjectType.COMPANY, COMPANIES)
    office.take(ObjectType.CONTACT, CONTACTS)
    meetings = (
        "Meeting name,Start time,End time,Meeting location,Join link,Associated Company\n"
        "Review,23/11/2026 10:00,23/11/2026 11:00,Room 1,https://meet.example/x,Acme\n"
        "Backwards,23/11/2026 10:00,23/11/2026 09:00,,,\n"
        "No start,,,,,\n"
    )
    done = office.take(ObjectType.MEETING, meetings)
    assert done.bad_lines == [(3, "ends_before_start"), (4, "missing_value")]
    review = office.row(ObjectType.MEETING)
    assert (review.starts_at, review.location) == (datetime(2026, 11, 23, 9, tzinfo=UTC), "Room 1")
    activities = (
        "Activity type,Activity date,Body,Associated Contact,Associated Company\n"
        "Call,2026-11-20 12:00,Spoke about renewal,ann.berg@acme.example,Acme\n"
        "QBR,2026-11-21,,Dee Ek,\n"
    )
    assert office.take(ObjectType.ACTIVITY, activities).counts == (2, 0, 0, 0)
    call, qbr = office.rows(ObjectType.ACTIVITY)
    ann, _cy, dee = office.rows(ObjectType.CONTACT)
    assert (call.kind, call.name, call.contact_id) == ("call", "Spoke about renewal", ann.id)
    assert (qbr.kind, qbr.name, qbr.contact_id) == ("qbr", "qbr", dee.id)


def test_two_companies_of_that_name_are_not_guessed(office: Office) -> None:
    office.take(ObjectType.COMPANY, "Name,Domain\nAcme,a.example\nACME,b.example\n")
    done = office.take(ObjectType.TASK, "Title,Company\nCall,acme\nWrite,b.example\n")
    assert done.bad_lines == [(2, "ambiguous_link")]
    assert office.row(ObjectType.TASK).company_id == office.rows(ObjectType.COMPANY)[1].id


def test_another_workspaces_records_are_not_found(office: Office) -> None:
    office.take(ObjectType.COMPANY, COMPANIES)
    with office.database.write() as connection:
        neighbour = add(connection, "Neighbour", NOW)
    theirs = replace(office, workspace=neighbour)
    done = theirs.take(ObjectType.COMPANY, COMPANIES)
    assert done.counts == (2, 0, 0, 0)
    assert done.doubts["unknown_owner"] == [2, 3]
    assert {row.workspace_id for row in office.rows(ObjectType.COMPANY)} == {office.workspace.id, neighbour.id}
    with office.database.write() as connection:
        connection.execute(delete(companies).where(companies.c.workspace_id == neighbour.id))
    assert theirs.take(ObjectType.TASK, "Title,Company\nCall,Acme\n").doubts["unknown_link"] == [2]
