"""Ids in Slack's manner."""

import secrets
from typing import Any

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


def new_id(prefix: str, length: int = 10) -> str:
    """A random id such as ``V0A1B2C3D4E``."""
    return prefix + "".join(secrets.choice(_ALPHABET) for _ in range(length))


def identify(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks with a ``block_id`` each and an ``action_id`` on each interactive element, as Slack fills them in."""
    return [_identified(block) for block in blocks]


def numbered(attachments: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Attachments with an ``id`` each, from 1, and ids in their blocks."""
    return [
        {**attachment, "id": number, **({"blocks": identify(attachment["blocks"])} if "blocks" in attachment else {})}
        for number, attachment in enumerate(attachments, start=1)
    ]


def _identified(block: dict[str, Any]) -> dict[str, Any]:
    named = {**block, "block_id": block.get("block_id") or secrets.token_urlsafe(4)[:5]}
    for key in ("accessory", "element"):
        if isinstance(block.get(key), dict):
            named[key] = _with_action(block[key])
    for key in ("elements",) if block.get("type") in {"actions", "context_actions"} else ("actions",):
        if key in block:
            named[key] = [_with_action(element) for element in block[key]]
    for key in ("elements",) if block.get("type") == "carousel" else ("child_blocks",):
        if key in block:
            named[key] = identify(block[key])
    return named


def _with_action(element: dict[str, Any]) -> dict[str, Any]:
    if element.get("type") == "image" or element.get("action_id"):
        return element
    return {**element, "action_id": secrets.token_urlsafe(4)[:5]}
