"""What a dialog carries while it is open: where it was opened, from which screen, and its own arguments."""

import json
from collections.abc import Mapping
from typing import Any

from blocks.kit.sheet import field_name
from blocks.screens import Frame, Rendered
from csbot.domain.errors import Unreadable
from csbot.domain.screens import ScreenRef, read_ref
from handlers.calls import Field, Incoming, Place, PlaceKind


def view_of(rendered: Rendered, frame: Frame, incoming: Incoming) -> dict[str, Any]:
    """The modal view, with what it carries."""
    view: dict[str, Any] = {
        "type": "modal",
        "title": {"type": "plain_text", "text": frame.title},
        "close": {"type": "plain_text", "text": frame.close},
        "blocks": rendered.blocks,
        "private_metadata": carried(incoming, frame.args),
    }
    if frame.submit:
        view["submit"] = {"type": "plain_text", "text": frame.submit}
        view["callback_id"] = frame.callback_id
    return view


def carried(incoming: Incoming, args: Mapping[str, str]) -> str:
    """The place and screen where the first dialog was opened, and the arguments."""
    place = incoming.place
    # A command has no message of its own to replace: what comes of its dialog is said beside it.
    kind = PlaceKind.EPHEMERAL if place.kind is PlaceKind.COMMAND else place.kind
    origin = [kind.value, place.channel, place.ts, place.response_url]
    ref = "" if incoming.ref is None else f"{incoming.ref}|0"
    return json.dumps({"o": origin, "r": ref, "a": dict(args)}, separators=(",", ":"))


def read_carried(view: Mapping[str, Any]) -> tuple[Place, ScreenRef | None, dict[str, str]]:
    """The reverse of `carried`, with the dialog's own id and hash in the place; raises `Unreadable`."""
    try:
        known = json.loads(view.get("private_metadata") or "")
        kind, channel, ts, response_url = known["o"]
        ref = read_ref(known["r"]) if known["r"] else None
        view_id, view_hash, under_id = (str(view.get(name) or "") for name in ("id", "hash", "previous_view_id"))
        is_third = bool(under_id) and under_id != view.get("root_view_id", under_id)
        place = Place(PlaceKind(kind), channel, ts, response_url, view_id, view_hash, under_id, is_third)
        return place, ref, {str(name): str(value) for name, value in known["a"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Unreadable() from None


def read_fields(view: Mapping[str, Any]) -> tuple[dict[str, Field], dict[str, str]]:
    """A dialog's inputs by name, as text, number, ids or None when empty; and their blocks' ids."""
    values = (view.get("state") or {}).get("values") or {}
    ids = {field_name(block_id): block_id for block_id in values}
    return {name: read_field(next(iter(values[block_id].values()), {})) for name, block_id in ids.items()}, ids


def read_field(element: Mapping[str, Any]) -> Field:
    """What one input element holds."""
    for key in ("selected_options", "selected_users", "selected_channels", "selected_conversations"):
        if key in element:
            chosen = element[key] or ()
            return tuple(str(one["value"] if isinstance(one, Mapping) else one) for one in chosen)
    option = element.get("selected_option")
    if isinstance(option, Mapping):
        return str(option.get("value") or "")
    if isinstance(element.get("selected_date_time"), int):
        return int(element["selected_date_time"])
    for key in ("value", "selected_date", "selected_time", "selected_user", "selected_channel"):
        if element.get(key):
            return str(element[key])
    return None
