"""Custom objects: object types that managers add, each in one of the places that `ObjectType` has for them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from csbot.domain.errors import Expected
from csbot.domain.properties.values import word_key
from csbot.domain.records import CUSTOM_TYPES, ObjectType, norm

LABEL_LENGTH = 40
NO_WORD = re.compile(r"[\W_]+")
TAKEN = frozenset(
    word
    for kind in ObjectType
    if not kind.is_custom
    for word in (kind.value, f"{kind.value}s", f"{kind.value.removesuffix('y')}ies")
)


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


class ObjectNameTaken(Expected):
    """Another object type has that name. `name`."""

    code = "object_name_taken"


class ObjectWithoutName(Expected):
    """An object type needs two names with a letter in them, for one and for many."""

    code = "object_without_name"


class ObjectNameTooLong(Expected):
    """`limit` in characters."""

    code = "object_name_too_long"


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


class UnknownObject(Expected):
    """No custom object goes by that word. `word`; `known`: the keys that there are."""

    code = "unknown_object"


def check_names(names: ObjectNames, others: Iterable[CustomObject]) -> ObjectNames:
    """The names tidied. Raises `ObjectWithoutName`, `ObjectNameTooLong` and `ObjectNameTaken`."""
    singular, plural = (" ".join(name.split()) for name in (names.singular, names.plural))
    taken = {word_key(word) for other in others for word in words_of(other)} | {word_key(word) for word in TAKEN}
    for name in (singular, plural):
        if not word_key(name) or not any(c.isalpha() for c in name):
            raise ObjectWithoutName()
        if len(name) > LABEL_LENGTH:
            raise ObjectNameTooLong(limit=LABEL_LENGTH)
        if word_key(name) in taken:
            raise ObjectNameTaken(name=name)
    return ObjectNames(singular, plural)


def key_of(plural: str) -> str:
    """The word for commands, such as `service_contracts`."""
    return "_".join(NO_WORD.sub(" ", norm(plural)).split())


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
