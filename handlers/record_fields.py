"""The inputs of a record's dialog as typed values."""

from collections.abc import Mapping
from datetime import UTC, datetime

from blocks.property_inputs import CHOSEN
from csbot.domain.errors import Unreadable
from csbot.domain.properties.types import Link, PropertyType
from csbot.domain.record_cards import Field
from csbot.domain.record_forms import Typed, is_typed, tidy
from handlers import calls
from handlers.args import NO_RECORD, number
from handlers.calls import Call

YES_NO = {"yes": True, "no": False}


def read_typed(call: Call, fields: Mapping[str, Field]) -> dict[str, Typed]:
    """What was typed and chosen, by field; raises `Unreadable`."""
    found = call.incoming.fields
    return {name: read_one(field, found[name]) for name, field in fields.items() if name in found}


def read_one(field: Field, given: calls.Field) -> Typed:
    """One input: Slack's forms as our own."""
    if isinstance(given, tuple):
        return tuple(sorted(one.removeprefix(CHOSEN) for one in given)) or None
    if isinstance(given, int):
        return moment(given)
    if given is None:
        return None
    if is_typed(field):
        return tidy(field, given)
    if given == NO_RECORD:
        return None
    if isinstance(field, Link) or field.type is PropertyType.USER:
        return number(given)
    if field.type is PropertyType.BOOL:
        return YES_NO.get(given)
    return given.removeprefix(CHOSEN)


def moment(seconds: int) -> datetime:
    """An instant from Slack's seconds since 1970 (UTC); raises `Unreadable`."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        raise Unreadable() from None
