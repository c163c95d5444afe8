"""Sending one delivery, outside any transaction, and what its outcome means."""

import random
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from csbot.clock import Clock
from csbot.domain.deliveries import TOKEN_REFUSED, Delivery, DeliveryState, Op, Outcome, failed
from csbot.domain.errors import Busy, SlackLimited, SlackRefused, SlackUnavailable
from csbot.services.ports import Slack
from csbot.storage.unit_of_work import Database
from scheduler.delivery.do_not_disturb import DoNotDisturb
from scheduler.delivery.doubt import find_posted, metadata
from scheduler.delivery.drafts import Drafts
from scheduler.delivery.pace import USUAL, Pace
from scheduler.delivery.rendering import Message, held

DATABASE_REST = timedelta(seconds=2)
METHODS = {Op.POST: "chat.postMessage", Op.UPDATE: "chat.update", Op.DELETE: "chat.delete"}
GONE = "message_not_found"  # somebody deleted what was to be changed


class LeaseOver(Exception):
    """The lease may end before Slack answers, so nothing is written to the socket any more."""


@dataclass(slots=True)
class Attempt:
    """One try at one delivery. `in_doubt` follows what is known about whether Slack has the message."""

    delivery: Delivery
    until: datetime
    in_doubt: bool
    channel: str | None
    is_new_dm: bool = False

    def ended(
        self, state: DeliveryState, code: str | None = None, detail: str | None = None, ts: str | None = None
    ) -> Outcome:
        return Outcome(state, code, detail, self.channel, ts, in_doubt=self.in_doubt, is_new_dm=self.is_new_dm)

    def later(self, code: str, wait: timedelta = timedelta(), pause: timedelta | None = None) -> Outcome:
        """Nothing was tried that counts."""
        return Outcome(
            DeliveryState.PENDING,
            code,
            channel=self.channel,
            in_doubt=self.in_doubt,
            wait=wait,
            given_back=True,
            pause=pause,
            is_new_dm=self.is_new_dm,
        )


class Sender:
    """Sends deliveries. Never raises for what Slack or the database do."""

    def __init__(self, database: Database, clock: Clock, slack: Slack, executor: Executor, pace: Pace = USUAL) -> None:
        self._clock = clock
        self._slack = slack
        self._drafts = Drafts(database, clock, executor)
        self._call_timeout = pace.call_timeout
        self._do_not_disturb = DoNotDisturb(slack, clock)

    async def send(self, delivery: Delivery, until: datetime) -> Outcome:
        """Render and send. `until`: the end of the lease by this process's clock."""
        attempt = Attempt(delivery, until, delivery.in_doubt, delivery.channel)
        try:
            prepared = await self._drafts.prepare(delivery)
        except Busy:
            return attempt.later("busy", DATABASE_REST)
        if isinstance(prepared, Outcome):
            return prepared
        return await self._deliver(attempt, prepared)

    async def _paused(self, attempt: Attempt, message: Message) -> datetime | None:
        """Until when Slack's do-not-disturb delays a new message (workspace N3)."""
        delivery = attempt.delivery
        if delivery.op is not Op.POST or attempt.in_doubt or not delivery.urgency.respects_quiet:
            return None
        self._check(attempt)
        return await self._do_not_disturb.until(delivery.workspace_id, message.slack_user_id)

    async def _deliver(self, attempt: Attempt, message: Message) -> Outcome:
        try:
            if until := await self._paused(attempt, message):
                return held(attempt.delivery, until, "do_not_disturb")
            if attempt.delivery.op is Op.POST:
                return await self._post(attempt, message)
            return await self._change(attempt, message)
        except LeaseOver:
            return attempt.later("lease_over")
        except SlackLimited as limited:
            return attempt.later(limited.code, pause=timedelta(seconds=limited.retry_after_s))
        except SlackUnavailable as away:
            outcome = failed(attempt.delivery, away.error, attempt.in_doubt, attempt.channel, _jitter())
            return replace(outcome, is_new_dm=attempt.is_new_dm)
        except SlackRefused as refused:
            if refused.error in TOKEN_REFUSED:  # it is good once the token is
                return replace(attempt.later(refused.error), withdrawn=refused.error)
            return attempt.ended(DeliveryState.DEAD, refused.error)

    async def _post(self, attempt: Attempt, message: Message) -> Outcome:
        known = attempt.channel or message.channel
        attempt.channel = known or await self._open(attempt, message)
        if attempt.in_doubt and (settled := await self._settle(attempt, attempt.channel)):
            return settled
        if message.rendered is None:
            return attempt.ended(DeliveryState.EXPIRED)
        try:
            return await self._write(attempt, message)
        except SlackRefused as refused:
            if refused.error != "channel_not_found" or not known:
                raise
        attempt.channel = await self._open(attempt, message)  # what was remembered holds no longer
        return await self._write(attempt, message)

    async def _open(self, attempt: Attempt, message: Message) -> str:
        self._check(attempt)
        asked = {"users": message.slack_user_id}
        answer = await self._slack.call(attempt.delivery.workspace_id, "conversations.open", asked)
        attempt.is_new_dm = True
        return str(answer["channel"]["id"])

    async def _settle(self, attempt: Attempt, channel: str) -> Outcome | None:
        """Look whether the message is there; None when it is not and may be posted."""
        self._check(attempt)
        since = None if self._clock.offset else attempt.delivery.created_at
        try:
            ts = await find_posted(self._slack, attempt.delivery, channel, since)
        except SlackLimited as limited:  # history has a limit of its own: this row waits, the workspace doesn't
            return attempt.later("history_limited", timedelta(seconds=limited.retry_after_s))
        except SlackRefused as refused:
            if refused.error in TOKEN_REFUSED:
                raise
            return attempt.ended(DeliveryState.DEAD, "in_doubt", refused.error)
        attempt.in_doubt = False
        return None if ts is None else attempt.ended(DeliveryState.SENT, ts=ts)

    async def _write(self, attempt: Attempt, message: Message) -> Outcome:
        delivery = attempt.delivery
        marked = {"metadata": metadata(delivery), "client_msg_id": delivery.client_msg_id}
        answer = await self._call(attempt, {"channel": attempt.channel, **content(message), **marked})
        return attempt.ended(DeliveryState.SENT, ts=str(answer["ts"]))

    async def _change(self, attempt: Attempt, message: Message) -> Outcome:
        """Twice is once here, so what is in doubt is done again. A message that is gone needs no change."""
        attempt.channel = message.channel
        try:
            await self._call(attempt, {"channel": message.channel, "ts": message.ts, **content(message)})
        except SlackRefused as refused:
            if refused.error != GONE:
                raise
            return attempt.ended(DeliveryState.CANCELLED, GONE)
        attempt.in_doubt = False
        return attempt.ended(DeliveryState.SENT, ts=message.ts)

    async def _call(self, attempt: Attempt, arguments: dict[str, Any]) -> Any:
        """The call that has an effect; whether it may have had it is known when it fails."""
        self._check(attempt)
        delivery = attempt.delivery
        try:
            return await self._slack.call(delivery.workspace_id, METHODS[delivery.op], arguments)
        except SlackUnavailable as away:
            attempt.in_doubt = away.in_doubt
            raise

    def _check(self, attempt: Attempt) -> None:
        """Once the lease is over another process may be sending the same."""
        if self._clock.real_now() + self._call_timeout >= attempt.until:
            raise LeaseOver


def content(message: Message) -> dict[str, Any]:
    """What a message says."""
    if message.rendered is None:
        return {}
    shown = {"text": message.rendered.text, "blocks": message.rendered.blocks}
    return shown if message.ts else {**shown, "unfurl_links": False, "unfurl_media": False}


def _jitter() -> float:
    return random.random()  # noqa: S311 - spreads retries
