"""Properties of an object type: core ones, and those that managers add (workspace V2, S1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from csbot.domain.permissions import Actor, Permission, check
from csbot.domain.properties.core import PROPERTIES
from csbot.domain.properties.own import (
    MOST_PROPERTIES,
    OwnProperty,
    PropertyDraft,
    TooManyProperties,
    check_draft,
    name_of,
    options_of,
)
from csbot.domain.properties.types import Property
from csbot.domain.records import ObjectType
from csbot.storage import properties as stored
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PropertyService:
    """Reads properties; managers change their own. `now` is business time. `actor` None: the command line."""

    uow: UnitOfWork
    now: datetime

    def list(self, kind: ObjectType) -> tuple[Property, ...]:
        """What can be chosen: core ones first."""
        return tuple(one for one in self.by_name(kind).values() if not one.deleted)

    def by_name(self, kind: ObjectType) -> Mapping[str, Property]:
        """All, deleted ones too, which saved filters and columns may still name."""
        own = (one.property for one in stored.list_all(self.uow, kind))
        return {one.name: one for one in (*PROPERTIES[kind], *own)}

    def list_own(self, kind: ObjectType) -> tuple[OwnProperty, ...]:
        """Those that managers added."""
        return tuple(one for one in stored.list_all(self.uow, kind) if not one.property.deleted)

    def add(self, actor: Actor | None, kind: ObjectType, draft: PropertyDraft) -> OwnProperty:
        """Raises what `check_draft` raises, and `NotAllowed`."""
        _check(actor)
        known = self.by_name(kind)
        draft = check_draft(draft, known.values())
        if sum(one.custom and not one.deleted for one in known.values()) >= MOST_PROPERTIES:
            raise TooManyProperties(limit=MOST_PROPERTIES)
        name = name_of(draft.label, known)
        added = stored.add(
            self.uow,
            kind,
            name,
            draft.label,
            draft.type,
            options_of(draft.options),
            draft.required,
            self.now,
            None if actor is None else actor.id,
        )
        return stored.get(self.uow, added)[1]

    def change(self, actor: Actor | None, property_id: int, version: int, draft: PropertyDraft) -> OwnProperty:
        """Label, options and whether it is required; the type stays. An option's value outlives a new spelling of its
        label. Raises as `add`, `NotFound` and `StaleRecord`.
        """
        _check(actor)
        kind, own = stored.get(self.uow, property_id)
        before = own.property
        others = (one for one in self.by_name(kind).values() if one.name != before.name)
        draft = check_draft(PropertyDraft(draft.label, before.type, draft.options, draft.required), others)
        options = stored.as_json(options_of(draft.options, before.options))
        values = {"label": draft.label, "options": options, "required": draft.required}
        stored.change(self.uow, property_id, version, values)
        return stored.get(self.uow, property_id)[1]

    def delete(self, actor: Actor | None, property_id: int, version: int) -> None:
        """Take it out of every choice. Records keep their values, and filters that name it go on comparing them."""
        _check(actor)
        stored.change(self.uow, property_id, version, {"deleted_at": self.now})

    def restore(self, actor: Actor | None, property_id: int, version: int) -> OwnProperty:
        """Bring a deleted one back; raises `PropertyNameTaken` when another one has its name by now."""
        _check(actor)
        kind, own = stored.get(self.uow, property_id)
        before = own.property
        labels = tuple(option.label for option in before.options)
        others = (one for one in self.by_name(kind).values() if one.name != before.name)
        check_draft(PropertyDraft(before.label, before.type, labels, before.required), others)
        stored.change(self.uow, property_id, version, {"deleted_at": None})
        return stored.get(self.uow, property_id)[1]


def _check(actor: Actor | None) -> None:
    if actor is not None:
        check(actor, Permission.MANAGE)
