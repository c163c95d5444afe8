"""Saved views: made, changed, cloned, pinned, deleted and looked up (workspace C1-C7, V7, V8)."""

from dataclasses import dataclass, replace
from datetime import datetime

from csbot.domain.customer_settings import CustomerSettings
from csbot.domain.errors import CsbotError, NotFound, Refused
from csbot.domain.filters import Filter
from csbot.domain.permissions import Actor, Permission, check
from csbot.domain.records import ObjectType, norm, read_id
from csbot.domain.saved_views import (
    ALL,
    BuiltIn,
    CardsFull,
    DeletionUnconfirmed,
    Sharing,
    Shelf,
    View,
    ViewAct,
    ViewField,
    ViewForm,
    ViewNameTaken,
    check_act,
    every_record,
    flaws,
)
from csbot.domain.saved_views.rules import check_sharing, manages_views
from csbot.services.customer_settings import CustomerSettingService
from csbot.storage import filter_drafts as stored_drafts
from csbot.storage import saved_views as stored
from csbot.storage import workspaces as stored_workspaces
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class SavedViewService:
    """The views of any object type. `now` is business time.

    Every method raises `NotAllowed` for somebody without access, and `NotFound` for a view that the actor doesn't see.
    """

    uow: UnitOfWork
    now: datetime
    customers: CustomerSettingService

    def shelf(self, actor: Actor, kind: ObjectType, settings: CustomerSettings | None = None) -> Shelf:
        """What the actor can choose from: built-in views, then by name; `is_default` and `pinned` are set.

        `settings`: the customers', where they were read already.
        """
        check(actor, Permission.USE)
        known = settings or self.customers.get()
        built_in, hidden = self._built_in(kind, known)
        pins = stored.list_pins(self.uow, kind, actor.id)
        found = (*built_in, every_record(kind), *stored.list_seen(self.uow, kind, actor.id))
        cards = known.cards if known.kind is kind else ()
        views = tuple(replace(one, pinned=one.key in pins, is_default=one.key in cards) for one in found)
        return Shelf(views, hidden if manages_views(actor) else ())

    def get(self, actor: Actor, kind: ObjectType, key: str) -> View:
        """One view; a hidden built-in one can still be opened by a button that shows it."""
        check(actor, Permission.USE)
        view = self._find(kind, key)
        check_act(actor, view, ViewAct.PIN)
        known = self.customers.get()
        pinned = key in stored.list_pins(self.uow, kind, actor.id)
        return replace(view, pinned=pinned, is_default=known.kind is kind and key in known.cards)

    def create(self, actor: Actor, kind: ObjectType, form: ViewForm) -> View:
        """A new view of the actor's. Raises `Refused` with what is wrong beside each field."""
        check(actor, Permission.USE)
        check_sharing(actor, form.sharing)
        self._check(actor, kind, form, "")
        made = stored.add(self.uow, kind, form, actor.id, self.now)
        return self._with_card(actor, made, form)

    def change(self, actor: Actor, kind: ObjectType, key: str, version: int, form: ViewForm) -> View:
        """The view as the form says (workspace C5); whoever makes a shared one private has it from then on. Raises
        `Refused` and `StaleRecord`.
        """
        known = self._find(kind, key)
        check_act(actor, known, ViewAct.EDIT)
        check_sharing(actor, form.sharing)
        self._check(actor, kind, form, key)
        owner_id = known.owner.id if known.owner else None
        if form.sharing is Sharing.PRIVATE:
            owner_id = actor.id
        changed = stored.change(self.uow, read_id(key), version, form, owner_id, self.now)
        return self._with_card(actor, changed, form)

    def clone(self, actor: Actor, kind: ObjectType, key: str, name: str, sharing: Sharing) -> View:
        """A copy under another name, without a card (workspace C7). Raises `Refused`."""
        known = self._find(kind, key)
        check_act(actor, known, ViewAct.CLONE)
        asked = known.filter if known.filter is not None else Filter()
        description = "" if known.is_built_in else known.description
        return self.create(actor, kind, ViewForm(name, asked, sharing, description, False, known.columns, known.sort))

    def delete(self, actor: Actor, kind: ObjectType, key: str, sure: bool) -> View:
        """Take the view away, with its card and everybody's pins (workspace C6). Raises `Refused` unless `sure`."""
        known = self._find(kind, key)
        check_act(actor, known, ViewAct.DELETE)
        if not sure:
            raise Refused({ViewField.SURE: DeletionUnconfirmed()})
        if known.sharing is Sharing.EVERYONE:
            self.customers.put(actor, known, False)
        stored.remove(self.uow, read_id(key))
        return known

    def pin(self, actor: Actor, kind: ObjectType, key: str, pinned: bool) -> View:
        """Put a view first for the actor alone, or no longer (workspace C7)."""
        check_act(actor, self._find(kind, key), ViewAct.PIN)
        (stored.pin if pinned else stored.unpin)(self.uow, kind, actor.id, key)
        return self.get(actor, kind, key)

    def keep(self, actor: Actor, kind: ObjectType, made: Filter) -> int:
        """A filter in the making; the number under which the actor finds it again."""
        check(actor, Permission.USE)
        return stored_drafts.add(self.uow, kind, actor.id, made, self.now)

    def kept(self, actor: Actor, kind: ObjectType, draft_id: int) -> Filter:
        """The actor's own filter of that number; raises `NotFound` when it is no longer kept."""
        check(actor, Permission.USE)
        found = stored_drafts.find(self.uow, kind, actor.id, draft_id)
        if found is None:
            raise NotFound(noun="filter", number=draft_id)
        return found

    def _find(self, kind: ObjectType, key: str) -> View:
        if key == ALL:
            return every_record(kind)
        if key in set(BuiltIn):
            shown, hidden = self._built_in(kind, self.customers.get())
            found = [view for view in (*shown, *hidden) if view.key == key]
        else:
            found = [view for view in (stored.get(self.uow, read_id(key)),) if view.kind is kind]
        if not found:
            raise NotFound(noun="view", number=key)
        return found[0]

    def _built_in(self, kind: ObjectType, known: CustomerSettings) -> tuple[tuple[View, ...], tuple[View, ...]]:
        if known.kind is not kind:
            return (), ()
        return self.customers.built_in(known), self.customers.built_in(known, hidden=True)

    def _check(self, actor: Actor, kind: ObjectType, form: ViewForm, key: str) -> None:
        """Raise `Refused`; the workspace is held, so that two of one name or a seventh card can't slip in."""
        stored_workspaces.get_for_change(self.uow.connection, self.uow.workspace_id)
        problems: dict[str, CsbotError] = flaws(form)
        others = [view for view in stored.list_seen(self.uow, kind, actor.id) if view.key != key]
        same = [view for view in others if view.sharing is form.sharing and norm(view.name) == norm(form.name)]
        if same and ViewField.NAME not in problems:
            problems[ViewField.NAME] = ViewNameTaken(name=form.name)
        if problems:
            raise Refused(problems)

    def _with_card(self, actor: Actor, view: View, form: ViewForm) -> View:
        if self.customers.get().kind is view.kind:
            try:
                self.customers.put(actor, view, form.is_default)
            except CardsFull as full:
                raise Refused({ViewField.DEFAULT: full}) from None
        return self.get(actor, view.kind, view.key)
