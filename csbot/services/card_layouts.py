"""What the cards of each object type show: managers choose it (workspace S10)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from csbot.domain.associations import ASSOCIATED_TYPES
from csbot.domain.card_layouts import (
    HEADING,
    BadLayout,
    ChosenLayout,
    LayoutDraft,
    LayoutForm,
    LayoutProblem,
    draft_of,
    field_key,
    layout_of,
)
from csbot.domain.custom_objects import ObjectNames
from csbot.domain.errors import Unreadable
from csbot.domain.permissions import Actor, Permission, check
from csbot.domain.properties import LINKS
from csbot.domain.properties.types import Link
from csbot.domain.record_cards import LAYOUTS, CardButton, CardLayout, Field
from csbot.domain.records import ObjectType
from csbot.domain.setting_changes import Chosen, Setting, SettingDiff, chosen_property
from csbot.services.properties import PropertyService
from csbot.services.setting_changes import SettingChangeService
from csbot.storage import card_layouts as stored
from csbot.storage import custom_objects as stored_objects
from csbot.storage import workspaces as stored_workspaces
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Shelf:
    """What there is to choose from for the cards of a type: fields by `field_key`, deleted properties too, which a
    layout may still name; types of associated records, with their names where managers added them.
    """

    kind: ObjectType
    fields: Mapping[str, Field]
    types: Mapping[ObjectType, ObjectNames | None]

    @property
    def live(self) -> Mapping[str, Field]:
        """What can be on a card."""
        return {key: one for key, one in self.fields.items() if isinstance(one, Link) or not one.deleted}

    def layout(self, chosen: ChosenLayout | None) -> CardLayout:
        """What was chosen, else what csbot brings."""
        return layout_of(self.kind, chosen, {one.name: one for one in self.live.values()})

    def draft(self, chosen: ChosenLayout | None) -> LayoutDraft:
        """The same in words."""
        return draft_of(self.layout(chosen), self.fields.values(), self.types)


@dataclass(frozen=True, slots=True)
class CardLayoutService:
    """Fills the dialog; managers change the layouts, one after the other."""

    uow: UnitOfWork
    properties: PropertyService
    changes: SettingChangeService

    def form(self, actor: Actor, kind: ObjectType) -> LayoutForm:
        """The dialog with what the cards show now; raises `NotAllowed`, and `Unreadable` for a type without cards."""
        shelf = self._shelf(actor, kind)
        chosen, version = stored.find(self.uow, kind)
        return _form(shelf, shelf.draft(chosen), version)

    def usual(self, actor: Actor, kind: ObjectType, version: int) -> LayoutForm:
        """The dialog with what csbot brings, instead of a layout at that version. Raises as `form`."""
        shelf = self._shelf(actor, kind)
        return _form(shelf, shelf.draft(None), version)

    def in_making(self, actor: Actor, kind: ObjectType, draft: LayoutDraft, version: int) -> LayoutForm:
        """The dialog with a draft of a layout at that version; what is gone is left out. Raises as `form`."""
        return _form(self._shelf(actor, kind), draft, version)

    def save(self, actor: Actor, kind: ObjectType, draft: LayoutDraft, version: int) -> None:
        """Everybody's cards look like this. Raises `BadLayout`, `StaleRecord`, and as `form`."""
        shelf = self._shelf(actor, kind)
        stored_workspaces.get_for_change(self.uow.connection, self.uow.workspace_id)
        chosen = None if draft == shelf.draft(None) else _chosen(shelf, draft)
        before, _ = stored.find(self.uow, kind)
        stored.save(self.uow, kind, version, chosen)
        self.changes.note(actor, *_diffs(shelf, before, chosen))

    def _shelf(self, actor: Actor, kind: ObjectType) -> Shelf:
        check(actor, Permission.MANAGE)
        own = {one.kind: one.names for one in stored_objects.list_live(self.uow)}
        if kind not in LAYOUTS or (kind.is_custom and kind not in own):
            raise Unreadable()
        links = (link for link in LINKS[kind] if not link.by_id)
        every: tuple[Field, ...] = (*self.properties.by_name(kind).values(), *links)
        fields = {field_key(one): one for one in every if one.name != HEADING}
        types = {one: own.get(one) for one in ASSOCIATED_TYPES if not one.is_custom or one in own}
        return Shelf(kind, fields, types)


def _form(shelf: Shelf, draft: LayoutDraft, version: int) -> LayoutForm:
    kept = LayoutDraft(
        tuple(key for key in draft.properties if key in shelf.live),
        tuple(word for word in draft.buttons if word in set(CardButton)),
        tuple(word for word in draft.associations if word in shelf.types),
    )
    dead = shelf.fields.keys() - shelf.live.keys()
    gone = tuple(shelf.fields[key].label for key in draft.properties if key in dead)
    return LayoutForm(shelf.kind, kept, shelf.live, shelf.types, gone, version, draft == shelf.draft(None))


def _chosen(shelf: Shelf, draft: LayoutDraft) -> ChosenLayout:
    parts = (
        (draft.properties, set(shelf.live)),
        (draft.buttons, set(CardButton)),
        (draft.associations, set(shelf.types)),
    )
    for words, known in parts:
        if unknown := [word for word in words if word not in known]:
            name = shelf.fields[unknown[0]].label if unknown[0] in shelf.fields else unknown[0]
            raise BadLayout(LayoutProblem.UNKNOWN, name)
    return ChosenLayout(
        properties=tuple(shelf.live[key].name for key in draft.properties),
        buttons=tuple(map(CardButton, draft.buttons)),
        associations=tuple(map(ObjectType, draft.associations)),
    )


def _diffs(shelf: Shelf, before: ChosenLayout | None, after: ChosenLayout | None) -> Iterator[SettingDiff]:
    """Part by part (workspace S1); a property that is gone is told by its name."""
    properties = {key: chosen_property(shelf.kind, one) for key, one in shelf.fields.items()}
    types = {kind.value: _told(kind, shelf.types) for kind in shelf.types}
    old, new = shelf.draft(before), shelf.draft(after)
    for setting, was, now, told in (
        (Setting.LAYOUT_PROPERTIES, old.properties, new.properties, properties),
        (Setting.LAYOUT_BUTTONS, old.buttons, new.buttons, {one.value: Chosen(f"button.{one}") for one in CardButton}),
        (Setting.LAYOUT_ASSOCIATIONS, old.associations, new.associations, types),
    ):
        left, right = (tuple(told.get(word, Chosen(word)) for word in words) for words in (was, now))
        yield SettingDiff(setting, left, right, _told(shelf.kind, shelf.types))


def _told(kind: ObjectType, types: Mapping[ObjectType, ObjectNames | None]) -> Chosen:
    names = types.get(kind)
    return Chosen(kind.value, "" if names is None else names.plural)
