"""One outgoing payload against the rules of its surface."""

import json
from collections.abc import Mapping
from typing import Any

from blocks.kit import limits
from blocks.kit.validator import surfaces
from blocks.kit.validator.blocks import BLOCKS
from blocks.kit.validator.objects import plain
from blocks.kit.validator.report import Check, InvalidPayload, Path, Report, text
from blocks.kit.validator.surfaces import Surface

TITLES = plain(limits.VIEW_TITLE)
TEXTS: dict[Surface, Check] = {
    Surface.MESSAGE: text(limits.MESSAGE_TEXT),
    Surface.EPHEMERAL: text(limits.MESSAGE_TEXT),
    Surface.UPDATE: text(limits.UPDATE_TEXT),
}
VIEW_FIELDS: dict[str, Check] = {
    "title": TITLES,
    "submit": TITLES,
    "close": TITLES,
    "private_metadata": text(limits.PRIVATE_METADATA, 0),
    "callback_id": text(limits.ID),
    "external_id": text(limits.ID),
}
MODAL_ONLY = ("title", "submit", "close")


def validate(payload: Mapping[str, Any], surface: Surface) -> None:
    """Raise `InvalidPayload` with everything that Slack would refuse.

    `payload`: `text` and `blocks` of a message (other arguments are not looked at), or a whole view. csbot is
    stricter in one point: every message has a fallback text.
    """
    report = Report()
    if surface in surfaces.MESSAGES:
        _message(report, payload, surface)
    else:
        _view(report, payload, surface)
    if report.violations:
        raise InvalidPayload(report.violations)


def _message(report: Report, payload: Mapping[str, Any], surface: Surface) -> None:
    TEXTS[surface](report, payload.get("text", ""), ((), "text"))
    blocks = _blocks(report, payload.get("blocks", []), surface, (0, limits.MESSAGE_BLOCKS))
    kinds = [block.get("type") for block in blocks]
    if kinds.count("table") > limits.MESSAGE_TABLES:
        report.add(((), "blocks"), "more than one table")
    markdown = sum(len(str(block.get("text"))) for block in blocks if block.get("type") == "markdown")
    if markdown > limits.MARKDOWN_TOTAL:
        report.add(((), "blocks"), f"{markdown} characters of markdown, allowed {limits.MARKDOWN_TOTAL}")


def _view(report: Report, view: Mapping[str, Any], surface: Surface) -> None:
    if view.get("type") != surface:
        report.add(((), "type"), f"{view.get('type')!r}, wanted {surface}")
    for name, check in VIEW_FIELDS.items():
        if name in view:
            check(report, view[name], ((), name))
    blocks = _blocks(report, view.get("blocks"), surface, limits.VIEW_BLOCKS)
    if surface is Surface.HOME:
        for name in MODAL_ONLY:
            if name in view:
                report.add(((), name), "not on Home")
    else:
        if "title" not in view:
            report.add(((), "title"), "a modal needs one")
        if "submit" not in view and any(block.get("type") == "input" for block in blocks):
            report.add(((), "submit"), "a modal with an input needs it")
    size = len(json.dumps(view, ensure_ascii=False).encode())
    if size > limits.VIEW_BYTES:
        report.add((), f"{size} bytes, allowed {limits.VIEW_BYTES}")


def _blocks(report: Report, blocks: Any, surface: Surface, counts: tuple[int, int]) -> list[dict[str, Any]]:
    """Check each block; answers those that are objects."""
    if not isinstance(blocks, list):
        report.add(((), "blocks"), "not a list")
        return []
    least, most = counts
    if not least <= len(blocks) <= most:
        report.add(((), "blocks"), f"{len(blocks)} blocks, allowed {least} to {most}")
    ids: set[object] = set()
    for i, block in enumerate(blocks):
        _block(report, block, (((), "blocks"), i), surface, ids)
    return [block for block in blocks if isinstance(block, dict)]


def _block(report: Report, block: Any, path: Path, surface: Surface, ids: set[object]) -> None:
    kind = block.get("type") if isinstance(block, dict) else None
    if not isinstance(kind, str) or kind not in surfaces.BLOCKS:
        report.add(path, f"{kind!r} is no block")
        return
    if surface not in surfaces.BLOCKS[kind]:
        report.add(path, f"{kind} is not for {surface}")
    if kind in BLOCKS:
        BLOCKS[kind](report, block, path)
    block_id = block.get("block_id")
    if block_id is not None and block_id in ids:
        report.add((path, "block_id"), f"{block_id!r} is taken")
    ids.add(block_id)
    element = block.get("element")
    if surface is not Surface.MODAL and isinstance(element, dict) and element.get("type") == "file_input":
        report.add((path, "element"), "file_input is for modals only")
