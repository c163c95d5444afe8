"""Where an answer goes: the ack's body, a Web API call or a response_url, by the place that was acted in."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from typing import Any

from blocks.kit.validator import Surface, validate
from blocks.screens import Frame, Rendered
from handlers.calls import Incoming, Kind, PlaceKind
from handlers.dialogs import view_of

UNANSWERED = (PlaceKind.HOME, PlaceKind.DIRECT)


class Way(StrEnum):
    """How an answer is meant."""

    SAY = "say"  # only the actor sees it; the place stays as it is
    REPLACE = "replace"  # the place shows it
    HOME = "home"  # the actor's Home shows it
    OPEN = "open"  # a dialog opens, upon the one acted in if there is one
    UPDATE = "update"  # the dialog acted in shows it
    BACK = "back"  # the dialog acted in closes, the one beneath shows it


@dataclass(frozen=True, slots=True)
class Talk:
    """What is said after the ack. `method` is a Web API method, or empty for a post to `response_url`."""

    arguments: Mapping[str, Any]
    method: str = ""
    response_url: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """An answer ready to go: in the ack, or after it, or both. `also` goes to a second place."""

    ack: Mapping[str, Any] | None = None
    talk: Talk | None = None
    also: Talk | None = None


def speak(incoming: Incoming, way: Way, rendered: Rendered, frame: Frame) -> Spoken:
    """Make the payload and check it against Slack's limits; raises `InvalidPayload`.

    `frame` is for a sentence that can only be shown as a dialog.
    """
    place = incoming.place
    if way in (Way.OPEN, Way.UPDATE, Way.BACK):
        return dialog(incoming, way, rendered, rendered.frame or frame)
    if way is Way.HOME or (way is Way.REPLACE and place.kind is PlaceKind.HOME):
        return home(incoming, rendered)
    if way is Way.SAY and place.is_third and incoming.field_ids:
        return beside(incoming, rendered)
    if way is Way.SAY and incoming.trigger_id and (place.kind in UNANSWERED or incoming.in_dialog):
        return dialog(incoming, Way.OPEN, rendered, frame)
    return message(incoming, way, rendered)


def beside(incoming: Incoming, rendered: Rendered) -> Spoken:
    """What is said of a filled-in dialog upon which no other fits: beside its first field, or as a message."""
    if incoming.kind is not Kind.SUBMIT:
        return message(incoming, Way.SAY, rendered)
    first = next(iter(incoming.field_ids.values()))
    return Spoken(ack={"response_action": "errors", "errors": {first: unescape(rendered.text)}})


def message(incoming: Incoming, way: Way, rendered: Rendered) -> Spoken:
    """An ephemeral answer, the message acted in, or a direct message where there is no place to answer."""
    place, said = incoming.place, {"text": rendered.text, "blocks": rendered.blocks}
    if way is Way.REPLACE and place.kind is PlaceKind.MESSAGE:
        validate(said, Surface.UPDATE)
        return Spoken(talk=Talk({"channel": place.channel, "ts": place.ts, **said}, "chat.update"))
    validate(said, Surface.EPHEMERAL)
    if place.kind is PlaceKind.COMMAND:
        return Spoken(ack={"response_type": "ephemeral", **said})
    if place.response_url:
        ephemeral = {"response_type": "ephemeral", "replace_original": way is Way.REPLACE, **said}
        return Spoken(talk=Talk(ephemeral, response_url=place.response_url))
    if place.kind in UNANSWERED or not place.channel:
        return Spoken(talk=Talk({"channel": incoming.user_id, **said}, "chat.postMessage"))
    return Spoken(talk=Talk({"channel": place.channel, "user": incoming.user_id, **said}, "chat.postEphemeral"))


def elsewhere(incoming: Incoming, talk: Talk) -> tuple[Talk, ...]:
    """Where it is said when a response_url is spent (five uses, 30 minutes): beside the place, or by direct message."""
    if talk.method:
        return ()
    said = {key: talk.arguments[key] for key in ("text", "blocks")}
    direct = Talk({"channel": incoming.user_id, **said}, "chat.postMessage")
    if not incoming.place.channel:
        return (direct,)
    beside = {"channel": incoming.place.channel, "user": incoming.user_id, **said}
    return Talk(beside, "chat.postEphemeral"), direct


def home(incoming: Incoming, rendered: Rendered) -> Spoken:
    """The actor's Home."""
    view = {"type": "home", "blocks": rendered.blocks}
    validate(view, Surface.HOME)
    return Spoken(talk=Talk({"user_id": incoming.user_id, "view": view}, "views.publish"))


def dialog(incoming: Incoming, way: Way, rendered: Rendered, frame: Frame) -> Spoken:
    """A dialog: in the ack of a submission, else by a call. Where no other fits upon it, it takes the place."""
    if way is Way.OPEN and incoming.place.is_third:
        way = Way.UPDATE
    if way is Way.BACK and not incoming.place.under_id:
        way = Way.UPDATE  # there is none beneath it
    if way is Way.UPDATE and not incoming.in_dialog:
        way = Way.OPEN
    view = view_of(rendered, frame, incoming)
    validate(view, Surface.MODAL)
    if way is Way.BACK:
        return Spoken(talk=Talk({"view_id": incoming.place.under_id, "view": view}, "views.update"))
    if incoming.kind is Kind.SUBMIT:
        return Spoken(ack={"response_action": "update" if way is Way.UPDATE else "push", "view": view})
    if way is Way.UPDATE:
        place = incoming.place
        changed = {"view_id": place.view_id, "view": view, **({"hash": place.view_hash} if place.view_hash else {})}
        return Spoken(talk=Talk(changed, "views.update"))
    method = "views.push" if incoming.in_dialog else "views.open"
    return Spoken(talk=Talk({"trigger_id": incoming.trigger_id, "view": view}, method))
