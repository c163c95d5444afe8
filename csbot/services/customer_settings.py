"""The settings of the Customers tab (workspace S1-S4, C1, U4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from csbot.domain.custom_objects import CustomObject
from csbot.domain.customer_settings import (
    CUSTOMER_OBJECTS,
    CustomerForm,
    CustomerSettings,
    choices,
    usual_settings,
)
from csbot.domain.errors import Unreadable
from csbot.domain.permissions import Actor, Permission, check
from csbot.domain.properties import find
from csbot.domain.properties.types import Property, PropertyType
from csbot.domain.records import ObjectType
from csbot.domain.saved_views import CARDS_MAX, BuiltIn, CardsFull, built_in_views
from csbot.domain.saved_views.model import View
from csbot.domain.setting_changes import Chosen, Held, Setting, SettingDiff, chosen_property
from csbot.domain.workspaces import Plan
from csbot.services.properties import PropertyService
from csbot.services.setting_changes import SettingChangeService
from csbot.storage import card_layouts as stored_layouts
from csbot.storage import custom_objects as stored_custom_objects
from csbot.storage import customer_settings as stored
from csbot.storage import saved_views as stored_views
from csbot.storage import workspaces as stored_workspaces
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class CustomerSettingService:
    """Reads the settings; managers change them, one after the other."""

    uow: UnitOfWork
    properties: PropertyService
    changes: SettingChangeService

    def get(self) -> CustomerSettings:
        """What holds now."""
        return stored.get(self.uow)

    def form(self, kind: ObjectType | None = None) -> CustomerForm:
        """The dialog; for another customer object with what is usual there. Raises `Unreadable`."""
        known = stored.get(self.uow)
        if kind is not None:
            self._check_object(kind)
        if kind is not None and kind is not known.kind:
            known = replace(usual_settings(kind), version=known.version)
        properties = self.properties.list(known.kind)
        arranged = stored_layouts.list_arranged(self.uow)
        return CustomerForm(
            known,
            choices(properties, PropertyType.USER),
            choices(properties, PropertyType.DATE),
            arranged,
            own=self._offered(),
        )

    def choose(self, actor: Actor, version: int, chosen: CustomerSettings) -> CustomerSettings:
        """Keep the customer object and its properties; another object begins with its own built-in cards.

        Raises `NotAllowed`, `StaleRecord`, and `Unreadable` for what the object doesn't have.
        """
        known = self._held(actor, version)
        properties = self.properties.list(chosen.kind)
        self._check_name(chosen.csm, choices(properties, PropertyType.USER))
        self._check_name(chosen.renewal, choices(properties, PropertyType.DATE))
        self._check_object(chosen.kind)
        if chosen.kind is not known.kind:
            known = replace(known, cards=tuple(key for key in BuiltIn if key not in known.hidden))
        self._save(actor, replace(known, kind=chosen.kind, csm=chosen.csm, renewal=chosen.renewal))
        return stored.get(self.uow)

    def hide(self, actor: Actor, key: str) -> None:
        """A built-in view disappears for everybody, with its card (workspace C1)."""
        known, word = self._held(actor), self._word(key)
        cards = tuple(card for card in known.cards if card != word)
        self._save(actor, replace(known, cards=cards, hidden=tuple({**dict.fromkeys(known.hidden), word: None})))

    def restore(self, actor: Actor) -> None:
        """The hidden built-in views are there again; their cards are added by hand."""
        self._save(actor, replace(self._held(actor), hidden=()))

    def arrange(self, actor: Actor, version: int, keys: Sequence[str]) -> None:
        """The cards of the Summary, in order (workspace U4); what is no default view any more is left out.

        Raises `CardsFull`, `NotAllowed`, `StaleRecord`.
        """
        known = self._held(actor, version)
        if len(keys) > CARDS_MAX:
            raise CardsFull(limit=CARDS_MAX)
        shown = {view.key for view in self.candidates()}
        self._save(actor, replace(known, cards=tuple(dict.fromkeys(key for key in keys if key in shown))))

    def put(self, actor: Actor, view: View, is_default: bool) -> None:
        """Give a shared view a card, or take it away. Raises `CardsFull`, `NotAllowed`."""
        known = stored.get(self.uow)
        if (view.key in known.cards) is is_default:
            return
        held = self._held(actor)
        if is_default and len(self.live_cards(held)) >= CARDS_MAX:
            raise CardsFull(limit=CARDS_MAX)
        kept = tuple(key for key in held.cards if key != view.key)
        self._save(actor, replace(held, cards=(*kept, view.key) if is_default else kept))

    def candidates(self) -> tuple[View, ...]:
        """Everything that can have a card: built-in views and shared ones of the customer object."""
        known = stored.get(self.uow)
        return (*self.built_in(known), *stored_views.list_shared(self.uow, known.kind))

    def built_in(self, known: CustomerSettings, hidden: bool = False) -> tuple[View, ...]:
        """The built-in views that are shown, or those that are hidden."""
        every = built_in_views(known.kind, self._csm(known))
        return tuple(view for view in every if (view.key in known.hidden) is hidden)

    def live_cards(self, known: CustomerSettings) -> tuple[View, ...]:
        """The views that have a card, in order."""
        numbers = [int(key) for key in known.cards if key.isdecimal()]
        shared = stored_views.list_shared(self.uow, known.kind, numbers) if numbers else []
        by_key = {view.key: replace(view, is_default=True) for view in (*self.built_in(known), *shared)}
        return tuple(by_key[key] for key in known.cards if key in by_key)

    def _csm(self, known: CustomerSettings) -> Property | None:
        """The CSM property (workspace S3); None where none is chosen, or the chosen one was deleted."""
        found = find(known.kind, known.csm)
        if found is None and known.csm:
            found = self.properties.by_name(known.kind).get(known.csm)
        return None if found is None or found.deleted else found

    def _held(self, actor: Actor, version: int | None = None) -> CustomerSettings:
        """The settings, which nobody else changes until the transaction ends."""
        check(actor, Permission.MANAGE)
        stored_workspaces.get_for_change(self.uow.connection, self.uow.workspace_id)
        known = stored.get(self.uow)
        return known if version is None else replace(known, version=version)

    def _save(self, actor: Actor, chosen: CustomerSettings) -> None:
        """Keep them, and what is different (workspace S1); raises `StaleRecord`."""
        old = self._described(stored.get(self.uow))
        stored.save(self.uow, chosen)
        new = self._described(chosen)
        self.changes.note(actor, *(SettingDiff(setting, old[setting], new[setting]) for setting in new))

    def _check_object(self, kind: ObjectType) -> None:
        if kind not in (*CUSTOMER_OBJECTS, *(one.kind for one in self._offered())):
            raise Unreadable()

    def _offered(self) -> tuple[CustomObject, ...]:
        """The custom objects that can be the customer object: with the enterprise plan (workspace A2, S2); else the one
        that is it already.
        """
        own = stored_custom_objects.list_live(self.uow)
        if stored_workspaces.get(self.uow.connection, self.uow.workspace_id).plan is Plan.ENTERPRISE:
            return tuple(own)
        chosen = stored.get(self.uow).kind
        return tuple(one for one in own if one.kind is chosen)

    def _described(self, known: CustomerSettings) -> dict[Setting, Held]:
        """The settings as they are told; a card of a view that is gone is none."""
        properties = self.properties.by_name(known.kind)
        saved = {view.key: view.name for view in stored_views.list_shared(self.uow, known.kind)}
        names = {**{key.value: "" for key in BuiltIn}, **saved}
        own = stored_custom_objects.names_of(self.uow, known.kind)
        csm, renewal = (
            (chosen_property(known.kind, properties[name]),) if name in properties else ()
            for name in (known.csm, known.renewal)
        )
        return {
            Setting.CUSTOMER_OBJECT: (Chosen(known.kind.value, "" if own is None else own.plural),),
            Setting.CSM_PROPERTY: csm,
            Setting.RENEWAL_PROPERTY: renewal,
            Setting.HIDDEN_VIEWS: tuple(map(Chosen, known.hidden)),
            Setting.CARDS: tuple(Chosen(key, names[key]) for key in known.cards if key in names),
        }

    def _word(self, key: str) -> BuiltIn:
        try:
            return BuiltIn(key)
        except ValueError:
            raise Unreadable() from None

    def _check_name(self, name: str, offered: tuple[Property, ...]) -> None:
        if name and name not in {one.name for one in offered}:
            raise Unreadable()
