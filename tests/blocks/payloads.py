"""Small payloads to try limits on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from blocks.kit.validator import Surface

Json = dict[str, Any]


@dataclass(frozen=True)
class Limit:
    """One rule of Slack's: a payload just inside it, one just outside, and what the complaint names."""

    name: str
    inside: Json
    outside: Json
    names: str
    surface: Surface = Surface.MESSAGE


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def message(*blocks: Json, text: str = "fallback") -> Json:
    return {"text": text, "blocks": list(blocks)}


def modal(*blocks: Json, **fields: Any) -> Json:
    return {"type": "modal", "title": plain("Title"), "blocks": list(blocks), **fields}


def home(*blocks: Json, **fields: Any) -> Json:
    return {"type": "home", "blocks": list(blocks), **fields}


def section(text: str = "text", **fields: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **fields}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def button(action_id: str = "a", **fields: Any) -> Json:
    return {"type": "button", "text": plain("Press"), "action_id": action_id, **fields}


def options(n: int) -> list[Json]:
    return [{"text": plain(str(i)), "value": str(i)} for i in range(n)]


def select(kind: str = "static_select", **fields: Any) -> Json:
    return {"type": kind, "action_id": "s", **({"options": options(2)} if "static" in kind else {}), **fields}


def field(element: Json, **fields: Any) -> Json:
    return {"type": "input", "label": plain("Label"), "element": element, **fields}


def text_input(**fields: Any) -> Json:
    return {"type": "plain_text_input", "action_id": "t", **fields}


def card(**fields: Any) -> Json:
    return {"type": "card", "title": plain("Card"), **fields}


def length(name: str, most: int, make: Callable[[str], Json], names: str, surface: Surface = Surface.MESSAGE) -> Limit:
    """A text that may have so many characters."""
    return Limit(name, make("x" * most), make("x" * (most + 1)), names, surface)


def count(name: str, most: int, make: Callable[[int], Json], names: str, surface: Surface = Surface.MESSAGE) -> Limit:
    """Something of which there may be so many."""
    return Limit(name, make(most), make(most + 1), names, surface)


def least(name: str, make: Callable[[int], Json], names: str, surface: Surface = Surface.MESSAGE) -> Limit:
    """Something of which there must be one."""
    return Limit(name, make(1), make(0), names, surface)
