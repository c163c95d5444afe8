"""How many records several views hold, counted in one statement.

Building that statement takes longer than running it, so it is kept: a viewer's plans are the same all day.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, select

from csbot.domain.filters import Plan
from csbot.domain.records import ObjectType
from csbot.storage.filter_sql import Shelf, compile_plan
from csbot.storage.unit_of_work import UnitOfWork

KEPT = 512


def count_each(uow: UnitOfWork, kind: ObjectType, plans: Sequence[Plan]) -> list[int]:
    """One number per plan."""
    if not plans:
        return []
    counts = statement(Shelf.of(uow.connection, kind), tuple(plans))
    return list(uow.connection.execute(counts, {"workspace_id": uow.workspace_id}).one())


@lru_cache(maxsize=KEPT)
def statement(shelf: Shelf, plans: tuple[Plan, ...]) -> Select[*tuple[Any, ...]]:
    """A count per plan, of the workspace that is its parameter."""
    table = shelf.table
    live = shelf.live(bindparam("workspace_id"))
    wheres = (and_(*live, *([compile_plan(plan, shelf)] if plan else [])) for plan in plans)
    return select(*(select(func.count()).select_from(table).where(where).scalar_subquery() for where in wheres))
