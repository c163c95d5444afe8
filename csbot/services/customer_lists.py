"""The Customers tab: views with what is laid over them, page by page (workspace C1, C2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from csbot.domain.customer_lists import CustomerList, ListState, quick_filters, sort_key
from csbot.domain.customer_settings import CustomerSettings
from csbot.domain.errors import Unreadable
from csbot.domain.filters import EVERYTHING, Filter
from csbot.domain.filters.conditions import is_number
from csbot.domain.filters.text.chunks import visible
from csbot.domain.members import Viewer
from csbot.domain.permissions import Actor
from csbot.domain.properties.types import Property
from csbot.domain.record_lists import ListPage, ListQuery, Place, Sort
from csbot.domain.records import ObjectType, norm
from csbot.domain.saved_views import ALL, NAME_MAX, BuiltIn, Shelf, View, rights
from csbot.domain.saved_views.rules import manages_views
from csbot.domain.tasks import Named
from csbot.services.filters import FilterService
from csbot.services.properties import PropertyService
from csbot.services.record_lists import RecordListService
from csbot.services.saved_views import SavedViewService
from csbot.storage import members as stored_members
from csbot.storage.unit_of_work import UnitOfWork

NEAR = 0.75  # how much alike a text and a view's name are


@dataclass(frozen=True, slots=True)
class CustomerListService:
    """Reads lists of the customer object. All methods raise `NotAllowed` and `NotFound` as views do."""

    uow: UnitOfWork
    views: SavedViewService
    filters: FilterService
    lists: RecordListService
    properties: PropertyService

    def kind(self) -> ObjectType:
        """The customer object (workspace S2)."""
        return self.views.customers.get().kind

    def first(self, actor: Actor) -> ListState:
        """What opens without asking for anything: the first pinned view, else "Owned by me" unless it is hidden."""
        known = self.views.customers.get()
        views = self.views.shelf(actor, known.kind, known).views
        pinned = [view.key for view in views if view.pinned]
        owned = [view.key for view in views if view.key == BuiltIn.OWNED]
        return ListState((pinned + owned + [ALL])[0])

    def named(self, actor: Actor, text: str, built_in: Mapping[str, str]) -> ListState | None:
        """The view of exactly that name, one's own first (workspace V7). `built_in`: names by key."""
        known = self.views.customers.get()
        shelf = self.views.shelf(actor, known.kind, known)
        names = {norm(built_in.get(view.key, view.name)): view.key for view in reversed(in_order(shelf.views))}
        key = names.get(norm(visible(text)))
        return None if key is None else ListState(key)

    def asked(self, actor: Actor, viewer: Viewer, text: str) -> ListState:
        """The list of a filter as text; raises `BadFilterText` and `FilterTooBig`."""
        known = self.views.customers.get()
        return ListState(
            ALL, self.views.keep(actor, known.kind, self.filters.parse(viewer, known.kind, text, known.csm))
        )

    def meant(self, viewer: Viewer, text: str, built_in: Mapping[str, str], found: CustomerList) -> str:
        """What a text that `found` answers rather meant: a filter, or a view whose name is like it; may be empty.

        What only might be meant is not offered where something was found.
        """
        known = self.views.customers.get()
        guess = self.filters.guess(viewer, known.kind, text, known.csm)
        if guess.text and (guess.sure or not found.count):
            return guess.text
        if found.count:
            return ""
        names = {norm(name): name for name in (built_in.get(view.key, view.name) for view in found.shelf.views)}
        near = get_close_matches(norm(text)[:NAME_MAX], names, n=1, cutoff=NEAR)
        inside = [name for name in names if set(norm(text).split()) <= set(name.split())]
        return next((names[name] for name in (*near, *inside)), "")

    def filter_of(self, actor: Actor, state: ListState) -> Filter:
        """The filter that holds, without what is laid over it."""
        kind = self.kind()
        if state.draft:
            return self.views.kept(actor, kind, state.draft)
        return self.views.get(actor, kind, state.view or ALL).filter or EVERYTHING

    def read(
        self, actor: Actor, viewer: Viewer, state: ListState, after: Place | None = None, before: Place | None = None
    ) -> CustomerList:
        """A page of the list, behind or ahead of a place."""
        known = self.views.customers.get()
        shelf = self.views.shelf(actor, known.kind, known)
        view = self._view(actor, known, shelf, state)
        properties = self.properties.by_name(known.kind)
        found = CustomerList(
            state=state if state.sort in map(sort_key, properties.values()) else replace(state, sort=""),
            view=view,
            shelf=shelf,
            properties=properties,
            columns=tuple(name for name in view.columns if name in properties),
            sort=sort_of(state, view, properties),
            rights=rights(actor, view),
            owner=self._owner(state),
            manages=manages_views(actor),
        )
        asked = self.views.kept(actor, known.kind, state.draft) if state.draft else view.filter
        return found if asked is None else self._filled(viewer, found, known, asked, (after, before))

    def _filled(
        self,
        viewer: Viewer,
        found: CustomerList,
        known: CustomerSettings,
        asked: Filter,
        places: tuple[Place | None, Place | None],
    ) -> CustomerList:
        filters = (asked, *quick_filters(found.state, known.csm or "owner"))
        query = ListQuery(known.kind, filters, found.sort, found.columns, after=places[0], before=places[1])
        page = self._page(viewer, query)
        if not page.lines and any(places):
            page = self.lists.page(viewer, replace(query, after=None, before=None))
        return replace(
            found,
            page=page,
            count=self._count(viewer, known, filters, page),
            readback=self.filters.read_back(viewer, known.kind, asked),
        )

    def _page(self, viewer: Viewer, query: ListQuery) -> ListPage:
        """None where somebody gave the view another order meanwhile, in which the place means nothing."""
        try:
            return self.lists.page(viewer, query)
        except Unreadable:
            return ListPage()

    def _count(self, viewer: Viewer, known: CustomerSettings, filters: tuple[Filter, ...], page: ListPage) -> int:
        if page.previous is None and page.next is None:
            return len(page.lines)
        return self.lists.count(viewer, known.kind, filters)

    def _view(self, actor: Actor, known: CustomerSettings, shelf: Shelf, state: ListState) -> View:
        shown = [view for view in shelf.views if view.key == (state.view or ALL)]
        return shown[0] if shown else self.views.get(actor, known.kind, state.view)

    def _owner(self, state: ListState) -> Named | None:
        if not is_number(state.owner):
            return None
        number = int(state.owner)
        return Named(number, stored_members.names_of(self.uow, {number}).get(number, ""))


def in_order(views: Iterable[View]) -> list[View]:
    """Pinned ones first, then private ones, shared ones, and those that come with csbot."""
    return sorted(views, key=lambda view: (not view.pinned, view.is_built_in, str(view.sharing) != "private"))


def sort_of(state: ListState, view: View, properties: Mapping[str, Property]) -> Sort:
    """The chosen sort, else the view's own."""
    chosen = [one.name for one in properties.values() if state.sort and sort_key(one) == state.sort]
    return Sort(chosen[0], state.descending) if chosen else view.sort
