"""The tenancy walk: every function that reads or writes for one workspace is called for one that has nothing, with
the other one's ids, and must neither see nor change what the other one has (workspace A9).

The functions are found by looking: one that is added is walked too, or the walk says what it cannot make up for it.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import ColumnElement, Connection, select, update

import csbot.storage
from csbot.domain.calendar import today
from csbot.domain.customer_settings import CustomerSettings
from csbot.domain.data_sources import SourceKind
from csbot.domain.deliveries import DeliveryState, NewDelivery, Op, Urgency
from csbot.domain.errors import NotFound, StaleRecord
from csbot.domain.filters import EVERYTHING
from csbot.domain.jobs import JobKind
from csbot.domain.members import Member
from csbot.domain.news import Noted
from csbot.domain.operations import OperationKind
from csbot.domain.permissions import Level
from csbot.domain.preferences import Event
from csbot.domain.properties.own import PropertyDraft
from csbot.domain.properties.types import PropertyType
from csbot.domain.records import ObjectType, Source
from csbot.domain.saved_views import Sharing, ViewForm
from csbot.domain.subscriptions import Cadence, DigestKind, Occurrence
from csbot.domain.summary import Cursor
from csbot.domain.tasks import TaskStatus, TaskView
from csbot.domain.workspaces import SlackTeam
from csbot.services.container import Services
from csbot.storage import (
    associations,
    data_sources,
    deliveries,
    follows,
    jobs,
    news,
    operations,
    requests,
    subscriptions,
)
from csbot.storage.imports import ChangedRecord
from csbot.storage.tables import metadata
from csbot.storage.tables.outbox import deliveries as delivery_table
from csbot.storage.tables.records import associations as association_table
from csbot.storage.unit_of_work import Database, UnitOfWork
from tests.builders import COPENHAGEN, MONDAY, Office

SECRET = "Zebra"
ACROSS = {  # what serves all workspaces at once: the way in, the outbox and what every record shares
    "alarms.is_any_due",
    "alarms.list_due",
    "alarms.remove",
    "claims.claim",
    "deliveries.acknowledge",
    "deliveries.enqueue",
    "deliveries.expire",
    "deliveries.lease",
    "deliveries.reap",
    "deliveries.remove_old",
    "deliveries.survey",
    "crypto.reseal",
    "dialects.insert_for",
    "holds.free",
    "holds.is_any_over",
    "installations.list_tokens",
    "jobs.advance",
    "jobs.claim",
    "jobs.end",
    "jobs.give_back",
    "jobs.hold",
    "jobs.is_any_waiting",
    "jobs.remove_old",
    "jobs.take_back",
    "jobs.tell",
    "lanes.ensure",
    "lanes.list_ready",
    "lanes.pause",
    "lanes.remove_open_gates",
    "lanes.spend",
    "members.list_ids",
    "news.is_any_due",
    "news.list_due",
    "news.mark_told",
    "news.note",
    "members.remember_dms",
    "queues.look",
    "real_time.real_time",
    "real_time.real_time_at",
    "recorder.allocate_ids",
    "shown.remove_expired",
    "subscriptions.advance",
    "subscriptions.is_any_due",
    "subscriptions.list_due",
    "workspaces.add",
    "workspaces.find_by_team",
    "workspaces.list_all",
    "workspaces.list_removed",
}
BY_ID = {  # name the workspace
    "erasing.erase_chunk",
    "installations.find_moment",
    "installations.remove",
    "installations.save",
    "lanes.close_gates",
    "lanes.resume",
    "workspaces.bind",
    "workspaces.get",
    "workspaces.get_for_change",
    "workspaces.mark_removed",
}
WITHOUT_TRACE = {"imports.begin_chunk", "records.hold"}  # they hold rows, which shows only when somebody waits
Walked = Callable[..., Any]


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(csbot.storage.__path__):
        yield importlib.import_module(f"csbot.storage.{found.name}")


def functions() -> dict[str, Walked]:
    """Every public function of the repositories that touches a connection."""
    found: dict[str, Walked] = {}
    for module in modules():
        for name, function in inspect.getmembers(module, inspect.isfunction):
            signature = inspect.signature(function)
            kinds = {parameter.annotation for parameter in signature.parameters.values()}
            makes_sql = signature.return_annotation == ColumnElement[bool]
            is_ours = function.__module__ == module.__name__ and not name.startswith("_")
            if is_ours and not makes_sql and kinds & {UnitOfWork, Connection}:
                found[f"{module.__name__.rpartition('.')[2]}.{name}"] = function
    return found


FUNCTIONS = functions()


def is_scoped(function: Walked) -> bool:
    """Whether it is told a workspace."""
    parameters = inspect.signature(function).parameters
    return any(one.annotation is UnitOfWork for one in parameters.values()) or "workspace_id" in parameters


class Tenant:
    """A workspace that has one of everything, each with the secret in its name."""

    def __init__(self, database: Database) -> None:
        office = Office(database, team=SlackTeam("T2", SECRET, "UB2", None))
        self.office, now = office, office.clock.now()
        self.kim = office.member(f"{SECRET} Kim", slack_user_id="U0KIM", email="kim@zebra.example",
                                 level=int(Level.SUPER_ADMIN))  # fmt: skip
        office.member("Another seat")
        record = {"owner_id": self.kim.id, "external_id": "crm-1"}
        self.company = office.records(ObjectType.COMPANY, [{"name": SECRET, "domain": "zebra.example", **record}])[0]
        of_company = {**record, "company_id": self.company}
        yesterday = MONDAY.date() - timedelta(days=1)
        self.task = office.task(self.kim, f"{SECRET} call", due_on=yesterday, company_id=self.company)
        office.task(self.kim, f"{SECRET} timed", due_at=now, reminder_at=now + timedelta(hours=1))
        office.task(self.kim, f"{SECRET} done", status=TaskStatus.COMPLETED, completed_at=now)
        person = {"name": SECRET, "email": "z@zebra.example", **of_company}
        self.contact = office.records(ObjectType.CONTACT, [person])[0]
        office.records(ObjectType.MEETING, [{"name": SECRET, "starts_at": now + timedelta(hours=1), **of_company}])
        note = {"name": SECRET, "kind": "note", "occurred_at": now, **of_company}
        self.activity = office.records(ObjectType.ACTIVITY, [note])[0]
        given = office.task(self.kim, f"{SECRET} given")
        with office.services() as services:
            services.tasks.complete(self.kim.as_actor(), self.task)
            services.tasks.reopen(self.kim.as_actor(), self.task)
            requests.is_first(services.uow, "key", "route", now)
            news.add(services.uow, self.kim.id, Event.TASK_ASSIGNED, given, 1, self.kim.id, now)
            news.note(
                services.uow.connection,
                [Noted(office.workspace.id, self.kim.id, Event.REMINDER, ObjectType.TASK, self.task, self.kim.id)],
                now,
            )
            data_sources.succeed(services.uow, SourceKind.IMPORT, ObjectType.COMPANY, now, timedelta(days=7))
            self.subscription = subscriptions.find(services.uow, self.kim.id, DigestKind.DAILY_SUMMARY)
            connection = services.uow.connection
            associations.add(services.uow, ObjectType.TASK, self.task, ObjectType.CONTACT, self.contact, "label")
            self.association = connection.execute(select(association_table.c.id)).scalar_one()
            follows.add(services.uow, self.kim.id, ObjectType.TASK, self.task, now)
            new = NewDelivery(office.workspace.id, SECRET, "daily_summary", self.kim.id, Urgency.DIGEST, {})
            deliveries.enqueue(connection, [new], now)
            changing = replace(new, dedup_key=f"{SECRET} change", op=Op.UPDATE, target_key=SECRET)
            deliveries.enqueue(connection, [changing], now)
            self.job = jobs.add(services.uow, JobKind.REPLAY_DELIVERIES, self.kim.id, now, 1).id
            connection.execute(
                update(delivery_table).values(not_before=now + timedelta(hours=1))
            )  # held by quiet hours
            lost = replace(new, dedup_key=f"{SECRET} lost")
            deliveries.enqueue(connection, [lost], now)
            is_lost = delivery_table.c.dedup_key == lost.dedup_key
            connection.execute(update(delivery_table).where(is_lost).values(state=DeliveryState.DEAD))
            self.dead = connection.execute(select(delivery_table.c.id).where(is_lost)).scalar_one()
            self.operation = operations.find_last(services.uow, [self.task])[self.task].id
            self.view, self.draft = view_things(services, self.kim)
            tier = PropertyDraft(f"{SECRET} tier", PropertyType.STRING)
            self.property = services.properties.add(self.kim.as_actor(), ObjectType.TASK, tier).id

    def argument(self, of: str, name: str, kind: Any) -> Any:
        """Something of this workspace for a parameter."""
        special = self.special().get(f"{of}.{name}")
        if special is not None:
            return special[0]
        by_kind: dict[Any, Any] = {
            ObjectType: ObjectType.TASK,
            DigestKind: DigestKind.DAILY_SUMMARY,
            JobKind: JobKind.REPLAY_DELIVERIES,
            Event: Event.TASK_CHANGED,
            OperationKind: OperationKind.IMPORT,
            Source: Source.IMPORT,
            TaskView: TaskView.OVERDUE,
        }
        usual = self.usual()
        if kind in by_kind:
            return by_kind[kind]
        assert name in usual, f"the tenancy walk does not know what to give {of} for {name}: {kind}"
        return usual[name]

    def usual(self) -> dict[str, Any]:
        now, kim = self.office.clock.now(), self.kim
        return {
            "company_id": self.company, "member_id": kim.id, "owner_id": kim.id, "me": kim.id, "task_id": self.task,
            "recipient_id": kim.id, "record_id": self.task, "record_ids": [self.task], "ids": [self.task],
            "operation_id": self.operation, "actor_id": kim.id, "asker_id": None, "email": kim.email,
            "slack_user_id": kim.slack_user_id, "name": SECRET.lower(), "names": [SECRET.lower()], "text": SECRET,
            "most": 50, "rows": 50, "limit": 50, "version": 1, "hold": False, "tz": COPENHAGEN, "now": now, "at": now,
            "skipped": 0, "label": "label", "to_id": self.contact,
            "today": today(now, COPENHAGEN), "day": today(now, COPENHAGEN), "real": now + timedelta(days=1),
            "here": Cursor(datetime(2100, 1, 1, tzinfo=UTC), self.task), "undo_until": None, "last": None,
            "job_id": self.job, "delivery_id": self.dead, "target_key": SECRET, "before_id": 2**40, "after_id": 0,
            "total": 1, "args": None, "property_id": self.property, "type": PropertyType.STRING, "options": (),
            "required": False,
            "key": "key", "route": "route", "column": "external_id", "keys": ["crm-1"], "external_ids": ["crm-1"],
            "addresses": ["zebra.example"], "known": self.subscription, "new": [],
            "view_id": self.view, "view_key": str(self.view), "draft_id": self.draft, "form": ViewForm("Stolen"),
            "made": EVERYTHING, "cadence": Cadence("UTC", 60, 127), "ahead": Occurrence(date(2026, 3, 3), now + timedelta(days=1)),
        }  # fmt: skip

    def special(self) -> dict[str, tuple[Any]]:
        """Where a parameter's name means something else than elsewhere."""
        added = {"email": "new@zebra.example", "name": "New", "tz": "UTC", "locale": "en_US"}
        linked = ["crm-1"]
        silent = [(self.task + 1, {"reminder_at": ["2026-03-02T10:00:00+00:00", None]})]
        changed = [ChangedRecord(self.task, 3, {"name": (SECRET, "Stolen")})]
        return {
            "activities.get.activity_id": (self.activity,),
            "activities.get_for_change.activity_id": (self.activity,),
            "activities.last_at.kind": (ObjectType.COMPANY,),
            "activities.last_at.record_id": (self.company,),
            "activities.list_last.kind": (ObjectType.COMPANY,),
            "activities.list_last.record_id": (self.company,),
            "alarms.follow.changed": (silent,),
            "contacts.list_reachable.company_id": (self.company,),
            "duplicates.list_likely.kind": (ObjectType.COMPANY,),
            "duplicates.list_likely.unique": ({"domain": "zebra.example"},),
            "associations.add.label": ("another",),
            "properties.change.values": ({"label": "Stolen"},),
            "associations.add.to_type": (ObjectType.CONTACT,),
            "associations.is_there.to_type": (ObjectType.CONTACT,),
            "associations.remove.to_type": (ObjectType.CONTACT,),
            "associations.find.association_id": (self.association,),
            "associations.list_of.kind": (ObjectType.COMPANY,),
            "associations.list_of.record_id": (self.company,),
            "contacts.names_of.ids": ([self.contact],),
            "follows.add.kind": (ObjectType.COMPANY,),
            "follows.add.record_id": (self.company,),
            "tasks.list_of_record.kind": (ObjectType.COMPANY,),
            "tasks.list_of_record.record_id": (self.company,),
            "data_sources.succeed.holds_for": (timedelta(days=7),),
            "data_sources.succeed.object_type": (ObjectType.CONTACT,),
            "data_sources.succeed.kind": (SourceKind.IMPORT,),
            "data_sources.list_stale.now": (self.office.clock.now() + timedelta(days=30),),
            "news.list_told.events": (list(Event),),
            "news.list_told.since": (self.office.clock.now() - timedelta(days=1),),
            "news.list_told.until": (self.office.clock.now() + timedelta(days=1),),
            "news.remove_before.at": (self.office.clock.now() + timedelta(days=1),),
            "companies.names_of.ids": ([self.company],),
            "members.names_of.ids": ([self.kim.id],),
            "news.add.by_id": (self.kim.id,),
            "news.add.since": (1,),
            "news.add.due_at": (self.office.clock.now(),),
            "alarms.follow.by_id": (self.kim.id,),
            "members.add.values": (added,),
            "members.change.values": ({"name": "Stolen"},),
            "filter_drafts.forget_before.at": (self.office.clock.now() + timedelta(days=1),),
            "saved_views.pin.view_key": ("owned_by_me",),
            "view_cards.count_each.plans": ([()],),
            "saved_views.list_shared.ids": ([self.view],),
            "customer_settings.save.chosen": (CustomerSettings(csm="", version=2),),
            "imports.find_linked.ids": (linked,),
            "imports.find_linked.kind": (ObjectType.COMPANY,),
            "imports.find_matches.kind": (ObjectType.COMPANY,),
            "imports.find_taken.kind": (ObjectType.COMPANY,),
            "imports.write.changed": (changed,),
            "requests.forget_before.at": (self.office.clock.now() + timedelta(days=1),),
            "subscriptions.add.kind": (DigestKind.OVERDUE,),
            "companies.list_near.text": ("Zebro",),
            "tasks.page.here": (None,),
            "undelivered.replay.ids": ([self.dead],),
        }

    def belongings(self, connection: Connection) -> dict[str, list[Any]]:
        """Every row of this workspace."""
        tables = [table for table in metadata.sorted_tables if "workspace_id" in table.c]
        mine = self.office.workspace.id
        found = {t.name: connection.execute(select(t).where(t.c.workspace_id == mine)).all() for t in tables}
        return {name: sorted(map(repr, rows)) for name, rows in found.items()}


def view_things(services: Services, kim: Member) -> tuple[int, int]:
    """A view that everybody sees, pinned, a draft, and settings that were touched."""
    shared = ViewForm(SECRET, sharing=Sharing.EVERYONE)
    made = services.saved_views.create(kim.as_actor(), ObjectType.TASK, shared)
    services.saved_views.pin(kim.as_actor(), ObjectType.TASK, made.key, True)
    services.customer_settings.hide(kim.as_actor(), "owned_by_me")
    services.customer_settings.restore(kim.as_actor())
    return int(made.key), services.saved_views.keep(kim.as_actor(), ObjectType.TASK, EVERYTHING)


@pytest.fixture
def tenant(sqlite_database: Database) -> Tenant:
    return Tenant(sqlite_database)


@pytest.fixture
def stranger(sqlite_database: Database) -> Member:
    """The only one of another workspace."""
    return Office(sqlite_database, team=SlackTeam("T1", "Other", "UB1", None)).member("Lee", slack_user_id="U0LEE")


class Undo(Exception):
    """Ends a transaction without a trace."""


@contextmanager
def trying(database: Database) -> Iterator[Connection]:
    try:
        with database.write() as connection:
            yield connection
            raise Undo()
    except Undo:
        pass


def call(name: str, connection: Connection, workspace_id: int, tenant: Tenant) -> Any:
    """Call it for that workspace with the tenant's ids; an error that says "not here" is a result too."""
    function = FUNCTIONS[name]
    given: dict[str, Any] = {}
    for parameter in inspect.signature(function).parameters.values():
        if parameter.annotation is UnitOfWork:
            given[parameter.name] = UnitOfWork(connection, workspace_id)
        elif parameter.annotation is Connection:
            given[parameter.name] = connection
        elif parameter.name == "workspace_id":
            given[parameter.name] = workspace_id
        else:
            given[parameter.name] = tenant.argument(name, parameter.name, parameter.annotation)
    try:
        return function(**given)
    except (NotFound, StaleRecord) as error:
        return type(error)


@pytest.mark.parametrize("name", [name for name, one in FUNCTIONS.items() if is_scoped(one) and name not in BY_ID])
def test_one_workspace_neither_sees_nor_changes_what_another_has(
    name: str, sqlite_database: Database, tenant: Tenant, stranger: Member
) -> None:
    with trying(sqlite_database) as connection:
        before = tenant.belongings(connection)
        seen = call(name, connection, stranger.workspace_id, tenant)
        assert SECRET not in repr(seen)
        assert tenant.belongings(connection) == before
    if name in WITHOUT_TRACE:
        return
    with trying(sqlite_database) as connection:
        own = call(name, connection, tenant.office.workspace.id, tenant)
        changed = tenant.belongings(connection) != before
        assert changed or repr(own) != repr(seen), "the walk's arguments lead nowhere: this proves nothing"


def test_what_is_told_no_workspace_is_known_to_serve_all() -> None:
    assert {name for name, one in FUNCTIONS.items() if not is_scoped(one)} == ACROSS


def test_the_tenant_has_a_row_in_every_table_that_it_could(sqlite_database: Database, tenant: Tenant) -> None:
    with sqlite_database.read() as connection:
        empty = {name for name, rows in tenant.belongings(connection).items() if not rows}
    assert empty <= {"association", "installation", "lane", "channel_gate", "shown"}
