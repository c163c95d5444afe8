"""Blocks, and lists of them on a surface."""

from typing import Any

from csbot.playground import limits
from csbot.playground.validator.elements import ELEMENTS, feedback_buttons, icon_button, image_element
from csbot.playground.validator.objects import image_source, plain, slack_file, text
from csbot.playground.validator.report import (
    Check,
    Fields,
    Report,
    anything,
    boolean,
    both,
    integer,
    items,
    kind,
    one_of,
    record,
    string,
    url,
    variant,
)
from csbot.playground.validator.rich_text import rich_text


def _block_id(value: Any, at: str, report: Report) -> None:
    string(limits.BLOCK_ID, 0)(value, at, report)
    if value and isinstance(value, str):
        if value in report.block_ids:
            report.add(f"`block_id` {value} already exists", at)
        report.block_ids.add(value)


def _block(required: Fields, optional: Fields | None = None) -> Check:
    return record({"type": anything, **required}, {"block_id": _block_id, **(optional or {})})


def _elements_of(kinds: frozenset[str]) -> Check:
    return variant({name: check for name, check in ELEMENTS.items() if name in kinds})


def _text_or_fields(value: Any, at: str, report: Report) -> None:
    if "text" not in value and "fields" not in value:
        report.add("must define either `text` or `fields`", at)


def _distinct_actions(value: Any, at: str, report: Report) -> None:
    ids = [element["action_id"] for element in value["elements"] if "action_id" in element]
    if len(set(ids)) < len(ids):
        report.add("`action_id` must be unique within a block", at)


def _input_place(value: Any, at: str, report: Report) -> None:
    if kind(value["element"]) == "file_input" and report.surface != limits.MODAL:
        report.add("unsupported type: file_input", f"{at}/element/type")


_actions = items(_elements_of(limits.ACTIONS_KINDS), limits.ACTIONS_ELEMENTS)
_context = items(
    variant({name: text(limits.CONTEXT_TEXT) for name in ("plain_text", "mrkdwn")} | {"image": image_element}),
    limits.CONTEXT_ELEMENTS,
)
_card = _block(
    {},
    {"title": text(limits.CARD_TITLE), "subtitle": text(limits.CARD_SUBTITLE), "body": text(limits.CARD_BODY),
     "icon": image_element, "hero_image": image_element,
     "actions": items(_elements_of(frozenset({"button"})), limits.CARD_ACTIONS)},
)  # fmt: skip
_cell = variant(
    {
        "raw_text": record({"type": anything, "text": string(3000, 0)}),
        "raw_number": record({"type": anything, "value": anything}, {"text": string(3000)}),
        "rich_text": rich_text,
    }
)
_column = record({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})


def _column_or_none(value: Any, at: str, report: Report) -> None:
    if value is not None:
        _column(value, at, report)


_task_card = _block(
    {"task_id": string(255), "title": string(255), "status": string(50)},
    {"details": rich_text, "output": rich_text, "sources": anything},
)


def _children(value: Any, at: str, report: Report) -> None:
    """All that a container may hold; not another container."""
    inner = {name: check for name, check in BLOCKS.items() if name not in ("container", "input")}
    items(variant(inner), (1, limits.BLOCKS_MESSAGE))(value, at, report)


BLOCKS: dict[str, Check] = {
    "actions": both(_block({"elements": _actions}), _distinct_actions),
    "context": _block({"elements": _context}),
    "divider": _block({}),
    "header": _block({"text": plain(limits.HEADER_TEXT)}),
    "image": both(
        _block({"alt_text": string(limits.ALT_TEXT)},
               {"image_url": url, "slack_file": slack_file, "title": plain(limits.IMAGE_TITLE)}),
        image_source,
    ),
    "input": both(
        _block({"label": plain(limits.LABEL_TEXT), "element": _elements_of(limits.INPUT_KINDS)},
               {"hint": plain(limits.HINT_TEXT), "optional": boolean, "dispatch_action": boolean}),
        _input_place,
    ),
    "rich_text": _block({"elements": lambda value, at, report: rich_text(
        {"type": "rich_text", "elements": value}, at.removesuffix("/elements"), report)}),
    "section": both(
        _block({}, {"text": text(limits.SECTION_TEXT), "fields": items(text(limits.FIELD_TEXT), limits.SECTION_FIELDS),
                    "accessory": _elements_of(limits.SECTION_ACCESSORIES), "expand": boolean}),
        _text_or_fields,
    ),
    "video": _block({"alt_text": string(limits.ALT_TEXT), "title": plain(199), "thumbnail_url": url, "video_url": url},
                    {"author_name": string(49), "description": plain(199), "provider_icon_url": url,
                     "provider_name": string(255), "title_url": url}),
    "card": _card,
    "carousel": _block({"elements": items(variant({"card": _card}), limits.CAROUSEL_CARDS)}),
    "table": _block({"rows": items(items(_cell, (1, limits.TABLE_CELLS)), (1, limits.TABLE_ROWS))},
                    {"column_settings": items(_column_or_none, (1, limits.TABLE_CELLS))}),
    "context_actions": both(
        _block({"elements": items(variant({"icon_button": icon_button, "feedback_buttons": feedback_buttons}),
                                  limits.CONTEXT_ACTIONS_ELEMENTS)}),
        _distinct_actions,
    ),
    "markdown": _block({"text": string(limits.MARKDOWN_TEXT)}),
    "alert": _block({"text": text(limits.SECTION_TEXT)}, {"level": string(50)}),
    "file": _block({"external_id": string(255), "source": one_of("remote")}),
    "container": _block({"child_blocks": _children}, dict.fromkeys(
        ("title", "rich_text_title", "subtitle", "width", "icon", "is_collapsible", "default_collapsed",
         "has_header_divider"), anything)),
    "plan": _block({"title": string(255)}, {"tasks": items(variant({"task_card": _task_card}), (0, 100))}),
    "task_card": _task_card,
}  # fmt: skip


def check_blocks(value: Any, at: str, report: Report) -> None:
    """A list of blocks on the report's surface: kinds, counts, ids and all they contain."""
    allowed = {name: check for name, check in BLOCKS.items() if report.surface in limits.BLOCK_SURFACES[name]}
    in_message = report.surface == limits.MESSAGE
    count = (0, limits.BLOCKS_MESSAGE) if in_message else (1, limits.BLOCKS_VIEW)
    items(variant(allowed), count)(value, at, report)
    if isinstance(value, list) and in_message:
        _totals(value, at, report)


def _totals(blocks: list[Any], at: str, report: Report) -> None:
    if sum(kind(block) == "table" for block in blocks) > limits.TABLES_MESSAGE:
        report.add("only one table allowed", at)
    written = sum(len(str(block.get("text", ""))) for block in blocks if kind(block) == "markdown")
    if written > limits.MARKDOWN_TEXT:
        integer(0, limits.MARKDOWN_TEXT)(written, at, report)
