"""Events: messages to the app, its Home being opened, and any other, with Slack's retries."""

import asyncio
from collections.abc import Coroutine
from typing import Any
from uuid import uuid4

from csbot.playground.errors import DriverError
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
from csbot.playground.gestures.stage import Result, Stage
from csbot.playground.gestures.typed_text import as_rich_text, as_sent
from csbot.playground.workspace import Workspace

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
        """Send an event in a task of its own."""
        self._keep(self._emitted(event))

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


async def open_home(stage: Stage, events: Events, user_id: str, tab: str) -> Result:
    """A person opens the app's ``home`` or ``messages`` tab."""
    person = stage.person(user_id)
    channel_id = stage.channel(person, "")
    event: dict[str, Any] = {"type": "app_home_opened", "user": person.id, "channel": channel_id, "tab": tab}
    if tab == "home" and (view := stage.workspace.views.home(person.id)):
        event["view"] = view
    ack = await events.emit(event)
    return Result(ack.status, ack.body, ack.failure)


async def say(stage: Stage, events: Events, user_id: str, channel_id: str, text: str, thread_ts: str = "") -> Result:
    """A person writes a message, or a reply to one; the app hears of it in their own conversation, or when it is
    mentioned.

    Raises DriverError for a thread of no message.
    """
    workspace = stage.workspace
    person = stage.person(user_id)
    channel_id = stage.channel(person, channel_id)
    if thread_ts and not workspace.messages.find(channel_id, thread_ts):
        raise DriverError(f"there is no message {thread_ts!r} in {channel_id!r}")
    sent = as_sent(text, workspace.people.values(), with_names=False)
    posted = workspace.post(
        channel_id,
        {"type": "message", "user": person.id, "team": person.team_id, "client_msg_id": str(uuid4()), "text": sent,
         "blocks": as_rich_text(sent)} | ({"thread_ts": thread_ts} if thread_ts else {}),
    )  # fmt: skip
    workspace.messages.read_up_to(person.id, channel_id, posted["ts"])
    event = {**posted, "channel": channel_id, "event_ts": posted["ts"]}
    if workspace.dm_owner(channel_id):
        ack = await events.emit({**event, "channel_type": "im"})
    elif f"<@{workspace.team.app.user_id}>" in sent and workspace.team.app.user_id in workspace.member_ids(channel_id):
        ack = await events.emit({**event, "type": "app_mention"})
    else:
        return Result()
    return Result(ack.status, ack.body, ack.failure)
