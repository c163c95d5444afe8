"""The permission matrix, from the route table: every route × everybody who may come (workspace A3-A5, A8, A9).

A new route is here without being added. What is expected stands in `tests.handlers.permissions`.
"""

from datetime import date

import pytest

import csbot.bootstrap  # noqa: F401 - registers every route
from csbot.domain.permissions import Permission
from handlers.calls import Kind
from handlers.routes import ROUTES, Route
from tests.handlers.permissions import PEOPLE, SECRET, SUPER, TRESPASSERS, House, built, user_id
from tests.handlers.rig import Rig
from tests.slack_requests import on_ephemeral, on_home

ACTED = [route for route in ROUTES.values() if route.permission is not None]


def test_only_what_slack_itself_tells_asks_for_no_permission() -> None:
    assert [route.name for route in ROUTES.values() if route.permission is None] == [
        "user_change",
        "dnd_updated_user",
    ]


@pytest.mark.parametrize("route", ACTED, ids=lambda route: f"{route.kind} {route.name}")
async def test_every_route_serves_whom_it_may_and_tells_the_others_whom_to_ask(house: House, route: Route) -> None:
    wrong = {name: await house.wrong(name, route) for name in PEOPLE}
    assert {name: what for name, what in wrong.items() if what} == {}


async def test_every_route_works_on_both_databases(rig: Rig) -> None:
    house = built(rig)
    wrong = {f"{route.kind} {route.name}": await house.wrong("super admin", route) for route in ACTED}
    assert {name: what for name, what in wrong.items() if what} == {}


@pytest.mark.parametrize("kind", [Kind.COMMAND, Kind.ACTION])
async def test_an_unknown_word_or_button_is_explained_to_those_inside_only(house: House, kind: Kind) -> None:
    gone = Route(kind, "gone", Permission.ENTER, lambda *_: None)  # type: ignore[arg-type]
    wrong = {name: await house.wrong(name, gone) for name in PEOPLE}
    assert {name: what for name, what in wrong.items() if what} == {}


async def test_a_press_on_home_by_who_may_not_is_answered_in_a_dialog_without_data(house: House) -> None:
    for name in TRESPASSERS:
        said = await house.come(name, ROUTES[Kind.ACTION, "task.complete"], on_home([]))
        assert house.rig.how == "views.open"
        assert SECRET not in said
        assert house.rig.office.read(house.tasks[name]).is_open


async def test_a_super_admin_without_a_seat_sees_the_summary_and_not_the_lists(house: House) -> None:
    who = user_id("super admin without a seat")
    assert f"{SECRET} call" in (await house.rig.type(who, "today")).words
    assert f"{SECRET} call" in (await house.rig.open_home(who)).words
    refused = await house.rig.type(who, "tasks")
    assert "needs a seat" in refused.words
    assert SECRET not in refused.words


async def test_whoever_loses_access_loses_it_with_the_next_press(house: House) -> None:
    rig, who = house.rig, user_id("access and seat")
    seen = await rig.type(who, "today")
    with rig.office.services() as services:
        somebody = next(one for one in services.members.list() if one.slack_user_id == who)
        services.members.add(somebody.email, {"seat": False})
    after = await rig.press(who, seen.button("summary.refresh"), on_ephemeral())
    assert "can give you a seat" in after.words
    assert SECRET not in after.words


@pytest.mark.parametrize("scope", ["own", "team", "all"])
async def test_a_press_outside_of_the_edit_scope_changes_nothing(sqlite_rig: Rig, scope: str) -> None:
    rig = sqlite_rig
    kim = rig.office.member("Kim", edit_scope=scope, team="North")
    lee = rig.office.member("Lee", team="South")
    seen = await rig.type(kim, "tasks")
    task_id = rig.office.task(lee, "Lee's call", due_on=date(2026, 3, 2))
    press = {"type": "button", "action_id": "task.complete|1", "value": str(task_id)}
    refreshing = seen.button("tasks.refresh")
    after = await rig.press(kim, {**press, "block_id": refreshing["block_id"]}, on_ephemeral())
    assert rig.office.read(task_id).is_open is (scope != "all")
    assert ("outside of what you may edit" in after.words) is (scope != "all")


async def test_nobody_is_told_to_ask_themself(sqlite_rig: Rig) -> None:
    boss = sqlite_rig.office.member("The Boss", level=SUPER, seat=False)
    refused = await sqlite_rig.type(boss, "tasks")
    assert "The Boss" not in refused.words
    assert "A csbot administrator can give you a seat" in refused.words
