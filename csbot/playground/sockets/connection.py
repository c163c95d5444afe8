"""One websocket of the app's."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

Acknowledge = Callable[[str, Any], None]
_PING_SECONDS = 5.0


class Connection:
    """Sends documents and hands acknowledgements on. A ``silent`` one stays open and does nothing, not even pong."""

    def __init__(
        self, number: int, ws: web.WebSocketResponse, transport: asyncio.Transport | None, on_ack: Acknowledge
    ) -> None:
        self.number = number
        self.silent = False
        self.leaving = False
        self.sent = 0
        self.acked = 0
        self._ws = ws
        self._transport = transport
        self._on_ack = on_ack

    def document(self) -> dict[str, Any]:
        """As the driver shows it."""
        return {"number": self.number, "silent": self.silent, "sent": self.sent, "acked": self.acked}

    async def send(self, document: dict[str, Any]) -> None:
        """Send one document; what can't be sent is lost, as on a network."""
        self.sent += "envelope_id" in document
        if self.silent:
            return
        try:
            await self._ws.send_json(document)
        except ConnectionError:
            self.leaving = True

    async def listen(self) -> None:
        """Read until the app or ``close`` ends it."""
        pings = asyncio.create_task(self._ping())
        try:
            async for message in self._ws:
                if self.silent:
                    continue
                if message.type is WSMsgType.PING:
                    await self._ws.pong(message.data)
                elif message.type is WSMsgType.TEXT:
                    self._take(message.data)
        except ConnectionError:
            return
        finally:
            self.leaving = True
            pings.cancel()

    async def disconnect(self, reason: str) -> None:
        """Tell the app why it should open another; for all reasons but ``warning`` this one closes."""
        await self.send({"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}})
        if reason != "warning":
            await self.close()

    async def close(self) -> None:
        """End it."""
        self.leaving = True
        await self._ws.close()

    def cut(self) -> None:
        """Let the connection break without a word."""
        self.leaving = True
        if self._transport is not None:
            self._transport.abort()

    def _take(self, text: str) -> None:
        try:
            said = json.loads(text)
        except ValueError:
            said = None
        if isinstance(said, dict) and isinstance(said.get("envelope_id"), str):
            self.acked += 1
            self._on_ack(said["envelope_id"], said.get("payload"))

    async def _ping(self) -> None:
        while True:
            await asyncio.sleep(_PING_SECONDS)
            if not self.silent:
                try:
                    await self._ws.ping()
                except ConnectionError:
                    return
