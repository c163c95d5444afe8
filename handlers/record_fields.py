"""The inputs of a record's dialog as typed values."""

from collections.abc import Mapping
from datetime import UTC, datetime

from blocks.property_inputs import CHOSEN
from csbot.domain.errors import Refused, TooLong, Unreadable
from csbot.domain.properties.types import Link, PropertyType
from csbot.domain.properties.values import LONGEST_READ
from csbot.domain.record_cards import Field
from csbot.domain.record_forms import INPUT_LENGTH, Typed, is_typed, tidy
from handlers import calls
from handlers.args import NO_RECORD, number
from handlers.calls import Call

YES_NO = {"yes": True, "no": False}


def read_typed(call: Call, fields: Mapping[str, Field]) -> dict[str, Typed]:
    """What was typed and chosen, by field.

    Raises `Unreadable`, and `Refused` for a text that no input of Slack's holds: cut, another one would be saved.
    """
    found = call.incoming.fields
    texts = {name: given for name, given in found.items() if name in fields and isinstance(given, str)}
    if long := {name: len(text) for name, text in texts.items() if len(text.replace("\r\n", "\n")) > INPUT_LENGTH}:
        raise Refused({name: TooLong(limit=most(fields[name]), length=length) for name, length in long.items()})
    return {name: read_one(field, found[name]) for name, field in fields.items() if name in found}


def most(field: Field) -> int:
    """How many characters its input takes."""
    longest = None if isinstance(field, Link) else field.max_length
    return min(longest or LONGEST_READ, INPUT_LENGTH)


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
