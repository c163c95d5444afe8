"""Small valid pieces of Block Kit for tests."""

from typing import Any

Document = dict[str, Any]


def plain(text: str) -> Document:
    return {"type": "plain_text", "text": text}


def section(text: str = "hello", **more: Any) -> Document:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(action_id: str = "go", text: str = "Go", **more: Any) -> Document:
    return {"type": "button", "action_id": action_id, "text": plain(text), **more}


def actions(*elements: Document, **more: Any) -> Document:
    return {"type": "actions", "elements": list(elements), **more}


def option(value: str, text: str = "") -> Document:
    return {"text": plain(text or value), "value": value}


def text_input(block_id: str = "name", **more: Any) -> Document:
    element = {"type": "plain_text_input", "action_id": "text", **more}
    return {"type": "input", "block_id": block_id, "label": plain(block_id), "element": element}


def modal(*blocks: Document, **more: Any) -> Document:
    return {"type": "modal", "title": plain("Title"), "submit": plain("Save"), "blocks": list(blocks or [section()]),
            **more}  # fmt: skip


def home(*blocks: Document) -> Document:
    return {"type": "home", "blocks": list(blocks or [section()])}
