"""The gateway over real HTTP: what goes out, what comes back, and which failures leave a call in doubt."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web

from csbot.adapters.slack.gateway import SlackGateway
from csbot.domain.errors import SlackLimited, SlackRefused, SlackUnavailable

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
POST = {"channel": "D1", "text": "secret words"}


class Server:
    """A loopback HTTP server that answers as it is told and remembers what it was asked."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.answer: Answer = answering({"ok": True, "ts": "1.2"})
        self.url = ""

    async def take(self, request: web.Request) -> web.StreamResponse:
        body = await request.json() if request.content_type == "application/json" else dict(await request.post())
        self.requests.append((request.path, dict(request.headers), body | dict(request.query)))
        return await self.answer(request)


def answering(body: Any, status: int = 200, **headers: str) -> Answer:
    async def answer(_request: web.Request) -> web.StreamResponse:
        return web.json_response(body, status=status, headers=headers)

    return answer


async def dropping(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.close()
    return web.Response()


async def silent(_request: web.Request) -> web.StreamResponse:
    await asyncio.sleep(0.5)
    return web.Response()


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    made = Server()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", made.take)
    runner = web.AppRunner(app, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert site._server is not None
    made.url = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}/"  # type: ignore[attr-defined]
    yield made
    await runner.cleanup()


@pytest.fixture
async def gateway(server: Server) -> AsyncIterator[SlackGateway]:
    made = SlackGateway(f"{server.url}api/", lambda workspace_id: f"xoxb-{workspace_id}", timeout_s=5)
    yield made
    await made.aclose()


async def test_a_call_carries_its_workspaces_token_and_gives_slacks_answer(
    server: Server, gateway: SlackGateway
) -> None:
    metadata = {"event_type": "csbot_delivery", "event_payload": {"key": "k"}}
    answer = await gateway.call(7, "chat.postMessage", {**POST, "blocks": [{"type": "divider"}], "metadata": metadata})
    assert answer["ts"] == "1.2"
    ((path, headers, body),) = server.requests
    assert path == "/api/chat.postMessage"
    assert headers["Authorization"] == "Bearer xoxb-7"
    assert body == {**POST, "blocks": [{"type": "divider"}], "metadata": metadata}


async def test_reading_methods_go_as_slack_wants_them(server: Server, gateway: SlackGateway) -> None:
    await gateway.call(7, "conversations.history", {"channel": "D1", "include_all_metadata": True, "limit": 15})
    ((path, _, asked),) = server.requests
    assert (path, asked["channel"], asked["limit"]) == ("/api/conversations.history", "D1", "15")


async def test_429_says_when_to_come_back(server: Server, gateway: SlackGateway) -> None:
    server.answer = answering({"ok": False, "error": "ratelimited"}, 429, **{"Retry-After": "17"})
    with pytest.raises(SlackLimited) as caught:
        await gateway.call(1, "chat.postMessage", POST)
    assert caught.value.retry_after_s == 17


@pytest.mark.parametrize("code", ["channel_not_found", "token_revoked", "invalid_blocks", "some_new_code"])
async def test_a_refusal_keeps_slacks_code(server: Server, gateway: SlackGateway, code: str) -> None:
    server.answer = answering({"ok": False, "error": code})
    with pytest.raises(SlackRefused) as caught:
        await gateway.call(1, "chat.postMessage", POST)
    assert caught.value.error == code


@pytest.mark.parametrize(
    ("answer", "error", "in_doubt"),
    [
        (answering({"ok": False, "error": "internal_error"}), "internal_error", True),
        (answering({"ok": False, "error": "fatal_error"}, 500), "fatal_error", True),
        (answering({"ok": False, "error": "team_added_to_org"}), "team_added_to_org", False),
        (answering({}, 503), "http_503", True),
        (answering("odd"), "unreadable_answer", True),
        (answering([1]), "unreadable_answer", True),
        (dropping, "connection_lost", True),
    ],
)
async def test_passing_failures_say_whether_the_call_may_have_worked(
    server: Server, gateway: SlackGateway, answer: Answer, error: str, in_doubt: bool
) -> None:
    server.answer = answer
    with pytest.raises(SlackUnavailable) as caught:
        await gateway.call(1, "chat.postMessage", POST)
    assert (caught.value.error, caught.value.in_doubt) == (error, in_doubt)
    assert len(server.requests) == 1  # nothing is retried down here


@pytest.mark.parametrize(
    ("body", "kind"), [(b"<html>", "text/html"), (b"busy", "text/plain"), (b"{", "application/json")]
)
@pytest.mark.parametrize("status", [200, 502])
async def test_a_proxys_page_is_a_passing_failure(
    server: Server, gateway: SlackGateway, body: bytes, kind: str, status: int
) -> None:
    async def page(_request: web.Request) -> web.StreamResponse:
        return web.Response(body=body, content_type=kind, status=status)

    server.answer = page
    with pytest.raises(SlackUnavailable) as caught:
        await gateway.call(1, "chat.postMessage", POST)
    assert caught.value.in_doubt


async def test_silence_is_in_doubt_after_the_callers_own_patience(server: Server, gateway: SlackGateway) -> None:
    server.answer = silent
    with pytest.raises(SlackUnavailable) as caught:
        await gateway.within(0.05).call(1, "chat.postMessage", POST)
    assert (caught.value.error, caught.value.in_doubt) == ("timeout", True)


async def test_a_connection_that_never_was_leaves_no_doubt(unused_tcp_port: int) -> None:
    gateway = SlackGateway(f"http://127.0.0.1:{unused_tcp_port}/api/", lambda _: "xoxb-1")
    with pytest.raises(SlackUnavailable) as caught:
        await gateway.call(1, "chat.postMessage", POST)
    assert (caught.value.error, caught.value.in_doubt) == ("no_connection", False)
    await gateway.aclose()


async def test_a_response_url_is_answered(server: Server, gateway: SlackGateway) -> None:
    server.answer = answering({"ok": True})
    await gateway.respond(f"{server.url}response/1", {"text": "Done", "replace_original": True})
    ((path, _, body),) = server.requests
    assert (path, body) == ("/response/1", {"text": "Done", "replace_original": True})


@pytest.mark.parametrize("status", [200, 404])
async def test_a_used_up_response_url_is_a_refusal(server: Server, gateway: SlackGateway, status: int) -> None:
    server.answer = answering({"ok": False, "error": "used_url"}, status)
    with pytest.raises(SlackRefused) as caught:
        await gateway.respond(f"{server.url}response/1", {"text": "Done"})
    assert caught.value.error == "used_url"


async def test_one_session_serves_every_workspace_and_every_patience(server: Server, gateway: SlackGateway) -> None:
    hurried = gateway.within(2)
    for workspace_id in (1, 2):
        await gateway.call(workspace_id, "chat.postMessage", POST)
        await hurried.call(workspace_id, "chat.postMessage", POST)
    tokens = [headers["Authorization"] for _, headers, _ in server.requests]
    assert tokens == ["Bearer xoxb-1", "Bearer xoxb-1", "Bearer xoxb-2", "Bearer xoxb-2"]
    assert hurried._wire is gateway._wire


async def test_neither_tokens_nor_contents_are_logged(
    server: Server, gateway: SlackGateway, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await gateway.call(1, "chat.postMessage", POST)
    await gateway.respond(f"{server.url}response/1", {"text": "secret words"})
    server.answer = answering({"ok": False, "error": "invalid_auth"})
    with pytest.raises(SlackRefused):
        await gateway.call(1, "chat.postMessage", POST)
    assert "secret" not in caplog.text
    assert "xoxb" not in caplog.text


async def test_a_proxy_for_the_world_is_not_used_on_this_machine(
    server: Server, gateway: SlackGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert (await gateway.call(1, "chat.postMessage", POST))["ok"]


@pytest.mark.parametrize("arguments", [{"view": {}}, {"view_id": "", "view": {}}])
async def test_what_the_sdk_will_not_send_is_refused_for_good(
    server: Server, gateway: SlackGateway, arguments: dict[str, Any]
) -> None:
    with pytest.raises(SlackRefused) as refused:
        await gateway.call(7, "views.update", arguments)
    assert refused.value.error == "invalid_arguments"
    assert server.requests == []
