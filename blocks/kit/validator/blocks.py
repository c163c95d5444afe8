"""Blocks: what each may hold."""

from typing import Any

from blocks.kit import limits
from blocks.kit.validator.elements import (
    ACCESSORIES,
    BUTTON,
    ICON_OR_FEEDBACK,
    IMAGE,
    IMAGE_SOURCE,
    IN_ACTIONS,
    IN_INPUTS,
)
from blocks.kit.validator.objects import any_text, plain
from blocks.kit.validator.report import Check, Path, Report, anything, boolean, both, by_type, listing, shape, text


def _block(required: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    return shape({"type": anything, **required}, {"block_id": text(limits.ID), **(optional or {})})


def _text_or_fields(report: Report, value: Any, path: Path) -> None:
    if "text" not in value and "fields" not in value:
        report.add(path, "needs text or fields")


def _different_actions(report: Report, value: Any, path: Path) -> None:
    ids = [one.get("action_id") for one in value.get("elements") or () if isinstance(one, dict) and "action_id" in one]
    if len({str(one) for one in ids}) < len(ids):
        report.add(path, "two elements with the same action_id")


def _small_title(most: int) -> dict[str, Check]:
    return {"title": any_text(most), "subtitle": any_text(most)}


_CONTEXT = by_type(
    {"image": IMAGE, "mrkdwn": any_text(limits.SECTION_TEXT), "plain_text": any_text(limits.SECTION_TEXT)},
    "element of a context",
)
_CARD = _block(
    {},
    {
        **_small_title(limits.CARD_TITLE),
        "body": any_text(limits.CARD_BODY),
        "icon": IMAGE,
        "hero_image": IMAGE,
        "actions": listing(BUTTON, limits.CARD_ACTIONS),
    },
)
_ROW = listing(anything, limits.TABLE_CELLS)
_SECTION_FIELDS: dict[str, Check] = {
    "text": any_text(limits.SECTION_TEXT),
    "fields": listing(any_text(limits.FIELD_TEXT), limits.SECTION_FIELDS),
    "accessory": ACCESSORIES,
    "expand": boolean,
}
_INPUT_FIELDS: dict[str, Check] = {"hint": plain(limits.LABEL), "optional": boolean, "dispatch_action": boolean}

BLOCKS: dict[str, Check] = {
    "actions": both(_block({"elements": listing(IN_ACTIONS, limits.ACTIONS_ELEMENTS)}), _different_actions),
    "context": _block({"elements": listing(_CONTEXT, limits.CONTEXT_ELEMENTS)}),
    "divider": _block({}),
    "header": _block({"text": plain(limits.HEADER_TEXT)}),
    "image": _block({"alt_text": text(limits.IMAGE_TEXT)}, {"title": plain(limits.IMAGE_TEXT), **IMAGE_SOURCE}),
    "input": _block({"label": plain(limits.LABEL), "element": IN_INPUTS}, _INPUT_FIELDS),
    "section": both(_block({}, _SECTION_FIELDS), _text_or_fields),
    "card": _CARD,
    "carousel": _block({"elements": listing(by_type({"card": _CARD}, "card"), limits.CAROUSEL_CARDS)}),
    "table": _block({"rows": listing(_ROW, limits.TABLE_ROWS)}, {"column_settings": anything}),
    "context_actions": both(
        _block({"elements": listing(ICON_OR_FEEDBACK, limits.CONTEXT_ACTIONS)}), _different_actions
    ),
    "markdown": _block({"text": text(limits.MARKDOWN_TOTAL)}),
}
"""Blocks whose contents are checked; of the others only the surface and the id are."""
