"""What the cards of each object type show: managers choose it (workspace S10)."""

from collections.abc import Iterable, Iterator, Mapping
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
from csbot.domain.errors import Unreadable
from csbot.domain.permissions import Actor, Permission, check
from csbot.domain.properties import LINKS
from csbot.domain.properties.types import Link
from csbot.domain.record_cards import LAYOUTS, CardButton, CardLayout, Field
from csbot.domain.records import ObjectType
from csbot.domain.setting_changes import Chosen, Held, Setting, SettingDiff, chosen_property
from csbot.services.properties import PropertyService
from csbot.services.setting_changes import SettingChangeService
from csbot.storage import card_layouts as stored
from csbot.storage import workspaces as stored_workspaces
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class CardLayoutService:
    """Fills the dialog; managers change the layouts, one after the other."""

    uow: UnitOfWork
    properties: PropertyService
    changes: SettingChangeService

    def form(self, actor: Actor, kind: ObjectType) -> LayoutForm:
        """The dialog with what the cards show now; raises `NotAllowed`, and `Unreadable` for a type without cards."""
        _check(actor, kind)
        chosen, version = stored.find(self.uow, kind)
        fields = self._fields(kind)
        return _form(kind, draft_of(layout_of(kind, chosen), fields.values()), fields, version)

    def usual(self, actor: Actor, kind: ObjectType, version: int) -> LayoutForm:
        """The dialog with what csbot brings, instead of a layout at that version. Raises as `form`."""
        _check(actor, kind)
        fields = self._fields(kind)
        return _form(kind, draft_of(LAYOUTS[kind], fields.values()), fields, version)

    def in_making(self, actor: Actor, kind: ObjectType, draft: LayoutDraft, version: int) -> LayoutForm:
        """The dialog with a draft of a layout at that version; what is gone is left out. Raises as `form`."""
        _check(actor, kind)
        return _form(kind, draft, self._fields(kind), version)

    def save(self, actor: Actor, kind: ObjectType, draft: LayoutDraft, version: int) -> None:
        """Everybody's cards look like this. Raises `BadLayout`, `StaleRecord`, and as `form`."""
        _check(actor, kind)
        stored_workspaces.get_for_change(self.uow.connection, self.uow.workspace_id)
        fields = self._fields(kind)
        chosen, before = _chosen(draft, fields), layout_of(kind, stored.find(self.uow, kind)[0])
        after = layout_of(kind, chosen)
        stored.save(self.uow, kind, version, None if after == LAYOUTS[kind] else chosen)
        self.changes.note(actor, *_diffs(kind, before, after, fields.values()))

    def _fields(self, kind: ObjectType) -> dict[str, Field]:
        """What can be on a card, by `field_key`; deleted properties too, which a layout may still name."""
        links = (link for link in LINKS[kind] if not link.by_id)
        every: tuple[Field, ...] = (*self.properties.by_name(kind).values(), *links)
        return {field_key(one): one for one in every if one.name != HEADING}


def _diffs(kind: ObjectType, before: CardLayout, after: CardLayout, fields: Iterable[Field]) -> Iterator[SettingDiff]:
    """What is different (workspace S1); a property that is gone is told by its name."""
    known = {one.name: chosen_property(kind, one) for one in fields}

    def held(layout: CardLayout) -> dict[Setting, Held]:
        return {
            Setting.LAYOUT_PROPERTIES: tuple(known.get(name, Chosen(name)) for name in layout.fields),
            Setting.LAYOUT_BUTTONS: tuple(Chosen(f"button.{button}") for button in layout.buttons),
            Setting.LAYOUT_ASSOCIATIONS: tuple(Chosen(other.value) for other in layout.associations),
        }

    old, new = held(before), held(after)
    for setting in new:
        yield SettingDiff(setting, old[setting], new[setting], Chosen(kind.value))


def _check(actor: Actor, kind: ObjectType) -> None:
    check(actor, Permission.MANAGE)
    if kind not in LAYOUTS:
        raise Unreadable()


def _is_live(field: Field) -> bool:
    return isinstance(field, Link) or not field.deleted


def _form(kind: ObjectType, draft: LayoutDraft, fields: Mapping[str, Field], version: int) -> LayoutForm:
    live = {key: field for key, field in fields.items() if _is_live(field)}
    kept = LayoutDraft(
        tuple(key for key in draft.properties if key in live),
        tuple(word for word in draft.buttons if word in set(CardButton)),
        tuple(word for word in draft.associations if word in ASSOCIATED_TYPES),
    )
    gone = tuple(fields[key].label for key in draft.properties if key in fields.keys() - live.keys())
    return LayoutForm(kind, kept, live, gone, version, draft == draft_of(LAYOUTS[kind], fields.values()))


def _chosen(draft: LayoutDraft, fields: Mapping[str, Field]) -> ChosenLayout:
    live = {key for key, field in fields.items() if _is_live(field)}
    parts = ((draft.properties, live), (draft.buttons, set(CardButton)), (draft.associations, set(ASSOCIATED_TYPES)))
    for words, known in parts:
        if unknown := [word for word in words if word not in known]:
            name = fields[unknown[0]].label if unknown[0] in fields else unknown[0]
            raise BadLayout(LayoutProblem.UNKNOWN, name)
    return ChosenLayout(
        properties=tuple(fields[key].name for key in draft.properties),
        buttons=tuple(map(CardButton, draft.buttons)),
        associations=tuple(map(ObjectType, draft.associations)),
    )
