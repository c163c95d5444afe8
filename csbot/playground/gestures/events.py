"""Sending events, with Slack's retries."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from csbot.playground.gestures.payloads import event_envelope
from csbot.playground.gestures.sender import (
    NO_CONNECTION,
    RETRY_NUMBER,
    RETRY_REASON,
    TIMEOUT,
    Ack,
    Sender,
    event_letter,
)
from csbot.playground.workspace import Workspace

_MESSAGES = {"im": "message.im", "mpim": "message.mpim", "channel": "message.channels"}
_REASONS = {TIMEOUT: "http_timeout", NO_CONNECTION: "connection_failed"}


class Events:
    """Posts events and repeats those that the app did not take, unless it answers ``x-slack-no-retry: 1``."""

    def __init__(self, workspace: Workspace, sender: Sender, retry_after: tuple[float, ...]) -> None:
        self._workspace = workspace
        self._sender = sender
        self._retry_after = retry_after
        self._held: list[dict[str, Any]] = []
        self._repeats: set[asyncio.Task[None]] = set()

    async def emit(self, event: dict[str, Any], copies: int = 1) -> Ack:
        """Send an event, ``copies`` times at once; answers the first attempt's ack, repeats follow on their own.

        One that is late or kept back (see ``csbot.playground.faults``) is answered with status 0 before it is sent.
        """
        channel = self._workspace.channels.get(str(event.get("channel")))
        envelope = event_envelope(self._workspace, event, bool(channel and channel.is_ext_shared))
        fault = self._workspace.faults.take_event(event, self._workspace.team.id)
        if fault is None:
            return await self._emit(envelope, copies)
        if fault.kind == "duplicate":
            return await self._emit(envelope, max(copies, 2))
        if fault.kind == "late":
            self._keep(self._emit_later(envelope, fault.seconds))
            return Ack(0)
        self._held.append(envelope)
        if fault.count == 1:
            await self.release()
        return Ack(0)

    async def release(self) -> None:
        """Send what was kept back, the latest first and one after the other."""
        held, self._held = self._held[::-1], []
        for envelope in held:
            await self._emit(envelope, 1)

    async def _emit(self, envelope: dict[str, Any], copies: int) -> Ack:
        acks = await asyncio.gather(*(self._sender.send(event_letter(envelope, {})) for _ in range(copies)))
        if acks[0].failure and not acks[0].no_retry:
            self._keep(self._repeat(envelope, acks[0]))
        return acks[0]

    async def _emit_later(self, envelope: dict[str, Any], seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self._emit(envelope, 1)

    def send(self, event: dict[str, Any]) -> None:
        """Send an event in a task of its own, if the app wants to hear it."""
        if self.is_wanted(event):
            self._keep(self._emitted(event))

    def is_wanted(self, event: dict[str, Any]) -> bool:
        """Whether the app subscribed to such events."""
        name = str(event["type"])
        if name == "message":
            name = _MESSAGES[event["channel_type"]]
        wanted = self._workspace.config.events
        return name != "message.channels" if wanted is None else name in wanted

    async def stop(self) -> None:
        """Give the repeats up."""
        for task in self._repeats:
            task.cancel()
        await asyncio.gather(*self._repeats, return_exceptions=True)

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._repeats.add(task)
        task.add_done_callback(self._repeats.discard)

    async def _emitted(self, event: dict[str, Any]) -> None:
        await self.emit(event)

    async def _repeat(self, envelope: dict[str, Any], ack: Ack) -> None:
        for number, pause in enumerate(self._retry_after, start=1):
            await asyncio.sleep(pause)
            reason = _REASONS.get(ack.failure, "http_error")
            headers = {RETRY_NUMBER: str(number), RETRY_REASON: reason}
            ack = await self._sender.send(event_letter(envelope, headers))
            if not ack.failure or ack.no_retry:
                return
