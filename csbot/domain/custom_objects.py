"""Custom objects: object types that managers add, each in one of the places that `ObjectType` has for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from csbot.domain.errors import CsbotError, Expected, TooLong
from csbot.domain.properties.errors import BadValue, ValueProblem
from csbot.domain.properties.values import UNPRINTABLE, word_key
from csbot.domain.records import CUSTOM_TYPES, ObjectType

LABEL_LENGTH = 40
TAKEN = frozenset(
    word
    for kind in ObjectType
    if not kind.is_custom
    for word in (kind.value, f"{kind.value}s", f"{kind.value.removesuffix('y')}ies")
)


class ObjectField(StrEnum):
    """The fields of the dialog."""

    SINGULAR = "singular"
    PLURAL = "plural"


@dataclass(frozen=True, slots=True)
class ObjectNames:
    """What people call an object type, in their own words."""

    singular: str
    plural: str


@dataclass(frozen=True, slots=True)
class CustomObject:
    """An object type that managers added. `key`: its word in commands, which stays; `is_going`: it was deleted, and its
    records are being removed.
    """

    kind: ObjectType
    key: str
    names: ObjectNames
    version: int = 1
    is_going: bool = False


@dataclass(frozen=True, slots=True)
class ObjectPage:
    """What managers see: the objects, each with its number of records. `may_add`: the plan has custom objects."""

    rows: tuple[tuple[CustomObject, int], ...]
    may_add: bool

    @property
    def is_full(self) -> bool:
        """Whether there is no place for another one."""
        return len(self.rows) >= len(CUSTOM_TYPES)


@dataclass(frozen=True, slots=True)
class ObjectForm:
    """A dialog that asks for the names of a new object, or of one that is renamed."""

    renamed: CustomObject | None = None


@dataclass(frozen=True, slots=True)
class ObjectNews:
    """What was just done: `made` is new or renamed."""

    made: CustomObject
    is_new: bool


class ObjectNameTaken(Expected):
    """Another object type has that name. `name`."""

    code = "object_name_taken"


class ObjectWithoutName(Expected):
    """An object type needs two names with a letter in them, for one and for many."""

    code = "object_without_name"


class TooManyObjects(Expected):
    """There is no place for another one. `limit`."""

    code = "too_many_objects"


class NeedsEnterprise(Expected):
    """The plan has no custom objects (workspace A2)."""

    code = "needs_enterprise"


class ObjectInUse(Expected):
    """It cannot be deleted: the Customers tab lists it. `name`."""

    code = "object_in_use"


class ObjectHasRecords(Expected):
    """It cannot be deleted without its records. `name`, `count`."""

    code = "object_has_records"


def name_flaws(names: ObjectNames, others: Iterable[CustomObject]) -> dict[str, CsbotError]:
    """What can't be taken, by `ObjectField`."""
    known = [*TAKEN, *(word for other in others for word in words_of(other))]
    taken = {word_key(word) for word in known}
    problems: dict[str, CsbotError] = {}
    for field, name in ((ObjectField.SINGULAR, names.singular), (ObjectField.PLURAL, names.plural)):
        if not any(c.isalpha() for c in name):
            problems[field] = ObjectWithoutName()
        elif UNPRINTABLE.search(name):
            problems[field] = BadValue(ValueProblem.UNPRINTABLE, "")
        elif len(name) > LABEL_LENGTH:
            problems[field] = TooLong(limit=LABEL_LENGTH, length=len(name))
        elif word_key(name) in taken:
            problems[field] = ObjectNameTaken(name=name)
    return problems


def tidied(names: ObjectNames) -> ObjectNames:
    """With single spaces."""
    return ObjectNames(*(" ".join(name.split()) for name in (names.singular, names.plural)))


def free_place(others: Iterable[CustomObject]) -> ObjectType:
    """Where another one can be; raises `TooManyObjects`."""
    taken = {other.kind for other in others}
    for kind in CUSTOM_TYPES:
        if kind not in taken:
            return kind
    raise TooManyObjects(limit=len(CUSTOM_TYPES))


def words_of(one: CustomObject) -> tuple[str, str, str]:
    """All that it goes by."""
    return one.key, one.names.singular, one.names.plural


def find_object(word: str, objects: Iterable[CustomObject]) -> CustomObject | None:
    """The one that goes by that word: its key or one of its names; case, spaces and punctuation don't count."""
    wanted = word_key(word)
    return next((one for one in objects if wanted and wanted in map(word_key, words_of(one))), None)
