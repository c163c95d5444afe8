"""One filter has one meaning (workspace V6): SQL on both databases and the one in memory find the same records."""

import random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import false, func, select

from csbot.domain.filters import Asker, Filter, matches, plan_of
from csbot.domain.records import ObjectType
from csbot.storage.filter_sql import Shelf, compile_plan
from csbot.storage.unit_of_work import Database, UnitOfWork
from tests.builders import Office
from tests.filters.worlds import World, fill, load, make_own, some_asker, some_filter
from tests.soaking import many

EXAMPLES = many(100)
AT_ONCE = 8
RECORDS = 150


@pytest.mark.parametrize("kind", [ObjectType.COMPANY, ObjectType.TASK, ObjectType.CUSTOM_2])
def test_sql_and_memory_find_the_same_records(database: Database, kind: ObjectType) -> None:
    office = Office(database)
    people = make_own(office, kind)
    ids = fill(office, kind, people, RECORDS, seed=150)
    if kind.is_custom:
        fill(office, ObjectType.CUSTOM_1, people, 2, seed=150)  # the same table, not the same list
    with database.read() as connection:
        world = load(UnitOfWork(connection, office.workspace.id), kind, office, people, ids)
        properties = list(world.properties.values())

        @settings(max_examples=EXAMPLES, deadline=None, phases=[Phase.generate], database=None)
        @given(st.integers(0, 2**64))
        def compare(seed: int) -> None:
            chance = random.Random(seed)  # noqa: S311 - drawing filters through hypothesis took ten times as long
            asked = [some_filter(properties, people, chance) for _ in range(AT_ONCE)]
            asker = some_asker(people, chance)
            by_sql = found_by_sql(world, asked, asker)
            for one, found in zip(asked, by_sql, strict=True):
                plan = plan_of(one, world.properties, asker)
                expected = {i for i, facts in world.facts.items() if matches(plan, facts)}
                assert found == expected, (one.model_dump_json(), asker, found ^ expected)

        compare()


def found_by_sql(world: World, asked: list[Filter], asker: Asker) -> list[set[int]]:
    """The ids that match each filter, in one statement."""
    shelf = Shelf.of(world.uow.connection, world.kind)
    plans = [compile_plan(plan_of(one, world.properties, asker), shelf) for one in asked]
    columns = [func.coalesce(plan, false()).label(f"f{number}") for number, plan in enumerate(plans)]
    found = select(shelf.table.c.id, *columns).where(*shelf.live(world.uow.workspace_id))
    rows = world.uow.connection.execute(found).all()
    return [{row[0] for row in rows if row[number]} for number in range(1, len(asked) + 1)]
