"""Records created through a dialog (workspace C16)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csbot.domain.associations import Associated
from csbot.domain.errors import CsbotError, Expected, MissingValue, Refused, Unreadable
from csbot.domain.operations import OperationKind
from csbot.domain.permissions import Actor
from csbot.domain.properties.types import Property
from csbot.domain.properties.values import Reading
from csbot.domain.record_cards import LAYOUTS, Field, FieldValue, Record, RecordRef
from csbot.domain.record_forms import RecordForm, Typed, begun, can_edit, created_names
from csbot.domain.records import ObjectType, Source
from csbot.domain.tasks import UNDO_FOR, Named
from csbot.services.record_forms import RecordFormService, columns_of
from csbot.services.record_news import RecordNews
from csbot.services.records import RecordService
from csbot.storage import custom_objects as stored_custom_objects
from csbot.storage import duplicates, recorder
from csbot.storage import records as stored_records
from csbot.storage.tables.records import RECORD_TABLES
from csbot.storage.unit_of_work import UnitOfWork

LIKELY = 5


@dataclass(frozen=True, slots=True)
class NewRecordService:
    """Fills the dialog and takes what comes back. `now` is business time."""

    uow: UnitOfWork
    now: datetime
    news: RecordNews

    def form(self, actor: Actor, kind: ObjectType, name: str = "", company_id: int | None = None) -> RecordForm:
        """A dialog with what was typed as the name: the record will be the actor's own, of that company; raises
        `NotFound`, and `Unreadable` for a type whose records have no card.
        """
        self._check(kind)
        fields = self._fields(kind)
        values: dict[str, FieldValue] = {**begun(fields, name), "owner": Named(actor.id, actor.name)}
        if company_id is not None:
            company = stored_records.get_name(self.uow, ObjectType.COMPANY, company_id)
            values["company"] = Named(company_id, company)
        return self._form(kind, fields, values)

    def create(
        self, actor: Actor, kind: ObjectType, typed: Mapping[str, Typed], reading: Reading, seen: Collection[int]
    ) -> RecordRef | RecordForm:
        """The new record; or the dialog again, with records that it may be a duplicate of and that are not in `seen`.

        Raises `Refused`, and as `form`. `reading`: how the actor writes.
        """
        self._check(kind)
        fields = {name: field for name, field in self._fields(kind).items() if name in typed and can_edit(field)}
        values = self._read(fields, typed, reading)
        likely = self._likely(kind, fields, values)
        if any(one.record_id not in seen for one in likely):
            known = RecordService(self.uow, self.now).named(fields, values)
            return self._form(kind, self._fields(kind), known, tuple(likely))
        return self._write(actor, kind, {name: fields[name] for name in values if values[name] is not None}, values)

    def _check(self, kind: ObjectType) -> None:
        if kind not in LAYOUTS:
            raise Unreadable()
        if kind.is_custom:
            stored_custom_objects.get(self.uow, kind)

    def _fields(self, kind: ObjectType) -> Mapping[str, Field]:
        return RecordService(self.uow, self.now).fields(kind)

    def _form(
        self,
        kind: ObjectType,
        fields: Mapping[str, Field],
        values: Mapping[str, FieldValue],
        likely: tuple[Associated, ...] = (),
    ) -> RecordForm:
        names = stored_custom_objects.names_of(self.uow, kind)
        record = Record(RecordRef(kind, 0), str(values.get("name") or ""), 0, fields, values, names=names)
        return RecordForm(record, created_names(kind, fields), likely)

    def _read(self, fields: Mapping[str, Field], typed: Mapping[str, Typed], reading: Reading) -> dict[str, Any]:
        values: dict[str, Any] = {}
        problems: dict[str, CsbotError] = {}
        for name, field in fields.items():
            try:
                values[name] = RecordFormService(self.uow, self.now, self.news).value(field, typed[name], reading)
            except Expected as problem:
                problems[name] = problem
        if "name" not in typed:
            problems["name"] = MissingValue()
        if problems:
            raise Refused(problems)
        return values

    def _likely(self, kind: ObjectType, fields: Mapping[str, Field], values: Mapping[str, Any]) -> list[Associated]:
        unique = {
            field.column: values[name]
            for name, field in fields.items()
            if isinstance(field, Property) and field.unique and not field.custom and values[name]
        }
        return duplicates.list_likely(self.uow, kind, values["name"], unique, LIKELY)

    def _write(
        self, actor: Actor, kind: ObjectType, fields: Mapping[str, Field], values: Mapping[str, Any]
    ) -> RecordRef:
        row = dict.fromkeys(column.name for column in RECORD_TABLES[kind].c if column.name == "assigned_at")
        columns = {name: new for name, (_, new) in columns_of(fields, {}, values, row, self.now).items()}
        own = {field.column for field in fields.values() if isinstance(field, Property) and field.custom}
        written = {name: value for name, value in columns.items() if name not in own}
        made = {**written, "properties": {name: value for name, value in columns.items() if name in own}}
        until = self.now + UNDO_FOR
        record = recorder.start(self.uow, OperationKind.CREATE, self.now, actor.id, Source.SLACK, until)
        ref = RecordRef(kind, record.create(kind, [made])[0])
        self.news.assigned(actor, ref, values.get("owner"), record.operation_id)
        return ref
