"""The Customers tab: views, paging, sort and quick filters, the text form (workspace A6, C1, C2, U5, V5, V7)."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from csbot.domain.permissions import Level
from csbot.domain.record_lists import Sort
from csbot.domain.records import ObjectType
from csbot.domain.saved_views import Sharing, ViewForm
from tests.handlers.customers import book, manager, names
from tests.handlers.rig import Rig
from tests.slack_requests import on_ephemeral, on_home

Counter = Callable[..., AbstractContextManager[list[str]]]
MOST = 15
EVERYONE = Sharing.EVERYONE


async def test_alone_it_opens_owned_by_me(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    book(rig.office, kim, lee)
    seen = await rig.type(kim, "customers")
    assert names(seen) == ["Acme", "Bolt", "Foxtrot"]
    assert "Owned by me (3)" in seen.words
    assert "Companies where *Company owner* is me." in seen.words
    assert names(await rig.type(lee, "customers")) == ["Delta", "North Wind"], "me is who asks"


async def test_each_row_has_the_views_columns_and_opens_its_card(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    ids = book(rig.office, kim, lee)
    seen = await rig.type(kim, "customers")
    for expected in ("Health: At risk", "ARR: 90,000", "Renewal date: Thu, Mar 12, 2026", "Company owner: Kim"):
        assert expected in seen.words
    card = await rig.press(kim, seen.button("record.show", f"company:{ids['Acme']}"), on_ephemeral())
    assert "Open tasks" in card.words


async def test_assigned_lately_is_mine_now_and_became_so_in_30_days(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    book(rig.office, kim, lee)
    seen = await rig.type(kim, "customers")
    lately = await rig.press(kim, seen.option("customers.view", "assigned_to_me"), on_ephemeral())
    assert names(lately) == ["Acme"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('health:at-risk renewal:<30d owner:me arr:>=50000', ["Acme"]),
        ('health:at-risk "north wind"', ["North Wind"]),
        ("city:ÅRHUS", ["North Wind"]),
        ("owner:@lee", ["Delta", "North Wind"]),
        ("arr:>=50k -owner:me", ["North Wind"]),
        ("owner:unknown OR health:neutral", ["∗Echo∗ &lt;!channel&gt;", "Delta"]),
        ("zzz", []),
    ],
)  # fmt: skip
async def test_a_filter_as_text_lists_what_matches(rig: Rig, text: str, expected: list[str]) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    book(rig.office, kim, lee)
    seen = await rig.type(kim, f"customers {text}")
    assert names(seen) == expected
    again = await rig.press(kim, seen.button("customers.page"), on_ephemeral())
    assert names(again) == expected, "the filter is kept for the next press"


async def test_an_exact_view_name_wins_over_a_filter(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    book(rig.office, kim, lee)
    boss = manager(rig.office)
    with rig.office.services() as services:
        everything = ViewForm("health:at-risk", sharing=Sharing.EVERYONE)
        services.saved_views.create(boss.as_actor(), ObjectType.COMPANY, everything)
    assert len(names(await rig.type(kim, "customers HEALTH:at-risk"))) == 6
    assert names(await rig.type(kim, "customers owned BY me")) == ["Acme", "Bolt", "Foxtrot"]
    danish = rig.office.member("Dan", locale="da_DK")
    assert "Ejet af mig (0)" in (await rig.type(danish, "customers ejet af mig")).words


@pytest.mark.parametrize(
    ("text", "said", "near"),
    [
        ("helth:at-risk", "no property “helth”", "customers health:at-risk"),
        ("health:at-rsk arr:>5", "“at-rsk” is none of the values of Health", "customers health:at-risk arr:>5"),
        ("arr:lots", "needs a number", ""),
        ('"north wind', "quote is opened", 'customers "north wind"'),
        ("owner:me OR", "beside the OR", ""),
        ("renewal:2026-02-31", "no such day", ""),
    ],
)
async def test_what_cannot_be_read_is_pointed_at(sqlite_rig: Rig, text: str, said: str, near: str) -> None:
    kim = sqlite_rig.office.member("Kim")
    seen = await sqlite_rig.type(kim, f"customers {text}")
    assert said in seen.words
    assert "^" in seen.words
    buttons = [one["value"] for one in seen.elements("command.run")]
    assert buttons == ([near] if near else [])
    if near:
        assert "(0)" in (await sqlite_rig.press(kim, seen.button("command.run"), on_ephemeral())).words


async def test_signs_and_sql_in_a_filter_are_text(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    book(rig.office, kim, lee)
    for text in ('"\'; DROP TABLE company; --"', '"%"', '"_"', '"&lt;!channel&gt;"'):
        seen = await rig.type(kim, f"customers {text}")
        assert "<!channel>" not in seen.words
        assert len(names(seen)) == ("channel" in text)


async def test_quick_filters_and_sort_are_laid_over_the_view(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    book(rig.office, kim, lee)
    seen = await rig.type(kim, "customers")
    there = on_ephemeral()
    descending = await rig.press(kim, seen.option("customers.sort", "arr:1"), there)
    assert names(descending) == ["Acme", "Foxtrot", "Bolt"]
    silent = await rig.press(kim, descending.option("customers.active", "not30"), there)
    assert names(silent) == ["Acme", "Foxtrot", "Bolt"], "never is silent too; the order stays"
    never = await rig.press(kim, silent.option("customers.active", "never"), there)
    assert names(never) == ["Acme", "Foxtrot"]
    today = await rig.press(kim, never.option("customers.created", "1"), there)
    assert names(today) == ["Acme", "Foxtrot"]
    cleared = await rig.press(kim, today.button("customers.clear"), there)
    assert names(cleared) == ["Acme", "Bolt", "Foxtrot"]


async def test_the_owner_filter_knows_me_my_team_nobody_and_people(rig: Rig) -> None:
    lead = rig.office.member("Lead")
    kim, lee = rig.office.member("Kim", lead_id=lead.id), rig.office.member("Lee", lead_id=lead.id)
    book(rig.office, kim, lee)
    seen = await rig.type(kim, "customers all records")
    (select,) = seen.elements("customers.owner")
    chosen = {key: select[key] for key in ("type", "action_id", "block_id")}
    counts = {}
    for value in ("any", "me", "my_team", "nobody", str(lee.id)):
        action = {**chosen, "selected_option": {"value": value}}
        counts[value] = len(names(await rig.press(kim, action, on_ephemeral())))
    assert counts == {"any": 6, "me": 3, "my_team": 5, "nobody": 1, str(lee.id): 2}


async def test_a_view_that_was_given_another_order_begins_anew(rig: Rig) -> None:
    kim, boss = rig.office.member("Kim"), manager(rig.office)
    rig.office.records(ObjectType.COMPANY, [{"name": f"Customer {n:02}", "arr": 99.0 - n} for n in range(25)])
    with rig.office.services() as services:
        view = services.saved_views.create(boss.as_actor(), ObjectType.COMPANY, ViewForm("Big", sharing=EVERYONE))
    first = await rig.type(kim, "customers big")
    with rig.office.services() as services:
        form = ViewForm("Big", sharing=EVERYONE, sort=Sort("arr"))
        services.saved_views.change(boss.as_actor(), ObjectType.COMPANY, view.key, view.version, form)
    seen = await rig.press(kim, first.elements("customers.page")[-2] | {"type": "button"}, on_ephemeral())
    assert names(seen) == [f"Customer {n:02}" for n in range(24, 4, -1)]


async def test_pages_follow_each_other_both_ways(rig: Rig) -> None:
    kim = rig.office.member("Kim")
    rig.office.records(ObjectType.COMPANY, [{"name": f"Customer {n:02}", "owner_id": kim.id} for n in range(45)])
    first = await rig.type(kim, "customers")
    assert "Owned by me (45)" in first.words
    pages, seen = [names(first)], first
    for _ in range(2):
        seen = await rig.press(kim, seen.elements("customers.page")[-2] | {"type": "button"}, on_ephemeral())
        pages.append(names(seen))
    assert [len(page) for page in pages] == [20, 20, 5]
    assert [name for page in pages for name in page] == [f"Customer {n:02}" for n in range(45)]
    back = await rig.press(kim, seen.button("customers.page"), on_ephemeral())
    assert names(back) == pages[1]


async def test_with_the_csm_property_unset_the_list_says_so(rig: Rig) -> None:
    kim, boss = rig.office.member("Kim"), manager(rig.office)
    with rig.office.services() as services:
        known = services.customer_settings.get()
        chosen = type(known)(csm="", version=known.version)
        services.customer_settings.choose(boss.as_actor(), known.version, chosen)
    seen = await rig.type(kim, "customers")
    assert "not chosen yet" in seen.words
    assert "/cs admin customers" in seen.words
    assert not seen.elements("admin.customers")
    assert (await rig.type(boss, "customers")).elements("admin.customers")
    assert "(0)" in (await rig.type(kim, "customers all records")).words, "other views work"


async def test_a_view_opens_in_place_and_leads_back_to_the_day(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member("Kim")
    home = await sqlite_rig.open_home(kim)
    seen = await sqlite_rig.type(kim, "customers")
    shown = await sqlite_rig.press(kim, seen.button("summary.show"), on_home(home.blocks))
    assert "Your day" in shown.words


async def test_home_leads_to_the_customers_and_back(rig: Rig) -> None:
    kim, lee = rig.office.member("Kim"), rig.office.member("Lee")
    book(rig.office, kim, lee)
    home = await rig.open_home(kim)
    listed = await rig.press(kim, home.button("customers.first"), on_home(home.blocks))
    assert rig.how == "views.publish"
    assert names(listed) == ["Acme", "Bolt", "Foxtrot"]
    back = await rig.press(kim, listed.button("summary.show"), on_home(listed.blocks))
    assert "Your day" in back.words


async def test_without_access_there_is_no_list(sqlite_rig: Rig) -> None:
    nobody = sqlite_rig.office.member("Nobody", level=int(Level.NONE))
    seatless = sqlite_rig.office.member("Chief", level=int(Level.SUPER_ADMIN), seat=False)
    for who in (nobody, seatless):
        assert not names(await sqlite_rig.type(who, "customers"))


async def test_somebody_elses_filter_is_not_found(sqlite_rig: Rig) -> None:
    kim, lee = sqlite_rig.office.member("Kim"), sqlite_rig.office.member("Lee")
    book(sqlite_rig.office, kim, lee)
    seen = await sqlite_rig.type(kim, "customers health:at-risk")
    stolen = await sqlite_rig.press(lee, seen.button("customers.page"), on_ephemeral())
    assert "not here" in stolen.words
    assert not names(stolen)


@pytest.mark.parametrize(
    "ref", ["customers|v=x|1", "customers|v=999|1", "customers|f=abc|1", "customers|c=zz|1", "x|1"]
)
async def test_a_broken_reference_is_a_sentence(sqlite_rig: Rig, ref: str) -> None:
    kim = sqlite_rig.office.member("Kim")
    button = {"type": "button", "action_id": "customers.clear|1", "block_id": ref, "value": "-"}
    seen = await sqlite_rig.press(kim, button, on_ephemeral())
    assert "older version" in seen.words or "not here" in seen.words or "(0)" in seen.words


async def test_a_list_asks_as_often_for_250_customers_as_for_25(rig: Rig, query_counter: Counter) -> None:
    counts = set()
    for n in (25, 250):
        kim = rig.office.member()
        rig.office.records(ObjectType.COMPANY, [{"name": f"Customer {i}", "owner_id": kim.id} for i in range(n)])
        with query_counter(rig.bot.database.engine) as statements:
            await rig.type(kim, "customers")
        counts.add(len(statements))
    assert len(counts) == 1
    assert counts.pop() <= MOST
