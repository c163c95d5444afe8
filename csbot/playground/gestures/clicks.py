"""Presses and choices in messages, modals and Homes, and the search of external selects."""

from dataclasses import dataclass, field
from typing import Any

from csbot.playground.errors import ApiError, DriverError
from csbot.playground.gestures.forms import Values, chosen, find_element, state_of
from csbot.playground.gestures.payloads import channel_part, interaction
from csbot.playground.gestures.sender import interaction_letter
from csbot.playground.gestures.stage import Result, Stage, interaction_result
from csbot.playground.people import Person
from csbot.playground.state.response_urls import Place
from csbot.playground.validator import suggestion_errors

_COPIED = ("text", "placeholder", "confirm", "initial_option", "initial_options", "initial_date", "initial_time")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where on the screen: a view, or a message in a channel."""

    view_id: str = ""
    channel: str = ""
    ts: str = ""


@dataclass(frozen=True, slots=True)
class Touch:
    """What was done there. ``value`` is what was chosen or typed (see ``forms.chosen``), for a button optionally its
    value; ``values`` are the other inputs' contents by block and action id."""

    action_id: str
    block_id: str = ""
    value: Any = None
    values: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Surface:
    blocks: list[dict[str, Any]]
    parts: dict[str, Any]
    view_id: str = ""
    place: Place | None = None


def _surface(stage: Stage, person: Person, spot: Spot, values: Values) -> _Surface:
    if spot.view_id:
        return _view_surface(stage, person, spot.view_id, values)
    return _message_surface(stage, person, spot, values)


def _view_surface(stage: Stage, person: Person, view_id: str, values: Values) -> _Surface:
    views = stage.workspace.views
    view = views.find(view_id)
    if view is None or views.owner(view_id) != person.id:
        raise DriverError(f"{person.name} sees no view {view_id!r}")
    shown = {**view, "state": state_of(view["blocks"], values)}
    return _Surface(view["blocks"], {"container": {"type": "view", "view_id": view_id}, "view": shown}, view_id)


def _message_surface(stage: Stage, person: Person, spot: Spot, values: Values) -> _Surface:
    workspace = stage.workspace
    channel_id = stage.channel(person, spot.channel)
    message = workspace.messages.find(channel_id, spot.ts)
    whispered = None if message else workspace.ephemerals.find(person.id, channel_id, spot.ts)
    shown = message or (whispered.message if whispered else None)
    if shown is None:
        raise DriverError(f"{person.name} sees no message {spot.ts!r} in {channel_id!r}")
    attached = [block for attachment in shown.get("attachments", []) for block in attachment.get("blocks", [])]
    blocks: list[dict[str, Any]] = [*shown.get("blocks", []), *attached]
    parts: dict[str, Any] = {
        "container": {"type": "message", "message_ts": spot.ts, "channel_id": channel_id,
                      "is_ephemeral": message is None},
        "channel": channel_part(workspace, channel_id),
        "state": state_of(blocks, values),
    }  # fmt: skip
    # Slack keeps no copy of an ephemeral message, so a click on one comes without it.
    if message is not None:
        parts["message"] = message
    return _Surface(blocks, parts, "", Place(person.id, channel_id, spot.ts, message is None))


async def click(stage: Stage, user_id: str, spot: Spot, touch: Touch) -> Result:
    """A person presses a button or chooses something; sent as ``block_actions``."""
    workspace = stage.workspace
    person = stage.person(user_id)
    shown = _surface(stage, person, spot, {})
    block, element = find_element(shown.blocks, touch.action_id, touch.block_id, touch.value)
    values = dict(touch.values)
    if element["type"] not in ("button", "overflow"):
        values[block["block_id"]] = {**values.get(block["block_id"], {}), touch.action_id: touch.value}
    surface = _surface(stage, person, spot, values)
    action = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        **{key: element[key] for key in _COPIED if key in element},
        **({"style": element["style"]} if "style" in element else {}),
        **chosen(element, touch.value),
        "action_ts": f"{workspace.clock.business_micros() / 1_000_000:.6f}",
    }
    payload = {
        **interaction(workspace, "block_actions", person),
        **surface.parts,
        "trigger_id": workspace.triggers.issue(person.id, surface.view_id),
        "actions": [action],
    }
    if attachment := _attachment_of(surface.parts.get("message", {}), block):
        payload["container"] = {**payload["container"], "type": "message_attachment", "attachment_id": attachment["id"],
                                "is_app_unfurl": attachment.get("is_app_unfurl", False)}  # fmt: skip
    if surface.place:
        payload["response_url"] = workspace.response_urls.address(workspace.response_urls.issue(surface.place))
    return interaction_result(await stage.sender.send(interaction_letter(payload)))


def _attachment_of(message: dict[str, Any], block: dict[str, Any]) -> dict[str, Any] | None:
    return next((one for one in message.get("attachments", []) if block in one.get("blocks", [])), None)


def _judge_options(body: Any) -> None:
    if errors := suggestion_errors(body):
        raise ApiError("invalid_options", errors)


async def suggest(stage: Stage, user_id: str, spot: Spot, touch: Touch) -> Result:
    """A person types into an external select; the ack holds ``options`` or ``option_groups``."""
    person = stage.person(user_id)
    surface = _surface(stage, person, spot, touch.values)
    block, _ = find_element(surface.blocks, touch.action_id, touch.block_id)
    payload = {
        **interaction(stage.workspace, "block_suggestion", person),
        **{key: part for key, part in surface.parts.items() if key != "state"},
        "action_id": touch.action_id,
        "block_id": block["block_id"],
        "value": str(touch.value or ""),
    }
    return interaction_result(await stage.sender.send(interaction_letter(payload, _judge_options)))
