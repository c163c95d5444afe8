"""The Summary's cards: counted together, arranged by managers (workspace U4, U5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from csbot.domain.filters import Filter, plan_of
from csbot.domain.members import Viewer
from csbot.domain.permissions import Actor, Permission, check, denial
from csbot.domain.properties import PROPERTIES
from csbot.domain.properties.types import Property
from csbot.domain.records import ObjectType
from csbot.domain.view_cards import Cards, CardsForm, ViewCard
from csbot.services.customer_settings import CustomerSettingService
from csbot.services.record_lists import RecordListService
from csbot.storage.unit_of_work import UnitOfWork
from csbot.storage.view_cards import count_each


@dataclass(frozen=True, slots=True)
class ViewCardService:
    """Reads and arranges the cards."""

    uow: UnitOfWork
    customers: CustomerSettingService
    lists: RecordListService

    def of(self, actor: Actor, viewer: Viewer) -> Cards:
        """The cards with their counts, in two statements unless managers added views or properties."""
        known = self.customers.get()
        views = self.customers.live_cards(known)
        filters = [view.filter for view in views if view.filter is not None]
        asker = self.lists.asker(viewer, filters)
        properties = self._properties(known.kind, filters)
        plans = [plan_of(one, properties, asker) for one in filters]
        counts = iter(count_each(self.uow, known.kind, plans))
        cards = tuple(ViewCard(view, None if view.filter is None else next(counts)) for view in views)
        return Cards(cards, denial(actor, Permission.MANAGE) is None)

    def form(self, actor: Actor, keys: Sequence[str] | None = None, version: int | None = None) -> CardsForm:
        """The dialog with these cards, else with those that there are. Raises `NotAllowed`."""
        check(actor, Permission.MANAGE)
        known = self.customers.get()
        order = known.cards if keys is None else tuple(keys)
        by_key = {view.key: view for view in self.customers.candidates()}
        cards = tuple(by_key[key] for key in order if key in by_key)
        others = tuple(view for key, view in by_key.items() if key not in order)
        return CardsForm(cards, others, known.version if version is None else version)

    def _properties(self, kind: ObjectType, filters: Sequence[Filter]) -> Mapping[str, Property]:
        """The core ones need no statement."""
        core = {one.name: one for one in PROPERTIES[kind]}
        asked = {condition.property for one in filters for condition in one.conditions}
        return core if asked <= core.keys() else self.customers.properties.by_name(kind)
