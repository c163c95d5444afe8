"""Socket Mode, with slack_sdk's own client and with a bare websocket."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from csbot.playground import create_playground
from tests.playground.blocks import actions, button, modal
from tests.playground.conftest import FREJA, MakeConfig, Rig, rigged

APP = {"Authorization": "Bearer xapp-1"}


@pytest.fixture
async def hasty(make_config: MakeConfig) -> AsyncIterator[Rig]:
    """A Slack that does not wait long for acknowledgements."""
    async with rigged(create_playground(make_config(ack_seconds=0.2, event_retry_after=(0.0,)))) as built:
        yield built


async def open_address(rig: Rig) -> str:
    return (await rig.http.post("/api/apps.connections.open", headers=APP)).json()["url"]


@asynccontextmanager
async def websocket(rig: Rig) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """A greeted connection."""
    async with aiohttp.ClientSession() as session, session.ws_connect(await open_address(rig)) as ws:
        assert (await ws.receive_json(timeout=5))["type"] == "hello"
        yield ws


async def acknowledge(ws: aiohttp.ClientWebSocketResponse, payload: Any = None) -> dict[str, Any]:
    envelope = await ws.receive_json(timeout=5)
    said = {"envelope_id": envelope["envelope_id"]}
    await ws.send_json(said if payload is None else said | {"payload": payload})
    return envelope


async def test_slack_sdks_client_takes_commands_clicks_and_events(rig: Rig) -> None:
    taken: list[SocketModeRequest] = []

    async def answer(client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        taken.append(request)
        payload = {"payload": {"text": "hello"}} if request.type == "slash_commands" else {}
        await client.send_socket_mode_response({"envelope_id": request.envelope_id, **payload})

    client = SocketModeClient("xapp-1", web_client=AsyncWebClient(base_url=f"{rig.playground.base_url}/api/"))
    client.socket_mode_request_listeners.append(answer)
    await client.connect()  # type: ignore[no-untyped-call]
    posted = await rig.api("chat.postMessage", channel=FREJA.id, text="x", blocks=[actions(button())])
    done = [
        await rig.do("command", user=FREJA.id, text="/cs"),
        await rig.do("click", user=FREJA.id, ts=posted["ts"], action_id="go"),
        await rig.do("home", user=FREJA.id),
    ]
    await client.close()  # type: ignore[no-untyped-call]
    assert all(one["ok"] for one in done)
    assert [(one.type, one.accepts_response_payload) for one in taken] == [
        ("slash_commands", True), ("interactive", False), ("events_api", False)
    ]  # fmt: skip
    assert taken[0].payload["command"] == "/cs"
    assert taken[2].payload["event"]["type"] == "app_home_opened"
    assert [message["text"] for message in await rig.messages()] == ["x", "hello"]
    assert rig.app.received == []


async def test_a_submission_is_answered_in_its_acknowledgement(rig: Rig) -> None:
    async with websocket(rig) as ws:
        asked = asyncio.create_task(rig.do("command", user=FREJA.id, text="/cs"))
        trigger_id = (await acknowledge(ws))["payload"]["trigger_id"]
        await asked
        await rig.api("views.open", trigger_id=trigger_id, view=modal())
        asked = asyncio.create_task(rig.do("submit", user=FREJA.id))
        changed = {**modal(), "title": {"type": "plain_text", "text": "Next"}}
        envelope = await acknowledge(ws, {"response_action": "update", "view": changed})
        assert (await asked)["ok"]
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("interactive", True)
    assert (await rig.see("modals", user=FREJA.id))["views"][0]["title"]["text"] == "Next"


async def test_each_envelope_goes_to_one_of_the_connections(rig: Rig) -> None:
    async with websocket(rig) as one, websocket(rig) as other:
        for ws in (one, other):
            asked = asyncio.create_task(rig.do("command", user=FREJA.id, text="/cs"))
            await acknowledge(ws)
            assert (await asked)["ok"]
        assert [entry["sent"] for entry in (await rig.see("sockets"))["sockets"]] == [1, 1]


async def test_an_eleventh_connection_is_sent_away(rig: Rig) -> None:
    async with aiohttp.ClientSession() as session:
        open_ones = [await session.ws_connect(await open_address(rig)) for _ in range(11)]
        first = [await ws.receive_json(timeout=5) for ws in open_ones]
    assert [said["type"] for said in first] == ["hello"] * 10 + ["disconnect"]
    assert first[10]["reason"] == "too_many_websockets"
    assert first[9]["num_connections"] == 10


async def test_an_address_is_good_once(rig: Rig) -> None:
    address = await open_address(rig)
    async with aiohttp.ClientSession() as session, session.ws_connect(address):
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await session.ws_connect(address)
    assert refused.value.status == 408


async def test_what_is_not_acknowledged_failed_and_a_second_acknowledgement_counts_for_nothing(hasty: Rig) -> None:
    async with websocket(hasty) as ws:
        refused = await hasty.do("command", user=FREJA.id, text="/cs")
        await acknowledge(ws)
        (late,) = (await hasty.see("calls", name="ack", count=1))["calls"]
    assert refused["failure"] == '/cs failed with the error "operation_timeout"'
    assert late["error"] == "unknown_envelope"


async def test_an_event_comes_again_with_its_number_and_reason(hasty: Rig) -> None:
    async with websocket(hasty) as ws:
        await hasty.do("event", event={"type": "reaction_added"})
        first, again = await ws.receive_json(timeout=5), await acknowledge(ws)
    assert (first["retry_attempt"], first["retry_reason"]) == (0, "")
    assert (again["retry_attempt"], again["retry_reason"]) == (1, "http_timeout")
    assert first["payload"]["event_id"] == again["payload"]["event_id"]


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "link_disabled"])
async def test_slack_asks_for_another_connection(rig: Rig, reason: str) -> None:
    async with websocket(rig) as ws:
        await rig.do("sockets", kind=reason)
        said = await ws.receive_json(timeout=5)
        assert (said["type"], said["reason"]) == ("disconnect", reason)
        assert len((await rig.see("sockets"))["sockets"]) == (reason == "warning")


async def test_a_silent_connection_answers_no_ping_and_brings_nothing(hasty: Rig) -> None:
    async with websocket(hasty) as ws:
        await hasty.do("sockets", kind="silence")
        assert not (await hasty.do("command", user=FREJA.id, text="/cs"))["ok"]
        with pytest.raises(TimeoutError):
            await ws.receive(0.1)
    assert (await hasty.see("sockets"))["sockets"] == []


@pytest.mark.parametrize(("headers", "error"), [
    ({}, "not_authed"), ({"Authorization": "Bearer xoxb-1"}, "not_allowed_token_type"),
    ({"Authorization": "Bearer abc"}, "invalid_auth"),
])  # fmt: skip
async def test_only_an_app_token_opens_one(rig: Rig, headers: dict[str, str], error: str) -> None:
    answer = await rig.http.post("/api/apps.connections.open", headers=headers)
    assert answer.json()["error"] == error
    assert (await rig.http.get("/api/apps.connections.open", headers=APP)).json()["error"] == "insecure_request"
