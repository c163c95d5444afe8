"""Records of any type as their cards show them, and what a card shows in which order (workspace C8, S10)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from csbot.domain.activities import Activity
from csbot.domain.associations import ASSOCIATED_TYPES, Associated
from csbot.domain.custom_objects import ObjectNames
from csbot.domain.errors import Unreadable
from csbot.domain.meetings import Meeting
from csbot.domain.operations import Operation
from csbot.domain.properties.types import Link, Property, Value
from csbot.domain.records import CUSTOM_TYPES, ObjectType, read_id
from csbot.domain.screens import Acted
from csbot.domain.summary import NOTHING_ACTED, TaskLine
from csbot.domain.tasks import Named

CARD_TASKS = 5
CARD_ACTIVITIES = 5
CARD_ASSOCIATED = 5

Field = Property | Link
FieldValue = Value | Named | None


class CardButton(StrEnum):
    """The activity buttons of a card."""

    NOTE = "note"
    EMAIL = "email"
    CALL = "call"
    TASK = "task"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class CardLayout:
    """What a card shows, in its order: fields by name, activity buttons, associated records type by type. `form`: what
    a new record's dialog asks for besides what the type requires.
    """

    fields: tuple[str, ...]
    buttons: tuple[CardButton, ...]
    form: tuple[str, ...]
    associations: tuple[ObjectType, ...] = ASSOCIATED_TYPES


BUTTONS = (CardButton.NOTE, CardButton.EMAIL, CardButton.CALL, CardButton.TASK, CardButton.MEETING)
LAYOUTS: Mapping[ObjectType, CardLayout] = {
    ObjectType.COMPANY: CardLayout(
        (
            "owner",
            "health",
            "score",
            "lifecycle_stage",
            "arr",
            "renewal",
            "customer_since",
            "industry",
            "city",
            "country",
            "phone",
            "website",
        ),
        BUTTONS,
        ("domain", "owner", "phone", "city"),
    ),
    ObjectType.CONTACT: CardLayout(
        ("company", "job_title", "email", "phone", "owner"),
        BUTTONS,
        ("email", "company", "job_title", "phone", "owner"),
    ),
    **dict.fromkeys(CUSTOM_TYPES, CardLayout(("owner", "company"), BUTTONS, ("owner", "company"))),
}
"""The types that have a card. A type joins by its line here; what managers choose comes before it (card_layouts)."""


@dataclass(frozen=True, slots=True)
class RecordRef:
    """Which record: written `company:12` in buttons and references."""

    kind: ObjectType
    id: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


def with_own(layout: CardLayout, kind: ObjectType, fields: Mapping[str, Field]) -> CardLayout:
    """The layout that csbot brings with a custom object's own properties, which it cannot name."""
    if not kind.is_custom:
        return layout
    own = tuple(one.name for one in fields.values() if isinstance(one, Property) and one.custom and not one.deleted)
    return replace(layout, fields=(*layout.fields, *own), form=(*layout.form, *own))


def read_record_ref(text: str) -> RecordRef:
    """The reverse of `str(RecordRef)`, of a type that has a card; raises `Unreadable`."""
    word, _, number = text.partition(":")
    kind = next((kind for kind in LAYOUTS if kind == word), None)
    if kind is None:
        raise Unreadable()
    return RecordRef(kind, read_id(number))


@dataclass(frozen=True, slots=True)
class Record:
    """A record. `fields`: all that its type has, in order; `values`: those that are known, by the field's name; people
    and companies by number and name. `names`: of its type, where managers added that.
    """

    ref: RecordRef
    name: str
    version: int = 1
    fields: Mapping[str, Field] = field(default_factory=dict)
    values: Mapping[str, FieldValue] = field(default_factory=dict)
    is_archived: bool = False
    names: ObjectNames | None = None

    def string(self, name: str) -> str:
        """A value that is a text, else an empty one."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def named(self, name: str) -> Named | None:
        """A value that is a person or company."""
        value = self.values.get(name)
        return value if isinstance(value, Named) else None


@dataclass(frozen=True, slots=True)
class RecordCard:
    """The record card: the record, its open tasks (the first of `open_count`), what comes next and what was last, and
    the first of `associated_count` associated records. `last`: the last thing done to it.
    """

    record: Record
    layout: CardLayout
    open_count: int = 0
    tasks: tuple[TaskLine, ...] = ()
    next_meeting: Meeting | None = None
    activities: tuple[Activity, ...] = ()
    associated: tuple[Associated, ...] = ()
    associated_count: int = 0
    is_followed: bool = False
    last: Operation | None = None
    acted: Acted = NOTHING_ACTED


@dataclass(frozen=True, slots=True)
class RecordAssignment:
    """A record and who gave it, by name. `is_own`: to the reader, rather than to its owner."""

    record: Record
    by: str
    is_own: bool = True
