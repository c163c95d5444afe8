"""One record of any type: its card, and what its menu offers (workspace C8)."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from csbot.domain.permissions import Permission
from csbot.domain.record_cards import RecordRef, read_record_ref
from csbot.services.container import Services
from handlers.args import choice
from handlers.associations import open_associated
from handlers.calls import Call
from handlers.history import open_history
from handlers.record_cards import dialog_card, is_card, opened, pressed
from handlers.record_forms import choose_property
from handlers.redraw import redraw
from handlers.replies import Nothing, Replace, Reply, Update
from handlers.routes import reads, writes

Chosen = Callable[[Call, Services, RecordRef], Reply]


class MenuWord(StrEnum):
    """The choices."""

    FOLLOW = "follow"
    UNFOLLOW = "unfollow"
    HISTORY = "history"
    PROPERTY = "property"
    ASSOCIATED = "associated"


def follow(call: Call, services: Services, ref: RecordRef) -> Reply:
    """Hear of it from now on (workspace C11)."""
    services.follows.follow(call.actor, ref)
    return pressed(call, services, ref)


def unfollow(call: Call, services: Services, ref: RecordRef) -> Reply:
    """Hear of it no more."""
    services.follows.unfollow(call.actor, ref)
    return pressed(call, services, ref)


MENU: Mapping[MenuWord, Chosen] = {
    MenuWord.FOLLOW: follow,
    MenuWord.UNFOLLOW: unfollow,
    MenuWord.HISTORY: open_history,
    MenuWord.PROPERTY: choose_property,
    MenuWord.ASSOCIATED: open_associated,
}


@reads("record.show", Permission.USE)
def show(call: Call, services: Services) -> Reply:
    """The card of the chosen record."""
    return opened(call, services, read_record_ref(call.value))


@reads("record.refresh", Permission.USE)
def refresh(call: Call, services: Services) -> Reply:
    """The card as it is now."""
    return Update(dialog_card(call, services)) if is_card(call) else Replace(redraw(call, services))


@writes("record.menu", Permission.USE)
def choose(call: Call, services: Services) -> Reply:
    """What the card's menu offers."""
    word, _, ref = call.value.partition(":")
    return MENU[choice(word, MenuWord)](call, services, read_record_ref(ref))


@reads("meeting.start", Permission.ENTER)
@reads("record.site", Permission.USE)
def follow_link(_call: Call, _services: Services) -> Reply:
    """Slack opened the link itself and tells about the press."""
    return Nothing()
