"""Plans as SQL. The in-memory twin is csbot/domain/filters/matching.py; property tests hold them together.

A compiled plan may be NULL where it does not match: to negate one, wrap it in coalesce.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, literal_column, or_, true

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
from csbot.domain.filters.periods import Period
from csbot.domain.properties.types import Property, PropertyType
from csbot.storage.filter_sql.history import ever_one_of, ever_text, updated_since
from csbot.storage.filter_sql.lists import has_all, has_any
from csbot.storage.filter_sql.values import Shelf, checked
from csbot.storage.folding import json_value

LAST = "\U0010ffff"


def compile_plan(plan: Plan, shelf: Shelf) -> ColumnElement[bool]:
    """The condition that a record matches the plan; that it is live and of the workspace is not in it."""
    if not plan:
        return true()
    return or_(*(and_(*(compile_leaf(leaf, shelf) for leaf in group)) for group in plan))


def compile_leaf(leaf: Leaf, shelf: Shelf) -> ColumnElement[bool]:
    """One condition."""
    return COMPILERS[type(leaf)](leaf, shelf)


def _known(leaf: Known, shelf: Shelf) -> ColumnElement[bool]:
    of = leaf.of
    if of.date_column is not None:
        there = or_(*(shelf.table.c[column].is_not(None) for column in of.columns))
        return there if leaf.known else and_(*(shelf.table.c[column].is_(None) for column in of.columns))
    if of.type is PropertyType.MULTI_ENUMERATION:
        return _known_value(shelf.at("properties", of.column), "[]", leaf.known)
    value = shelf.value(of)
    if of.is_text:
        return _known_value(value, "", leaf.known)
    return value.is_not(None) if leaf.known else value.is_(None)


def _known_value(value: ColumnElement[Any], empty: str, known: bool) -> ColumnElement[bool]:
    return value != empty if known else or_(value.is_(None), value == empty)


def _text(leaf: TextIs, shelf: Shelf) -> ColumnElement[bool]:
    value = shelf.text(leaf.of)
    if not leaf.negative:
        return COMPARES[leaf.how](value, leaf.text)
    other = ~COMPARES[leaf.how](value, leaf.text)
    return or_(value.is_(None), other) if leaf.unknown else and_(other, value != "")


def _begins(value: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    """A range, which an index serves."""
    return and_(value >= text, value < text + LAST)


def _number(leaf: NumberIn, shelf: Shelf) -> ColumnElement[bool]:
    value = shelf.value(leaf.of)
    low, high = (None if end is None else _bound(end, leaf.of, shelf) for end in (leaf.low, leaf.high))
    if leaf.negative:
        other = value != low
        return or_(value.is_(None), other) if leaf.unknown else other
    if low == high:
        return value == low
    ends = []
    if low is not None:
        ends.append(value > low if leaf.strict else value >= low)
    if high is not None:
        ends.append(value < high if leaf.strict else value <= high)
    return and_(*ends)


def _bound(number: float, of: Property, shelf: Shelf) -> Any:
    """As the column holds numbers: PostgreSQL's JSON has them in full, all others are doubles."""
    if of.custom and shelf.postgresql:
        return Decimal(repr(number))
    return number


def _day(leaf: DayIn, shelf: Shelf) -> ColumnElement[bool]:
    of, period = leaf.of, leaf.period
    if of.custom:
        value = shelf.value(of)
        ends = (period.start, period.end) if of.type is PropertyType.DATE else (period.start_at, period.end_at)
        return _between(value, *(None if end is None else json_value(end) for end in ends))
    value = shelf.table.c[of.column]
    if of.type is PropertyType.DATE:
        return _between(value, period.start, period.end)
    if of.date_column is None:
        return _between(value, period.start_at, period.end_at)
    on = shelf.table.c[of.date_column]
    either = or_(
        and_(value.is_(None), _between(on, period.start, period.end)), _between(value, period.start_at, period.end_at)
    )
    return either if of.sort_column is None else and_(_around(shelf, of.sort_column, period), either)


def _around(shelf: Shelf, column: str, period: Period) -> ColumnElement[bool]:
    """A range of the sort key that holds all that the period holds, for its index."""
    return _between(shelf.table.c[column], period.earliest, period.latest)


def _between(value: ColumnElement[Any], start: Any, end: Any) -> ColumnElement[bool]:
    ends = [value >= start] if start is not None else []
    return and_(*ends, *([value < end] if end is not None else []))


def _one_of(leaf: OneOf, shelf: Shelf) -> ColumnElement[bool]:
    of = leaf.of
    if of.type is PropertyType.MULTI_ENUMERATION:
        inside = has_any(shelf.table.c.properties, shelf.postgresql, (of.column,), leaf.values)
        if not leaf.negative:
            return inside
        empty = _known_value(shelf.at("properties", of.column), "[]", known=False)
        return or_(empty, ~inside) if leaf.unknown else and_(~inside, ~empty)
    value = shelf.value(of)
    if not leaf.negative:
        return _among(value, of, leaf.values)
    other = value.not_in(leaf.values)
    return or_(value.is_(None), other) if leaf.unknown else other


def _among(value: ColumnElement[Any], of: Property, wanted: tuple[str, ...] | tuple[int, ...]) -> ColumnElement[bool]:
    """Of a core enumeration as literals: partial indexes are used only then."""
    if of.type is PropertyType.ENUMERATION and not of.custom:
        literals: list[ColumnElement[str]] = [literal_column(f"'{checked(str(one))}'") for one in wanted]
        return value == literals[0] if len(literals) == 1 else value.in_(literals)
    return value == wanted[0] if len(wanted) == 1 else value.in_(wanted)


def _all_of(leaf: AllOf, shelf: Shelf) -> ColumnElement[bool]:
    return has_all(shelf.table.c.properties, shelf.postgresql, leaf.of.column, leaf.values)


def _is_true(leaf: IsTrue, shelf: Shelf) -> ColumnElement[bool]:
    value = shelf.at("properties", leaf.of.column) if leaf.of.custom else shelf.table.c[leaf.of.column]
    if not leaf.of.custom:
        return value.is_(leaf.value)
    return value == (str(leaf.value).lower() if shelf.postgresql else int(leaf.value))


def _ever_text(leaf: EverText, shelf: Shelf) -> ColumnElement[bool]:
    return or_(shelf.text(leaf.of) == leaf.text, ever_text(leaf, shelf))


def _ever_one_of(leaf: EverOneOf, shelf: Shelf) -> ColumnElement[bool]:
    return or_(_one_of(OneOf(leaf.of, leaf.values), shelf), ever_one_of(leaf, shelf))


def _updated(leaf: UpdatedSince, shelf: Shelf) -> ColumnElement[bool]:
    return updated_since(leaf, shelf)


def _nothing(_leaf: Nothing, _shelf: Shelf) -> ColumnElement[bool]:
    return false()


def _not(leaf: Not, shelf: Shelf) -> ColumnElement[bool]:
    other = ~func.coalesce(compile_leaf(leaf.leaf, shelf), false())
    return other if leaf.known is None else and_(other, compile_leaf(leaf.known, shelf))


COMPARES: Mapping[How, Callable[[ColumnElement[Any], str], ColumnElement[bool]]] = {
    How.IS: lambda value, text: value == text,
    How.HAS: lambda value, text: value.contains(text, autoescape=True),
    How.BEGINS: _begins,
    How.ENDS: lambda value, text: value.endswith(text, autoescape=True),
}
COMPILERS: Mapping[type, Callable[[Any, Shelf], ColumnElement[bool]]] = {
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
