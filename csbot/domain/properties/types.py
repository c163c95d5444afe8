"""What a property is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from csbot.domain.records import ObjectType

Value = str | int | float | bool | date | datetime | tuple[str, ...]


class PropertyType(StrEnum):
    """The types a property can have (workspace V2)."""

    STRING = "string"
    NUMBER = "number"
    CURRENCY = "currency"
    DATE = "date"
    DATETIME = "datetime"
    ENUMERATION = "enumeration"
    MULTI_ENUMERATION = "multi_enumeration"
    BOOL = "bool"
    USER = "user"
    PHONE = "phone"
    EMAIL = "email"
    URL = "url"


@dataclass(frozen=True, slots=True)
class Option:
    """A value of an enumeration. `label` is English; `aliases` are other words that people write for it."""

    value: str
    label: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """A core property of an object type.

    `label` is the English text that the catalogues translate. `aliases` are headings it goes by in files, the better
    ones first. `read_only`: not edited in Slack, though a file may bring it. `options` of an enumeration are all its
    values; those of a string are known words, others are allowed. `date_column`: where a value without a clock time
    goes, for a property that holds either a date or an instant (workspace T10).
    """

    name: str
    label: str
    type: PropertyType
    column: str
    required: bool = False
    unique: bool = False
    read_only: bool = False
    whole: bool = False
    max_length: int | None = None
    options: tuple[Option, ...] = ()
    aliases: tuple[str, ...] = ()
    date_column: str | None = None
    tidy: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A direct association with one record, such as a task's company.

    In files it is told by name, domain or e-mail address, or by the ids of the CRM (`by_id`).
    """

    name: str
    label: str
    to: ObjectType
    column: str
    by_id: bool = False
    aliases: tuple[str, ...] = ()
