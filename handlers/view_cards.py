"""The Summary's cards, arranged by managers (workspace U4)."""

from dataclasses import replace

from blocks.errors import error
from blocks.screens import Shown
from blocks.view_cards import SETTINGS, cards_form
from csbot.domain.permissions import Permission
from csbot.domain.saved_views import CardsFull
from csbot.domain.view_cards import CardsForm, moved
from csbot.services.container import Services
from handlers.admin_customers import open_settings
from handlers.args import version
from handlers.calls import Call, PlaceKind
from handlers.redraw import can_redraw, redraw
from handlers.replies import Close, Ephemeral, Open, Replace, Reply, Update
from handlers.routes import reads, submits
from handlers.today import at_home, summary_of, whole


@reads("summary.cards", Permission.MANAGE)
def choose(call: Call, services: Services) -> Reply:
    """Arrange the cards, or the settings of the Customers tab."""
    if call.value == SETTINGS:
        return open_settings(call, services)
    return Open(Shown(cards_form, services.view_cards.form(call.actor)))


@reads("cards.move", Permission.MANAGE)
def move(call: Call, services: Services) -> Reply:
    """A card goes up, down or away, in the dialog only."""
    word, _, key = call.value.partition(":")
    return Update(_arranged(call, services, moved(_keys(call), word, key)))


@reads("cards.add", Permission.MANAGE)
def add(call: Call, services: Services) -> Reply:
    """One more card; the seventh is refused with the reason."""
    try:
        keys = moved(_keys(call), "add", call.value)
    except CardsFull as full:
        return Update(_arranged(call, services, _keys(call)), Shown(error, full))
    return Update(_arranged(call, services, keys))


@submits("cards.save", Permission.MANAGE)
def save(call: Call, services: Services) -> Reply:
    """Everybody's Summary shows the cards like this."""
    services.customer_settings.arrange(call.actor, version(call.incoming.args), _keys(call))
    if can_redraw(call):
        return Close(Replace(redraw(call, services)))
    found = whole(services, call.actor, call.viewer)
    return Close(Ephemeral(summary_of(at_home(found) if call.place.kind is PlaceKind.HOME else found)))


def _arranged(call: Call, services: Services, keys: tuple[str, ...]) -> Shown[CardsForm]:
    return Shown(cards_form, replace(services.view_cards.form(call.actor, keys), version=version(call.incoming.args)))


def _keys(call: Call) -> tuple[str, ...]:
    return tuple(filter(None, call.incoming.args.get("cards", "").split(",")))
