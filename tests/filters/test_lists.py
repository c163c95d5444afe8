"""Lists of records (workspace C1, C2, C5): pages from both ends, counts, buckets, and how many statements they take."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from csbot.domain.errors import Unreadable
from csbot.domain.filters import EVERYTHING, Condition, Operator, all_of
from csbot.domain.members import Member
from csbot.domain.permissions import Subject, same_team
from csbot.domain.properties import PropertyType
from csbot.domain.properties.own import PropertyDraft
from csbot.domain.record_lists import Bucket, ListQuery, Place, Sort
from csbot.domain.records import ObjectType
from csbot.domain.tasks import Named, Priority
from csbot.services.fast_properties import can_be_fast, make_fast, make_plain
from csbot.storage.teams import list_team
from csbot.storage.unit_of_work import Database
from tests.builders import Office
from tests.filters.worlds import TYPES, fill, make_own

Counter = Callable[..., AbstractContextManager[list[str]]]


def list_all(office: Office, viewer: Member, query: ListQuery) -> list[list[int]]:
    """Every page, forward; then the same backward, which must be the same."""
    pages, places = [], []
    with office.services() as services:
        page = services.record_lists.page(viewer.as_viewer(), query)
        pages.append([line.id for line in page.lines])
        while page.next:
            places.append(page.next.write())
            page = services.record_lists.page(viewer.as_viewer(), replace(query, after=Place.read(places[-1])))
            pages.append([line.id for line in page.lines])
        back = []
        while page.previous:
            page = services.record_lists.page(viewer.as_viewer(), replace(query, before=page.previous))
            back.append([line.id for line in page.lines])
    assert back[::-1] == pages[:-1]
    assert all(len(place) <= 500 for place in places)
    return pages


@pytest.mark.parametrize("kind", [ObjectType.COMPANY, ObjectType.TASK])
def test_every_page_of_every_order_comes_once_from_both_ends(database: Database, kind: ObjectType) -> None:
    office = Office(database)
    people = make_own(office, kind)
    ids = fill(office, kind, people, 40, seed=1)
    with office.services() as services:
        names = [one.name for one in services.properties.list(kind)]
    for name in names:
        for descending in (False, True):
            pages = list_all(office, people[0], ListQuery(kind, sort=Sort(name, descending), rows=11))
            assert sorted(i for page in pages for i in page) == ids, name


def test_records_without_a_value_come_last_either_way(database: Database) -> None:
    office = Office(database)
    kim = office.member("Kim")
    rows = [{"name": name, "arr": arr} for name, arr in (("B", None), ("A", 2.5), ("C", 10), ("D", None), ("E", 2.5))]
    b, a, c, d, e = office.records(ObjectType.COMPANY, rows)
    query = ListQuery(ObjectType.COMPANY, sort=Sort("arr"), rows=2)
    assert list_all(office, kim, query) == [[a, e], [c, b], [d]]
    assert list_all(office, kim, replace(query, sort=Sort("arr", descending=True))) == [[c, e], [a, d], [b]]
    assert list_all(office, kim, replace(query, sort=Sort("gone"))) == [[a, b], [c, d], [e]]


def test_options_sort_in_their_order_and_people_by_name(database: Database) -> None:
    office = Office(database)
    kim, bo = office.member("Kim"), office.member("bo")
    high, none, mine = (
        office.task(kim, "T", priority=Priority.HIGH),
        office.task(bo, "T", priority=Priority.NONE),
        office.task(None, "T", priority=Priority.LOW),
    )
    assert list_all(office, kim, ListQuery(ObjectType.TASK, sort=Sort("priority"))) == [[none, mine, high]]
    assert list_all(office, kim, ListQuery(ObjectType.TASK, sort=Sort("owner"))) == [[none, high, mine]]


def test_who_has_an_option_that_is_gone_is_still_in_the_list(sqlite_database: Database) -> None:
    office = Office(sqlite_database)
    kim = office.member("Kim")
    with office.services() as services:
        draft = PropertyDraft("Tier", PropertyType.ENUMERATION, ("Gold", "Silver"))
        tier = services.properties.add(None, ObjectType.COMPANY, draft).property
    rows = [{"name": name, "properties": {tier.column: name}} for name in ("Bronze", "Silver", "Gold")]
    bronze, silver, gold = office.records(ObjectType.COMPANY, rows)
    known = all_of(Condition(property=tier.name, operator=Operator.KNOWN))
    query = ListQuery(ObjectType.COMPANY, (known,), Sort(tier.name), rows=2)
    assert list_all(office, kim, query) == [[gold, silver], [bronze]]


def test_long_names_fit_into_a_place(database: Database) -> None:
    office = Office(database)
    kim = office.member("Kim")
    ids = office.records(ObjectType.COMPANY, [{"name": "👍" * 200 + str(n)} for n in range(5)])
    assert list_all(office, kim, ListQuery(ObjectType.COMPANY, rows=2)) == [ids[:2], ids[2:4], ids[4:]]


def test_a_line_has_the_asked_values_and_no_others(database: Database) -> None:
    office = Office(database)
    kim = office.member("Kim")
    row = {"name": "Ærø", "arr": 12.5, "city": "", "owner_id": kim.id, "band": "at_risk"}
    office.records(ObjectType.COMPANY, [row])
    with office.services() as services:
        query = ListQuery(ObjectType.COMPANY, columns=("owner", "arr", "city", "health", "gone"))
        (line,) = services.record_lists.page(kim.as_viewer(), query).lines
    assert (line.name, line.version) == ("Ærø", 1)
    assert line.values == {"owner": Named(kim.id, "Kim"), "arr": 12.5, "health": "at_risk"}


def test_all_filters_hold_together_and_archived_records_are_left_out(database: Database) -> None:
    office = Office(database)
    kim, lee = office.member("Kim"), office.member("Lee")
    office.records(
        ObjectType.COMPANY,
        [
            {"name": f"{city} {owner.name}", "city": city, "owner_id": owner.id, "archived_at": gone}
            for city in ("Ribe", "Odense")
            for owner in (kim, lee)
            for gone in (None, office.clock.now())
        ],
    )
    mine = all_of(Condition(property="owner", operator=Operator.ANY_OF, values=("me",)))
    there = all_of(Condition(property="city", operator=Operator.EQUALS, values=("ribe",)))
    with office.services() as services:
        lists = services.record_lists
        counts = [lists.count(kim.as_viewer(), ObjectType.COMPANY, asked) for asked in ([], [mine], [mine, there])]
        assert len(lists.ids(kim.as_viewer(), ObjectType.COMPANY, [mine], most=1)) == 1
        buckets = lists.buckets(kim.as_viewer(), ObjectType.COMPANY, [there], "owner")
    assert counts == [4, 2, 1]
    assert buckets == (Bucket(Named(kim.id, "Kim"), 1), Bucket(Named(lee.id, "Lee"), 1))


def test_buckets_come_in_the_order_of_the_options(database: Database) -> None:
    office = Office(database)
    people = make_own(office, ObjectType.COMPANY)
    with office.services() as services:
        own = {one.name: one.column for one in services.properties.list(ObjectType.COMPANY) if one.custom}
    values: list[dict[str, Any]] = [
        {"tier": "Silver", "tags": ("Gold", "Silver"), "reference": True},
        {"tier": "Gold", "tags": ("Silver",), "reference": False},
        {"tier": "Silver", "tags": ()},
        {},
    ]
    rows = [{"name": "X", "properties": {own[name]: value for name, value in one.items()}} for one in values]
    office.records(ObjectType.COMPANY, rows)
    with office.services() as services:

        def counted(name: str) -> list[tuple[object, int]]:
            found = services.record_lists.buckets(people[0].as_viewer(), ObjectType.COMPANY, [], name)
            return [(one.value, one.count) for one in found]

        assert counted("tier") == [("Gold", 1), ("Silver", 2), (None, 1)]
        assert counted("tags") == [("Gold", 1), ("Silver", 2), (None, 2)]
        assert counted("reference") == [(False, 1), (True, 1), (None, 2)]
        assert counted("nickname") == []


def test_a_place_of_another_list_is_unreadable(database: Database) -> None:
    office = Office(database)
    kim = office.member("Kim")
    office.company()
    for text_ in ("", "[1]", "[0,1]", '[1,{"a":1}]', "[true,1]", "null", f"[{2**63},1]"):
        with pytest.raises(Unreadable):
            Place.read(text_)
    for sort, key in (("renewal", "Acme"), ("arr", "Acme"), ("health", "Acme"), ("owner", 5), ("name", 5.5)):
        query = ListQuery(ObjectType.COMPANY, sort=Sort(sort), after=Place(key, 1))
        with pytest.raises(Unreadable), office.services() as services:
            services.record_lists.page(kim.as_viewer(), query)


def test_a_page_takes_as_many_statements_however_long_it_is(database: Database, query_counter: Counter) -> None:
    office = Office(database)
    people = make_own(office, ObjectType.COMPANY)
    fill(office, ObjectType.COMPANY, people, 60, seed=2)
    filters = (all_of(Condition(property="owner", operator=Operator.ANY_OF, values=("my_team",))),)
    counts = []
    for rows in (5, 50):
        query = ListQuery(ObjectType.COMPANY, filters, Sort("seats"), ("owner", "sponsor", "tier"), rows)
        with office.services() as services, query_counter(database.engine) as statements:
            services.record_lists.page(people[0].as_viewer(), query)
        counts.append(len(statements))
    assert max(counts) <= 5


def test_the_last_30_days_by_history_where_no_column_says_so(database: Database) -> None:
    office = Office(database)
    kim = office.member("Kim")
    office.records(ObjectType.CONTACT, [{"name": "Now mine", "owner_id": kim.id}])
    lately = all_of(Condition(property="owner", operator=Operator.UPDATED_WITHIN, values=("30",)))
    counts = []
    for days in (0, 29, 1):
        office.clock.advance(timedelta(days=days))
        with office.services() as services:
            counts.append(services.record_lists.count(kim.as_viewer(), ObjectType.CONTACT, [lately]))
    assert counts == [1, 1, 0]


def test_make_fast_serves_what_filters_and_lists_compare(database: Database) -> None:
    office = Office(database)
    people = make_own(office, ObjectType.COMPANY)
    fill(office, ObjectType.COMPANY, people, 30, seed=3)
    with office.services() as services:
        all_own = [one for one in services.properties.list_own(ObjectType.COMPANY) if can_be_fast(one)]
    assert len(all_own) == len(TYPES) - 1
    for own in all_own:
        query = ListQuery(ObjectType.COMPANY, sort=Sort(own.property.name), rows=50)
        before = list_all(office, people[0], query)
        for _again in range(2):
            make_fast(database, office.workspace.id, own, office.clock.now())
        assert list_all(office, people[0], query) == before
        if own.property.name == "seats":
            with office.services() as services:
                assert f"ix_own_{own.id}" in plan_of_page(services.uow.connection, own.property.column)
    make_plain(database, office.workspace.id, all_own[0])
    with office.services() as services:
        fast = [one.id for one in services.properties.list_own(ObjectType.COMPANY) if one.is_fast]
    assert fast == [one.id for one in all_own[1:]]


def plan_of_page(connection: Any, key: str) -> str:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        explain, value = "EXPLAIN ", f"CAST((properties ->> '{key}') AS NUMERIC)"
    else:
        explain, value = "EXPLAIN QUERY PLAN ", f"json_extract(properties, '$.{key}')"
    where = f"workspace_id = 1 AND archived_at IS NULL AND {value} > 5"
    page = f"SELECT id FROM company WHERE {where} ORDER BY {value}, id LIMIT 3"  # noqa: S608 - our own key
    rows = connection.execute(text(explain + page))
    return " ".join(str(row) for row in rows)


def test_everything_is_everything(database: Database) -> None:
    office = Office(database)
    kim = office.member("Kim")
    office.company()
    with office.services() as services:
        assert services.record_lists.count(kim.as_viewer(), ObjectType.COMPANY, [EVERYTHING]) == 1


def test_a_team_is_whom_permissions_say(database: Database) -> None:
    office = Office(database)
    boss = office.member("Boss", team="A")
    people = [
        boss,
        office.member("Led", lead_id=boss.id),
        office.member("Led too", lead_id=boss.id, team=""),
        office.member("Named", team="A"),
        office.member("Nameless", team=""),
        office.member("Other", team="B"),
    ]
    with office.services() as services:
        for one in people:
            near = {
                other.id for other in people if same_team(one.as_actor(), Subject(other.id, other.lead_id, other.team))
            }
            assert list_team(services.uow, one.id) == near | {one.id}
