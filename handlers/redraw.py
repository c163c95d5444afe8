"""Screens drawn anew after a click: by the name that the pressed block carries, with its arguments."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from blocks.screens import Shown
from csbot.domain.errors import Unreadable
from csbot.domain.members import Viewer
from csbot.domain.permissions import Actor, Permission, denial
from csbot.domain.screens import Acted, read_acted
from csbot.domain.summary import NOTHING_ACTED
from csbot.services.container import Services
from handlers.calls import Call, PlaceKind
from handlers.permits import permit


@dataclass(frozen=True, slots=True)
class Redrawing:
    """What to draw: the reference's arguments, with the records just acted on among them."""

    actor: Actor
    viewer: Viewer
    place: PlaceKind
    args: Mapping[str, str]
    acted: Acted


Load = Callable[[Redrawing, Services], Shown[Any]]


@dataclass(frozen=True, slots=True)
class Loader:
    """How a screen is loaded anew, and what whoever sees it must be allowed: the pressed route may ask less."""

    permission: Permission
    load: Load


LOADERS: dict[str, Loader] = {}


def redraws(screen: str, permission: Permission) -> Callable[[Load], Load]:
    """Register how a screen is loaded anew, and for whom (workspace A5)."""

    def register(load: Load) -> Load:
        LOADERS[screen] = Loader(permission, load)
        return load

    return register


def can_redraw(call: Call) -> bool:
    """Whether it is known which screen was acted on, and the actor may see it; behind a command or a shortcut there is
    none.
    """
    ref = call.incoming.ref
    return ref is not None and ref.name in LOADERS and not denial(call.actor, LOADERS[ref.name].permission)


def redraw(call: Call, services: Services, acted_id: int | None = None) -> Shown[Any]:
    """The screen acted on, as it is now.

    Raises `Unreadable` when the block doesn't say which, and `NotAllowed` when the actor may not see it.
    """
    ref = call.incoming.ref
    if ref is None or ref.name not in LOADERS:
        raise Unreadable()
    loader = LOADERS[ref.name]
    permit(call.actor, loader.permission, services)
    acted = acted_on(call.actor, ref.args.get("a", ""), acted_id)
    return loader.load(Redrawing(call.actor, call.viewer, call.place.kind, ref.args, acted), services)


def acted_on(actor: Actor, text: str, acted_id: int | None = None) -> Acted:
    """What a screen says that was just acted on, with one more; nothing for who can't have acted (workspace A4).

    Raises `Unreadable`.
    """
    acted = read_acted(text)
    if denial(actor, Permission.USE):
        return NOTHING_ACTED
    return acted if acted_id is None else acted.plus(acted_id)
