"""The sample data, written once into a workspace without records."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from csbot.demo.activities import activity_rows
from csbot.demo.companies import Customer, customers
from csbot.demo.contacts import Account, accounts, contact_rows
from csbot.demo.meetings import meeting_rows
from csbot.demo.own_data import OwnData, add_own, contract_rows, support_plan
from csbot.demo.people import Colleague, let_in
from csbot.demo.tasks import task_rows
from csbot.domain.operations import OperationKind
from csbot.domain.records import ObjectType, Source
from csbot.domain.workspaces import SlackTeam, Workspace
from csbot.playground.people import Person, Team
from csbot.services.container import Services
from csbot.services.workspaces import claim
from csbot.storage.recorder import Recorder, start
from csbot.storage.tables.records import RECORD_TABLES
from csbot.storage.unit_of_work import Database, UnitOfWork


def seed(database: Database, team: SlackTeam, people: Team | Sequence[Person], now: datetime) -> Workspace:
    """Claim the workspace of `team` and fill it with people, customers and days around `now` (an aware instant).

    The same people and moment give the same data. A workspace that has records already is left as it is.
    All of it is one transaction, so that an interrupted start leaves nothing half done. Raises `Busy`.
    """
    workspace = claim(database, now, team)
    with database.write() as connection:
        uow = UnitOfWork(connection, workspace.id)
        if not has_records(uow):
            colleagues = let_in(uow, now, people.people if isinstance(people, Team) else people)
            own = add_own(Services(uow, now, workspace, now), colleagues)
            fill(start(uow, OperationKind.IMPORT, now, None, Source.IMPORT), colleagues, own, now)
    return workspace


def has_records(uow: UnitOfWork) -> bool:
    """Whether the workspace holds a record of any type, archived ones too."""
    found = [select(t.c.id).where(t.c.workspace_id == uow.workspace_id).limit(1) for t in RECORD_TABLES.values()]
    return any(uow.connection.execute(one).first() for one in found)


def fill(recorder: Recorder, colleagues: Sequence[Colleague], own: OwnData, now: datetime) -> None:
    """Write all records."""
    known = write_customers(recorder, customers(colleagues, now), own)
    recorder.create(own.contracts, contract_rows(known, own))
    recorder.create(ObjectType.TASK, task_rows(colleagues, known, now))
    recorder.create(ObjectType.MEETING, meeting_rows(colleagues, known, now))
    recorder.create(ObjectType.ACTIVITY, activity_rows(known))


def write_customers(recorder: Recorder, made: Sequence[Customer], own: OwnData) -> list[Account]:
    """Write companies and contacts."""
    companies = [{**one.row, "properties": {own.support_plan: support_plan(one.row)}} for one in made]
    company_ids = recorder.create(ObjectType.COMPANY, companies)
    rows = contact_rows(company_ids, made)
    return accounts(company_ids, made, recorder.create(ObjectType.CONTACT, rows), rows)
