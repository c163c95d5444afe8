"""Properties that managers add to an object type (workspace V2)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from csbot.domain.errors import Expected
from csbot.domain.properties.types import Option, Property, PropertyType
from csbot.domain.properties.values import word_key
from csbot.domain.records import norm

MOST_PROPERTIES = 200
MOST_OPTIONS = 200
LABEL_LENGTH = 100
NAME_LENGTH = 60
LENGTHS = {PropertyType.STRING: 5000, PropertyType.PHONE: 60, PropertyType.EMAIL: 320, PropertyType.URL: 2000}
WITH_OPTIONS = frozenset({PropertyType.ENUMERATION, PropertyType.MULTI_ENUMERATION})
NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class OwnProperty:
    """A property that managers added. `is_fast`: an index serves filters and sorting by it."""

    id: int
    property: Property
    version: int = 1
    is_fast: bool = False


@dataclass(frozen=True, slots=True)
class PropertyDraft:
    """What a manager wants. `options`: labels, for the types that have them."""

    label: str
    type: PropertyType
    options: tuple[str, ...] = ()
    required: bool = False


class PropertyNameTaken(Expected):
    """Another property of the object type has that name. `label`."""

    code = "property_name_taken"


class PropertyWithoutName(Expected):
    """A property needs a name with a letter in it."""

    code = "property_without_name"


class PropertyWithoutOptions(Expected):
    """An enumeration needs options, each once."""

    code = "property_without_options"


class TooManyProperties(Expected):
    """The object type, or the property's options, are full. `limit`."""

    code = "too_many_properties"


def own_property(
    number: int, name: str, label: str, kind: PropertyType, options: tuple[Option, ...], required: bool, deleted: bool
) -> Property:
    """The property; its key in the records' JSON column is the same in no other workspace."""
    return Property(
        name,
        label,
        kind,
        f"p{number}",
        required=required,
        max_length=LENGTHS.get(kind),
        options=options,
        custom=True,
        deleted=deleted,
    )


def name_of(label: str, taken: Iterable[str]) -> str:
    """The word for a label, such as `customer_tier`, with a number behind it where it is taken."""
    word = "_".join(NO_WORD.sub(" ", norm(label)).split())[: NAME_LENGTH - 4].rstrip("_")
    word = word if word[:1].isalpha() else f"p_{word}".rstrip("_")
    known = set(taken)
    return next(one for one in (word, *(f"{word}_{n}" for n in range(2, MOST_PROPERTIES + 3))) if one not in known)


def check_draft(draft: PropertyDraft, others: Iterable[Property]) -> PropertyDraft:
    """The draft tidied. Raises `PropertyWithoutName`, `PropertyNameTaken`, `PropertyWithoutOptions`,
    `TooManyProperties`. `others`: the object type's other properties.
    """
    label = " ".join(draft.label.split())[:LABEL_LENGTH]
    if not word_key(label):
        raise PropertyWithoutName()
    live = [one for one in others if not one.deleted]
    if word_key(label) in {word_key(word) for one in live for word in (one.name, one.label)}:
        raise PropertyNameTaken(label=label)
    options = tuple(" ".join(option.split())[:LABEL_LENGTH] for option in draft.options if option.strip())
    if draft.type in WITH_OPTIONS and (not options or len({word_key(o) for o in options}) < len(options)):
        raise PropertyWithoutOptions()
    if len(options) > MOST_OPTIONS:
        raise TooManyProperties(limit=MOST_OPTIONS)
    return PropertyDraft(label, draft.type, options if draft.type in WITH_OPTIONS else (), draft.required)


def options_of(labels: Iterable[str], before: Iterable[Option] = ()) -> tuple[Option, ...]:
    """Options with these labels: those that there were keep their value, also under a label that changed only in
    case; values are texts that stay.
    """
    known = {word_key(option.label): option.value for option in before}
    return tuple(Option(known.get(word_key(label), label), label) for label in labels)
