"""Dialogs as a person uses them: opened, filled in, sent, pressed in."""

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from csbot.domain.members import Member
from csbot.domain.tasks import Task, TaskView
from tests import slack_requests
from tests.handlers.rig import Rig, Seen, slack_id
from tests.slack_requests import on_ephemeral

NUMBERS = itertools.count(1)
UNDER = "V0BENEATH"
VALUES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "plain_text_input": lambda value: {"value": value},
    "email_text_input": lambda value: {"value": value},
    "url_text_input": lambda value: {"value": value},
    "number_input": lambda value: {"value": value},
    "multi_static_select": lambda value: {"selected_options": [{"value": one} for one in value or ()]},
    "datepicker": lambda value: {"selected_date": value},
    "timepicker": lambda value: {"selected_time": value},
    "datetimepicker": lambda value: {"selected_date_time": value},
    "multi_external_select": lambda value: {"selected_options": [{"value": one} for one in value or ()]},
    "external_select": lambda value: {"selected_option": value and {"value": str(value)}},
    "static_select": lambda value: {"selected_option": value and {"value": str(value)}},
    "radio_buttons": lambda value: {"selected_option": value and {"value": str(value)}},
    "checkboxes": lambda value: {"selected_options": [{"value": one} for one in value or ()]},
}


@dataclass
class Dialog:
    """An open dialog. `said`: all that csbot said with the last thing done, in order, as (method, body)."""

    rig: Rig
    who: Member
    view: Mapping[str, Any]
    said: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    errors: Mapping[str, str] = field(default_factory=dict)
    turn: int = 0
    under: str = ""  # the id of the dialog beneath

    @property
    def words(self) -> str:
        return Seen(self.view).words

    @property
    def title(self) -> str:
        return str(self.view["title"]["text"])

    def inputs(self) -> dict[str, dict[str, Any]]:
        """The input blocks by field."""
        found = [block for block in self.view["blocks"] if block["type"] == "input"]
        return {block["block_id"].partition("~")[0]: block for block in found}

    def shows(self) -> dict[str, Any]:
        """What each input is pre-filled with, by field; empty ones are left out."""
        return {name: value for name, block in self.inputs().items() if (value := initial(block["element"]))}

    def state(self, values: Mapping[str, Any]) -> dict[str, Any]:
        filled = {**self.shows(), **values}
        return {
            block["block_id"]: {
                block["element"]["action_id"]: {
                    "type": block["element"]["type"],
                    **VALUES[block["element"]["type"]](filled.get(name)),
                }
            }
            for name, block in self.inputs().items()
        }

    def sent_view(self, values: Mapping[str, Any]) -> dict[str, Any]:
        self.turn += 1
        known = {"id": "V0DIALOG", "hash": f"{next(NUMBERS)}.h", "team_id": self.rig.office.team.id}
        beneath = {"previous_view_id": self.under or None}
        return {**beneath, **self.view, **known, "state": {"values": self.state(values)}}

    async def submit(self, **values: Any) -> "Dialog":
        """Send it in; the dialog as it is then, closed when its view is empty."""
        before = len(self.rig.slack.said)
        view = self.sent_view(values)
        payload = slack_requests.submission(slack_id(self.who), self.view["callback_id"], self.rig.office.team.id)
        payload["view"] = view
        answer = await self.rig.post(slack_requests.interaction(payload))
        assert answer.status_code == 200, answer.text
        self.said = self.rig.slack.said[before:]
        body = answer.json() if answer.content else {}
        self.errors = body.get("errors", {})
        if body.get("response_action") in ("update", "push"):
            under = UNDER if body["response_action"] == "push" else self.under
            return Dialog(self.rig, self.who, body["view"], self.said, under=under)
        return self if self.errors else Dialog(self.rig, self.who, {"blocks": []}, self.said)

    async def press(self, verb: str, value: str | int | None = None) -> "Dialog":
        """Press a button in it; the dialog as it is then, or the one that opens upon it."""
        return await self.act(Seen(self.view).button(verb, value))

    async def choose(self, verb: str, value: str) -> "Dialog":
        """Choose what a select in it offers."""
        select = Seen(self.view).elements(verb)[0]
        kept = {key: select[key] for key in ("type", "action_id", "block_id")}
        return await self.act({**kept, "selected_option": {"value": value}})

    async def act(self, button: Mapping[str, Any]) -> "Dialog":
        """What is pressed, as Slack tells it."""
        before = len(self.rig.slack.said)
        place = {"container": {"type": "view", "view_id": "V0DIALOG"}, "view": self.sent_view({})}
        trigger = f"dialog.{next(NUMBERS)}"
        payload = slack_requests.press(slack_id(self.who), dict(button), place, trigger, self.rig.office.team.id)
        answer = await self.rig.post(slack_requests.interaction(payload))
        assert (answer.status_code, answer.content) == (200, b"")
        self.said = self.rig.slack.said[before:]
        changed = [(how, body["view"]) for how, body in self.said if how in ("views.update", "views.push")]
        how, view = changed[0] if changed else ("", self.view)
        return Dialog(self.rig, self.who, view, self.said, under=UNDER if how == "views.push" else self.under)

    def last(self, method: str) -> Seen:
        """What csbot said by that method with the last thing done."""
        found = [body for how, body in self.said if how == method]
        assert found, f"no {method} in {[how for how, _ in self.said]}"
        return Seen(found[-1].get("view", found[-1]))


async def typed(rig: Rig, who: Member, text: str) -> Dialog:
    """A command that opens a dialog: the ack is empty."""
    before = len(rig.slack.said)
    shown = await rig.type(who, text)
    assert shown.body == {}, shown.words
    return opened(rig, who, before)


async def pressed(rig: Rig, who: Member, action: Mapping[str, Any], place: Mapping[str, Any]) -> Dialog:
    """A press that opens a dialog."""
    before = len(rig.slack.said)
    await rig.press(who, action, place)
    return opened(rig, who, before)


async def shortcut(rig: Rig, who: Member, callback_id: str, **message: Any) -> Dialog:
    """A shortcut; with message fields one on a message."""
    before = len(rig.slack.said)
    payload = slack_requests.chosen_shortcut(slack_id(who), callback_id, bool(message), rig.office.team.id)
    if message:
        payload["message"] = message
    payload["trigger_id"] = f"shortcut.{next(NUMBERS)}"
    answer = await rig.post(slack_requests.interaction(payload))
    assert answer.status_code == 200
    return opened(rig, who, before)


async def open_task(rig: Rig, who: Member, task_id: int, place: Mapping[str, Any] | None = None) -> Dialog:
    """The task's dialog, opened from one's list."""
    seen = await rig.type(who, "tasks")
    button = {"type": "button", "action_id": "task.open|1", "block_id": seen.blocks[-1]["block_id"]}
    return await pressed(rig, who, {**button, "value": str(task_id)}, place or on_ephemeral())


def open_tasks(rig: Rig, who: Member) -> list[Task]:
    """Their open tasks, by due date."""
    with rig.office.services() as services:
        return [line.task for line in services.summary.page(who.as_viewer(), TaskView.OPEN).lines]


def opened(rig: Rig, who: Member, before: int) -> Dialog:
    ((method, body),) = rig.slack.said[before:]
    assert method == "views.open", (method, body)
    assert body["trigger_id"]
    return Dialog(rig, who, body["view"])


async def offered(rig: Rig, who: Member, action: str, text: str, metadata: str = "") -> list[tuple[str, str, str]]:
    """What a select offers for a text, in a dialog that carries `metadata`: text, value and second line of each."""
    asked = slack_requests.suggestion(slack_id(who), f"{action}|1", text)
    asked["view"]["private_metadata"] = metadata
    answer = await rig.post(slack_requests.interaction(asked))
    options = answer.json()["options"]
    return [(one["text"]["text"], one["value"], one.get("description", {}).get("text", "")) for one in options]


def initial(element: Mapping[str, Any]) -> Any:
    for key, value in element.items():
        if key == "initial_options":
            return tuple(one["value"] for one in value)
        if key.startswith("initial_"):
            return value["value"] if isinstance(value, Mapping) else value
    return None
