"""A filter read back: typed values and names in place of canonical texts, for screens to put into words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from csbot.domain.custom_objects import ObjectNames
from csbot.domain.filters.conditions import DAYS, NUMBERS
from csbot.domain.filters.errors import ConditionProblem
from csbot.domain.filters.model import ME, MY_TEAM, Condition, Filter
from csbot.domain.filters.operators import NEGATIVE, OPERANDS, Operand, Operator, Unit
from csbot.domain.filters.resolving import Fault
from csbot.domain.properties.types import Option, Property, PropertyType
from csbot.domain.tasks import Named


class Whom(StrEnum):
    """People who depend on who asks."""

    ME = ME
    MY_TEAM = MY_TEAM


PAST = frozenset({Operator.EVER, Operator.EVER_ANY_OF, Operator.UPDATED_WITHIN})
Told = str | Decimal | date | int | Unit | Option | Named | Whom
"""A text, number, day, number of days, calendar unit, option, person, or `me` and `my team`."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition read back. `property` is None for one that is not known; `include_unknown`: None where nothing
    asks; `problem`: why the condition no longer means what it did.
    """

    condition: Condition
    property: Property | None
    operator: Operator
    values: tuple[Told, ...] = ()
    include_unknown: bool | None = None
    problem: ConditionProblem | None = None


@dataclass(frozen=True, slots=True)
class Readback:
    """Groups of which one holds, each of clauses that all hold; none: everything. `names`: of the object type, where
    managers added that.
    """

    groups: tuple[tuple[Clause, ...], ...]
    names: ObjectNames | None = None

    @property
    def faults(self) -> tuple[Clause, ...]:
        """The clauses that a view has to say something about."""
        return tuple(clause for group in self.groups for clause in group if clause.problem is not None)


def people_of(asked: Filter, properties: Mapping[str, Property]) -> set[int]:
    """The members whose names a readback needs."""
    users = {name for name, one in properties.items() if one.type is PropertyType.USER}
    values = (value for one in asked.conditions if one.property in users for value in one.values)
    return {int(value) for value in values if value.isdecimal()}


def read_back(
    asked: Filter, properties: Mapping[str, Property], names: Mapping[int, str], faults: Iterable[Fault] = ()
) -> Readback:
    """`properties`: by name, deleted ones too; `names`: of members, by id; `faults`: `faults_of` the filter."""
    problems = {fault.condition: fault.problem for fault in faults}
    return Readback(
        tuple(
            tuple(_clause(condition, properties, names, problems.get(condition)) for condition in group.conditions)
            for group in asked.groups
        )
    )


def _clause(
    condition: Condition,
    properties: Mapping[str, Property],
    names: Mapping[int, str],
    problem: ConditionProblem | None,
) -> Clause:
    of = properties.get(condition.property)
    values = tuple(told(of, condition.operator, value, names) for value in condition.values)
    asks = condition.operator in NEGATIVE or condition.negated
    if condition.operator in PAST and condition.include_unknown:
        asks = False  # what has been is known, whatever is now
    return Clause(condition, of, condition.operator, values, condition.include_unknown if asks else None, problem)


def told(of: Property | None, operator: Operator, value: str, names: Mapping[int, str]) -> Told:
    """A canonical value as what it is; the text itself where it is nothing that its property takes."""
    try:
        return _typed(of, operator, value, names)
    except (ValueError, InvalidOperation):
        return value


def _typed(of: Property | None, operator: Operator, value: str, names: Mapping[int, str]) -> Told:
    operand = OPERANDS[operator]
    if operand is Operand.DAYS:
        return int(value)
    if operand is Operand.UNIT:
        return Unit(value)
    if of is None:
        return value
    if of.type in NUMBERS:
        return Decimal(value)
    if of.type in DAYS:
        return date.fromisoformat(value)
    if of.type is PropertyType.USER:
        return Whom(value) if value in (ME, MY_TEAM) else Named(int(value), names.get(int(value), ""))
    return next((option for option in of.options if operand is Operand.SEVERAL and option.value == value), value)
