"""The in-memory interpreter: whether a record matches. SQL's twin is csbot/storage/filter_sql."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from csbot.domain.filters.leaves import (
    AllOf,
    DayIn,
    EverOneOf,
    EverText,
    How,
    IsTrue,
    Known,
    Leaf,
    Not,
    Nothing,
    NumberIn,
    OneOf,
    Plan,
    TextIs,
    UpdatedSince,
)
from csbot.domain.properties.types import Property, Value
from csbot.domain.records import norm


@dataclass(frozen=True, slots=True)
class PastChange:
    """One write of history. `values`: (old, new) as JSON keeps them, by column."""

    at: datetime
    values: Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a record. `values`: by property name, a user's as member id; nothing or None is no value."""

    values: Mapping[str, Value | None]
    history: Sequence[PastChange] = field(default=())


def matches(plan: Plan, facts: Facts) -> bool:
    """Whether one of the groups holds, each condition of it."""
    return not plan or any(all(holds(leaf, facts) for leaf in group) for group in plan)


def holds(leaf: Leaf, facts: Facts) -> bool:
    """Whether the record matches this one condition."""
    return TESTS[type(leaf)](leaf, facts)


def _value(of: Property, facts: Facts) -> Any:
    """The value, texts normalised; None for an empty text or list."""
    value = facts.values.get(of.name)
    if of.is_text and isinstance(value, str):
        value = norm(value)
    return None if value == "" or value == () else value


def _known(leaf: Known, facts: Facts) -> bool:
    return (_value(leaf.of, facts) is not None) is leaf.known


def _text(leaf: TextIs, facts: Facts) -> bool:
    value = _value(leaf.of, facts)
    if value is None:
        return leaf.unknown
    return COMPARES[leaf.how](value, leaf.text) is not leaf.negative


def _number(leaf: NumberIn, facts: Facts) -> bool:
    value = _value(leaf.of, facts)
    if value is None:
        return leaf.unknown
    inside = (leaf.low is None or value >= leaf.low) and (leaf.high is None or value <= leaf.high)
    if leaf.strict:
        inside = inside and value not in (leaf.low, leaf.high)
    return inside is not leaf.negative


def _day(leaf: DayIn, facts: Facts) -> bool:
    value: date | datetime | None = _value(leaf.of, facts)
    return value is not None and leaf.period.holds(value)


def _one_of(leaf: OneOf, facts: Facts) -> bool:
    value = _value(leaf.of, facts)
    if value is None:
        return leaf.unknown
    return _among(value, leaf.values) is not leaf.negative


def _all_of(leaf: AllOf, facts: Facts) -> bool:
    return set(leaf.values) <= set(_value(leaf.of, facts) or ())


def _is_true(leaf: IsTrue, facts: Facts) -> bool:
    return _value(leaf.of, facts) is leaf.value


def _ever_text(leaf: EverText, facts: Facts) -> bool:
    past = (norm(value) for value in _past(leaf.of, facts) if isinstance(value, str))
    return _value(leaf.of, facts) == leaf.text or leaf.text in past


def _ever_one_of(leaf: EverOneOf, facts: Facts) -> bool:
    values = (_value(leaf.of, facts), *_past(leaf.of, facts))
    return any(_among(value, leaf.values) for value in values if value is not None)


def _updated(leaf: UpdatedSince, facts: Facts) -> bool:
    columns = leaf.of.columns
    return any(change.at >= leaf.at and any(c in change.values for c in columns) for change in facts.history)


def _nothing(_leaf: Nothing, _facts: Facts) -> bool:
    return False


def _not(leaf: Not, facts: Facts) -> bool:
    return not holds(leaf.leaf, facts) and (leaf.known is None or holds(leaf.known, facts))


def _past(of: Property, facts: Facts) -> Iterator[Any]:
    for change in facts.history:
        yield from change.values.get(of.column, ())


def _among(value: Any, wanted: Sequence[str] | Sequence[int]) -> bool:
    if isinstance(value, tuple | list):
        return not set(wanted).isdisjoint(value)
    return value in wanted


COMPARES: Mapping[How, Callable[[str, str], bool]] = {
    How.IS: str.__eq__,
    How.HAS: str.__contains__,
    How.BEGINS: str.startswith,
    How.ENDS: str.endswith,
}
TESTS: Mapping[type, Callable[[Any, Facts], bool]] = {
    Known: _known,
    TextIs: _text,
    NumberIn: _number,
    DayIn: _day,
    OneOf: _one_of,
    AllOf: _all_of,
    IsTrue: _is_true,
    EverText: _ever_text,
    EverOneOf: _ever_one_of,
    UpdatedSince: _updated,
    Nothing: _nothing,
    Not: _not,
}
