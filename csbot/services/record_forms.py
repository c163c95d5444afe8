"""Records through dialogs: edited property by property (workspace C9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csbot.domain.errors import CannotAssign, CsbotError, Expected, NotFound, Refused, ValueChanged
from csbot.domain.operations import OperationKind
from csbot.domain.permissions import Actor, Permission, check
from csbot.domain.properties.types import Link, Property
from csbot.domain.properties.values import Reading
from csbot.domain.record_cards import Field, RecordRef
from csbot.domain.record_forms import (
    PropertyChoice,
    RecordForm,
    Typed,
    can_edit,
    edited_names,
    shown,
    value_from,
    whole,
)
from csbot.domain.records import Source
from csbot.domain.tasks import UNDO_FOR
from csbot.services.record_news import RecordNews
from csbot.services.records import RecordService, Row, is_person
from csbot.storage import assignees as stored_assignees
from csbot.storage import operations as stored_operations
from csbot.storage import recorder
from csbot.storage import records as stored_records
from csbot.storage.folding import json_value
from csbot.storage.records import Held
from csbot.storage.unit_of_work import UnitOfWork

Problems = dict[str, CsbotError]
Values = dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class RecordFormService:
    """Fills dialogs and takes what comes back. `now` is business time."""

    uow: UnitOfWork
    now: datetime
    news: RecordNews

    def form(self, actor: Actor, ref: RecordRef, name: str = "") -> RecordForm:
        """A record to be edited: the fields of its card, or one by name; raises `NotFound` and `NotAllowed`."""
        record = self.choice(actor, ref).record
        if not name:
            layout = RecordService(self.uow, self.now).layout(ref.kind, record.fields)
            return RecordForm(record, edited_names(layout, record.fields))
        if name not in record.fields or not can_edit(record.fields[name]):
            raise NotFound(noun="property", number=name)
        return RecordForm(record, (name,))

    def choice(self, actor: Actor, ref: RecordRef) -> PropertyChoice:
        """A record of which a property is to be chosen; raises `NotFound` and `NotAllowed`."""
        fields = RecordService(self.uow, self.now).fields(ref.kind)
        _, row = self._editable(actor, ref)
        return PropertyChoice(RecordService(self.uow, self.now).as_read(ref, row, fields))

    def edit(self, actor: Actor, ref: RecordRef, version: int, typed: Mapping[str, Typed], reading: Reading) -> bool:
        """Change what the actor changed in a dialog that showed the record at `version`; whether anything was.

        What colleagues changed since is kept. Raises `Refused`, with a `ValueChanged` where both changed the same,
        `NotFound` and `NotAllowed`. `reading`: how the viewer writes.
        """
        fields = RecordService(self.uow, self.now).fields(ref.kind)
        held, row = self._editable(actor, ref)
        asked = {name: fields[name] for name in typed if name in fields and can_edit(fields[name])}
        then = self._as_shown(ref, version, row, asked)
        now = {name: stored_records.value_of(row, field) for name, field in asked.items()}
        mine = {
            name: field
            for name, field in asked.items()
            if typed[name] not in (shown(field, then[name], reading.decimal), shown(field, now[name], reading.decimal))
        }
        values, problems = self._read(mine, typed, now, reading)
        problems |= self._overtaken(ref, version, {n: f for n, f in mine.items() if then[n] != now[n]}, now)
        if problems:
            raise Refused(problems)
        changed = {name: field for name, field in mine.items() if values[name] != now[name]}
        if not changed:
            return False
        written = columns_of(changed, now, values, row, self.now)
        record = recorder.start(self.uow, OperationKind.EDIT, self.now, actor.id, Source.SLACK, self.now + UNDO_FOR)
        record.change(ref.kind, ref.id, held.version, written)
        self.news.assigned(actor, ref, written.get("owner_id", (None, None))[1], record.operation_id)
        return True

    def _editable(self, actor: Actor, ref: RecordRef) -> tuple[Held, Row]:
        held = stored_records.get_for_change(self.uow, ref.kind, ref.id)
        row = stored_records.get_row(self.uow, ref.kind, ref.id)
        if row["archived_at"] is not None:
            raise NotFound(noun=ref.kind.value, number=ref.id)
        check(actor, Permission.EDIT, held.subject)
        return held, row

    def _as_shown(self, ref: RecordRef, version: int, row: Row, fields: Mapping[str, Field]) -> dict[str, Any]:
        """What the fields held at that version."""
        then = {**row, "properties": dict(row["properties"])}
        for change, _ in reversed(stored_operations.list_after(self.uow, ref.kind, ref.id, version)):
            for name, old in change.before.items():
                if name in row:
                    then[name] = old
                else:
                    then["properties"][name] = old
        return {name: stored_records.value_of(then, field) for name, field in fields.items()}

    def _read(
        self, mine: Mapping[str, Field], typed: Mapping[str, Typed], now: Mapping[str, Any], reading: Reading
    ) -> tuple[dict[str, Any], Problems]:
        values: dict[str, Any] = {}
        problems: Problems = {}
        for name, field in mine.items():
            try:
                values[name] = whole(self.value(field, typed[name], reading), now[name])
            except Expected as problem:
                problems[name] = problem
        return values, problems

    def value(self, field: Field, typed: Typed, reading: Reading) -> Any:
        """A field's value from its input, with people and companies looked up; raises `BadValue`, `MissingValue`,
        `CannotAssign` and `NotFound`.
        """
        if isinstance(field, Link):
            if typed is not None:
                stored_records.get_name(self.uow, field.to, int(str(typed)))
            return typed
        value = value_from(field, typed, reading)
        if is_person(field) and value is not None and stored_assignees.find(self.uow, int(str(value))) is None:
            raise CannotAssign()
        return value

    def _overtaken(self, ref: RecordRef, version: int, fields: Mapping[str, Field], now: Mapping[str, Any]) -> Problems:
        """What somebody else changed too, and to what."""
        if not fields:
            return {}
        since = stored_operations.list_after(self.uow, ref.kind, ref.id, version)
        current = RecordService(self.uow, self.now).named(fields, {name: now[name] for name in fields})
        found: Problems = {}
        for name, field in fields.items():
            done = [by for change, by in since if field.column in change.before][-1]
            found[name] = ValueChanged(field=field, value=current.get(name), by=done.actor_name, at=done.at)
        return found


def columns_of(
    fields: Mapping[str, Field], old: Mapping[str, Any], new: Mapping[str, Any], row: Row, now: datetime
) -> Values:
    """Changed fields as what the recorder takes; a new owner has the record from now on."""
    values: Values = {}
    for name, field in fields.items():
        before, after = old.get(name), new[name]
        own = isinstance(field, Property) and field.custom
        values[field.column] = (json_value(before), json_value(after)) if own else (before, after)
    if "owner_id" in values and "assigned_at" in row:
        values["assigned_at"] = (row["assigned_at"], None if values["owner_id"][1] is None else now)
    return values
