"""Block Kit elements and composition objects as plain dicts (docs/decisions/0001-plain-dict-blocks.md).

Action ids are given as `noun.verb`; the sheet numbers them. Texts for mrkdwn must be escaped by the caller.
"""

from collections.abc import Sequence
from typing import Any

from blocks.kit import limits
from blocks.kit.escape import truncate

Element = dict[str, Any]
Block = dict[str, Any]


def plain_text(text: str, most: int) -> Element:
    """A plain_text object, cut at `most` characters."""
    return {"type": "plain_text", "text": truncate(text, most), "emoji": True}


def mrkdwn(text: str) -> Element:
    """A mrkdwn object. Verbatim: Slack formats it, but makes no links or mentions of bare words."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def button(text: str, action: str, value: str = "", *, label: str = "", url: str = "") -> Element:
    """A button. `label` is what a screen reader says instead of `text`; with `url` it opens that too."""
    made: Element = {"type": "button", "text": plain_text(text, limits.BUTTON_TEXT), "action_id": action}
    if value:
        made["value"] = value
    if label:
        made["accessibility_label"] = truncate(label, limits.ACCESSIBILITY_LABEL)
    if url:
        made["url"] = url
    return made


def confirmed(made: Element, title: str, text: str, yes: str, no: str) -> Element:
    """The button with a question before it acts; it looks dangerous."""
    question = {
        "title": plain_text(title, limits.CONFIRM_TITLE),
        "text": plain_text(text, limits.CONFIRM_TEXT),
        "confirm": plain_text(yes, limits.CONFIRM_BUTTON),
        "deny": plain_text(no, limits.CONFIRM_BUTTON),
        "style": "danger",
    }
    return {**made, "style": "danger", "confirm": question}


def option(text: str, value: str) -> Element:
    """An option of a select or an overflow menu."""
    return {"text": plain_text(text, limits.OPTION_TEXT), "value": value}


def overflow(action: str, options: Sequence[Element]) -> Element:
    """A "…" menu of one to five options. Slack gives it no label of its own."""
    return {"type": "overflow", "options": list(options), "action_id": action}


def select(action: str, placeholder: str, options: Sequence[Element], chosen: str = "") -> Element:
    """A select of up to 100 options; `chosen` is the value of the one that is selected."""
    made: Element = {
        "type": "static_select",
        "placeholder": plain_text(placeholder, limits.PLACEHOLDER),
        "options": list(options),
        "action_id": action,
    }
    initial = next((o for o in options if o["value"] == chosen), None)
    if initial is not None:
        made["initial_option"] = initial
    return made


def grouped_select(
    action: str, placeholder: str, groups: Sequence[tuple[str, Sequence[Element]]], chosen: str = ""
) -> Element:
    """A select of options under headings; the first 100 of a group, and empty groups are left out."""
    most = limits.SELECT_OPTIONS[1]
    kept = [(label, options[:most]) for label, options in groups if options]
    made = select(action, placeholder, [one for _, options in kept for one in options], chosen)
    del made["options"]
    made["option_groups"] = [
        {"label": plain_text(label, limits.OPTION_TEXT), "options": list(options)} for label, options in kept
    ]
    return made
