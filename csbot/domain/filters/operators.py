"""The operators, which type has which, and what each needs (workspace V2, V3)."""

from collections.abc import Mapping
from enum import StrEnum

from csbot.domain.properties.types import PropertyType


class Operator(StrEnum):
    KNOWN = "known"
    UNKNOWN = "unknown"
    EQUALS = "equals"
    NOT_EQUALS = "not_equals"
    CONTAINS = "contains"
    NOT_CONTAINS = "not_contains"
    STARTS_WITH = "starts_with"
    ENDS_WITH = "ends_with"
    EVER = "ever"  # has ever been
    LESS = "less"
    AT_MOST = "at_most"
    MORE = "more"
    AT_LEAST = "at_least"
    BETWEEN = "between"
    ANY_OF = "any_of"
    NONE_OF = "none_of"
    ALL_OF = "all_of"
    EVER_ANY_OF = "ever_any_of"
    TRUE = "true"
    FALSE = "false"
    BEFORE = "before"
    AFTER = "after"
    MORE_DAYS_AGO = "more_days_ago"
    LESS_DAYS_AGO = "less_days_ago"
    MORE_DAYS_AHEAD = "more_days_ahead"
    LESS_DAYS_AHEAD = "less_days_ahead"
    IN_LAST = "in_last"
    IN_THIS = "in_this"
    IN_NEXT = "in_next"
    UPDATED_WITHIN = "updated_within"  # in the last N days, by history


class Operand(StrEnum):
    """What an operator asks for beside the property."""

    NOTHING = "nothing"
    VALUE = "value"  # one of the property's type
    PAIR = "pair"  # two of the property's type, the lower first
    SEVERAL = "several"  # options, or people
    DAYS = "days"  # a whole number of days
    UNIT = "unit"  # a calendar unit


class Unit(StrEnum):
    """Calendar units; weeks start on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


OPERANDS: Mapping[Operator, Operand] = {
    **dict.fromkeys((Operator.KNOWN, Operator.UNKNOWN, Operator.TRUE, Operator.FALSE), Operand.NOTHING),
    **dict.fromkeys((Operator.EQUALS, Operator.NOT_EQUALS, Operator.CONTAINS, Operator.NOT_CONTAINS), Operand.VALUE),
    **dict.fromkeys((Operator.STARTS_WITH, Operator.ENDS_WITH, Operator.EVER), Operand.VALUE),
    **dict.fromkeys((Operator.LESS, Operator.AT_MOST, Operator.MORE, Operator.AT_LEAST), Operand.VALUE),
    **dict.fromkeys((Operator.BEFORE, Operator.AFTER), Operand.VALUE),
    Operator.BETWEEN: Operand.PAIR,
    **dict.fromkeys((Operator.ANY_OF, Operator.NONE_OF, Operator.ALL_OF, Operator.EVER_ANY_OF), Operand.SEVERAL),
    **dict.fromkeys((Operator.MORE_DAYS_AGO, Operator.LESS_DAYS_AGO), Operand.DAYS),
    **dict.fromkeys((Operator.MORE_DAYS_AHEAD, Operator.LESS_DAYS_AHEAD, Operator.UPDATED_WITHIN), Operand.DAYS),
    **dict.fromkeys((Operator.IN_LAST, Operator.IN_THIS, Operator.IN_NEXT), Operand.UNIT),
}
NEGATIVE = frozenset({Operator.NOT_EQUALS, Operator.NOT_CONTAINS, Operator.NONE_OF})
"""Those that say whether records without a value match (workspace V4)."""

_ANY = (Operator.KNOWN, Operator.UNKNOWN, Operator.UPDATED_WITHIN)
_TEXT = (
    Operator.EQUALS,
    Operator.NOT_EQUALS,
    Operator.CONTAINS,
    Operator.NOT_CONTAINS,
    Operator.STARTS_WITH,
    Operator.ENDS_WITH,
    Operator.EVER,
    *_ANY,
)
_NUMBER = (
    Operator.EQUALS,
    Operator.NOT_EQUALS,
    Operator.LESS,
    Operator.AT_MOST,
    Operator.MORE,
    Operator.AT_LEAST,
    Operator.BETWEEN,
    *_ANY,
)
_CHOICE = (Operator.ANY_OF, Operator.NONE_OF, Operator.EVER_ANY_OF, *_ANY)
_DAY = (
    Operator.BEFORE,
    Operator.AFTER,
    Operator.BETWEEN,
    Operator.LESS_DAYS_AGO,
    Operator.MORE_DAYS_AGO,
    Operator.LESS_DAYS_AHEAD,
    Operator.MORE_DAYS_AHEAD,
    Operator.IN_LAST,
    Operator.IN_THIS,
    Operator.IN_NEXT,
    *_ANY,
)
OPERATORS: Mapping[PropertyType, tuple[Operator, ...]] = {
    PropertyType.STRING: _TEXT,
    PropertyType.PHONE: _TEXT,
    PropertyType.EMAIL: _TEXT,
    PropertyType.URL: _TEXT,
    PropertyType.NUMBER: _NUMBER,
    PropertyType.CURRENCY: _NUMBER,
    PropertyType.DATE: _DAY,
    PropertyType.DATETIME: _DAY,
    PropertyType.ENUMERATION: _CHOICE,
    PropertyType.MULTI_ENUMERATION: (Operator.ANY_OF, Operator.ALL_OF, Operator.NONE_OF, Operator.EVER_ANY_OF, *_ANY),
    PropertyType.USER: _CHOICE,
    PropertyType.BOOL: (Operator.TRUE, Operator.FALSE, *_ANY),
}
"""In the order in which a dialog offers them."""
