"""The dispatch table: every command, action and event, with the permission that it asks for (workspace A5)."""

from collections.abc import Callable
from dataclasses import dataclass

from csbot.domain.help import HelpTopic
from csbot.domain.permissions import Permission
from csbot.services.container import Services
from handlers.calls import Call, Kind
from handlers.replies import Reply

Handler = Callable[[Call, Services], Reply]


@dataclass(frozen=True, slots=True)
class Route:
    """One way in. `writes`: it runs in a writing transaction, once per request. `help`: what `/cs help` says of it.

    `permission` is None for what Slack itself tells: nobody acts then, and the call's actor is nobody.
    """

    kind: Kind
    name: str
    permission: Permission | None
    handler: Handler
    writes: bool = False
    help: HelpTopic | None = None


ROUTES: dict[tuple[Kind, str], Route] = {}


def route(
    kind: Kind, name: str, permission: Permission | None, writes: bool = False, topic: HelpTopic | None = None
) -> Callable[[Handler], Handler]:
    """Register a handler."""

    def register(handler: Handler) -> Handler:
        made = Route(kind, name, permission, handler, writes, topic)
        if ROUTES.setdefault((kind, name), made) is not made:
            raise ValueError(f"two routes for {kind} {name}")
        return handler

    return register


def command(topic: HelpTopic, permission: Permission) -> Callable[[Handler], Handler]:
    """A word behind `/cs`, which only reads."""
    return route(Kind.COMMAND, topic.word, permission, topic=topic)


def reads(name: str, permission: Permission) -> Callable[[Handler], Handler]:
    """A pressed element that only shows."""
    return route(Kind.ACTION, name, permission)


def writes(name: str, permission: Permission) -> Callable[[Handler], Handler]:
    """A pressed element that changes something."""
    return route(Kind.ACTION, name, permission, writes=True)


def submits(callback_id: str, permission: Permission) -> Callable[[Handler], Handler]:
    """A dialog sent in."""
    return route(Kind.SUBMIT, callback_id, permission, writes=True)


def offers(action: str, permission: Permission) -> Callable[[Handler], Handler]:
    """The options of a select that loads them."""
    return route(Kind.OPTIONS, action, permission)


def shortcut(callback_id: str, permission: Permission) -> Callable[[Handler], Handler]:
    """A global or message shortcut, which opens a dialog."""
    return route(Kind.SHORTCUT, callback_id, permission)


def hears(event: str) -> Callable[[Handler], Handler]:
    """What Slack itself tells, which changes something."""
    return route(Kind.EVENT, event, None, writes=True)


def topics() -> tuple[HelpTopic, ...]:
    """What `/cs help` lists."""
    return tuple(found.help for found in ROUTES.values() if found.help is not None)
