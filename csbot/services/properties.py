"""Properties of an object type: core ones, and those that managers add (workspace V2, S1)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from csbot.domain.permissions import Actor, Permission, check
from csbot.domain.properties.core import LINKS, PROPERTIES
from csbot.domain.properties.drafts import check_draft, options_of
from csbot.domain.properties.own import MOST_PROPERTIES, OwnProperty, PropertyDraft, TooManyProperties, name_of
from csbot.domain.properties.types import Property
from csbot.domain.records import ObjectType
from csbot.domain.setting_changes import Chosen, Held, Setting, SettingDiff, chosen_property
from csbot.services.setting_changes import SettingChangeService
from csbot.storage import custom_objects as stored_objects
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
        self._check_room(kind)
        name = name_of(draft.label, (*known, *(link.name for link in LINKS[kind])))  # cards name both alike
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
        own = stored.get(self.uow, added)[1]
        self._note(actor, kind, (), (chosen_property(kind, own.property),))
        return own

    def change(self, actor: Actor | None, property_id: int, version: int, draft: PropertyDraft) -> OwnProperty:
        """Label, options and whether it is required; the type stays. An option's value outlives a new spelling of its
        label. Raises as `add`, `NotFound` and `StaleRecord`.
        """
        _check(actor)
        kind, own = stored.get(self.uow, property_id)
        before = own.property
        others = (one for one in self.by_name(kind).values() if one.name != before.name)
        draft = check_draft(replace(draft, type=before.type), others, before.options)
        options = stored.as_json(options_of(draft.options, before.options, draft.renamed))
        values = {"label": draft.label, "options": options, "required": draft.required}
        stored.change(self.uow, property_id, version, values)
        changed = stored.get(self.uow, property_id)[1]
        self._changes.note(actor, *diffs_of(kind, before, changed.property))
        return changed

    def delete(self, actor: Actor | None, property_id: int, version: int) -> None:
        """Take it out of every choice. Records keep their values, and filters that name it go on comparing them."""
        _check(actor)
        kind, own = stored.get(self.uow, property_id)
        stored.change(self.uow, property_id, version, {"deleted_at": self.now})
        self._note(actor, kind, (chosen_property(kind, own.property),), ())

    def restore(self, actor: Actor | None, property_id: int, version: int) -> OwnProperty:
        """Bring a deleted one back; raises `PropertyNameTaken` when another one has its name by now, `StaleRecord` and
        `TooManyProperties`.
        """
        _check(actor)
        kind, own = stored.get(self.uow, property_id)
        before = own.property
        labels = tuple(option.label for option in before.options)
        others = (one for one in self.by_name(kind).values() if one.name != before.name)
        check_draft(PropertyDraft(before.label, before.type, labels, before.required), others, before.options)
        self._check_room(kind)
        stored.change(self.uow, property_id, version, {"deleted_at": None})
        self._note(actor, kind, (), (chosen_property(kind, before),))
        return stored.get(self.uow, property_id)[1]

    @property
    def _changes(self) -> SettingChangeService:
        return SettingChangeService(self.uow, self.now)

    def _note(self, actor: Actor | None, kind: ObjectType, old: Held, new: Held) -> None:
        """Keep that a property came or went (workspace S1)."""
        names = stored_objects.names_of(self.uow, kind)
        about = Chosen(kind.value, "" if names is None else names.plural)
        self._changes.note(actor, SettingDiff(Setting.PROPERTIES, old, new, about))

    def _check_room(self, kind: ObjectType) -> None:
        if len(self.list_own(kind)) >= MOST_PROPERTIES:
            raise TooManyProperties(limit=MOST_PROPERTIES)


def diffs_of(kind: ObjectType, old: Property, new: Property) -> tuple[SettingDiff, ...]:
    """What managers changed in a property, as it is kept (workspace S1)."""
    about, before, after = chosen_property(kind, new), _held(old), _held(new)
    return tuple(SettingDiff(setting, before[setting], after[setting], about) for setting in before)


def _held(one: Property) -> dict[Setting, Held]:
    return {
        Setting.PROPERTY_NAME: (Chosen(one.name, one.label),),
        Setting.PROPERTY_OPTIONS: tuple(Chosen(option.value, option.label) for option in one.options),
        Setting.PROPERTY_REQUIRED: (Chosen("answer.yes" if one.required else "answer.no"),),
    }


def _check(actor: Actor | None) -> None:
    if actor is not None:
        check(actor, Permission.MANAGE)
