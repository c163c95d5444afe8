"""Where an answer goes: the ack's body, a Web API call or a response_url, by the place that was acted in."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from blocks.kit.validator import Surface, validate

from blocks.screens import Rendered
from handlers.calls import Incoming, PlaceKind


class Way(StrEnum):
    """How an answer is meant."""

    SAY = "say"  # only the actor sees it; the place stays as it is
    REPLACE = "replace"  # the place shows it
    HOME = "home"  # the actor's Home shows it


@dataclass(frozen=True, slots=True)
class Talk:
    """What is said after the ack. `method` is a Web API method, or empty for a post to `response_url`."""

    arguments: Mapping[str, Any]
    method: str = ""
    response_url: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """An answer ready to go: in the ack, or after it."""

    ack: Mapping[str, Any] | None = None
    talk: Talk | None = None


def speak(incoming: Incoming, way: Way, rendered: Rendered, title: str) -> Spoken:
    """Make the payload and check it against Slack's limits; raises `InvalidPayload`. `title`: a modal's."""
    place = incoming.place
    if way is Way.HOME or (way is Way.REPLACE and place.kind is PlaceKind.HOME):
        view = {"type": "home", "blocks": rendered.blocks}
        validate(view, Surface.HOME)
        return Spoken(talk=Talk({"user_id": incoming.user_id, "view": view}, "views.publish"))
    if place.kind is PlaceKind.HOME:
        modal = {"type": "modal", "title": {"type": "plain_text", "text": title}, "blocks": rendered.blocks}
        validate(modal, Surface.MODAL)
        return Spoken(talk=Talk({"trigger_id": incoming.trigger_id, "view": modal}, "views.open"))
    message = {"text": rendered.text, "blocks": rendered.blocks}
    validate(message, Surface.MESSAGE)
    if place.kind is PlaceKind.COMMAND:
        return Spoken(ack={"response_type": "ephemeral", **message})
    if way is Way.REPLACE and place.kind is PlaceKind.MESSAGE:
        return Spoken(talk=Talk({"channel": place.channel, "ts": place.ts, **message}, "chat.update"))
    ephemeral = {"response_type": "ephemeral", "replace_original": way is Way.REPLACE, **message}
    if place.response_url:
        return Spoken(talk=Talk(ephemeral, response_url=place.response_url))
    user = {"channel": place.channel, "user": incoming.user_id}
    return Spoken(talk=Talk({**user, **message}, "chat.postEphemeral"))
