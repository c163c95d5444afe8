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


TEXTS = frozenset({PropertyType.STRING, PropertyType.PHONE, PropertyType.EMAIL, PropertyType.URL})


@dataclass(frozen=True, slots=True)
class Option:
    """A value of an enumeration. `label` is English; `aliases` are other words that people write for it."""

    value: str
    label: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """A property of an object type: a core one, or one that managers added (`custom`).

    `label` is the English text that the catalogues translate; a custom one's is the managers' and isn't. `aliases` are
    headings it goes by in files, the better ones first. `read_only`: not edited in Slack, though a file may bring it.
    `options` of an enumeration are all its values; those of a string are known words, others are allowed. `column`: of
    the record table, or a custom property's key in the JSON column and in history. `date_column`: where a value without
    a clock time goes, for a property that holds either a date or an instant (workspace T10); `sort_column` then holds
    an instant by which both sort. `past`: its days lie behind, so that "under 30 days" means ago. `deleted`: only
    filters that were made before still know it.
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
    sort_column: str | None = None
    tidy: Callable[[str], str] | None = None
    past: bool = False
    custom: bool = False
    deleted: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Where the value is, in the table and in history."""
        return (self.column,) if self.date_column is None else (self.column, self.date_column)

    @property
    def is_text(self) -> bool:
        """Whether values are free texts, compared by `records.norm`."""
        return self.type in TEXTS


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
