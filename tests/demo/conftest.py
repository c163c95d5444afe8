"""The team and its sample data, in a database and without one."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from csbot.demo.activities import activity_rows
from csbot.demo.companies import Customer, customers
from csbot.demo.contacts import Account, accounts, contact_rows
from csbot.demo.meetings import meeting_rows
from csbot.demo.people import ROLES, Colleague
from csbot.demo.seed import seed
from csbot.demo.tasks import task_rows
from csbot.domain.members import Member, babel_locale
from csbot.domain.records import ObjectType
from csbot.domain.workspaces import SlackTeam, Workspace
from csbot.playground.people import DEFAULT_TEAM
from csbot.storage.engine import open_engine
from csbot.storage.tables.records import RECORD_TABLES
from csbot.storage.unit_of_work import Database

NOON = datetime(2026, 11, 24, 12, 7, tzinfo=UTC)
SLACK_TEAM = SlackTeam(DEFAULT_TEAM.id, DEFAULT_TEAM.name, DEFAULT_TEAM.app.user_id, DEFAULT_TEAM.app.id)

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class World:
    """The sample data as rows, before any database."""

    now: datetime
    colleagues: list[Colleague]
    customers: list[Customer]
    accounts: list[Account]
    contacts: Rows
    tasks: Rows
    meetings: Rows
    activities: Rows

    @property
    def seated(self) -> list[Colleague]:
        return [colleague for colleague in self.colleagues if colleague.member.seat]

    def of(self, rows: Rows, who: Colleague) -> Rows:
        return [row for row in rows if row["owner_id"] == who.member.id]


@cache
def world(now: datetime) -> World:
    """Made once for each moment; tests only read it."""
    people = [
        Colleague(person.name, ROLES[person.name], _member(number, person.name, person.tz, person.locale))
        for number, person in enumerate(DEFAULT_TEAM.people, 1)
    ]
    made = customers(people, now)
    ids = range(1, len(made) + 1)
    contacts = contact_rows(ids, made)
    known = accounts(ids, made, range(1001, 1001 + len(contacts)), contacts)
    tasks, meetings = task_rows(people, known, now), meeting_rows(people, known, now)
    return World(now, people, made, known, contacts, tasks, meetings, activity_rows(known))


def _member(number: int, key: str, tz: str, locale: str) -> Member:
    role = ROLES[key]
    return Member(
        id=number,
        workspace_id=1,
        slack_user_id=None,
        email=f"{key}@example.com",
        name=key,
        tz=tz,
        locale=babel_locale(locale),
        level=role.level,
        export=role.export,
        seat=role.seat,
        edit_scope=role.edit_scope,
        lead_id=None,
        team=role.team,
        outsider=False,
    )


def fill(database: Database, now: datetime = NOON) -> Workspace:
    return seed(database, SLACK_TEAM, DEFAULT_TEAM, now)


def rows_of(connection: Connection, kind: ObjectType) -> list[Any]:
    table = RECORD_TABLES[kind]
    return list(connection.execute(select(table).order_by(table.c.id)))


@pytest.fixture(scope="module")
def noon() -> World:
    return world(NOON)


@pytest.fixture(scope="module")
def filled(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A filled database that tests only read."""
    file = shutil.copy(sqlite_template, tmp_path_factory.mktemp("demo") / "csbot.db")
    database = Database(open_engine(f"sqlite:///{file}"))
    fill(database)
    yield database
    database.close()
