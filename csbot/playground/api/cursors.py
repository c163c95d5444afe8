"""Paging as Slack does it: an opaque cursor in ``response_metadata``."""

import base64
import binascii
from collections.abc import Sequence
from typing import Any, TypeVar

from csbot.playground.api.arguments import Arguments
from csbot.playground.errors import ApiError

T = TypeVar("T")
_PREFIX = "next:"


def write_cursor(place: str) -> str:
    """A cursor for the page that begins at a place."""
    return base64.b64encode(f"{_PREFIX}{place}".encode()).decode()


def read_cursor(cursor: str) -> str:
    """The place a cursor means. Raises ``invalid_cursor``."""
    try:
        place = base64.b64decode(cursor, validate=True).decode()
    except (binascii.Error, ValueError) as error:
        raise ApiError("invalid_cursor") from error
    if not place.startswith(_PREFIX):
        raise ApiError("invalid_cursor")
    return place.removeprefix(_PREFIX)


def page(found: Sequence[T], arguments: Arguments, default: int) -> tuple[Sequence[T], dict[str, Any]]:
    """The page that the arguments ask for and its ``response_metadata``."""
    limit = arguments.integer("limit", default, (0, 1000)) or default
    place = read_cursor(arguments.text("cursor")) if arguments.text("cursor") else "0"
    if not place.isdecimal():
        raise ApiError("invalid_cursor")
    start = int(place)
    rest = start + limit < len(found)
    return found[start : start + limit], {"next_cursor": write_cursor(str(start + limit)) if rest else ""}
