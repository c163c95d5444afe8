"""Envelopes of each kind, and with something odd in them."""

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from structlog.testing import capture_logs

from csbot.domain.activities import ActivityField
from csbot.domain.custom_objects import ObjectField
from csbot.domain.customer_settings import CustomerField
from csbot.domain.permissions import Level
from csbot.domain.properties.own import PropertyField
from csbot.domain.saved_views import ViewField
from csbot.domain.task_forms import TaskField
from csbot.domain.tasks import TaskView
from csbot.domain.view_dialogs import ConditionField
from tests import slack_requests
from tests.handlers.customers import book
from tests.handlers.rig import Rig
from tests.slack_requests import FORM, JSON, chosen_shortcut, on_ephemeral, on_home, press, submission, suggestion

NUMBERS = itertools.count(1)
GONE = object()
ODD_LEAVES: list[Any] = [GONE, None, "x", 0, [], {}, [{}], "y" * 300, "9" * 400]
ODD_TEXTS = ["", "x", "-1", "9" * 18, "9" * 400, "x:9", "²", "a\0\ud83c", "%00", "y" * 300]
ARGS = ("a", "at", "by", "c", "cards", "d", "f", "form", "g", "i", "id", "k", "key", "kind", "n", "op", "p", "r", "s",
        "t", "u", "uk", "v", "ver")  # fmt: skip
FIELDS = [
    str(name)
    for names in (TaskField, ActivityField, PropertyField, ConditionField, ViewField, ObjectField, CustomerField)
    for name in names
] + ["name", "owner_id", "arr", "renewal_on", "company_id", "kind"]
BUGS = {"bug", "nothing could be said"}
NUMBER = "1"


def metadata(args: Mapping[str, str], ref: str = "customers||1") -> str:
    return json.dumps({"o": ["ephemeral", "C1", "7.7", "https://hooks.slack.com/actions/T1/1/x"], "r": ref, "a": args})


def state(text: Any, fields: Sequence[str] = FIELDS) -> dict[str, Any]:
    """What all inputs hold, in one form or another."""
    forms: list[dict[str, Any]] = [
        {"type": "plain_text_input", "value": text},
        {"type": "static_select", "selected_option": {"value": text}},
        {"type": "checkboxes", "selected_options": [{"value": text}]},
        {"type": "datepicker", "selected_date": text},
    ]
    return {"values": {name: {"e": forms[n % len(forms)]} for n, name in enumerate(fields)}}


def in_dialog(text: str, args: Mapping[str, str]) -> dict[str, Any]:
    view = {"private_metadata": metadata(args), "state": state(text), "root_view_id": "V1"}
    place = on_home([], "modal")
    return {**place, "view": {**place["view"], **view}}


def sent(user: str, name: str, place: Mapping[str, Any]) -> dict[str, Any]:
    payload = submission(user, name)
    return {**payload, "view": {**place["view"], "callback_id": name, "hash": f"{next(NUMBERS)}.h"}}


def button(name: str, value: str) -> dict[str, Any]:
    return {"type": "button", "action_id": f"{name}|1", "block_id": "customers|v=all&k=company|1", "value": value}


def genuine(user: str) -> dict[str, Any]:
    """One of each kind. Forms are flat, everything else is JSON; events have an `event`."""
    people = {"id": "ULEE", "team_id": "T1", "name": "lee", "profile": {"real_name": "Lee", "email": "lee@example.com"}}
    flags = {"tz": "Europe/Copenhagen", "locale": "da-DK", "is_bot": False, "deleted": False}
    select = {"type": "overflow", "action_id": "task.snooze|1", "block_id": "tasks|v=open|1"}
    dialog = in_dialog(NUMBER, {"id": NUMBER})
    dialog["view"]["state"] = state(NUMBER, FIELDS[:4])  # one of each form
    return {
        "a press": press(user, button("task.complete", NUMBER), on_ephemeral(), "t"),
        "a press on Home": press(user, {**select, "selected_option": {"value": "hour:1"}}, on_home([]), "t"),
        "a press in a dialog": press(user, button("task.edit", NUMBER), dialog, "t"),
        "a dialog": sent(user, "task.create", dialog),
        "a dialog closed": sent(user, "task.create", dialog) | {"type": "view_closed"},
        "a select": suggestion(user, "member.options|1", "k"),
        "a shortcut": chosen_shortcut(user, "task.new", on_a_message=False),
        "a shortcut on a message": chosen_shortcut(user, "task.from_message", on_a_message=True),
        "Home": told("app_home_opened", user=user, tab="home"),
        "somebody's profile": told("user_change", user={**people, **flags, "enterprise_user": {"teams": ["T1"]}}),
        "somebody's pause": told("dnd_updated_user", user=user, dnd_status={"dnd_enabled": False}),
        "revoked tokens": told("tokens_revoked", tokens={"oauth": ["U1"], "bot": []}),
        "something else": told("channel_rename", user=user, channel={"id": "C1"}),
    }


def told(kind: str, **fields: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(slack_requests.event(kind, **fields))
    return found


def body_of(payload: Mapping[str, Any]) -> tuple[bytes, str]:
    if "event" in payload:
        return json.dumps(payload).encode(), JSON
    return slack_requests.interaction(payload), FORM


def distorted(part: Any, odd: Any) -> Iterator[Any]:
    """The part with something odd in one place, for every place in it."""
    places = list(part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ())
    for place, inner in places:
        for other in [odd, *distorted(inner, odd)]:
            copy = part.copy()
            copy[place] = other
            if other is GONE:
                del copy[place]
            yield copy


class Watch:
    """A rig whose every answer must be one of Slack's, and whose log must hold no bug."""

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        office = rig.office
        boss = office.member("Boss", level=int(Level.SUPER_ADMIN), slack_user_id="UBOSS", email="boss@example.com")
        office.member("Kim", level=int(Level.MANAGE_SETTINGS), slack_user_id="UKIM", email="kim@example.com")
        office.member("Lee", slack_user_id="ULEE", email="lee@example.com")
        book(office, boss, boss)
        office.task(boss, "Call")

    def names(self) -> list[str]:
        with self.rig.office.services() as services:
            return [member.name for member in services.members.list()]

    def tasks(self) -> int:
        with self.rig.office.services() as services:
            boss = services.members.find("boss@example.com")
            assert boss is not None
            return len(services.summary.page(boss.as_viewer(), TaskView.OPEN).lines)

    async def send(self, payload: Any, where: str) -> int:
        if isinstance(payload, dict) and "trigger_id" in payload and payload["trigger_id"] == "t":
            payload["trigger_id"] = f"t{next(NUMBERS)}"
        body, content_type = payload if isinstance(payload, tuple) else body_of(payload)
        with capture_logs() as logs:
            answer = await self.rig.post(body, content_type)
        bugs = [entry for entry in logs if entry["event"] in BUGS]
        assert answer.status_code in (200, 400), (where, answer.status_code)
        assert not bugs, (where, bugs)
        return answer.status_code


def payload_of_lee() -> dict[str, Any]:
    found: dict[str, Any] = genuine("ULEE")["somebody's profile"]["event"]["user"]
    return found
