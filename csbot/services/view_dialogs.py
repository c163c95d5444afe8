"""What the dialogs of views and filters show, and what comes back from them (workspace C3-C7, V1-V4)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from csbot.domain.customer_lists import sort_key
from csbot.domain.errors import Unreadable
from csbot.domain.filters import EVERYTHING, Condition, Filter, Operator
from csbot.domain.members import Viewer
from csbot.domain.permissions import Actor
from csbot.domain.properties.types import Property
from csbot.domain.record_lists import Sort
from csbot.domain.records import ObjectType
from csbot.domain.saved_views import Sharing, ViewAct, ViewForm, check_act
from csbot.domain.saved_views.rules import manages_views
from csbot.domain.view_dialogs import CloneDialog, ConditionDialog, FilterDialog, TypedView, ViewDialog
from csbot.services.filters import FilterService
from csbot.services.properties import PropertyService
from csbot.services.record_lists import RecordListService
from csbot.services.saved_views import SavedViewService
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ViewDialogService:
    """Fills dialogs. Every filter in the making is a draft of its own, so that no press changes what another shows."""

    uow: UnitOfWork
    views: SavedViewService
    filters: FilterService
    lists: RecordListService
    properties: PropertyService

    def new(self, actor: Actor, viewer: Viewer, asked: Filter, like: str, may_filter: bool = True) -> ViewDialog:
        """A view to be made of a filter, with the columns and the sort of another."""
        kind = self.views.customers.get().kind
        view = self.views.get(actor, kind, like)
        form = ViewForm("", asked, columns=view.columns, sort=view.sort)
        return self._dialog(actor, viewer, kind, form, may_filter=may_filter)

    def edit(self, actor: Actor, viewer: Viewer, key: str) -> ViewDialog:
        """A view to be edited; raises `NotFound` and `NotAllowed`."""
        kind = self.views.customers.get().kind
        view = self.views.get(actor, kind, key)
        check_act(actor, view, ViewAct.EDIT)
        asked = view.filter or EVERYTHING
        form = ViewForm(view.name, asked, view.sharing, view.description, view.is_default, view.columns, view.sort)
        return replace(self._dialog(actor, viewer, kind, form), key=key, version=view.version)

    def form(self, actor: Actor, kind: ObjectType, typed: TypedView, draft: int) -> ViewForm:
        """What is to be saved; raises `NotFound` when the draft is no longer kept."""
        known = {sort_key(one): one.name for one in self.properties.list(kind)}
        columns = tuple(dict.fromkeys(known[key] for key in typed.columns if key in known))
        sort = Sort(known.get(typed.sort, ""), typed.descending)
        asked = self.views.kept(actor, kind, draft)
        return ViewForm(typed.name, asked, typed.sharing, typed.description, typed.is_default, columns, sort)

    def clone(self, actor: Actor, key: str) -> CloneDialog:
        """A view to be copied."""
        return CloneDialog(self.views.get(actor, self.views.customers.get().kind, key), manages_views(actor))

    def filter(
        self, actor: Actor, viewer: Viewer, kind: ObjectType, asked: Filter, carried: Mapping[str, str]
    ) -> FilterDialog:
        """A filter in the making, kept as a new draft, with how many match it now."""
        return self._filter(viewer, kind, asked, self.views.keep(actor, kind, asked), carried)

    def filter_again(
        self, actor: Actor, viewer: Viewer, kind: ObjectType, draft: int, carried: Mapping[str, str]
    ) -> FilterDialog:
        """A draft as it is."""
        return self._filter(viewer, kind, self.views.kept(actor, kind, draft), draft, carried)

    def condition(self, dialog: FilterDialog, place: tuple[int, int], chosen: tuple[str, str]) -> ConditionDialog:
        """A condition in the making. `place`: group and place, -1 for new ones; `chosen`: property (name or
        `sort_key`) and operator, empty until they are chosen. Raises `Unreadable`.
        """
        group, number = place
        of = self._property(dialog.kind, chosen[0]) if chosen[0] else None
        try:
            operator = Operator(chosen[1]) if chosen[1] else None
            clause = dialog.readback.groups[group][number] if number >= 0 else None
        except (ValueError, IndexError):
            raise Unreadable() from None
        if not chosen[0] and clause is not None and clause.property is not None and not clause.property.deleted:
            of, operator = clause.property, clause.operator
        return ConditionDialog(dialog, group, number, of, operator, clause)

    def with_condition(
        self, actor: Actor, kind: ObjectType, draft: int, place: tuple[int, int], made: Condition
    ) -> Filter:
        """The draft's filter with one more condition, or another in its place. Raises `FilterTooBig`, `Unreadable`."""
        asked, (group, number) = self.views.kept(actor, kind, draft), place
        if group >= len(asked.groups) or (number >= 0 and number >= len(asked.groups[group].conditions)):
            raise Unreadable()
        if number >= 0:
            return asked.replaced(group, number, made)
        return asked.added(made, None if group < 0 else group)

    def check_room(self, actor: Actor, kind: ObjectType, draft: int, group: int) -> None:
        """Raise `FilterTooBig` where one more condition would not fit (workspace V1)."""
        self.with_condition(actor, kind, draft, (group, -1), Condition(property="name", operator=Operator.KNOWN))

    def without(self, actor: Actor, kind: ObjectType, draft: int, place: tuple[int, int]) -> Filter:
        """The draft's filter without that condition."""
        asked, (group, number) = self.views.kept(actor, kind, draft), place
        known = 0 <= group < len(asked.groups) and 0 <= number < len(asked.groups[group].conditions)
        return asked.removed(group, number) if known else asked

    def _filter(
        self, viewer: Viewer, kind: ObjectType, asked: Filter, draft: int, carried: Mapping[str, str]
    ) -> FilterDialog:
        count = self.lists.count(viewer, kind, (asked,))
        return FilterDialog(kind, draft, self.filters.read_back(viewer, kind, asked), count, carried)

    def _property(self, kind: ObjectType, key: str) -> Property:
        found = [one for one in self.properties.list(kind) if key in (sort_key(one), one.name)]
        if not found:
            raise Unreadable()
        return found[0]

    def _dialog(
        self, actor: Actor, viewer: Viewer, kind: ObjectType, form: ViewForm, may_filter: bool = True
    ) -> ViewDialog:
        manages = manages_views(actor)
        return ViewDialog(
            kind=kind,
            form=form if manages else replace(form, sharing=Sharing.PRIVATE),
            draft=self.views.keep(actor, kind, form.filter),
            readback=self.filters.read_back(viewer, kind, form.filter),
            properties=self.properties.list(kind),
            manages=manages,
            has_cards=kind is self.views.customers.get().kind,
            may_filter=may_filter,
        )
