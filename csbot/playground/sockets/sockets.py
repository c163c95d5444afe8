"""All websockets of the app, up to ten: each envelope goes to one of them.

aiohttp serves them, on a port of their own: it leaves pings to us, and a socket that goes silent must not answer them.
"""

import asyncio
import secrets
import socket
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from csbot.playground.clock import Clock
from csbot.playground.journal import CALL, Journal, Outcome
from csbot.playground.listening import listen
from csbot.playground.sockets.connection import Connection

MOST = 10
TICKET_SECONDS = 30
REASONS = ("warning", "refresh_requested", "link_disabled")
MISDEEDS = ("silence", "cut", *REASONS)


class Sockets:
    """Issues addresses, keeps connections, asks the app over them. The server starts with the first address."""

    def __init__(self, clock: Clock, journal: Journal, app_id: str) -> None:
        self._clock = clock
        self._journal = journal
        self._app_id = app_id
        self._tickets: dict[str, float] = {}
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self._number = 0
        self._port = 0
        self._serving: asyncio.Task[None] | None = None
        self.connections: list[Connection] = []

    @property
    def is_open(self) -> bool:
        """Whether the app listens on one."""
        return any(not connection.leaving for connection in self.connections)

    def address(self, base_url: str) -> str:
        """The address of one new websocket, good once and for half a minute."""
        host = urlsplit(base_url).hostname or "127.0.0.1"
        if self._serving is None:
            listening = listen(host, 0)
            self._port = listening.getsockname()[1]
            self._serving = asyncio.create_task(self._serve(listening))
        ticket = secrets.token_urlsafe(18)
        self._tickets[ticket] = self._clock.real() + TICKET_SECONDS
        return f"ws://{host}:{self._port}/link/?ticket={ticket}&app_id={self._app_id}"

    async def ask(self, kind: str, payload: dict[str, Any], more: dict[str, Any], patience: float) -> Any:
        """Send an envelope and wait for its acknowledgement: its payload, or None. Raises TimeoutError."""
        envelope_id = secrets.token_hex(16)
        envelope = {"envelope_id": envelope_id, "type": kind, "payload": payload, **more}
        # The least used one: Slack promises no order, but never sends one thing to two.
        chosen = min((one for one in self.connections if not one.leaving), key=lambda one: one.sent)
        answer = self._waiting[envelope_id] = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(patience):
                await chosen.send(envelope)
                return await answer
        finally:
            del self._waiting[envelope_id]

    async def misbehave(self, deed: str, number: int) -> None:
        """One connection, or with 0 each, goes silent, breaks, or tells the app to open another (``REASONS``)."""
        for connection in [one for one in self.connections if number in (0, one.number)]:
            if deed == "silence":
                connection.silent = True
            elif deed == "cut":
                connection.cut()
            else:
                await connection.disconnect(deed)

    async def stop(self) -> None:
        """Close all and stop serving."""
        if self._serving is None:
            return
        self._serving.cancel()
        await asyncio.gather(self._serving, return_exceptions=True)
        self._serving = None

    async def _serve(self, listening: socket.socket) -> None:
        app = web.Application()
        app.router.add_get("/link/", self._connect)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await web.SockSite(runner, listening).start()
            await asyncio.Event().wait()
        finally:
            await asyncio.gather(*(one.close() for one in self.connections if not one.silent))
            for connection in self.connections:
                connection.cut()
            await runner.cleanup()

    async def _connect(self, request: web.Request) -> web.StreamResponse:
        good_until = self._tickets.pop(request.query.get("ticket", ""), 0.0)
        if good_until < self._clock.real():
            return web.Response(status=408)
        ws = web.WebSocketResponse(autoping=False, timeout=1)
        await ws.prepare(request)
        self._number += 1
        connection = Connection(self._number, ws, request.transport, self._acknowledged)
        if sum(not one.leaving for one in self.connections) >= MOST:
            await connection.disconnect("too_many_websockets")
            return ws
        self.connections.append(connection)
        await connection.send(self._hello())
        try:
            await connection.listen()
        finally:
            self.connections.remove(connection)
        return ws

    def _hello(self) -> dict[str, Any]:
        return {
            "type": "hello",
            "num_connections": sum(not one.leaving for one in self.connections),
            "debug_info": {"host": "local", "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._app_id},
        }

    def _acknowledged(self, envelope_id: str, payload: Any) -> None:
        answer = self._waiting.get(envelope_id)
        if answer is None or answer.done():
            # Slack takes no notice of an ack that comes late or twice; here it can be counted.
            outcome = Outcome(0, None, "unknown_envelope")
            self._journal.note(CALL, "ack", self._clock.real(), {"envelope_id": envelope_id}, outcome)
            return
        answer.set_result(payload)
