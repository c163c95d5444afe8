"""Conditions made from what people type or choose."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from csbot.domain.filters.errors import BadCondition, ConditionProblem
from csbot.domain.filters.model import MAX_TEXT, MAX_VALUES, ME, MY_TEAM, Condition
from csbot.domain.filters.operators import OPERANDS, OPERATORS, Operand, Operator, Unit
from csbot.domain.filters.periods import MOST_DAYS
from csbot.domain.properties.errors import BadValue, ValueProblem
from csbot.domain.properties.texts import bare
from csbot.domain.properties.types import Property, PropertyType, Value
from csbot.domain.properties.values import Reading, read
from csbot.domain.records import ID_MAX, norm

NUMBERS = frozenset({PropertyType.NUMBER, PropertyType.CURRENCY})
DAYS = frozenset({PropertyType.DATE, PropertyType.DATETIME})
WHOLE = frozenset({Operator.EQUALS, Operator.NOT_EQUALS, Operator.EVER})
NOT_ZERO = frozenset({Operator.LESS_DAYS_AGO, Operator.LESS_DAYS_AHEAD, Operator.UPDATED_WITHIN})
ID_DIGITS = len(str(ID_MAX))
COUNTS = {Operand.NOTHING: 0, Operand.PAIR: 2, Operand.SEVERAL: MAX_VALUES}  # else 1


def make_condition(
    of: Property, operator: Operator, typed: Sequence[str], reading: Reading, include_unknown: bool = True
) -> Condition:
    """The condition in canonical form. `typed`: as people write values; people by member id, `me` or `my_team`.

    Raises `BadCondition` and `BadValue`.
    """
    given = [text.strip() for text in typed if text.strip()]
    check_shape(of, operator, given)
    values = tuple(dict.fromkeys(READERS[OPERANDS[operator]](of, operator, text, reading) for text in given))
    if OPERANDS[operator] is Operand.PAIR:
        values = values * 2 if len(values) == 1 else values
        _check_order(of, values)
    return Condition(property=of.name, operator=operator, values=values, include_unknown=include_unknown)


def check_shape(of: Property, operator: Operator, values: Sequence[str]) -> None:
    """Raises `BadCondition` unless the type has the operator and it gets as many values as it needs."""
    if operator not in OPERATORS[of.type]:
        raise BadCondition(ConditionProblem.WRONG_OPERATOR, of.name, operator)
    operand = OPERANDS[operator]
    most = COUNTS.get(operand, 1)
    least = 1 if operand is Operand.SEVERAL else most
    if len(values) < least:
        raise BadCondition(ConditionProblem.NO_VALUE, of.name)
    if len(values) > most:
        raise BadCondition(ConditionProblem.TOO_MANY_VALUES, of.name, limit=most)


def _check_order(of: Property, values: Sequence[str]) -> None:
    low, high = (Decimal(v) if of.type in NUMBERS else date.fromisoformat(v).toordinal() for v in values)
    if low > high:
        raise BadCondition(ConditionProblem.SWAPPED, of.name, " – ".join(values))


def _read_value(of: Property, operator: Operator, text: str, reading: Reading) -> str:
    """A value of the type, of pages their domain; of a text any part may be given, of an instant the day."""
    if len(text) > MAX_TEXT:
        raise BadValue(ValueProblem.TOO_LONG, text, MAX_TEXT)
    if of.type in NUMBERS:
        return plain_number(_some(of, read(_loose(of, of.type), text, reading)))
    if of.type in DAYS:
        return str(_some(of, read(_loose(of, PropertyType.DATE), text, reading)))
    read(_loose(of, PropertyType.STRING), text, reading)  # refuses what can't be stored
    if not norm(bare(text)):
        raise BadCondition(ConditionProblem.NO_VALUE, of.name)
    return _whole_text(of, operator, text, reading)


def _some(of: Property, value: Value | None) -> Value:
    if value is None:
        raise BadCondition(ConditionProblem.NO_VALUE, of.name)
    return value


def _whole_text(of: Property, operator: Operator, text: str, reading: Reading) -> str:
    """A whole text as records have it: a web address with https, a domain without; any other as it is."""
    if operator not in WHOLE or (of.tidy is None and of.type not in (PropertyType.URL, PropertyType.EMAIL)):
        return text
    try:
        value = read(of, text, reading)
    except BadValue:
        return text
    return value if isinstance(value, str) else text


def _loose(of: Property, kind: PropertyType) -> Property:
    return Property(of.name, of.label, kind, of.column)


def plain_number(value: object) -> str:
    """A number as plain decimals."""
    return format(Decimal(repr(value)).normalize() + 0, "f")  # + 0: no minus before zero


def _read_option(of: Property, _operator: Operator, text: str, reading: Reading) -> str:
    if of.type is not PropertyType.USER:
        one = Property(of.name, of.label, PropertyType.ENUMERATION, of.column, options=of.options)
        return str(read(one, text, reading))
    if text in (ME, MY_TEAM) or is_number(text):
        return text
    raise BadCondition(ConditionProblem.UNKNOWN_PERSON, of.name, text)


def is_number(text: str) -> bool:
    """Whether it may be a member's number: ASCII digits, no more than a database holds."""
    return text.isascii() and text.isdecimal() and len(text) < ID_DIGITS


def _read_days(of: Property, operator: Operator, text: str, _reading: Reading) -> str:
    if not (text.isascii() and text.isdecimal() and len(text) <= 9 and int(text) <= MOST_DAYS):
        raise BadCondition(ConditionProblem.NOT_DAYS, of.name, text, MOST_DAYS)
    if operator in NOT_ZERO and not int(text):
        raise BadCondition(ConditionProblem.NO_DAYS, of.name, text)
    return str(int(text))


def _read_unit(of: Property, _operator: Operator, text: str, _reading: Reading) -> str:
    if text.lower() not in set(Unit):
        raise BadCondition(ConditionProblem.NOT_A_UNIT, of.name, text)
    return text.lower()


READERS: Mapping[Operand, Callable[[Property, Operator, str, Reading], str]] = {
    Operand.VALUE: _read_value,
    Operand.PAIR: _read_value,
    Operand.SEVERAL: _read_option,
    Operand.DAYS: _read_days,
    Operand.UNIT: _read_unit,
}
