"""Records of any type as people read them: their fields, values and cards (workspace C8, S10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csbot.domain.card_layouts import layout_of
from csbot.domain.members import Viewer
from csbot.domain.operations import Operation, OperationKind
from csbot.domain.permissions import Actor
from csbot.domain.properties import LINKS
from csbot.domain.properties.types import Link, PropertyType
from csbot.domain.record_cards import (
    CARD_ACTIVITIES,
    CARD_ASSOCIATED,
    CARD_TASKS,
    CardLayout,
    Field,
    FieldValue,
    Record,
    RecordCard,
    RecordRef,
)
from csbot.domain.records import ObjectType
from csbot.domain.screens import Acted
from csbot.domain.summary import NOTHING_ACTED
from csbot.domain.tasks import UNDO_FOR, Named
from csbot.services import undos
from csbot.services.properties import PropertyService
from csbot.services.summary import SummaryService, merged
from csbot.storage import activities as stored_activities
from csbot.storage import associations as stored_associations
from csbot.storage import card_layouts as stored_layouts
from csbot.storage import companies as stored_companies
from csbot.storage import custom_objects as stored_custom_objects
from csbot.storage import follows as stored_follows
from csbot.storage import meetings as stored_meetings
from csbot.storage import members as stored_members
from csbot.storage import records as stored_records
from csbot.storage import tasks as stored_tasks
from csbot.storage.unit_of_work import UnitOfWork

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RecordService:
    """Reads records. `now` is business time."""

    uow: UnitOfWork
    now: datetime

    def fields(self, kind: ObjectType) -> Mapping[str, Field]:
        """What a record of the type has, by name: core properties, those that managers added, direct associations."""
        links = (link for link in LINKS[kind] if not link.by_id)
        own: tuple[Field, ...] = PropertyService(self.uow, self.now).list(kind)
        return {one.name: one for one in (*own, *links)}

    def layout(self, kind: ObjectType, fields: Mapping[str, Field]) -> CardLayout:
        """What the cards of the type, which has these fields, show (workspace S10)."""
        return layout_of(kind, stored_layouts.find(self.uow, kind)[0], fields)

    def record(self, ref: RecordRef) -> Record:
        """The record, a deleted one too; raises `NotFound`."""
        return self.as_read(ref, stored_records.get_row(self.uow, ref.kind, ref.id), self.fields(ref.kind))

    def as_read(self, ref: RecordRef, row: Row, fields: Mapping[str, Field]) -> Record:
        """A whole row as a record."""
        known = {name: stored_records.value_of(row, field) for name, field in fields.items()}
        values = self.named(fields, known)
        names = stored_custom_objects.names_of(self.uow, ref.kind)
        return Record(ref, row["name"], row["version"], fields, values, row["archived_at"] is not None, names)

    def named(self, fields: Mapping[str, Field], known: Mapping[str, Any]) -> dict[str, FieldValue]:
        """Values that there are, with people and companies by name."""
        values = {name: value for name, value in known.items() if value is not None}
        people = {n for n in values if is_person(fields[n])}
        companies = {n for n in values if isinstance(fields[n], Link)}
        names = {
            **dict.fromkeys(people, stored_members.names_of(self.uow, {values[n] for n in people})),
            **dict.fromkeys(companies, stored_companies.names_of(self.uow, {values[n] for n in companies})),
        }
        return {n: Named(v, names[n].get(v, "")) if n in names else v for n, v in values.items()}

    def company_of(self, ref: RecordRef) -> int | None:
        """The company that a record is, or is of; raises `NotFound`."""
        if ref.kind is ObjectType.COMPANY:
            return ref.id
        found: int | None = stored_records.get_row(self.uow, ref.kind, ref.id).get("company_id")
        return found

    def card(
        self, viewer: Viewer, ref: RecordRef, acted: Acted = NOTHING_ACTED, actor: Actor | None = None
    ) -> RecordCard:
        """The record card; tasks in `acted` stay on it. Raises `NotFound`. `actor`: who sees it, for what they may
        undo.
        """
        record = self.record(ref)
        count, tasks = stored_tasks.list_of_record(self.uow, ref.kind, ref.id, CARD_TASKS)
        stay = SummaryService(self.uow, self.now).lines_of(acted, actor)
        layout = self.layout(ref.kind, record.fields)
        associated = stored_associations.list_first(self.uow, ref.kind, ref.id, layout.associations, CARD_ASSOCIATED)
        has_meetings = ref.kind is ObjectType.COMPANY
        return RecordCard(
            record=record,
            layout=layout,
            open_count=count,
            tasks=merged(tasks, stay, viewer.tz),
            next_meeting=stored_meetings.find_next(self.uow, ref.id, self.now) if has_meetings else None,
            activities=tuple(stored_activities.list_last(self.uow, ref.kind, ref.id, CARD_ACTIVITIES)),
            associated=tuple(associated[1]),
            associated_count=associated[0],
            is_followed=stored_follows.is_following(self.uow, viewer.member_id, ref.id),
            last=self._last(ref, actor),
            acted=acted,
        )

    def _last(self, ref: RecordRef, actor: Actor | None) -> Operation | None:
        """The last thing done to it, if people did it in the last minutes."""
        last = undos.find_last(self.uow, actor, [ref.id], self.now).get(ref.id)
        if last is None or last.kind is OperationKind.IMPORT or last.at + UNDO_FOR <= self.now:
            return None
        return last


def is_person(field: Field) -> bool:
    """Whether its values are members' numbers."""
    return not isinstance(field, Link) and field.type is PropertyType.USER
