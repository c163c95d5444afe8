"""The permission matrix, from the route table: every route × everybody who may come (workspace A3-A5, A8, A9).

A new route is here without being added. What is expected is written down below, independently of the code.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

import csbot.bootstrap  # noqa: F401 - registers every route
from blocks.denials import DENIALS
from csbot.domain.permissions import Denial, Level, Permission
from csbot.storage.tables.history import changes
from handlers.calls import Kind
from handlers.routes import ROUTES, Route
from tests import slack_requests
from tests.handlers.rig import Rig
from tests.slack_requests import on_ephemeral, on_home

SECRET = "Zebra"  # in everything that the workspace holds
EVERYTHING = frozenset(Permission)


@dataclass(frozen=True)
class Person:
    """Somebody who comes, what they may, and why not the rest. `member`: their columns, None for an unmapped one."""

    may: frozenset[Permission]
    otherwise: dict[Permission, Denial]
    member: dict[str, Any] | None
    slack: dict[str, Any]


def person(
    may: set[Permission], otherwise: Denial | dict[Permission, Denial], member: dict[str, Any] | None, **slack: Any
) -> Person:
    why = otherwise if isinstance(otherwise, dict) else dict.fromkeys(EVERYTHING - may, otherwise)
    return Person(frozenset(may), why, member, slack)


P = Permission
USUAL = {P.OPEN, P.ENTER, P.USE, P.EDIT}
ACCESS, MANAGER, SUPER = (int(level) for level in (Level.WORKSPACE_ACCESS, Level.MANAGE_SETTINGS, Level.SUPER_ADMIN))
NO_MANAGE_NO_EXPORT = {P.MANAGE: Denial.NO_MANAGE, P.EXPORT: Denial.NO_EXPORT}

PEOPLE = {
    "guest": person(set(), Denial.OUTSIDER, None, is_restricted=True),
    "single-channel guest": person(set(), Denial.OUTSIDER, None, is_restricted=True, is_ultra_restricted=True),
    "deactivated": person(set(), Denial.OUTSIDER, None, deleted=True),
    "bot": person(set(), Denial.OUTSIDER, None, is_bot=True),
    "of another company": person(set(), Denial.OUTSIDER, None, team_id="T0OTHER"),
    "member who became a guest": person(
        set(), Denial.OUTSIDER, {"level": SUPER, "seat": True, "export": True, "outsider": True}
    ),
    "unmapped": person({P.OPEN}, Denial.UNMAPPED, None),
    "no access, with a seat": person({P.OPEN}, Denial.NO_ACCESS, {"level": 0, "seat": True}),
    "access, no seat": person({P.OPEN}, Denial.NO_SEAT, {"level": ACCESS, "seat": False, "export": True}),
    "access and seat": person(USUAL, NO_MANAGE_NO_EXPORT, {"level": ACCESS}),
    "access, seat and export": person(
        USUAL | {P.EXPORT}, {P.MANAGE: Denial.NO_MANAGE}, {"level": ACCESS, "export": True}
    ),
    "manager": person(USUAL | {P.MANAGE}, {P.EXPORT: Denial.NO_EXPORT}, {"level": MANAGER}),
    "manager without a seat": person({P.OPEN}, Denial.NO_SEAT, {"level": MANAGER, "seat": False}),
    "super admin without a seat": person(
        {P.OPEN, P.ENTER, P.MANAGE}, Denial.NO_SEAT, {"level": SUPER, "seat": False, "export": True}
    ),
    "super admin": person(set(EVERYTHING), {}, {"level": SUPER}),
}
TRESPASSERS = [name for name, who in PEOPLE.items() if P.USE not in who.may]


@dataclass
class House:
    """A workspace full of secrets with everybody in it; `tasks` by whose they are."""

    rig: Rig
    tasks: dict[str, int]

    async def come(self, name: str, route: Route, place: dict[str, Any]) -> str:
        """Somebody goes in by that route; everything that csbot then says, as one text."""
        rig, start = self.rig, len(self.rig.slack.said)
        body, content_type = request(route, user_id(name), str(self.tasks[name]), place)
        answer = await rig.post(body, content_type)
        assert answer.status_code == 200
        assert "x-slack-no-retry" not in answer.headers, f"a bug, for {name}"
        heard = answer.json() if answer.content else {}
        return repr(heard) + repr(rig.slack.said[start:])

    def count_changes(self) -> int:
        with self.rig.office.database.read() as connection:
            return connection.execute(select(func.count()).select_from(changes)).scalar_one()

    async def wrong(self, name: str, route: Route) -> str:
        """What is wrong with how somebody is answered there; nothing when all is well."""
        assert route.permission is not None
        who, before = PEOPLE[name], self.count_changes()
        said = await self.come(name, route, on_ephemeral())
        found = {one for one in Denial if DENIALS[one] in said}
        if route.permission in who.may:
            return f"denied: {found}" if found else ""
        if route.kind is Kind.OPTIONS:  # there is no room for a sentence
            return "" if said == "{'options': []}[]" else f"said: {said}"
        if found != {who.otherwise[route.permission]}:
            return f"not denied as it should be: {found}"
        if SECRET in said:
            return "data in the answer"
        if "Helper" not in said and found != {Denial.OUTSIDER}:
            return "nobody to ask"
        return "something was changed" if self.count_changes() != before else ""


def request(route: Route, user: str, value: str, place: dict[str, Any]) -> tuple[bytes, str]:
    """How somebody goes in by a route; the place is of no matter but for presses."""
    match route.kind:
        case Kind.COMMAND:
            return slack_requests.command(route.name, user), slack_requests.FORM
        case Kind.EVENT:
            body = slack_requests.event(route.name, f"Ev{user}", user=user, tab="home", channel="D1")
            return body, slack_requests.JSON
        case Kind.ACTION:
            pressed = {"action_id": f"{route.name}|1", "block_id": "tasks|v=open|1", "value": value}
            payload = slack_requests.press(user, {"type": "button", **pressed}, place, f"{user}.1")
        case Kind.OPTIONS:
            payload = slack_requests.suggestion(user, f"{route.name}|1", SECRET.lower())
        case Kind.SUBMIT:
            payload = slack_requests.submission(user, route.name, id=f"V{user}")
        case Kind.SHORTCUT:
            payload = slack_requests.chosen_shortcut(user, route.name, on_a_message="message" in route.name)
    return slack_requests.interaction(payload), slack_requests.FORM


def user_id(name: str) -> str:
    return f"U{name.upper().replace(' ', '').replace(',', '')}"


@pytest.fixture
def house(sqlite_rig: Rig) -> House:
    return furnished(sqlite_rig)


def furnished(rig: Rig) -> House:
    office, tasks = rig.office, {}
    boss = office.member("Helper", level=SUPER)
    company = office.company(f"{SECRET} Ltd", boss)
    for name, who in PEOPLE.items():
        owner = boss
        if who.member is not None:
            owner = office.member("Somebody", slack_user_id=user_id(name), **who.member)
        else:
            rig.slack.add_user(user_id(name), f"{user_id(name)}@example.com", **who.slack)
        tasks[name] = office.task(owner, f"{SECRET} call", due_on=date(2026, 3, 2), company_id=company)
    return House(rig, tasks)


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
    house = furnished(rig)
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
