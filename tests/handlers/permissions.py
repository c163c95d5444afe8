"""Everybody who may come, what they may, and a workspace full of secrets with all of them in it (workspace A3-A5, A9).

What is expected is written down independently of the code.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from blocks.denials import DENIALS
from csbot.domain.permissions import Denial, Level, Permission
from csbot.storage.tables.history import changes
from handlers.calls import Kind
from handlers.routes import Route
from tests import slack_requests
from tests.builders import Office
from tests.handlers.rig import Rig
from tests.slack_requests import on_ephemeral

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
    company: int

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
            screen = "summary|" if route.permission is Permission.ENTER else "tasks|v=open"
            pressed = {"action_id": f"{route.name}|1", "block_id": f"{screen}|1", "value": value}
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


def built(rig: Rig) -> House:
    """It, on a new office."""
    return inhabited(rig, *furnished(rig.office))


def inhabited(rig: Rig, tasks: dict[str, int], company: int) -> House:
    """It, on an office that is furnished; those whom only Slack knows are there too."""
    for name, who in PEOPLE.items():
        if who.member is None:
            rig.slack.add_user(user_id(name), f"{user_id(name)}@example.com", **who.slack)
    return House(rig, tasks, company)


def furnished(office: Office) -> tuple[dict[str, int], int]:
    """Everybody's tasks, and the company of all of them."""
    tasks = {}
    boss = office.member("Helper", level=SUPER)
    company = office.company(f"{SECRET} Ltd", boss)
    for name, who in PEOPLE.items():
        owner = boss
        if who.member is not None:
            owner = office.member("Somebody", slack_user_id=user_id(name), **who.member)
        tasks[name] = office.task(owner, f"{SECRET} call", due_on=date(2026, 3, 2), company_id=company)
    return tasks, company
