"""What an app may put into a message: text, blocks, metadata."""

from typing import Any

from csbot.playground import limits
from csbot.playground.api.arguments import Arguments
from csbot.playground.errors import ApiError
from csbot.playground.state.identifiers import identify, numbered
from csbot.playground.validator import message_errors


def read_blocks(arguments: Arguments) -> list[dict[str, Any]] | None:
    """The blocks, with ids filled in; None when not given.

    Raises ``invalid_blocks_format`` for what is no list, ``invalid_blocks`` with all that is wrong.
    """
    blocks = arguments.document("blocks", "invalid_blocks_format")
    if blocks is None:
        return None
    if not isinstance(blocks, list):
        raise ApiError("invalid_blocks_format")
    if errors := message_errors(blocks):
        raise ApiError("invalid_blocks", tuple(f"[ERROR] {error}" for error in errors))
    return identify(blocks)


def read_attachments(arguments: Arguments) -> list[dict[str, Any]]:
    """Attachments, with ids filled in. Raises ``invalid_attachments``, also for blocks that Slack would not show, and
    ``too_many_attachments``."""
    attachments = arguments.document("attachments", "invalid_attachments") or []
    if not isinstance(attachments, list) or not all(isinstance(one, dict) for one in attachments):
        raise ApiError("invalid_attachments")
    if len(attachments) > limits.ATTACHMENTS:
        raise ApiError("too_many_attachments")
    wrong = [error for one in attachments if "blocks" in one for error in message_errors(one["blocks"])]
    if wrong:
        raise ApiError("invalid_attachments", tuple(f"[ERROR] {error}" for error in wrong))
    return numbered(attachments)


def read_content(arguments: Arguments) -> dict[str, Any]:
    """Text and blocks of a new message, text cut at 40,000 characters.

    Raises ``no_text`` without either, ``markdown_text_conflict``, ``msg_too_long`` for long markdown.
    """
    text, markdown = arguments.text("text"), arguments.text("markdown_text")
    blocks = read_blocks(arguments)
    if markdown:
        if text or blocks:
            raise ApiError("markdown_text_conflict")
        if len(markdown) > limits.MARKDOWN_TEXT:
            raise ApiError("msg_too_long")
        blocks = identify([{"type": "markdown", "text": markdown}])
    attachments = read_attachments(arguments)
    if not text and not blocks and not attachments:
        raise ApiError("no_text")
    content: dict[str, Any] = {"text": text[: limits.MESSAGE_TEXT]}
    if blocks:
        content["blocks"] = blocks
    if attachments:
        content["attachments"] = attachments
    return content


def read_metadata(arguments: Arguments) -> dict[str, Any] | None:
    """Message metadata. Raises ``invalid_metadata_format`` unless it has a type and an object as payload."""
    metadata = arguments.document("metadata", "invalid_metadata_format")
    if metadata in (None, {}):
        return None
    if not isinstance(metadata, dict) or set(metadata) - {"event_type", "event_payload", "entities"}:
        raise ApiError("invalid_metadata_format")
    if not isinstance(metadata.get("event_type"), str) or not isinstance(metadata.get("event_payload"), dict):
        raise ApiError("invalid_metadata_format")
    return metadata
