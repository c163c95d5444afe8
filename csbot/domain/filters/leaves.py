"""What a condition comes to once its property's type, today and the asker are known.

Both interpreters read these and nothing else, so that one filter has one meaning (workspace V6). Texts are normalised
(`records.norm`); `column` names in a property say where SQL and history find it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from csbot.domain.filters.periods import Period
from csbot.domain.properties.types import Property


class How(Enum):
    """How texts are compared."""

    IS = auto()
    HAS = auto()
    BEGINS = auto()
    ENDS = auto()


@dataclass(frozen=True, slots=True)
class Known:
    """There is a value, or there is none. An empty text and an empty list are none."""

    of: Property
    known: bool


@dataclass(frozen=True, slots=True)
class TextIs:
    """A text compares so. `negative`: it doesn't; then `unknown` says whether no value matches."""

    of: Property
    how: How
    text: str
    negative: bool = False
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class NumberIn:
    """Between both ends, an open end is None; `strict`: the ends themselves are not in. `negative` as in `TextIs`."""

    of: Property
    low: float | None
    high: float | None
    strict: bool = False
    negative: bool = False
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class DayIn:
    """A date or an instant lies within the period."""

    of: Property
    period: Period


@dataclass(frozen=True, slots=True)
class OneOf:
    """The value, or one of several, is among these: options, or members' ids. `negative` as in `TextIs`."""

    of: Property
    values: tuple[str, ...] | tuple[int, ...]
    negative: bool = False
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """A multi-enumeration has all of these."""

    of: Property
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IsTrue:
    """A bool has that value."""

    of: Property
    value: bool


@dataclass(frozen=True, slots=True)
class EverText:
    """The text is this or has been, by history."""

    of: Property
    text: str


@dataclass(frozen=True, slots=True)
class EverOneOf:
    """The value is or has been one of these, by history."""

    of: Property
    values: tuple[str, ...] | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UpdatedSince:
    """History has a change of the property at that instant or later."""

    of: Property
    at: datetime


@dataclass(frozen=True, slots=True)
class Nothing:
    """No record matches: the condition no longer means anything."""


@dataclass(frozen=True, slots=True)
class Not:
    """Exactly the records that the other does not match; `known`: of these only what that matches."""

    leaf: "Leaf"
    known: Known | None = None


Leaf = Known | TextIs | NumberIn | DayIn | OneOf | AllOf | IsTrue | EverText | EverOneOf | UpdatedSince | Nothing | Not
Plan = tuple[tuple[Leaf, ...], ...]
"""An OR of ANDs; an empty one matches everything."""


def needs_value(plan: Plan, of: Property) -> bool:
    """Whether only records with a value of that property can match: a list sorted by it then has no others."""
    return bool(plan) and all(any(leaf_needs_value(leaf, of) for leaf in group) for group in plan)


def leaf_needs_value(leaf: Leaf, of: Property) -> bool:
    """Whether the condition is about that property, and false without a value."""
    match leaf:
        case DayIn() | AllOf() | IsTrue():
            return leaf.of == of
        case TextIs() | NumberIn() | OneOf():
            return leaf.of == of and not leaf.unknown
        case Known():
            return leaf.of == of and leaf.known
        case _:
            return False
