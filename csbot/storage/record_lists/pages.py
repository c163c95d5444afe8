"""Pages of lists by keyset: as fast at the end of a list as at its beginning."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, and_, select

from csbot.domain.filters import Plan
from csbot.domain.filters.leaves import needs_value
from csbot.domain.properties.types import Property, PropertyType
from csbot.domain.record_lists import Place
from csbot.domain.records import ObjectType
from csbot.storage.filter_sql import Shelf, compile_plan
from csbot.storage.record_lists.keys import Section, SortKey, sort_key
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Asked:
    """A list: all `plans` hold; sorted by `sort`, then by id; `columns` are selected beside id, name and version."""

    kind: ObjectType
    plans: tuple[Plan, ...]
    sort: Property
    descending: bool = False
    columns: tuple[Property, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A row of a page: `id`, `name`, `version` and the asked columns by their column names, and where it stands."""

    row: RowMapping
    place: Place


def page(
    uow: UnitOfWork, asked: Asked, rows: int, after: Place | None = None, before: Place | None = None
) -> tuple[list[Found], bool]:
    """Up to `rows` records behind `after`, or ahead of `before`, in the list's order; and whether there are more that
    way. Raises `Unreadable` for a place of another list.
    """
    shelf = Shelf.of(uow.connection, asked.kind)
    key = sort_key(asked.sort, shelf)
    here = before or after
    if here is not None and here.cut:
        here = _whole(uow, shelf, key, here)
    backward = before is not None
    found: list[RowMapping] = []
    for section in _sections(asked, key, here, backward):
        start = here if here is not None and (here.key is not None) is section.keyed else None
        wanted = select_section(uow, shelf, asked, key, section, start, backward).limit(rows + 1 - len(found))
        found += uow.connection.execute(wanted).mappings()
        if len(found) > rows:
            break
    shown = [Found(row, key.place(row["sort_key"], row["id"])) for row in found[:rows]]
    return shown[::-1] if backward else shown, len(found) > rows


def select_section(
    uow: UnitOfWork, shelf: Shelf, asked: Asked, key: SortKey, section: Section, start: Place | None, backward: bool
) -> Select[*tuple[Any, ...]]:
    """The statement of one section behind a place, to be limited."""
    rising = asked.descending is backward
    found = select(*selected(shelf, asked.columns), key.sql.label("sort_key")).where(matching(uow, shelf, asked.plans))
    if section.where is not None:
        found = found.where(section.where)
    if start is not None:
        found = found.where(key.behind(start, rising))
    order = [key.sql, key.id] if section.keyed else [key.id]
    return found.order_by(*(one.asc() if rising else one.desc() for one in order))


def selected(shelf: Shelf, columns: Sequence[Property]) -> list[ColumnElement[Any]]:
    """Columns of the table that hold these properties."""
    core = [column for one in columns if not one.custom for column in one.columns]
    own = ["properties"] if any(one.custom for one in columns) else []
    return [shelf.table.c[name] for name in dict.fromkeys(("id", "name", "version", *core, *own))]


def matching(uow: UnitOfWork, shelf: Shelf, plans: Sequence[Plan]) -> ColumnElement[bool]:
    """The live records of the workspace that match all plans."""
    return and_(*shelf.live(uow.workspace_id), *(compile_plan(plan, shelf) for plan in plans if plan))


def _sections(asked: Asked, key: SortKey, here: Place | None, backward: bool) -> Sequence[Section]:
    has_options = asked.sort.type is PropertyType.ENUMERATION  # a value that is no option any more has no place
    full = not has_options and any(needs_value(plan, asked.sort) for plan in asked.plans)
    order = [section for section in key.sections if section.keyed or not full]
    if backward:
        order.reverse()
    if here is None:
        return order
    begun = [number for number, section in enumerate(order) if section.keyed is (here.key is not None)]
    return order[begun[0] :] if begun else ()


def _whole(uow: UnitOfWork, shelf: Shelf, key: SortKey, here: Place) -> Place:
    """The place with its whole key, as the record has it now."""
    own = (shelf.table.c.workspace_id == uow.workspace_id, shelf.table.c.id == here.id)
    text = uow.connection.execute(select(key.sql).where(*own)).scalar_one_or_none()
    return replace(here, key=here.key if text is None else text, cut=False)
