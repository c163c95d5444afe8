"""Properties that managers add to an object type (workspace V2)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from csbot.domain.errors import Expected
from csbot.domain.properties.types import Option, Property, PropertyType
from csbot.domain.records import norm

MOST_PROPERTIES = 200
MOST_OPTIONS = 100  # as many as Slack's selects offer
LABEL_LENGTH = 75  # of a property or an option: Slack's options have room for no more
NAME_LENGTH = 60
FAST_LENGTH = 600  # of a text that an index holds: PostgreSQL's has room for 2,704 bytes
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
    """What a manager wants. `options`: labels, for the types that have them; `renamed`: new label → the one before."""

    label: str
    type: PropertyType
    options: tuple[str, ...] = ()
    required: bool = False
    renamed: Mapping[str, str] = field(default_factory=dict)


class PropertyField(StrEnum):
    """The fields of a property's dialogs."""

    LABEL = "label"
    OPTIONS = "options"
    REQUIRED = "required"
    SURE = "sure"


class OptionProblem(StrEnum):
    """Why something can't be an option. `limit` below is in the params."""

    NO_LETTER = "no_letter"
    TWICE = "twice"
    TOO_LONG = "too_long"  # limit: characters
    SEMICOLON = "semicolon"  # stands between several values in files
    FORMER = "former"  # what another option was called at first: filters and files still know it by that


class PropertyNameTaken(Expected):
    """Another property of the object type has that name. `label`."""

    code = "property_name_taken"


class PropertyWithoutName(Expected):
    """A property needs a name with a letter in it."""

    code = "property_without_name"


class PropertyWithoutOptions(Expected):
    """An enumeration needs options."""

    code = "property_without_options"


class BadOption(Expected):
    """One of the options can't be taken. `problem`, `option` as typed, `limit` where the problem has one."""

    code = "bad_option"

    def __init__(self, problem: OptionProblem, option: str, limit: int = 0) -> None:
        super().__init__(problem=problem, option=option, limit=limit)
        self.problem = problem


class TooManyOptions(Expected):
    """`limit` and `count`."""

    code = "too_many_options"


class OptionInUse(Expected):
    """An option can't go while records have it. `option`: its label; `count`; `filter`: a text that finds them."""

    code = "option_in_use"


class PropertyInUse(Expected):
    """The Customers tab is set to use the property (workspace S3, S4), so it can't go. `label`."""

    code = "property_in_use"


class PropertyUnconfirmed(Expected):
    """A property is deleted only with its box ticked."""

    code = "property_unconfirmed"


class TooManyProperties(Expected):
    """The object type is full. `limit`."""

    code = "too_many_properties"


class TextsTooLong(Expected):
    """Records hold longer texts than an index takes. `label`, `count` of records, `limit` in characters."""

    code = "texts_too_long"


class NoFastList(Expected):
    """No index helps with a property that has several values. `label`."""

    code = "no_fast_list"


def own_property(
    number: int,
    name: str,
    label: str,
    kind: PropertyType,
    options: tuple[Option, ...],
    required: bool,
    deleted: bool,
    is_fast: bool = False,
) -> Property:
    """The property; its key in the records' JSON column is the same in no other workspace."""
    longest = LENGTHS.get(kind)
    return Property(
        name,
        label,
        kind,
        f"p{number}",
        required=required,
        max_length=min(longest, FAST_LENGTH) if longest and is_fast else longest,
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
