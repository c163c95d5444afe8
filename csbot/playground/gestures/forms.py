"""The state of inputs: what a person chose or typed, in the shape that Slack sends."""

import re
from collections.abc import Iterator
from datetime import date, time
from typing import Any

from csbot.playground import limits
from csbot.playground.errors import DriverError

Element = dict[str, Any]
Values = dict[str, dict[str, Any]]

_TYPED = frozenset({"plain_text_input", "number_input", "email_text_input", "url_text_input"})
_TEXTS = frozenset({"plain_text_input", "email_text_input", "url_text_input"})
_OPTION = frozenset({"static_select", "external_select", "radio_buttons", "overflow"})
_OPTIONS = frozenset({"multi_static_select", "multi_external_select", "checkboxes"})
_NAMED = {
    "users_select": "user",
    "channels_select": "channel",
    "conversations_select": "conversation",
    "datepicker": "date",
    "timepicker": "time",
    "datetimepicker": "date_time",
}
_SEVERAL = {f"multi_{kind}s_select": f"{kind}s" for kind in ("user", "channel", "conversation")}
_WITHOUT_STATE = frozenset({"button", "overflow", "image", "workflow_button", "icon_button", "feedback_buttons"})
_EMAIL = re.compile(r"[^@\s]++@[^@\s][^@\s.]*+\.[^@\s]++")
_URL = re.compile(r"[a-z][a-z0-9+.-]*://\S+")
REQUIRED = "Please complete this required field."


def elements(blocks: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Element]]:
    """Every interactive element with its block."""
    for block in blocks:
        inner = [block[key] for key in ("accessory", "element") if key in block]
        if block["type"] in ("actions", "context_actions"):
            inner += block["elements"]
        for element in (*inner, *block.get("actions", [])):
            if "action_id" in element:
                yield block, element
        if block["type"] == "carousel":
            yield from elements(block["elements"])
        yield from elements(block.get("child_blocks", []))


def find_element(
    blocks: list[dict[str, Any]], action_id: str, block_id: str = "", value: Any = None
) -> tuple[dict[str, Any], Element]:
    """The element with an action id; where several share it, block id or a button's value decide.

    Raises DriverError when there is none.
    """
    for block, element in elements(blocks):
        if element["action_id"] != action_id or block_id not in ("", block["block_id"]):
            continue
        if element["type"] == "button" and value is not None and element.get("value") != value:
            continue
        return block, element
    raise DriverError(f"nothing here has the action_id {action_id!r}")


def chosen(element: Element, raw: Any) -> dict[str, Any]:
    """What a state or an action says about an element after a person chose or typed ``raw``.

    ``raw`` is text, a date or time as ISO text, epoch seconds, an option's value (or a whole option), an id, or a list
    of these; None is nothing. Raises DriverError for an option that is not offered.
    """
    kind = element["type"]
    if kind in _TYPED:
        return {"value": None if raw in (None, "") else str(raw)}
    if kind in _OPTION:
        return {"selected_option": None if raw in (None, "") else _option(element, raw)}
    if kind in _OPTIONS:
        return {"selected_options": [_option(element, item) for item in raw or []]}
    if kind in _NAMED:
        return {f"selected_{_NAMED[kind]}": _checked(kind, raw) if raw not in (None, "") else None}
    if kind in _SEVERAL:
        return {f"selected_{_SEVERAL[kind]}": list(raw or [])}
    if kind == "rich_text_input":
        return {"rich_text_value": _rich_text(raw)}
    if kind == "file_input":
        return {"files": raw or []}
    if kind == "feedback_buttons":
        return {"value": raw}
    return {"value": element["value"]} if "value" in element else {}


def _checked(kind: str, raw: Any) -> Any:
    try:
        if kind == "datepicker":
            return date.fromisoformat(raw).isoformat()
        if kind == "timepicker":
            return time.fromisoformat(raw).strftime("%H:%M")
        return int(raw) if kind == "datetimepicker" else raw
    except (TypeError, ValueError) as error:
        raise DriverError(f"{raw!r} is nothing for a {kind}") from error


def _option(element: Element, raw: Any) -> dict[str, Any]:
    if isinstance(raw, dict):
        return raw
    groups = element.get("option_groups", [])
    offered = [*element.get("options", []), *(option for group in groups for option in group["options"])]
    for option in offered + _initial_options(element):
        if option.get("value") == raw:
            return dict(option)
    raise DriverError(f"{raw!r} is not among the options of {element['action_id']!r}")


def _initial_options(element: Element) -> list[dict[str, Any]]:
    return [*element.get("initial_options", []), *([element["initial_option"]] if "initial_option" in element else [])]


def _rich_text(raw: Any) -> Any:
    if not isinstance(raw, str) or not raw:
        return raw or None
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": raw}]}
    return {"type": "rich_text", "elements": [section]}


def _initial(element: Element) -> Any:
    for key in element:
        if key.startswith("initial_"):
            return element[key]
    return None


def state_of(blocks: list[dict[str, Any]], values: Values) -> dict[str, Any]:
    """The ``state`` of a message or view: initial values, and over them what was entered, by block and action id."""
    found: dict[str, dict[str, Any]] = {}
    for block, element in elements(blocks):
        if element["type"] in _WITHOUT_STATE:
            continue
        entered = values.get(block["block_id"], {})
        raw = entered.get(element["action_id"], _initial(element))
        inputs = found.setdefault(block["block_id"], {})
        inputs[element["action_id"]] = {"type": element["type"], **chosen(element, raw)}
    return {"values": found}


def input_errors(blocks: list[dict[str, Any]], state: dict[str, Any]) -> dict[str, str]:
    """What Slack itself says about inputs before it sends a submission, by block id."""
    errors = {}
    for block, element in elements(blocks):
        if block["type"] == "input":
            entered = state["values"][block["block_id"]][element["action_id"]]
            if error := _input_error(block, element, entered):
                errors[block["block_id"]] = error
    return errors


def _input_error(block: dict[str, Any], element: Element, entered: dict[str, Any]) -> str:
    value = next(entry for key, entry in entered.items() if key != "type")
    if not value:
        return "" if block.get("optional") else REQUIRED
    if element["type"] in _TEXTS and (error := _length_error(element, value)):
        return error
    if element["type"] == "number_input":
        return _number_error(element, value)
    if element["type"] == "file_input":
        return _files_error(element, value)
    if element["type"] == "email_text_input" and not _EMAIL.fullmatch(value):
        return "Please enter a valid email address."
    if element["type"] == "url_text_input" and not _URL.fullmatch(value):
        return "Please enter a valid URL."
    return ""


def _files_error(element: Element, files: list[dict[str, Any]]) -> str:
    most, kinds = element.get("max_files", limits.FILES[1]), element.get("filetypes")
    if len(files) > most:
        return f"Please choose no more than {most} files."
    if any(file["size"] > limits.FILE_BYTES for file in files):
        return f"Please choose files of up to {limits.FILE_BYTES // 1_000_000} MB."
    if kinds and any(file["filetype"] not in kinds for file in files):
        return f"Please choose files of these types: {', '.join(kinds)}."
    return ""


def _length_error(element: Element, value: str) -> str:
    least, most = element.get("min_length", 0), element.get("max_length", limits.INPUT_TEXT)
    if len(value) < least:
        return f"Please use at least {least} characters."
    return f"Please use no more than {most} characters." if len(value) > most else ""


def _number_error(element: Element, value: str) -> str:
    try:
        number = float(value)
    except ValueError:
        return "Please enter a number."
    if not element["is_decimal_allowed"] and not number.is_integer():
        return "Please enter a whole number."
    if "min_value" in element and number < float(element["min_value"]):
        return f"Please enter a number of {element['min_value']} or more."
    if "max_value" in element and number > float(element["max_value"]):
        return f"Please enter a number of {element['max_value']} or less."
    return ""
