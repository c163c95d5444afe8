"""The Summary's cards: a default view with how many records it holds (workspace U4, U5)."""

from collections.abc import Sequence
from dataclasses import dataclass

from csbot.domain.saved_views.errors import CardsFull
from csbot.domain.saved_views.model import CARDS_MAX, View


@dataclass(frozen=True, slots=True)
class ViewCard:
    """A view and its count; None while it needs the CSM property and none is chosen (workspace U5)."""

    view: View
    count: int | None


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards in their order. `manages`: the viewer may arrange them."""

    cards: tuple[ViewCard, ...] = ()
    manages: bool = False


NO_CARDS = Cards()


@dataclass(frozen=True, slots=True)
class CardsForm:
    """The dialog that arranges them: what has a card, in order, and what else could. `version`: of the settings."""

    cards: tuple[View, ...]
    others: tuple[View, ...]
    version: int


def moved(keys: Sequence[str], word: str, key: str) -> tuple[str, ...]:
    """The keys after `up`, `down`, `remove` or `add`. Raises `CardsFull`."""
    order = list(dict.fromkeys(keys))
    if word == "add":
        if len(order) >= CARDS_MAX and key not in order:
            raise CardsFull(limit=CARDS_MAX)
        return tuple(dict.fromkeys((*order, key)))
    if key not in order:
        return tuple(order)
    place = order.index(key)
    order.remove(key)
    if word != "remove":
        order.insert(max(place - 1, 0) if word == "up" else place + 1, key)
    return tuple(order)
