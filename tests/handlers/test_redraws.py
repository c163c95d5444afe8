"""The permission matrix of screens drawn anew: every loader × everybody who may come, by routes that ask less (A4, A5).

A new loader is here without being added, and fails until it says below what its screen needs.
"""

import json
from datetime import date
from typing import Any

import pytest

import csbot.bootstrap  # noqa: F401 - registers every route
from blocks.denials import DENIALS
from csbot.domain.jobs import JobKind
from csbot.domain.permissions import Denial, Permission
from handlers.calls import Kind
from handlers.redraw import LOADERS
from handlers.routes import ROUTES, Route
from tests import slack_requests
from tests.handlers.permissions import PEOPLE, SECRET, House, user_id
from tests.slack_requests import on_ephemeral

P = Permission
SCREENS: dict[str, tuple[Permission, str]] = {
    "summary": (P.ENTER, ""),
    "daily_summary": (P.ENTER, "d=2026-03-02&s=29539000-29540000"),
    "due_today": (P.ENTER, ""),
    "overdue": (P.ENTER, ""),
    "job_progress": (P.ENTER, "id={job}"),
    "tasks": (P.USE, "v=open"),
    "task_saved": (P.USE, "id={task}"),
    "task_alarm": (P.USE, "k=reminder&id={task}"),
    "task_assigned": (P.USE, "id={task}&by={boss}"),
    "task_changed": (P.USE, "id={task}&v=1&u=1"),
    "record": (P.USE, "r=company:{company}"),
    "customers": (P.USE, ""),
    "custom_objects": (P.MANAGE, ""),
    "own_properties": (P.MANAGE, "k=company&p=0"),
}
"""What each screen needs, written down independently of the code, and arguments with which it can be drawn."""


def args_of(house: House, name: str, screen: str) -> str:
    """The screen's arguments, about records that are there; a job is the person's own."""
    office = house.rig.office
    with office.services() as services:
        boss = next(one for one in services.members.list() if one.name == "Helper")
        who = next((one for one in services.members.list() if one.slack_user_id == user_id(name)), boss)
        job = services.jobs.start(who.as_actor(), JobKind.REPLAY_DELIVERIES, 1).id
    return SCREENS[screen][1].format(task=house.tasks[name], boss=boss.id, company=house.company, job=job)


def is_drawn(screen: str, said: str) -> bool:
    """Whether a block of that screen is in what was said."""
    return f"'block_id': '{screen}|" in said


async def press(house: House, name: str, route: str, block_id: str) -> str:
    """Somebody presses something on the screen that the block names; everything said then."""
    start = len(house.rig.slack.said)
    action = {"type": "button", "action_id": f"{route}|1", "block_id": block_id, "value": str(house.tasks[name])}
    payload = slack_requests.press(user_id(name), action, on_ephemeral(), f"{name}.{route}.{block_id}")
    answer = await house.rig.post(slack_requests.interaction(payload))
    assert answer.status_code == 200
    return repr(house.rig.slack.said[start:])


def test_every_loader_says_for_whom_its_screen_is() -> None:
    assert {name: loader.permission for name, loader in LOADERS.items()} == {
        name: permission for name, (permission, _) in SCREENS.items()
    }


@pytest.mark.parametrize("screen", SCREENS)
async def test_a_screen_is_drawn_anew_for_whom_it_is_and_for_nobody_else(house: House, screen: str) -> None:
    wrong = {}
    for name, who in PEOPLE.items():
        needed = SCREENS[screen][0]
        said = await press(house, name, "summary.refresh", f"{screen}|{args_of(house, name, screen)}|1")
        found = {one for one in Denial if DENIALS[one] in said}
        if {P.ENTER, needed} <= who.may:
            if found or not is_drawn(screen, said):
                wrong[name] = f"not shown: {said}"
            continue
        reason = who.otherwise[P.ENTER if P.ENTER not in who.may else needed]
        if found != {reason} or is_drawn(screen, said) or SECRET in said:
            wrong[name] = f"said: {said}"
        elif "Helper" not in said and reason is not Denial.OUTSIDER:
            wrong[name] = "nobody to ask"
    assert wrong == {}


PRESSED = [route for route in ROUTES.values() if route.kind in (Kind.ACTION, Kind.SUBMIT) and route.permission]
INSIDE = ("super admin without a seat", "access and seat")


@pytest.mark.parametrize("screen", [screen for screen, (needed, _) in SCREENS.items() if needed is not P.ENTER])
async def test_no_route_leads_to_a_screen_that_asks_more_than_one_may(house: House, screen: str) -> None:
    led = []
    for name in INSIDE:
        if SCREENS[screen][0] in PEOPLE[name].may:
            continue
        args = args_of(house, name, screen)
        said = {route.name: await go(house, name, route, f"{screen}|{args}") for route in PRESSED}
        led += [(name, route) for route, words in said.items() if is_drawn(screen, words)]
    assert led == []


async def go(house: House, name: str, route: Route, ref: str) -> str:
    """Through a route, whose button stands on that screen or whose dialog was opened there."""
    if route.kind is Kind.ACTION:
        return await press(house, name, route.name, f"{ref}|1")
    start = len(house.rig.slack.said)
    carried: dict[str, Any] = {"o": ["ephemeral", "C1", "7.7", "https://hooks.slack.com/actions/T1/1/x"]}
    metadata = json.dumps({**carried, "r": f"{ref}|0", "a": {"ver": "0", "k": "company"}})
    sent = slack_requests.submission(user_id(name), route.name, id=f"V{name}{route.name}", private_metadata=metadata)
    answer = await house.rig.post(slack_requests.interaction(sent))
    heard = answer.json() if answer.content else {}
    return repr(heard) + repr(house.rig.slack.said[start:])


@pytest.mark.parametrize("screen", ["summary", "due_today", "daily_summary"])
async def test_who_can_not_have_acted_is_shown_no_task_as_just_acted_on(house: House, screen: str) -> None:
    stolen = house.rig.office.task(None, "A task of nobody", due_on=date(2026, 3, 2))
    for name, sees in (("access and seat", True), ("super admin without a seat", False)):
        said = await press(house, name, "summary.refresh", f"{screen}|{SCREENS[screen][1]}&a={stolen}|1")
        assert is_drawn(screen, said)
        assert ("A task of nobody" in said) is sees


async def test_a_job_is_shown_to_who_started_it_and_to_managers(house: House) -> None:
    others = f"job_progress|{args_of(house, 'super admin', 'job_progress')}|1"
    own = f"job_progress|{args_of(house, 'access and seat', 'job_progress')}|1"
    assert is_drawn("job_progress", await press(house, "access and seat", "summary.refresh", own))
    assert is_drawn("job_progress", await press(house, "manager", "summary.refresh", others))
    refused = await press(house, "access and seat", "summary.refresh", others)
    assert DENIALS[Denial.NO_MANAGE] in refused
