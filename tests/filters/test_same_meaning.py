"""One filter has one meaning (workspace V6): SQL on both databases and the one in memory find the same records."""

import random
from collections.abc import Callable

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import false, func, select

from csbot.domain.filters import OPERATORS, Asker, Condition, Filter, all_of, matches, plan_of
from csbot.domain.filters.conditions import NUMBERS
from csbot.domain.filters.text import Vocabulary, parse, write
from csbot.domain.properties import DateStyle, Property, Reading
from csbot.domain.records import ObjectType
from csbot.storage.filter_sql import Shelf, compile_plan
from csbot.storage.unit_of_work import Database, UnitOfWork
from tests.builders import Office
from tests.filters.worlds import World, fill, load, make_own, some_asker, some_filter, some_operands
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


@pytest.mark.parametrize("kind", [ObjectType.COMPANY, ObjectType.TASK])
def test_not_finds_exactly_the_other_records(database: Database, kind: ObjectType) -> None:
    """Each comparison of each property, with each way to say not, on each database and in memory (C18, V4)."""
    office, chance = Office(database), random.Random(12)  # noqa: S311 - made-up filters
    people = make_own(office, kind)
    ids = fill(office, kind, people, RECORDS, seed=12)
    with database.read() as connection:
        world = load(UnitOfWork(connection, office.workspace.id), kind, office, people, ids)
        live = [one for one in world.properties.values() if not one.deleted]
        words = Vocabulary(live, (), Reading(DateStyle("UTC")))
        asker = some_asker(people, chance)
        for of in live:
            for operator in OPERATORS[of.type]:
                values = tuple(some_operands(of, operator, people, chance))
                one = write(all_of(Condition(property=of.name, operator=operator, values=values)), words)
                asked, *denied = (parse(text, words) for text in (one, *(form(one, of) for form in DENIALS)))
                assert denied == denied[:1] * len(DENIALS), one
                found, other = found_by_sql(world, [asked, denied[0]], asker)
                assert other == set(ids) - found, one
                plan = plan_of(denied[0], world.properties, asker)
                assert other == {i for i, facts in world.facts.items() if matches(plan, facts)}, one


def denied_inside(text: str, of: Property, sign: str) -> str:
    """The sign behind the colon; before the name where nothing is typed for it, or a minus would be the number's."""
    minus, bare = text[: text[0] == "-"], text.removeprefix("-")
    if bare[0] == '"':
        bare = f"{of.name}:*{bare}*"
    name, _, value = bare.partition(":")
    odd = sign == "-" and (of.type in NUMBERS or value[0].isdigit() or value[0] in "<>")
    return f"{minus}!{bare}" if odd else f"{minus}{name}:{sign}{value}"


DENIALS: tuple[Callable[[str, Property], str], ...] = (
    lambda text, _: text[1:] if text[0] == "-" else f"-{text}",
    lambda text, _: text[1:] if text[0] == "-" else f"\u2013{text}",
    lambda text, _: f"NOT {text}",
    lambda text, _: f"IKKE {text}",
    lambda text, _: f"NIET {text}",
    lambda text, _: f"!{text.removeprefix('-')}" if text[0] != "-" else text[1:],
    lambda text, of: denied_inside(text, of, "!"),
    lambda text, of: denied_inside(text, of, "-"),
    lambda text, of: denied_inside(text, of, "not "),
)


def found_by_sql(world: World, asked: list[Filter], asker: Asker) -> list[set[int]]:
    """The ids that match each filter, in one statement."""
    shelf = Shelf.of(world.uow.connection, world.kind)
    plans = [compile_plan(plan_of(one, world.properties, asker), shelf) for one in asked]
    columns = [func.coalesce(plan, false()).label(f"f{number}") for number, plan in enumerate(plans)]
    found = select(shelf.table.c.id, *columns).where(*shelf.live(world.uow.workspace_id))
    rows = world.uow.connection.execute(found).all()
    return [{row[0] for row in rows if row[number]} for number in range(1, len(asked) + 1)]
