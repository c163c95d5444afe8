"""Events: messages to the app, its Home being opened, and any other, with Slack's retries."""

import asyncio
from collections.abc import Coroutine
from typing import Any
from uuid import uuid4

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
        self._repeats: set[asyncio.Task[None]] = set()

    async def emit(self, event: dict[str, Any], copies: int = 1) -> Ack:
        """Send an event, ``copies`` times at once; answers the first attempt's ack, repeats follow on their own."""
        channel = self._workspace.channels.get(str(event.get("channel")))
        envelope = event_envelope(self._workspace, event, bool(channel and channel.is_ext_shared))
        acks = await asyncio.gather(*(self._sender.send(event_letter(envelope, {})) for _ in range(copies)))
        if acks[0].failure and not acks[0].no_retry:
            self._keep(self._repeat(envelope, acks[0]))
        return acks[0]

    async def stop(self) -> None:
        """Give the repeats up."""
        for task in self._repeats:
            task.cancel()
        await asyncio.gather(*self._repeats, return_exceptions=True)

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._repeats.add(task)
        task.add_done_callback(self._repeats.discard)

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


async def say(stage: Stage, events: Events, user_id: str, channel_id: str, text: str) -> Result:
    """A person writes a message; the app hears of it in their own conversation, or when it is mentioned."""
    workspace = stage.workspace
    person = stage.person(user_id)
    channel_id = stage.channel(person, channel_id)
    sent = as_sent(text, workspace.people.values(), with_names=False)
    posted = workspace.post(
        channel_id,
        {"type": "message", "user": person.id, "team": person.team_id, "client_msg_id": str(uuid4()), "text": sent,
         "blocks": as_rich_text(sent)},
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
