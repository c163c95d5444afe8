"""Notes, calls, e-mails and meetings on a card: logged, edited, deleted (workspace C14)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csbot.domain.activities import (
    SHOWN_TEXT,
    Activity,
    ActivityCard,
    ActivityField,
    ActivityFields,
    ActivityForm,
    ActivityKind,
    Reachable,
    flaws,
    titled,
)
from csbot.domain.errors import CsbotError, NotAllowed, Refused, ValueChanged
from csbot.domain.history import HistoryKey
from csbot.domain.operations import OperationKind
from csbot.domain.permissions import Actor, Subject, log_denial
from csbot.domain.properties import find
from csbot.domain.properties.types import Link
from csbot.domain.record_cards import Field, RecordRef
from csbot.domain.records import ObjectType, Source
from csbot.domain.tasks import UNDO_FOR, Named
from csbot.services import undos
from csbot.services.task_forms import rolled_back
from csbot.storage import activities as stored
from csbot.storage import associations as stored_associations
from csbot.storage import contacts as stored_contacts
from csbot.storage import custom_records as stored_custom_records
from csbot.storage import operations as stored_operations
from csbot.storage import recorder
from csbot.storage import records as stored_records
from csbot.storage.recorder import Recorder
from csbot.storage.unit_of_work import UnitOfWork

REACHED = 5
COLUMNS: Mapping[ActivityField, str] = {
    ActivityField.TITLE: "name",
    ActivityField.BODY: "body",
    ActivityField.AT: "occurred_at",
    ActivityField.CONTACT: "contact_id",
}
Remark = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ActivityService:
    """Logs what happened. `now` is business time."""

    uow: UnitOfWork
    now: datetime

    def form(self, ref: RecordRef, kind: ActivityKind) -> ActivityForm:
        """An empty dialog about a record; raises `NotFound`."""
        name = stored_records.get_name(self.uow, ref.kind, ref.id)
        contact = Named(ref.id, name) if ref.kind is ObjectType.CONTACT else None
        return ActivityForm(Activity(0, kind, "", self.now, contact=contact), str(ref), name, self._reach(ref, kind))

    def edit_form(self, actor: Actor, activity_id: int) -> ActivityForm:
        """A dialog to edit it; raises `NotFound` and `NotAllowed`."""
        activity = self._editable(actor, activity_id)
        about = activity.company or activity.contact
        if about is None:
            others = self._about(activity_id)
            name = stored_records.name_of(self.uow, others[0].kind, others[0].id) if others else ""
            return ActivityForm(activity, str(others[0]) if others else "", name)
        kind = ObjectType.COMPANY if activity.company else ObjectType.CONTACT
        return ActivityForm(activity, str(RecordRef(kind, about.id)), about.name)

    def card(self, actor: Actor, activity_id: int) -> ActivityCard:
        """All that is known of it, a deleted one too; raises `NotFound`."""
        activity = stored.get(self.uow, activity_id)
        last = undos.find_last(self.uow, actor, [activity_id], self.now).get(activity_id)
        about = stored_custom_records.list_about(self.uow, ObjectType.ACTIVITY, activity_id)
        return ActivityCard(activity, log_denial(actor, whose(activity)) is None, last, tuple(about))

    def log(self, actor: Actor, ref: RecordRef, kind: ActivityKind, fields: ActivityFields) -> int:
        """Log it as the actor's own; its number. Raises `Refused` and `NotFound`."""
        stored_records.get_name(self.uow, ref.kind, ref.id)
        of_contact = stored_records.get_row(self.uow, ref.kind, ref.id).get("company_id")
        company_id = ref.id if ref.kind is ObjectType.COMPANY else of_contact
        self._check(fields)
        made = titled(fields)
        row = {
            **columns_of(made),
            "kind": str(kind),
            "owner_id": actor.id,
            "company_id": company_id,
        }
        writing = self._start(OperationKind.LOG, actor)
        (activity_id,) = writing.create(ObjectType.ACTIVITY, [row])
        if ref.kind.is_custom:
            stored_associations.add(self.uow, ObjectType.ACTIVITY, activity_id, ref.kind, ref.id, "")
        told = remark(kind, activity_id, made.title, 1)
        refs = [*parents(company_id, made.contact_id), *self._about(activity_id)]
        self._tell(writing, refs, None, None, told, made.at)
        return activity_id

    def edit(self, actor: Actor, activity_id: int, version: int, fields: ActivityFields) -> Activity:
        """Change what the actor changed in a dialog that showed it at `version`. Raises `Refused`, with a
        `ValueChanged` where a colleague changed the same, `NotFound` and `NotAllowed`.
        """
        activity = self._editable(actor, activity_id)
        self._check(fields)
        now = as_columns(activity)
        since = stored_operations.list_after(self.uow, ObjectType.ACTIVITY, activity_id, version)
        then = rolled_back(now, [change for change, _ in since])
        new = columns_of(titled(fields))
        mine = [f for f, name in COLUMNS.items() if new[name] not in (shown(then[name]), shown(now[name]))]
        problems: dict[str, CsbotError] = {}
        for field in mine:
            if then[COLUMNS[field]] != now[COLUMNS[field]]:
                by = [by for change, by in since if COLUMNS[field] in change.before][-1]
                value = value_now(activity, field)
                problems[field] = ValueChanged(field=field_of(field), value=value, by=by.actor_name, at=by.at)
        if problems:
            raise Refused(problems)
        values = {COLUMNS[f]: (now[COLUMNS[f]], whole(now[COLUMNS[f]], new[COLUMNS[f]])) for f in mine}
        if values:
            writing = self._start(OperationKind.EDIT_LOG, actor)
            writing.change(ObjectType.ACTIVITY, activity_id, activity.version, values)
            after = stored.get(self.uow, activity_id)
            self._retell(writing, activity, after)
        return stored.get(self.uow, activity_id)

    def delete(self, actor: Actor, activity_id: int) -> None:
        """Take it out of every list; Undo brings it back. Raises `NotFound` and `NotAllowed`."""
        activity = self._editable(actor, activity_id)
        writing = self._start(OperationKind.DELETE_LOG, actor)
        writing.change(ObjectType.ACTIVITY, activity_id, activity.version, {"archived_at": (None, self.now)})
        self._retell(writing, activity, None)

    def _editable(self, actor: Actor, activity_id: int) -> Activity:
        activity = stored.get_for_change(self.uow, activity_id)
        if reason := log_denial(actor, whose(activity)):
            raise NotAllowed(denial=reason, ask=())
        return activity

    def _check(self, fields: ActivityFields) -> None:
        problems = flaws(fields)
        if fields.contact_id is not None:
            try:
                stored_records.get_name(self.uow, ObjectType.CONTACT, fields.contact_id)
            except CsbotError as gone:
                problems[ActivityField.CONTACT] = gone
        if problems:
            raise Refused(problems)

    def _start(self, kind: OperationKind, actor: Actor) -> Recorder:
        return recorder.start(self.uow, kind, self.now, actor.id, Source.SLACK, self.now + UNDO_FOR)

    def _retell(self, writing: Recorder, before: Activity, after: Activity | None) -> None:
        """Let its records have it in their history, and know when something happened last."""
        old = remark(before.kind, before.id, before.title, before.version)
        new = None if after is None else remark(after.kind, after.id, after.title, after.version)
        company_id = before.company.id if before.company else None
        had, has = (one.contact.id if one and one.contact else None for one in (before, after))
        at = None if after is None else after.occurred_at
        others = self._about(before.id)
        if had == has or after is None:
            self._tell(writing, [*parents(company_id, had), *others], before.occurred_at, old, new, at)
            return
        self._tell(writing, [*parents(company_id, None), *others], before.occurred_at, old, new, at)
        self._tell(writing, parents(None, had), before.occurred_at, old, None, None)
        self._tell(writing, parents(None, has), None, None, new, at)

    def _tell(
        self,
        writing: Recorder,
        refs: Iterable[RecordRef],
        was_at: datetime | None,
        old: Remark | None,
        new: Remark | None,
        at: datetime | None,
    ) -> None:
        for ref in refs:
            held = stored_records.get_for_change(self.uow, ref.kind, ref.id)
            last = stored_records.get_row(self.uow, ref.kind, ref.id)["last_activity_at"]
            now_last = stored.last_at(self.uow, ref.kind, ref.id) if was_at is not None and last == was_at else last
            if at is not None and (now_last is None or at > now_last):
                now_last = at
            values: dict[str, tuple[Any, Any]] = {HistoryKey.ACTIVITY.value: (old, new)}
            if now_last != last:
                values["last_activity_at"] = (last, now_last)
            writing.change(ref.kind, ref.id, held.version, values)

    def _about(self, activity_id: int) -> list[RecordRef]:
        """The custom records that it is about."""
        found = stored_custom_records.list_about(self.uow, ObjectType.ACTIVITY, activity_id)
        return [RecordRef(one.kind, one.id) for one in found]

    def _reach(self, ref: RecordRef, kind: ActivityKind) -> tuple[Reachable, ...]:
        """Whom to call or write to: the record itself, and a company's contacts."""
        if kind not in (ActivityKind.CALL, ActivityKind.EMAIL):
            return ()
        row = stored_records.get_row(self.uow, ref.kind, ref.id)
        of_company = ref.id if ref.kind is ObjectType.COMPANY else row["company_id"] if ref.kind.is_custom else None
        people = stored_contacts.list_reachable(self.uow, of_company, REACHED) if of_company is not None else []
        every = [(row["name"], row.get("phone") or "", row.get("email") or ""), *people]
        at = 1 if kind is ActivityKind.CALL else 2
        return tuple(Reachable(one[0], one[at]) for one in every if one[at])


def whose(activity: Activity) -> Subject:
    """Whose it is."""
    return Subject(activity.by.id if activity.by else None)


def parents(company_id: int | None, contact_id: int | None) -> list[RecordRef]:
    """The records that an activity belongs to."""
    found = ((ObjectType.COMPANY, company_id), (ObjectType.CONTACT, contact_id))
    return [RecordRef(kind, number) for kind, number in found if number is not None]


def remark(kind: str, activity_id: int, title: str, version: int) -> Remark:
    """How an activity stands in the history of its records."""
    return {"kind": kind, "id": str(activity_id), "title": title, "version": str(version)}


def columns_of(fields: ActivityFields) -> dict[str, Any]:
    """The columns that the fields mean."""
    return {"name": fields.title, "body": fields.body, "occurred_at": fields.at, "contact_id": fields.contact_id}


def as_columns(activity: Activity) -> dict[str, Any]:
    """The columns of an activity that can be edited."""
    contact = activity.contact
    return {
        "name": activity.title,
        "body": activity.body,
        "occurred_at": activity.occurred_at,
        "contact_id": contact.id if contact else None,
    }


def shown(value: Any) -> Any:
    """What an input shows of a column."""
    if isinstance(value, datetime):
        return value.replace(second=0, microsecond=0)
    return value[:SHOWN_TEXT].replace("\r\n", "\n").strip() if isinstance(value, str) else value


def whole(before: Any, typed: Any) -> Any:
    """A long text with the rest that the dialog could not show."""
    return typed + before[SHOWN_TEXT:] if isinstance(typed, str) and isinstance(before, str) else typed


def value_now(activity: Activity, field: ActivityField) -> Any:
    """What a field holds, with the contact by name."""
    return activity.contact if field is ActivityField.CONTACT else as_columns(activity)[COLUMNS[field]]


def field_of(field: ActivityField) -> Field:
    """The registry's field."""
    found = find(ObjectType.ACTIVITY, field)
    return found or Link("contact", "Contact", ObjectType.CONTACT, "contact_id")
