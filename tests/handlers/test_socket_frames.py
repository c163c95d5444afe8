"""What comes over Socket Mode is checked as what comes by HTTP: acknowledged and logged, and the socket lives on."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.authorization import AuthorizeResult
from structlog.testing import capture_logs

from csbot.adapters.slack.fake import FakeSlack
from csbot.socket_mode import SocketMode
from handlers.bolt import bolt_app
from tests.handlers.rig import Rig
from tests.slack_requests import event, on_ephemeral, press
from tests.waiting import until


class Opened(FakeSlack):
    """A Slack that opens websockets at an address."""

    url = ""

    async def call(self, _workspace_id: int, _method: str, _arguments: Any) -> dict[str, Any]:
        return {"ok": True, "url": self.url}


class Wire:
    """Slack's end: what it sent is acknowledged in `acks`."""

    def __init__(self) -> None:
        self.acks: list[dict[str, Any]] = []
        self.sockets: list[web.WebSocketResponse] = []

    async def take(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        await socket.send_json({"type": "hello"})
        async for message in socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                self.acks.append(json.loads(message.data))
        return socket

    async def send(self, text: str) -> None:
        await self.sockets[-1].send_str(text)


@pytest.fixture
async def wire(sqlite_rig: Rig) -> AsyncIterator[Wire]:
    made, slack = Wire(), Opened()
    app = web.Application()
    app.router.add_get("/", made.take)
    runner = web.AppRunner(app, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    slack.url = f"ws://127.0.0.1:{runner.addresses[0][1]}/"

    async def forget(_removal: object) -> None:
        raise AssertionError("nobody uninstalled csbot")

    bolt = bolt_app(sqlite_rig.bot.router, AuthorizeResult(enterprise_id=None, team_id=None, bot_token="x"), forget)
    mode = SocketMode(bolt, slack, "xapp-1", lambda *_: None)
    mode.start()
    await until(lambda: mode.is_connected and bool(made.sockets))
    yield made
    await mode.stop(5)
    await runner.cleanup()


def frame(kind: str, payload: Any, envelope_id: str = "E1") -> str:
    return json.dumps({"type": kind, "envelope_id": envelope_id, "payload": payload})


PRESS = press("UKIM", {"type": "button", "action_id": "task.open|1", "value": "1"}, on_ephemeral(), "t")
COMMAND = {"command": "/cs", "text": "help", "team_id": "T1", "user_id": "UKIM"}
MALFORMED = {
    "nothing": frame("interactive", None),
    "of no known type": frame("Zebra", COMMAND),
    "a command by nobody": frame("slash_commands", {**COMMAND, "user_id": None}),
    "a command whose text is a number": frame("slash_commands", {**COMMAND, "text": 5}),
    "a press without actions": frame("interactive", {**PRESS, "actions": []}),
    "a press in no team": frame("interactive", {**PRESS, "team": None, "user": {"id": "UKIM"}}),
    "a profile that is nothing": frame("events_api", json.loads(event("user_change", user={"id": "UKIM"}))),
}
UNREADABLE = ["Zebra", "[]", "null", "5", "[" * 100_000, '{"type":5}', '{"type":{"envelope_id":"E1"}}']


@pytest.mark.parametrize("name", MALFORMED)
async def test_a_malformed_envelope_is_logged_without_its_words_and_no_press_passes_for_done(
    sqlite_rig: Rig, wire: Wire, name: str
) -> None:
    sqlite_rig.office.member("Kim", slack_user_id="UKIM")
    with capture_logs() as logs:
        await wire.send(MALFORMED[name])
        await wire.send(frame("slash_commands", COMMAND, "E2"))
        await until(lambda: [ack["envelope_id"] for ack in wire.acks][-1:] == ["E2"])
    assert [entry["event"] for entry in logs] == ["malformed"]
    assert "Zebra" not in str(logs)
    *before, answered = wire.acks
    assert before == ([{"envelope_id": "E1"}] if name == "a profile that is nothing" else []), (
        "Slack sends events again"
    )
    assert answered["payload"]["blocks"], "the next is answered"


async def test_frames_that_cannot_be_read_do_not_end_the_connection(sqlite_rig: Rig, wire: Wire) -> None:
    sqlite_rig.office.member("Kim", slack_user_id="UKIM")
    with capture_logs() as logs:
        for text in UNREADABLE:
            await wire.send(text)
        await wire.send(frame("slash_commands", {**COMMAND, "text": "help \0"}))
        await until(lambda: len(wire.acks) == 1)
    assert [entry["event"] for entry in logs] == ["malformed"] * len(UNREADABLE)
    assert len(wire.sockets) == 1
