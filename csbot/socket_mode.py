"""Socket Mode: Slack's requests over a websocket that csbot opens, for where Slack can't reach csbot by HTTP.

aiohttp's websocket with what Slack asks for around it, not slack_sdk's client
(docs/decisions/0004-own-socket-mode-client.md). Everything goes to the same Bolt app as over HTTP.
"""

import asyncio
import json
import time
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse

from csbot.domain.errors import SlackLimited, SlackRefused, SlackUnavailable
from csbot.envelopes import Acknowledged, Frame, for_bolt, read_frame, why
from csbot.services.ports import Slack

log = structlog.get_logger()
PING_S = 5.0  # a socket whose pong is half of this late has gone silent and is replaced
HELLO_S = 10.0
CLOSE_S = 1.0  # Slack doesn't end the closing handshake
ACK_S = 3.0
PAUSES_S = (0.0, 1.0, 2.0, 5.0, 10.0, 30.0)
TRANSPORT = "socket"
SENT_AGAIN = "events_api"  # what is malformed will be so again; of the rest a person is told that it failed
FAILURES = (aiohttp.ClientError, OSError, SlackRefused, SlackLimited, SlackUnavailable)


@dataclass(eq=False)
class Socket:
    """One connection; `spent` once Slack wants another in its place, or it is gone."""

    ws: aiohttp.ClientWebSocketResponse
    spent: asyncio.Event = field(default_factory=asyncio.Event)
    answering: set[asyncio.Task[None]] = field(default_factory=set)


class SocketMode:
    """Keeps one connection, and two while one replaces the other: nothing in flight is lost when Slack asks for that.

    `slack` opens them with the app token; `acknowledged` hears of every request that was answered.
    """

    def __init__(
        self, app: AsyncApp, slack: Slack, app_token: str, acknowledged: Acknowledged, ping_s: float = PING_S
    ) -> None:
        self._app = app
        self._slack = slack
        self._app_token = app_token
        self._acknowledged = acknowledged
        self._ping_s = ping_s
        self._sockets: set[Socket] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None

    @property
    def is_connected(self) -> bool:
        """Whether there is a connection that Slack has greeted and that is still good."""
        return any(not one.spent.is_set() for one in self._sockets)

    def start(self) -> None:
        """Connect, and stay connected until `stop`."""
        self._session = aiohttp.ClientSession(trust_env=True)
        self._keeper = self._spawn(self._keep(self._session))

    async def stop(self, timeout_s: float) -> None:
        """Answer what has come, at most so long; then leave."""
        if self._session is None:
            return
        self._keeper.cancel()
        await asyncio.gather(*(self._retire(one, timeout_s) for one in self._sockets))
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._session.close()

    async def _keep(self, session: aiohttp.ClientSession) -> None:
        failures = 0
        while True:
            try:
                socket = await self._open(session)
            except FAILURES as problem:
                pause = problem.retry_after_s if isinstance(problem, SlackLimited) else PAUSES_S[failures]
                failures = min(failures + 1, len(PAUSES_S) - 1)
                log.warning("no websocket", problem=str(problem) or type(problem).__name__, next_try_in_s=pause)
                await asyncio.sleep(pause)
                continue
            failures = 0
            for old in self._sockets - {socket}:
                self._spawn(self._retire(old, ACK_S))
            await socket.spent.wait()

    async def _open(self, session: aiohttp.ClientSession) -> Socket:
        answer = await self._slack.call(0, "apps.connections.open", {"app_token": self._app_token})
        patience = aiohttp.ClientWSTimeout(ws_close=CLOSE_S)
        ws = await session.ws_connect(answer["url"], heartbeat=self._ping_s, timeout=patience)
        hello = await ws.receive(HELLO_S)
        if hello.type is not aiohttp.WSMsgType.TEXT or not is_hello(hello.data):
            await ws.close()
            raise SlackUnavailable("no_hello", in_doubt=False)
        socket = Socket(ws)
        self._sockets.add(socket)
        self._spawn(self._read(socket))
        return socket

    async def _read(self, socket: Socket) -> None:
        try:
            async for message in socket.ws:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._take(socket, message.data)
        finally:
            socket.spent.set()
            self._sockets.discard(socket)

    def _take(self, socket: Socket, said: str) -> None:
        try:
            frame = read_frame(said)
        except ValueError as problem:  # nobody knows what it would be acknowledged by
            log.warning("malformed", transport=TRANSPORT, **why(problem))
            return
        if frame.type == "disconnect":
            socket.spent.set()
        elif frame.envelope_id is not None:
            task = self._spawn(self._answer(socket, frame))
            socket.answering.add(task)
            task.add_done_callback(socket.answering.discard)

    async def _answer(self, socket: Socket, frame: Frame) -> None:
        began = time.monotonic()
        found = await self._found(frame)
        if found.status == 200 or (found.status == 400 and frame.type == SENT_AGAIN):
            said = acknowledgement(found) if found.status == 200 else {}
            try:
                await socket.ws.send_json({"envelope_id": frame.envelope_id, **said})
            except ConnectionError:
                log.warning("not acknowledged: the websocket is gone", kind=frame.type)
        self._acknowledged(TRANSPORT, found.status, time.monotonic() - began)

    async def _found(self, frame: Frame) -> BoltResponse:
        try:
            envelope = frame.content()
        except ValueError as problem:
            log.warning("malformed", transport=TRANSPORT, **why(problem))
            return BoltResponse(status=400)
        return await self._app.async_dispatch(for_bolt(envelope))

    async def _retire(self, socket: Socket, timeout_s: float) -> None:
        if socket.answering:
            await asyncio.wait(socket.answering, timeout=timeout_s)
        await socket.ws.close()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("bug", exc_info=error)


def is_hello(said: str) -> bool:
    """Whether Slack greets."""
    try:
        return read_frame(said).type == "hello"
    except ValueError:
        return False


def acknowledgement(found: BoltResponse) -> dict[str, Any]:
    """What the ack carries: nothing, a document, or a text."""
    if not found.body:
        return {}
    is_json = found.headers.get("content-type", [""])[0].startswith("application/json")
    return {"payload": json.loads(found.body) if is_json else {"text": found.body}}
