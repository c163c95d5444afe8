"""Properties that managers add, changed in `/cs admin properties` (workspace V2, S1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from csbot.domain.errors import CsbotError, Refused, Unreadable
from csbot.domain.filters import Condition, Filter, Operator, all_of
from csbot.domain.members import Viewer
from csbot.domain.own_properties import (
    HOLDERS,
    PAGE_PROPERTIES,
    PropertyDeletion,
    PropertyForm,
    PropertyPage,
    PropertyRow,
    Speed,
    uses_of,
)
from csbot.domain.permissions import Actor, Permission, check
from csbot.domain.properties.drafts import draft_flaws, options_of, tidied
from csbot.domain.properties.own import (
    OptionInUse,
    OwnProperty,
    PropertyDraft,
    PropertyField,
    PropertyUnconfirmed,
)
from csbot.domain.properties.types import Option, Property
from csbot.domain.records import ObjectType
from csbot.services.customer_settings import CustomerSettingService
from csbot.services.fast_properties import FastPropertyService
from csbot.services.filters import FilterService
from csbot.services.properties import PropertyService
from csbot.services.record_lists import RecordListService
from csbot.storage import card_layouts as stored_layouts
from csbot.storage import custom_objects as stored_objects
from csbot.storage import properties as stored
from csbot.storage import saved_views as stored_views
from csbot.storage import workspaces as stored_workspaces
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class OwnPropertyService:
    """What managers see and change, one after the other. `now` is business time. All methods raise `NotAllowed`."""

    uow: UnitOfWork
    now: datetime
    properties: PropertyService
    customers: CustomerSettingService
    lists: RecordListService
    filters: FilterService
    fast: FastPropertyService

    def page(self, actor: Actor, kind: ObjectType, page: int = 0) -> PropertyPage:
        """A page; the last one where there are fewer. Raises `Unreadable` for a type that is not there (any more)."""
        check(actor, Permission.MANAGE)
        kinds = self.kinds()
        if kind not in kinds:
            raise Unreadable()
        known = self.properties.by_name(kind)
        own = {one.property.name: one for one in stored.list_all(self.uow, kind)}
        order = sorted(known.values(), key=lambda one: (one.deleted, not one.custom))
        pages = max(1, -(-len(order) // PAGE_PROPERTIES))
        page = min(page, pages - 1)
        speeds = self.fast.speeds(own.values())
        shown = order[page * PAGE_PROPERTIES : (page + 1) * PAGE_PROPERTIES]
        rows = tuple(PropertyRow(one, own.get(one.name), speeds.get(one.name, Speed.NEVER)) for one in shown)
        live = sum(not one.property.deleted for one in own.values())
        return PropertyPage(kind, kinds, rows, page, pages, live)

    def kinds(self) -> dict[ObjectType, str]:
        """The types whose own properties people see and edit, with the names of those that managers added."""
        custom = {one.kind: one.names.plural for one in stored_objects.list_live(self.uow)}
        return {**dict.fromkeys(HOLDERS, ""), **custom}

    def form(self, actor: Actor, kind: ObjectType, draft: PropertyDraft) -> PropertyForm:
        """The dialog of a new property, as far as it is filled in; raises `Unreadable` as `page`."""
        check(actor, Permission.MANAGE)
        kinds = self.kinds()
        if kind not in kinds:
            raise Unreadable()
        return PropertyForm(kind, draft, kind_name=kinds[kind])

    def edit_form(self, actor: Actor, property_id: int) -> PropertyForm:
        """The dialog of a property; raises `NotFound`."""
        check(actor, Permission.MANAGE)
        kind, own = stored.get_live(self.uow, property_id)
        known = own.property
        labels = tuple(option.label for option in known.options)
        return PropertyForm(kind, PropertyDraft(known.label, known.type, labels, known.required), own)

    def create(self, actor: Actor, kind: ObjectType, draft: PropertyDraft) -> OwnProperty:
        """A new property. Raises `Refused` with what is wrong beside each field, and `TooManyProperties`."""
        self._hold(actor)
        if kind not in self.kinds():
            raise Unreadable()
        self._refuse(draft_flaws(tidied(draft), self.properties.by_name(kind).values()))
        return self.properties.add(actor, kind, draft)

    def change(
        self, actor: Actor, viewer: Viewer, property_id: int, version: int, draft: PropertyDraft
    ) -> tuple[ObjectType, OwnProperty]:
        """Label, options, and whether it is required. Raises `Refused`, also for an option that records have,
        `NotFound` and `StaleRecord`.
        """
        self._hold(actor)
        kind, own = stored.get_live(self.uow, property_id)
        known = own.property
        others = [one for one in self.properties.by_name(kind).values() if one.name != known.name]
        tidy = tidied(replace(draft, type=known.type))
        problems: dict[PropertyField, CsbotError] = {**draft_flaws(tidy, others, known.options)}
        if own.version == version and PropertyField.OPTIONS not in problems:
            kept = {option.value for option in options_of(tidy.options, known.options, tidy.renamed)}
            gone = [option for option in known.options if option.value not in kept]
            if used := self._used(viewer, kind, known, gone):
                problems[PropertyField.OPTIONS] = used
        self._refuse(problems)
        return kind, self.properties.change(actor, property_id, version, draft)

    def deletion(self, actor: Actor, property_id: int) -> PropertyDeletion:
        """What would go with the property; raises `NotFound` and `PropertyInUse`."""
        check(actor, Permission.MANAGE)
        kind, own = self._disposable(property_id)
        views, name = tuple(stored_views.list_every(self.uow, kind)), own.property.name
        layout, _ = stored_layouts.find(self.uow, kind)
        on_cards = layout is not None and name in layout.properties
        return PropertyDeletion(kind, own, uses_of(views, name, actor.member_id, on_cards))

    def delete(self, actor: Actor, property_id: int, version: int, sure: bool) -> tuple[ObjectType, OwnProperty]:
        """Take it out of every choice, with its index. Raises as `deletion`, `Refused` unless `sure`, `StaleRecord`."""
        self._hold(actor)
        kind, own = self._disposable(property_id)
        if not sure:
            raise Refused({PropertyField.SURE: PropertyUnconfirmed()})
        self.properties.delete(actor, property_id, version)
        self.fast.end(actor, own)
        return kind, own

    def restore(self, actor: Actor, property_id: int) -> tuple[ObjectType, OwnProperty]:
        """Bring a deleted one back; raises `PropertyNameTaken`, `TooManyProperties` and `NotFound`."""
        self._hold(actor)
        kind, own = stored.get(self.uow, property_id)
        return kind, self.properties.restore(actor, property_id, own.version) if own.property.deleted else own

    def _hold(self, actor: Actor) -> None:
        """So that two of one name, or two jobs for one index, can't slip in."""
        check(actor, Permission.MANAGE)
        stored_workspaces.get_for_change(self.uow.connection, self.uow.workspace_id)

    def _disposable(self, property_id: int) -> tuple[ObjectType, OwnProperty]:
        kind, own = stored.get_live(self.uow, property_id)
        self.customers.get().check_unused(kind, own.property)
        return kind, own

    def _used(self, viewer: Viewer, kind: ObjectType, of: Property, gone: Sequence[Option]) -> OptionInUse | None:
        """The first of these options that records have."""
        if not gone or not self.lists.count(viewer, kind, [_having(of, gone)]):
            return None
        for option in gone:
            asked = _having(of, [option])
            if count := self.lists.count(viewer, kind, [asked]):
                return OptionInUse(option=option.label, count=count, filter=self.filters.write(viewer, kind, asked))
        return None

    @staticmethod
    def _refuse(problems: Mapping[PropertyField, CsbotError]) -> None:
        if problems:
            raise Refused({str(name): problem for name, problem in problems.items()})


def _having(of: Property, options: Sequence[Option]) -> Filter:
    """Records that have one of these options."""
    return all_of(Condition(property=of.name, operator=Operator.ANY_OF, values=tuple(one.value for one in options)))
