"""Filters as plans: every condition resolved for the asker at the moment of asking (workspace V5)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from csbot.domain.calendar import DAY
from csbot.domain.filters.conditions import DAYS, NUMBERS, check_shape
from csbot.domain.filters.errors import BadCondition, ConditionProblem
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
from csbot.domain.filters.model import ME, MY_TEAM, Condition, Filter
from csbot.domain.filters.operators import NEGATIVE, Operator, Unit
from csbot.domain.filters.periods import MOST_DAYS, Asker, Period, calendar_period, days_away, period, since
from csbot.domain.properties.types import Property, PropertyType
from csbot.domain.records import norm


@dataclass(frozen=True, slots=True)
class Fault:
    """A condition of a saved filter that no longer means what it did; the view says so and opens all the same.

    On a deleted property it goes on comparing the values that records had; any other faulty one matches nothing.
    """

    condition: Condition
    problem: ConditionProblem
    label: str = ""


def plan_of(asked: Filter, properties: Mapping[str, Property], asker: Asker) -> Plan:
    """The filter as leaves. `properties`: those of the object type by name, deleted ones too."""
    return tuple(
        tuple(_resolved(condition, properties, asker) for condition in group.conditions) for group in asked.groups
    )


def faults_of(asked: Filter, properties: Mapping[str, Property], asker: Asker) -> tuple[Fault, ...]:
    """What a view has to say about its filter."""
    return tuple(_faults(asked.conditions, properties, asker))


def asks_for_team(filters: Iterable[Filter]) -> bool:
    """Whether somebody has to look up who is on the asker's team."""
    return any(MY_TEAM in condition.values for one in filters for condition in one.conditions)


def leaf_of(of: Property, condition: Condition, asker: Asker) -> Leaf:
    """What the condition means to the asker. Raises `BadCondition` where it no longer means anything."""
    check_shape(of, condition.operator, condition.values)
    try:
        return LEAVES[condition.operator](of, condition, asker)
    except (ValueError, ArithmeticError):
        raise BadCondition(ConditionProblem.BAD_VALUE, of.name, ", ".join(condition.values)) from None


def _resolved(condition: Condition, properties: Mapping[str, Property], asker: Asker) -> Leaf:
    of = properties.get(condition.property)
    if of is None:
        return Nothing()
    try:
        leaf = leaf_of(of, condition, asker)
    except BadCondition:
        return Nothing()
    if not condition.negated:
        return leaf
    return Not(leaf, None if condition.include_unknown else Known(of, True))


def _faults(conditions: Iterable[Condition], properties: Mapping[str, Property], asker: Asker) -> Iterator[Fault]:
    for condition in conditions:
        of = properties.get(condition.property)
        if of is None:
            yield Fault(condition, ConditionProblem.UNKNOWN_PROPERTY)
            continue
        if of.deleted:
            yield Fault(condition, ConditionProblem.DELETED_PROPERTY, of.label)
        try:
            leaf_of(of, condition, asker)
        except BadCondition as error:
            yield Fault(condition, error.problem, of.label)


def _known(of: Property, condition: Condition, _asker: Asker) -> Leaf:
    return Known(of, condition.operator is Operator.KNOWN)


def _equals(of: Property, condition: Condition, asker: Asker) -> Leaf:
    if of.type not in NUMBERS:
        return _text(of, condition, asker)
    value = _number(condition.values[0])
    negative = condition.operator in NEGATIVE
    return NumberIn(of, value, value, negative=negative, unknown=negative and condition.include_unknown)


def _text(of: Property, condition: Condition, _asker: Asker) -> Leaf:
    negative, text = condition.operator in NEGATIVE, norm(condition.values[0])
    if not text:
        raise ValueError
    return TextIs(of, HOWS[condition.operator], text, negative, negative and condition.include_unknown)


def _ever(of: Property, condition: Condition, _asker: Asker) -> Leaf:
    return EverText(of, norm(condition.values[0]))


def _compare(of: Property, condition: Condition, _asker: Asker) -> Leaf:
    value = _number(condition.values[0])
    strict = condition.operator in (Operator.LESS, Operator.MORE)
    if condition.operator in (Operator.LESS, Operator.AT_MOST):
        return NumberIn(of, None, value, strict)
    return NumberIn(of, value, None, strict)


def _between(of: Property, condition: Condition, asker: Asker) -> Leaf:
    low, high = condition.values
    if of.type in DAYS:
        return DayIn(of, _days(_day(low), _day(high) + DAY, asker))
    return NumberIn(of, _number(low), _number(high))


def _before(of: Property, condition: Condition, asker: Asker) -> Leaf:
    return DayIn(of, _days(None, _day(condition.values[0]), asker))


def _after(of: Property, condition: Condition, asker: Asker) -> Leaf:
    return DayIn(of, _days(_day(condition.values[0]) + DAY, None, asker))


def _away(of: Property, condition: Condition, asker: Asker) -> Leaf:
    return DayIn(of, days_away(condition.operator, _count(condition), asker))


def _calendar(of: Property, condition: Condition, asker: Asker) -> Leaf:
    return DayIn(of, calendar_period(condition.operator, Unit(condition.values[0]), asker))


def _updated(of: Property, condition: Condition, asker: Asker) -> Leaf:
    return UpdatedSince(of, since(_count(condition), asker))


def _one_of(of: Property, condition: Condition, asker: Asker) -> Leaf:
    negative = condition.operator in NEGATIVE
    return OneOf(of, _choices(of, condition, asker), negative, negative and condition.include_unknown)


def _ever_one_of(of: Property, condition: Condition, asker: Asker) -> Leaf:
    return EverOneOf(of, _choices(of, condition, asker))


def _all_of(of: Property, condition: Condition, _asker: Asker) -> Leaf:
    return AllOf(of, condition.values)


def _is_true(of: Property, condition: Condition, _asker: Asker) -> Leaf:
    return IsTrue(of, condition.operator is Operator.TRUE)


def _choices(of: Property, condition: Condition, asker: Asker) -> tuple[str, ...] | tuple[int, ...]:
    if of.type is PropertyType.USER:
        meant: set[int] = set()
        for value in condition.values:
            meant |= {ME: {asker.member_id}, MY_TEAM: {asker.member_id, *asker.member_ids}}.get(value) or {int(value)}
        return tuple(sorted(meant))
    if not of.custom and not set(condition.values) <= {option.value for option in of.options}:
        raise ValueError
    return condition.values


def _number(text: str) -> float:
    number = float(Decimal(text))
    if number != number or abs(number) == float("inf"):
        raise ValueError
    return number


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _days(start: date | None, end: date | None, asker: Asker) -> Period:
    return period(start, end, asker.tz)


def _count(condition: Condition) -> int:
    days = int(condition.values[0])
    if not 0 <= days <= MOST_DAYS:
        raise ValueError
    return days


HOWS = {
    Operator.EQUALS: How.IS,
    Operator.NOT_EQUALS: How.IS,
    Operator.CONTAINS: How.HAS,
    Operator.NOT_CONTAINS: How.HAS,
    Operator.STARTS_WITH: How.BEGINS,
    Operator.ENDS_WITH: How.ENDS,
}
LEAVES: Mapping[Operator, Callable[[Property, Condition, Asker], Leaf]] = {
    **dict.fromkeys((Operator.KNOWN, Operator.UNKNOWN), _known),
    **dict.fromkeys((Operator.EQUALS, Operator.NOT_EQUALS), _equals),
    **dict.fromkeys((Operator.CONTAINS, Operator.NOT_CONTAINS, Operator.STARTS_WITH, Operator.ENDS_WITH), _text),
    Operator.EVER: _ever,
    **dict.fromkeys((Operator.LESS, Operator.AT_MOST, Operator.MORE, Operator.AT_LEAST), _compare),
    Operator.BETWEEN: _between,
    Operator.BEFORE: _before,
    Operator.AFTER: _after,
    **dict.fromkeys((Operator.MORE_DAYS_AGO, Operator.LESS_DAYS_AGO), _away),
    **dict.fromkeys((Operator.MORE_DAYS_AHEAD, Operator.LESS_DAYS_AHEAD), _away),
    **dict.fromkeys((Operator.IN_LAST, Operator.IN_THIS, Operator.IN_NEXT), _calendar),
    Operator.UPDATED_WITHIN: _updated,
    **dict.fromkeys((Operator.ANY_OF, Operator.NONE_OF), _one_of),
    Operator.ALL_OF: _all_of,
    Operator.EVER_ANY_OF: _ever_one_of,
    **dict.fromkeys((Operator.TRUE, Operator.FALSE), _is_true),
}
