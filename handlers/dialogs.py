"""What a dialog carries while it is open: where it was opened, from which screen, and its own arguments."""

import json
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from blocks.kit.sheet import field_name
from blocks.screens import Frame, Rendered
from csbot.domain.errors import Unreadable
from csbot.domain.screens import ScreenRef, read_ref
from csbot.envelopes import Element, View
from handlers.calls import Field as Input
from handlers.calls import Incoming, Place, PlaceKind

Short = Annotated[str, Field(max_length=100)]
Url = Annotated[str, Field(max_length=500)]
NUL = "\0"  # no database keeps it; written as an escape within an escape it gets as far as here
NOTHING = Element()


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


class Carried(BaseModel):
    """What `carried` writes."""

    model_config = ConfigDict(strict=True)

    o: tuple[str, Short, Short, Url]
    r: str
    a: dict[str, str]


def read_carried(view: View) -> tuple[Place, ScreenRef | None, dict[str, str]]:
    """The reverse of `carried`, with the dialog's own id and hash in the place; raises `Unreadable`."""
    try:
        known = Carried.model_validate_json(view.private_metadata or "")
        kind, channel, ts, response_url = known.o
        place_kind = PlaceKind(kind)
    except ValueError:
        raise Unreadable() from None
    if any(NUL in text for text in (*known.o, *known.a, *known.a.values())):
        raise Unreadable()
    under_id = view.previous_view_id or ""
    is_third = bool(under_id) and "root_view_id" in view.model_fields_set and under_id != view.root_view_id
    place = Place(place_kind, channel, ts, response_url, view.id, view.hash or "", under_id, is_third)
    return place, read_ref(known.r) if known.r else None, known.a


def read_fields(view: View) -> tuple[dict[str, Input], dict[str, str]]:
    """A dialog's inputs by name, as text, number, ids or None when empty; and their blocks' ids."""
    values = (view.state and view.state.values) or {}
    ids = {field_name(block_id): block_id for block_id in values}
    return {name: read_field(next(iter(values[block_id].values()), NOTHING)) for name, block_id in ids.items()}, ids


def read_field(element: Element) -> Input:
    """What one input element holds."""
    told = element.model_fields_set
    if "selected_options" in told:
        return tuple(one.value for one in element.selected_options or ())
    for chosen in ("selected_users", "selected_channels", "selected_conversations"):
        if chosen in told:
            return tuple(getattr(element, chosen) or ())
    if element.selected_option is not None:
        return element.selected_option.value
    if element.selected_date_time is not None:
        return element.selected_date_time
    typed = element.value or element.selected_date or element.selected_time
    return typed or element.selected_user or element.selected_channel or None
