"""Slack's rules for what an app may show, told in Slack's words.

Written for the local Slack alone: the only thing it may share with an app's own validator is the table of limits.
"""

import json
from typing import Any

from csbot.playground import limits
from csbot.playground.validator.blocks import check_blocks
from csbot.playground.validator.objects import option_group, options, plain, plain_option
from csbot.playground.validator.report import Fields, Report, anything, boolean, items, one_of, record, string

_COMMON: Fields = {
    "private_metadata": string(limits.PRIVATE_METADATA, 0),
    "callback_id": string(limits.CALLBACK_ID, 0),
    "external_id": string(limits.EXTERNAL_ID, 0),
}
_TITLE = plain(limits.VIEW_TITLE)
_MODAL = record(
    {"type": anything, "blocks": check_blocks, "title": _TITLE},
    {**_COMMON, "submit": _TITLE, "close": _TITLE, "clear_on_close": boolean, "notify_on_close": boolean},
)
_HOME = record({"type": anything, "blocks": check_blocks}, _COMMON)


def message_errors(blocks: Any) -> tuple[str, ...]:
    """What is wrong with a message's blocks; nothing when Slack would take them."""
    report = Report(limits.MESSAGE)
    check_blocks(blocks, "/blocks", report)
    return tuple(report.errors)


def view_errors(view: Any, surface: str) -> tuple[str, ...]:
    """What is wrong with a view meant as ``modal`` or ``home``."""
    report = Report(surface)
    if not isinstance(view, dict):
        report.add("must provide an object", "/view")
        return tuple(report.errors)
    one_of(surface)(view.get("type"), "/view/type", report)
    (_MODAL if surface == limits.MODAL else _HOME)(view, "/view", report)
    if surface == limits.MODAL and "submit" not in view and _has_input(view):
        report.add("missing required field: submit", "/view")
    return tuple(report.errors)


def view_is_too_large(view: Any) -> bool:
    """More than 250 KB in all."""
    return len(json.dumps(view, ensure_ascii=False, separators=(",", ":")).encode()) > limits.VIEW_BYTES


def suggestion_errors(answer: Any) -> tuple[str, ...]:
    """What is wrong with the answer to a ``block_suggestion``: options or groups, at most a hundred."""
    report = Report(limits.MODAL)
    if not isinstance(answer, dict) or len(set(answer) & {"options", "option_groups"}) != 1:
        report.add("must define either `options` or `option_groups`", "/")
        return tuple(report.errors)
    most = (0, limits.SUGGESTED_OPTIONS)
    record({}, {"options": options(plain_option, most), "option_groups": items(option_group, most)})(answer, "", report)
    return tuple(report.errors)


def _has_input(view: dict[str, Any]) -> bool:
    blocks = view.get("blocks")
    return isinstance(blocks, list) and any(
        isinstance(block, dict) and block.get("type") == "input" for block in blocks
    )
