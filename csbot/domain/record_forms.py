"""What the dialogs for records hold, and how it becomes values (workspace C9, C16)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from csbot.domain.associations import Associated
from csbot.domain.calendar import PICKED_S
from csbot.domain.errors import MissingValue
from csbot.domain.properties.dates import DateStyle
from csbot.domain.properties.errors import BadValue, ValueProblem
from csbot.domain.properties.numbers import DecimalMark, write_number
from csbot.domain.properties.texts import bare
from csbot.domain.properties.types import Link, Property, PropertyType, Value
from csbot.domain.properties.values import Reading, read
from csbot.domain.record_cards import LAYOUTS, CardLayout, Field, FieldValue, Record, with_own
from csbot.domain.records import ObjectType
from csbot.domain.tasks import Named

INPUT_LENGTH = 3_000  # Slack's limit of a text field
LONG = 500  # texts that may be longer get several lines
ADDRESSES = ("email", "domain")
WEB = ("http://", "https://")
AROUND = "<>(),;"  # `Ida Lund <ida@b.example>`
READ = frozenset({PropertyType.NUMBER, PropertyType.CURRENCY, PropertyType.DATE})

Typed = str | int | bool | datetime | tuple[str, ...] | None
"""What an input holds: a text as typed, also of a number or date; a person or company by number; options by value."""


@dataclass(frozen=True, slots=True)
class RecordForm:
    """A dialog to edit a record or, where its id is 0, to create one. `names`: the fields in order; `likely`: records
    that it may be a duplicate of; `under`: it stands upon the record's card.
    """

    record: Record
    names: tuple[str, ...]
    likely: tuple[Associated, ...] = ()
    under: bool = False


@dataclass(frozen=True, slots=True)
class PropertyChoice:
    """A dialog that asks which property is edited."""

    record: Record
    under: bool = False


def can_edit(field: Field) -> bool:
    """Whether its value is edited in Slack."""
    return isinstance(field, Link) or not (field.read_only or field.deleted)


def is_typed(field: Field) -> bool:
    """Whether its input gives a text that is read."""
    return not isinstance(field, Link) and (field.is_text or field.type in READ)


def is_long(field: Field) -> bool:
    """Whether its text has several lines."""
    return not isinstance(field, Link) and (field.max_length or 0) > LONG and field.type is PropertyType.STRING


def edited_names(layout: CardLayout, fields: Mapping[str, Field]) -> tuple[str, ...]:
    """The fields of the edit dialog: the name, then those of the card."""
    shown = ("name", *layout.fields)
    return tuple(name for name in dict.fromkeys(shown) if name in fields and can_edit(fields[name]))


def created_names(kind: ObjectType, fields: Mapping[str, Field]) -> tuple[str, ...]:
    """The fields of the dialog for a new record: what the type requires, then what its layout adds (workspace C16)."""
    required = (name for name, field in fields.items() if isinstance(field, Property) and field.required)
    shown = ("name", *required, *with_own(LAYOUTS[kind], kind, fields).form)
    return tuple(name for name in dict.fromkeys(shown) if name in fields and can_edit(fields[name]))


def begun(fields: Mapping[str, Field], text: str) -> dict[str, str]:
    """What the words behind `/cs new` fill in: the name, and the web domain or e-mail address where one of them is one.

    An address leaves the name when there are other words and all of it is kept in its own field.
    """
    words = text.split()
    for name in ADDRESSES:
        field = fields.get(name)
        read_as = (
            {word: _address(field, word, len(words) == 1) for word in words} if isinstance(field, Property) else {}
        )
        found = [(word, kept) for word, kept in read_as.items() if kept]
        if len(found) == 1:
            ((word, kept),) = found
            rest = " ".join(one for one in words if one != word)
            return {"name": rest if rest and _bare(word) == kept else text, name: kept}
    return {"name": text}


def _address(field: Property, word: str, is_alone: bool) -> str:
    """The word as the field keeps it; empty where it is none. `Node.js Foundation` and `Booking.com` are names."""
    is_address = field.type is PropertyType.EMAIL or word.startswith(WEB) or (is_alone and word == word.lower())
    if not is_address:
        return ""
    try:
        return str(read(field, word.strip(AROUND), Reading(DateStyle("UTC"))) or "")
    except BadValue:
        return ""


def _bare(word: str) -> str:
    return (
        word.strip(AROUND).casefold().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    )


def shown(field: Field, value: FieldValue, decimal: DecimalMark) -> Typed:
    """What an input can show of a value, so that what comes back unchanged is equal to it. `decimal`: the viewer's."""
    if isinstance(value, Named):
        return value.id
    if isinstance(value, datetime):
        minute = value.replace(second=0, microsecond=0)
        return minute if int(minute.timestamp()) in PICKED_S else None
    if isinstance(value, tuple):
        return tuple(sorted(set(value))) or None
    if isinstance(value, str) and is_typed(field):
        return tidy(field, value)
    if isinstance(value, date) and is_typed(field):
        return str(value)
    if isinstance(value, int | float) and is_typed(field):
        return write_number(value, decimal)
    return value if isinstance(value, bool | int | str) else None


def tidy(field: Field, text: str) -> str | None:
    """A text as its input gives it back; None for an empty one."""
    cut = bare(text[:INPUT_LENGTH].replace("\r\n", "\n"))
    return (cut if is_long(field) else " ".join(cut.split())) or None


def value_from(field: Property, typed: Typed, reading: Reading) -> Value | None:
    """The value that was typed or chosen, by somebody who writes so. Raises `BadValue` and `MissingValue`."""
    value = typed if not isinstance(typed, str) or not is_typed(field) else read(field, typed, reading)
    if value is None or value == ():
        if field.required:
            raise MissingValue()
        return None
    chosen = (value,) if field.type is PropertyType.ENUMERATION else value
    if field.type in (PropertyType.ENUMERATION, PropertyType.MULTI_ENUMERATION) and isinstance(chosen, tuple):
        known = {option.value for option in field.options}
        if unknown := [str(one) for one in chosen if one not in known]:
            raise BadValue(ValueProblem.NOT_AN_OPTION, unknown[0], tuple(option.label for option in field.options))
    return value


def whole(value: Value | None, before: FieldValue) -> Value | None:
    """A long text with the rest that its input could not show."""
    if isinstance(value, str) and isinstance(before, str) and len(before) > INPUT_LENGTH:
        return value + before[INPUT_LENGTH:]
    return value
