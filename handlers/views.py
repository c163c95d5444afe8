"""Views: made, edited, cloned, pinned, hidden and deleted (workspace C3-C7)."""

from collections.abc import Mapping

from blocks.customers import customers
from blocks.properties import label_of
from blocks.screens import Look, Shown
from blocks.views import TICKED, view_clone, view_delete, view_form
from csbot.domain.customer_lists import ListState, sort_key
from csbot.domain.errors import Unreadable
from csbot.domain.permissions import Permission
from csbot.domain.records import ObjectType, norm, read_id
from csbot.domain.saved_views import ALL, Sharing, ViewField
from csbot.domain.view_dialogs import DeleteDialog, TypedView
from csbot.services.container import Services
from handlers.args import choice, several_of
from handlers.calls import Call, Field
from handlers.customers import listed, state_of
from handlers.replies import Choice, Close, Ephemeral, Open, Options, Replace, Reply
from handlers.routes import offers, submits, writes

OFFERED = 100


@writes("view.new", Permission.USE)
def begin(call: Call, services: Services) -> Reply:
    """A new view, with what the list shows."""
    found = services.customer_lists.filter_of(call.actor, state_of(call))
    return Open(Shown(view_form, services.view_dialogs.new(call.actor, call.viewer, found, state_of(call).view or ALL)))


@writes("filter.save_as", Permission.USE)
def begin_from_filter(call: Call, services: Services) -> Reply:
    """A new view of the filter in the making."""
    args = call.incoming.args
    found = services.saved_views.kept(call.actor, kind_of(args), read_id(args.get("f", "")))
    data = services.view_dialogs.new(call.actor, call.viewer, found, ALL, may_filter=False)
    return Open(Shown(view_form, data))


@writes("view.menu", Permission.USE)
def choose(call: Call, services: Services) -> Reply:
    """What the menu of a view offers."""
    word, _, key = call.value.partition(":")
    if word not in MENU:
        raise Unreadable()
    return MENU[word](call, services, key)


def _edit(call: Call, services: Services, key: str) -> Reply:
    return Open(Shown(view_form, services.view_dialogs.edit(call.actor, call.viewer, key)))


def _clone(call: Call, services: Services, key: str) -> Reply:
    return Open(Shown(view_clone, services.view_dialogs.clone(call.actor, key)))


def _delete(call: Call, services: Services, key: str) -> Reply:
    kind = services.customer_lists.kind()
    return Open(Shown(view_delete, DeleteDialog(services.saved_views.get(call.actor, kind, key))))


def _pin(call: Call, services: Services, key: str) -> Reply:
    services.saved_views.pin(call.actor, services.customer_lists.kind(), key, True)
    return Replace(listed(call, services, state_of(call)))


def _unpin(call: Call, services: Services, key: str) -> Reply:
    services.saved_views.pin(call.actor, services.customer_lists.kind(), key, False)
    return Replace(listed(call, services, state_of(call)))


def _hide(call: Call, services: Services, key: str) -> Reply:
    services.customer_settings.hide(call.actor, key)
    return Replace(listed(call, services, services.customer_lists.first(call.actor)))


def _restore(call: Call, services: Services, _key: str) -> Reply:
    services.customer_settings.restore(call.actor)
    return Replace(listed(call, services, state_of(call)))


MENU = {
    "edit": _edit,
    "clone": _clone,
    "pin": _pin,
    "unpin": _unpin,
    "delete": _delete,
    "hide": _hide,
    "restore": _restore,
}


@submits("view.save", Permission.USE)
def save(call: Call, services: Services) -> Reply:
    """Keep a new view, or what was changed, and show it."""
    args = call.incoming.args
    kind, key = kind_of(args), args.get("key", "")
    form = services.view_dialogs.form(call.actor, kind, read_view(call.incoming.fields), read_id(args.get("f", "")))
    if key:
        view = services.saved_views.change(call.actor, kind, key, read_id(args.get("ver", "")), form)
    else:
        view = services.saved_views.create(call.actor, kind, form)
    return shown(call, services, ListState(view.key))


@submits("view.copy", Permission.USE)
def copy(call: Call, services: Services) -> Reply:
    """Keep the copy, and show it."""
    args, fields = call.incoming.args, call.incoming.fields
    name, sharing = text_of(fields, ViewField.NAME), sharing_of(fields)
    view = services.saved_views.clone(call.actor, kind_of(args), args.get("key", ""), name, sharing)
    return shown(call, services, ListState(view.key))


@submits("view.remove", Permission.USE)
def remove(call: Call, services: Services) -> Reply:
    """The view goes, and the first one shows."""
    args = call.incoming.args
    sure = is_ticked(call.incoming.fields, ViewField.SURE)
    services.saved_views.delete(call.actor, kind_of(args), args.get("key", ""), sure)
    return shown(call, services, services.customer_lists.first(call.actor))


@offers("view.columns", Permission.USE)
@offers("view.sort", Permission.USE)
@offers("condition.property", Permission.USE)
def offer_properties(call: Call, services: Services) -> Reply:
    """The object's properties as one types, by their label in the viewer's language."""
    look = Look(call.viewer, call.now)
    known = services.properties.list(kind_of(call.incoming.args))
    found = [(label_of(one, look), sort_key(one)) for one in known]
    wanted = norm(call.value)
    hits = sorted((label, key) for label, key in found if wanted in norm(label) or wanted in norm(key))
    return Options([Choice(label, key) for label, key in hits[:OFFERED]])


def shown(call: Call, services: Services, state: ListState) -> Close:
    """The dialogs close, and the list shows that view; beside it where there is no list."""
    ref = call.incoming.ref
    there = ref is not None and ref.name == customers.name
    page = listed(call, services, state)
    return Close(Replace(page) if there else Ephemeral(page))


def kind_of(args: Mapping[str, str]) -> ObjectType:
    """The object type that a dialog carries; raises `Unreadable`."""
    return choice(args.get("k", ""), ObjectType)


def read_view(fields: Mapping[str, Field]) -> TypedView:
    """What a view's dialog gives."""
    return TypedView(
        name=text_of(fields, ViewField.NAME),
        description=text_of(fields, ViewField.DESCRIPTION),
        sharing=sharing_of(fields),
        is_default=is_ticked(fields, ViewField.DEFAULT),
        columns=several_of(fields, ViewField.COLUMNS),
        sort=text_of(fields, ViewField.SORT),
        descending=is_ticked(fields, ViewField.DESCENDING),
    )


def text_of(fields: Mapping[str, Field], name: str) -> str:
    """A line of text, tidied; empty for none."""
    return " ".join(str(fields.get(name) or "").split())


def is_ticked(fields: Mapping[str, Field], name: str) -> bool:
    """Whether the box is ticked."""
    return TICKED in several_of(fields, name)


def sharing_of(fields: Mapping[str, Field]) -> Sharing:
    """Who is to see it; private where nothing is asked."""
    return choice(str(fields.get(ViewField.SHARING) or Sharing.PRIVATE), Sharing)
