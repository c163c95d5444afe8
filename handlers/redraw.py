"""Screens drawn anew after a click: by the name that the pressed block carries, with its arguments."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from blocks.screens import Shown
from csbot.domain.errors import Unreadable
from csbot.domain.members import Viewer
from csbot.domain.permissions import Actor
from csbot.domain.screens import Acted, read_acted
from csbot.services.container import Services
from handlers.calls import Call, PlaceKind


@dataclass(frozen=True, slots=True)
class Redrawing:
    """What to draw: the reference's arguments, with the records just acted on among them."""

    actor: Actor
    viewer: Viewer
    place: PlaceKind
    args: Mapping[str, str]
    acted: Acted


Loader = Callable[[Redrawing, Services], Shown[Any]]
LOADERS: dict[str, Loader] = {}


def redraws(screen: str) -> Callable[[Loader], Loader]:
    """Register how a screen is loaded anew."""

    def register(loader: Loader) -> Loader:
        LOADERS[screen] = loader
        return loader

    return register


def can_redraw(call: Call) -> bool:
    """Whether it is known which screen was acted on; behind a command or a shortcut there is none."""
    return call.incoming.ref is not None and call.incoming.ref.name in LOADERS


def redraw(call: Call, services: Services, acted_id: int | None = None) -> Shown[Any]:
    """The screen acted on, as it is now; raises `Unreadable` when the block doesn't say which."""
    ref = call.incoming.ref
    if ref is None or ref.name not in LOADERS:
        raise Unreadable()
    acted = read_acted(ref.args.get("a", ""))
    acted = acted if acted_id is None else acted.plus(acted_id)
    return LOADERS[ref.name](Redrawing(call.actor, call.viewer, call.place.kind, ref.args, acted), services)
