"""The history of a record (workspace C10)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csbot.domain.history import MARK, PAGE_ENTRIES, HistoryEntry, HistoryKey, HistoryPage, Remark, ValueChange
from csbot.domain.properties.types import Link, Property
from csbot.domain.record_cards import Field, RecordRef
from csbot.domain.records import ObjectType
from csbot.domain.tasks import Named
from csbot.services.properties import PropertyService
from csbot.services.records import RecordService, is_person
from csbot.storage import companies as stored_companies
from csbot.storage import members as stored_members
from csbot.storage import operations as stored_operations
from csbot.storage import records as stored_records
from csbot.storage.operations import Past
from csbot.storage.unit_of_work import UnitOfWork

Names = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class HistoryService:
    """Reads history. `now` is business time."""

    uow: UnitOfWork
    now: datetime

    def page(self, ref: RecordRef, before_id: int | None = None) -> HistoryPage:
        """What was done to a record, newest first, ahead of that entry; raises `NotFound`."""
        records = RecordService(self.uow, self.now)
        record = records.record(ref)
        found = stored_operations.list_past(self.uow, ref.kind, ref.id, before_id, PAGE_ENTRIES + 1)
        shown = found[:PAGE_ENTRIES]
        entries = self._entries(self._by_column(ref.kind), shown)
        return HistoryPage(record, entries, more=len(found) > len(shown), is_newest=before_id is None)

    def _by_column(self, kind: ObjectType) -> dict[str, Field]:
        """Fields by where they are kept, with properties that are deleted by now."""
        fields = {**PropertyService(self.uow, self.now).by_name(kind), **RecordService(self.uow, self.now).fields(kind)}
        return {
            column: field
            for field in fields.values()
            for column in (field.columns if isinstance(field, Property) else (field.column,))
        }

    def _entries(self, fields: Mapping[str, Field], found: Sequence[Past]) -> tuple[HistoryEntry, ...]:
        pairs = [pair for past in found for pair in changed_fields(past, fields)]
        people = {i for field, *both in pairs if is_person(field) for i in both if i is not None}
        companies = {i for field, *both in pairs if isinstance(field, Link) for i in both if i is not None}
        named = stored_members.names_of(self.uow, people), stored_companies.names_of(self.uow, companies)
        return tuple(entry_of(past, fields, *named) for past in found)


def changed_fields(past: Past, fields: Mapping[str, Field]) -> Iterator[tuple[Field, Any, Any]]:
    """The fields that one entry changed, each with what it was and is."""
    for column, (old, new) in past.values.items():
        if column in fields:
            yield fields[column], decoded(fields[column], old), decoded(fields[column], new)


def decoded(field: Field, value: Any) -> Any:
    """A value of a property that managers added as it is read; others are already."""
    own = isinstance(field, Property) and field.custom
    return stored_records.own_value(field, value) if own and isinstance(field, Property) else value


def entry_of(past: Past, fields: Mapping[str, Field], people: Names, companies: Names) -> HistoryEntry:
    """One entry, with people and companies by name."""
    changes = []
    for field, old, new in changed_fields(past, fields):
        names = people if is_person(field) else companies if isinstance(field, Link) else None
        if names is not None:
            old, new = (None if i is None else Named(i, names.get(i, "")) for i in (old, new))
        changes.append(ValueChange(field, old, new))
    remarks = [Remark(HistoryKey(key), *both) for key, both in past.values.items() if key.startswith(MARK)]
    archived = past.values.get("archived_at")
    return HistoryEntry(
        id=past.id,
        at=past.at,
        source=past.source,
        by=past.by,
        changes=tuple(changes),
        remarks=tuple(remarks),
        is_first=past.version == 1,
        deleted=None if archived is None else archived[1] is not None,
    )
