"""A workspace that has one of everything, for the tenancy walk."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select, update

from csbot.domain.calendar import today
from csbot.domain.card_layouts import ChosenLayout
from csbot.domain.custom_objects import ObjectNames
from csbot.domain.data_sources import SourceKind
from csbot.domain.deliveries import DeliveryState, NewDelivery, Op, Urgency
from csbot.domain.filters import EVERYTHING
from csbot.domain.jobs import JobKind
from csbot.domain.listeners import Told
from csbot.domain.members import Member
from csbot.domain.news import Noted
from csbot.domain.operations import OperationKind
from csbot.domain.permissions import Level
from csbot.domain.preferences import Event, Whose
from csbot.domain.properties.own import PropertyDraft
from csbot.domain.properties.types import PropertyType
from csbot.domain.records import ObjectType, Source
from csbot.domain.saved_views import Sharing, ViewForm
from csbot.domain.setting_changes import SettingSection
from csbot.domain.subscriptions import Cadence, DigestKind, Occurrence
from csbot.domain.summary import Cursor
from csbot.domain.tasks import TaskStatus, TaskView
from csbot.domain.workspaces import SlackTeam, Withdrawal
from csbot.services.container import Services
from csbot.storage import (
    associations,
    card_layouts,
    data_sources,
    deliveries,
    follows,
    jobs,
    news,
    operations,
    properties,
    requests,
    subscriptions,
)
from csbot.storage.holds import UNTIL_MET
from csbot.storage.tables import metadata
from csbot.storage.tables.outbox import deliveries as delivery_table
from csbot.storage.tables.records import RECORD_TABLES
from csbot.storage.tables.records import associations as association_table
from csbot.storage.unit_of_work import Database
from tests.builders import COPENHAGEN, MONDAY, Office

SECRET = "Zebra"


class Tenant:
    """A workspace that has one of everything, each with the secret in its name."""

    def __init__(self, database: Database) -> None:
        office = Office(database, team=SlackTeam("T2", SECRET, "UB2", None))
        self.office, now = office, office.clock.now()
        self.kim = office.member(f"{SECRET} Kim", slack_user_id="U0KIM", email="kim@zebra.example",
                                 level=int(Level.SUPER_ADMIN))  # fmt: skip
        office.member("Another seat")
        record = {"owner_id": self.kim.id, "external_id": "crm-1"}
        of_last = {"last_activity_at": now - timedelta(days=1)}
        zebra = {"name": SECRET, "domain": "zebra.example", **of_last, **record}
        self.company = office.records(ObjectType.COMPANY, [zebra])[0]
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
        for kind in (kind for kind in ObjectType if "pipeline_id" in RECORD_TABLES[kind].c):
            office.records(kind, [{"name": SECRET, **of_company}])
        with office.services() as services:
            services.custom_objects.add(None, ObjectNames(SECRET, f"{SECRET}s"))
        self.custom = office.records(ObjectType.CUSTOM_1, [{"name": SECRET, **of_company}])[0]
        given = office.task(self.kim, f"{SECRET} given")
        with office.services() as services:
            self._act(services, given, now)
            self._send(services, now)
            self._arrange(services, now)

    def _act(self, services: Services, given: int, now: datetime) -> None:
        """What people and the planner leave behind."""
        office = self.office
        services.tasks.complete(self.kim.as_actor(), self.task)
        services.tasks.reopen(self.kim.as_actor(), self.task)
        requests.is_first(services.uow, "key", "route", now)
        kim = self.kim.id
        news.add(services.uow, [Told(kim, Event.TASK_ASSIGNED, kim)], given, 1, kim, now)
        reminded = Noted(office.workspace.id, kim, Event.REMINDER, ObjectType.TASK, self.task, kim, kim)
        news.note(services.uow.connection, [reminded], now)
        services.own_settings.listen(self.kim.as_actor(), Whose.ALL)
        data_sources.succeed(services.uow, SourceKind.IMPORT, ObjectType.COMPANY, now, timedelta(days=7))

    def _send(self, services: Services, now: datetime) -> None:
        """Deliveries: waiting, changing, held back, given up; and a job."""
        office, connection = self.office, services.uow.connection
        new = NewDelivery(office.workspace.id, SECRET, "daily_summary", self.kim.id, Urgency.DIGEST, {})
        deliveries.enqueue(connection, [new], now)
        changing = replace(new, dedup_key=f"{SECRET} change", op=Op.UPDATE, target_key=SECRET)
        deliveries.enqueue(connection, [changing], now)
        self.job = jobs.add(services.uow, JobKind.REPLAY_DELIVERIES, self.kim.id, now, 1).id
        connection.execute(update(delivery_table).values(not_before=now + timedelta(hours=1)))  # held by quiet hours
        lost = replace(new, dedup_key=f"{SECRET} lost")
        deliveries.enqueue(connection, [lost], now)
        is_lost = delivery_table.c.dedup_key == lost.dedup_key
        connection.execute(update(delivery_table).where(is_lost).values(state=DeliveryState.DEAD))
        unmet = replace(new, dedup_key=f"{SECRET} unmet")
        deliveries.enqueue(connection, [unmet], now)
        is_unmet = delivery_table.c.dedup_key == unmet.dedup_key
        connection.execute(update(delivery_table).where(is_unmet).values(not_before=UNTIL_MET))
        self.dead = connection.execute(select(delivery_table.c.id).where(is_lost)).scalar_one()

    def _arrange(self, services: Services, now: datetime) -> None:
        """What belongs to records, and how they are looked at."""
        self.subscription = subscriptions.find(services.uow, self.kim.id, DigestKind.DAILY_SUMMARY)
        connection = services.uow.connection
        associations.add(services.uow, ObjectType.TASK, self.task, ObjectType.CONTACT, self.contact, "label")
        self.association = connection.execute(select(association_table.c.id)).scalar_one()
        associations.add(services.uow, ObjectType.TASK, self.task, ObjectType.CUSTOM_1, self.custom, "")
        follows.add(services.uow, self.kim.id, ObjectType.TASK, self.task, now)
        self.operation = operations.find_last(services.uow, [self.task])[self.task].id
        self.view, self.draft = view_things(services, self.kim)
        tier = PropertyDraft(f"{SECRET} tier", PropertyType.STRING)
        self.property = services.properties.add(self.kim.as_actor(), ObjectType.TASK, tier).id
        properties.set_fast(services.uow, self.property, now - timedelta(days=1))

    def argument(self, of: str, name: str, kind: Any) -> Any:
        """Something of this workspace for a parameter."""
        by_kind: dict[Any, Any] = {
            ObjectType: ObjectType.TASK,
            DigestKind: DigestKind.DAILY_SUMMARY,
            JobKind: JobKind.REPLAY_DELIVERIES,
            Event: Event.TASK_CHANGED,
            OperationKind: OperationKind.IMPORT,
            SettingSection: SettingSection.CUSTOMERS,
            Source: Source.IMPORT,
            Whose: Whose.ALL,
            Withdrawal: Withdrawal.REVOKED,
            DeliveryState: DeliveryState.DEAD,
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
            "operation_id": self.operation, "operation_ids": [self.operation],
            "actor_id": kim.id, "asker_id": None, "email": kim.email,
            "slack_user_id": kim.slack_user_id, "name": SECRET.lower(), "names": [SECRET.lower()], "text": SECRET,
            "most": 50, "rows": 50, "limit": 50, "version": 1, "hold": False, "tz": COPENHAGEN, "now": now, "at": now,
            "skipped": 0, "label": "label", "to_id": self.contact,
            "today": today(now, COPENHAGEN), "day": today(now, COPENHAGEN), "real": now + timedelta(days=1),
            "schedule": today(now, COPENHAGEN), "hours": 50, "owner_ids": [self.kim.id],
            "here": Cursor(datetime(2100, 1, 1, tzinfo=UTC), self.task), "undo_until": None, "last": None,
            "job_id": self.job, "delivery_id": self.dead, "target_key": SECRET, "before_id": 2**40, "after_id": 0,
            "total": 1, "args": None, "property_id": self.property, "type": PropertyType.STRING, "options": (),
            "required": False, "code": "code",
            "key": "key", "route": "route", "column": "external_id", "keys": ["crm-1"], "external_ids": ["crm-1"],
            "addresses": ["zebra.example"], "known": self.subscription, "new": [],
            "view_id": self.view, "view_key": str(self.view), "draft_id": self.draft, "form": ViewForm("Stolen"),
            "made": EVERYTHING, "cadence": Cadence("UTC", 60, 127),
            "ahead": Occurrence(date(2026, 3, 3), now + timedelta(days=1)),
        }  # fmt: skip

    def belongings(self, connection: Connection) -> dict[str, list[Any]]:
        """Every row of this workspace."""
        tables = [table for table in metadata.sorted_tables if "workspace_id" in table.c]
        mine = self.office.workspace.id
        found = {t.name: connection.execute(select(t).where(t.c.workspace_id == mine)).all() for t in tables}
        return {name: sorted(map(repr, rows)) for name, rows in found.items()}


def view_things(services: Services, kim: Member) -> tuple[int, int]:
    """A view that everybody sees, pinned, a draft, settings that were touched, and what cards show."""
    shared = ViewForm(SECRET, sharing=Sharing.EVERYONE)
    made = services.saved_views.create(kim.as_actor(), ObjectType.TASK, shared)
    services.saved_views.pin(kim.as_actor(), ObjectType.TASK, made.key, True)
    services.customer_settings.hide(kim.as_actor(), "owned_by_me")
    services.customer_settings.restore(kim.as_actor())
    card_layouts.save(services.uow, ObjectType.TASK, 0, ChosenLayout(properties=(SECRET,)))
    return int(made.key), services.saved_views.keep(kim.as_actor(), ObjectType.TASK, EVERYTHING)
