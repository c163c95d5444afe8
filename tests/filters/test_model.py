"""Filters as they are saved: limits, canonical values and what dialogs are told (workspace V1-V4)."""

import pytest

from csbot.domain.filters import (
    EVERYTHING,
    OPERANDS,
    OPERATORS,
    BadCondition,
    Condition,
    ConditionProblem,
    Filter,
    FilterPart,
    FilterTooBig,
    Group,
    Operand,
    Operator,
    all_of,
    make_condition,
)
from csbot.domain.properties import (
    BadValue,
    DateStyle,
    DecimalMark,
    Option,
    Property,
    PropertyType,
    Reading,
    ValueProblem,
)

READING = Reading(DateStyle("Europe/Copenhagen"), DecimalMark.COMMA)
ONE = Condition(property="arr", operator=Operator.KNOWN)


def of(kind: PropertyType) -> Property:
    return Property("x", "X", kind, "x", options=(Option("at_risk", "At risk", ("red",)), Option("ok", "Fine")))


def test_every_type_has_operators_and_every_operator_an_operand() -> None:
    assert OPERATORS.keys() == set(PropertyType)
    assert OPERANDS.keys() == set(Operator)
    for kind, operators in OPERATORS.items():
        assert {Operator.KNOWN, Operator.UNKNOWN} < set(operators), kind


@pytest.mark.parametrize(
    ("groups", "part"), [([1] * 7, FilterPart.GROUPS), ([11], FilterPart.IN_GROUP), ([10, 10, 6], FilterPart.IN_ALL)]
)
def test_what_is_too_much_is_refused(groups: list[int], part: FilterPart) -> None:
    with pytest.raises(FilterTooBig) as refused:
        Filter(groups=tuple(Group(conditions=(ONE,) * size) for size in groups))
    assert refused.value.part is part


def test_the_limits_themselves_are_allowed() -> None:
    full = Filter(groups=tuple(Group(conditions=(ONE,) * size) for size in (10, 10, 2, 1, 1, 1)))
    assert len(full.conditions) == 25
    for wanted in (None, 3):
        with pytest.raises(FilterTooBig):
            full.added(ONE, wanted)


def test_a_filter_is_built_step_by_step() -> None:
    other = Condition(property="city", operator=Operator.UNKNOWN)
    built = EVERYTHING.added(ONE).added(other, 0).added(other)
    assert [len(group.conditions) for group in built.groups] == [2, 1]
    assert built.replaced(0, 0, other).groups[0].conditions == (other, other)
    assert built.removed(1, 0) == all_of(ONE, other)
    assert built.removed(1, 0).removed(0, 0).removed(0, 0) == EVERYTHING


def test_a_filter_survives_being_saved() -> None:
    kept = all_of(ONE, Condition(property="city", operator=Operator.NOT_EQUALS, values=("Ø",), include_unknown=False))
    assert Filter.model_validate_json(kept.model_dump_json()) == kept


def test_only_negative_operators_ask_about_records_without_a_value() -> None:
    assert Condition(property="x", operator=Operator.EQUALS, values=("a",), include_unknown=False).include_unknown
    assert Condition(property="x", operator=Operator.NONE_OF, values=("a",)).include_unknown


@pytest.mark.parametrize(
    ("kind", "operator", "typed", "values"),
    [
        (PropertyType.STRING, Operator.EQUALS, [" Århus "], ["Århus"]),
        (PropertyType.EMAIL, Operator.CONTAINS, ["@acme"], ["@acme"]),
        (PropertyType.NUMBER, Operator.MORE, ["1.234,50"], ["1234.5"]),
        (PropertyType.CURRENCY, Operator.EQUALS, ["€ 50.000"], ["50000"]),
        (PropertyType.NUMBER, Operator.BETWEEN, ["-1", "1"], ["-1", "1"]),
        (PropertyType.NUMBER, Operator.BETWEEN, ["5", "5,0"], ["5", "5"]),
        (PropertyType.DATE, Operator.BEFORE, ["1.3.2026"], ["2026-03-01"]),
        (PropertyType.DATETIME, Operator.BETWEEN, ["2026-03-01", "31/3/2026"], ["2026-03-01", "2026-03-31"]),
        (PropertyType.ENUMERATION, Operator.ANY_OF, ["red", "Fine", "ok"], ["at_risk", "ok"]),
        (PropertyType.USER, Operator.NONE_OF, ["me", "12"], ["me", "12"]),
        (PropertyType.DATE, Operator.MORE_DAYS_AGO, ["007"], ["7"]),
        (PropertyType.DATE, Operator.IN_THIS, ["Quarter"], ["quarter"]),
        (PropertyType.BOOL, Operator.TRUE, [], []),
    ],
)
def test_values_become_canonical(kind: PropertyType, operator: Operator, typed: list[str], values: list[str]) -> None:
    assert list(make_condition(of(kind), operator, typed, READING).values) == values


@pytest.mark.parametrize(
    ("kind", "operator", "typed", "problem"),
    [
        (PropertyType.NUMBER, Operator.BETWEEN, ["10", "9"], ConditionProblem.SWAPPED),
        (PropertyType.DATE, Operator.BETWEEN, ["2026-03-02", "2026-03-01"], ConditionProblem.SWAPPED),
        (PropertyType.NUMBER, Operator.BETWEEN, ["10"], ConditionProblem.NO_VALUE),
        (PropertyType.STRING, Operator.EQUALS, ["  "], ConditionProblem.NO_VALUE),
        (PropertyType.STRING, Operator.EQUALS, ["a", "b"], ConditionProblem.TOO_MANY_VALUES),
        (PropertyType.STRING, Operator.MORE, ["a"], ConditionProblem.WRONG_OPERATOR),
        (PropertyType.DATE, Operator.LESS_DAYS_AGO, ["0"], ConditionProblem.NO_DAYS),
        (PropertyType.DATE, Operator.MORE_DAYS_AGO, ["-1"], ConditionProblem.NOT_DAYS),
        (PropertyType.DATE, Operator.MORE_DAYS_AGO, ["36501"], ConditionProblem.NOT_DAYS),
        (PropertyType.DATE, Operator.IN_LAST, ["fortnight"], ConditionProblem.NOT_A_UNIT),
        (PropertyType.USER, Operator.ANY_OF, ["@kim"], ConditionProblem.UNKNOWN_PERSON),
        (PropertyType.USER, Operator.ANY_OF, ["1"] * 101, ConditionProblem.TOO_MANY_VALUES),
    ],
)
def test_what_makes_no_condition_is_refused(
    kind: PropertyType, operator: Operator, typed: list[str], problem: ConditionProblem
) -> None:
    with pytest.raises(BadCondition) as refused:
        make_condition(of(kind), operator, typed, READING)
    assert refused.value.problem is problem


@pytest.mark.parametrize(
    ("kind", "operator", "typed", "problem"),
    [
        (PropertyType.DATE, Operator.BEFORE, "2026-02-30", ValueProblem.NOT_A_DATE),
        (PropertyType.NUMBER, Operator.MORE, "lots", ValueProblem.NOT_A_NUMBER),
        (PropertyType.ENUMERATION, Operator.ANY_OF, "blue", ValueProblem.NOT_AN_OPTION),
        (PropertyType.STRING, Operator.EQUALS, "a\0b", ValueProblem.UNPRINTABLE),
        (PropertyType.STRING, Operator.EQUALS, "👍" * 501, ValueProblem.TOO_LONG),
    ],
)
def test_what_is_no_value_is_refused(kind: PropertyType, operator: Operator, typed: str, problem: ValueProblem) -> None:
    with pytest.raises(BadValue) as refused:
        make_condition(of(kind), operator, [typed], READING)
    assert refused.value.problem is problem


def test_every_operand_has_an_operator() -> None:
    assert set(OPERANDS.values()) == set(Operand)
