"""Sending one delivery, outside any transaction, and what its outcome means."""

import asyncio
import random
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime, timedelta

from csbot.clock import Clock
from csbot.domain.deliveries import Delivery, DeliveryState, Outcome, failed
from csbot.domain.errors import Busy, SlackLimited, SlackRefused, SlackUnavailable
from csbot.services.ports import Slack
from csbot.storage.unit_of_work import Database
from scheduler.delivery.channels import DirectChannels
from scheduler.delivery.doubt import find_posted, metadata
from scheduler.delivery.rendering import Message, prepare

CALL_TIMEOUT = timedelta(seconds=10)
DATABASE_REST = timedelta(seconds=2)


class LeaseOver(Exception):
    """The lease may end before Slack answers, so nothing is written to the socket any more."""


@dataclass(slots=True)
class Attempt:
    """One try at one delivery. `in_doubt` follows what is known about whether Slack has the message."""

    delivery: Delivery
    until: datetime
    in_doubt: bool
    channel: str | None

    def ended(self, state: DeliveryState, code: str | None = None, detail: str | None = None) -> Outcome:
        return Outcome(state, code, detail, self.channel, in_doubt=self.in_doubt)

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
        )


class Sender:
    """Sends deliveries. Never raises for what Slack or the database do."""

    def __init__(self, database: Database, clock: Clock, slack: Slack, executor: Executor) -> None:
        self._database = database
        self._clock = clock
        self._slack = slack
        self._executor = executor
        self._channels = DirectChannels(slack)

    async def send(self, delivery: Delivery, until: datetime) -> Outcome:
        """Render and send. `until`: the end of the lease by this process's clock."""
        attempt = Attempt(delivery, until, delivery.in_doubt, delivery.channel)
        try:
            prepared = await asyncio.get_running_loop().run_in_executor(
                self._executor, prepare, self._database, delivery, self._clock.now()
            )
        except Busy:
            return attempt.later("busy", DATABASE_REST)
        if isinstance(prepared, Outcome):
            return prepared
        return await self._deliver(attempt, prepared)

    async def _deliver(self, attempt: Attempt, message: Message) -> Outcome:
        try:
            if attempt.channel is None:
                attempt.channel = await self._open(attempt, message)
            if attempt.in_doubt and (settled := await self._settle(attempt, attempt.channel)):
                return settled
            return await self._post(attempt, message)
        except LeaseOver:
            return attempt.later("lease_over")
        except SlackLimited as limited:
            return attempt.later(limited.code, pause=timedelta(seconds=limited.retry_after_s))
        except SlackUnavailable as away:
            return failed(attempt.delivery, away.error, attempt.in_doubt, attempt.channel, _jitter())
        except SlackRefused as refused:
            self._channels.forget(attempt.delivery.workspace_id, message.slack_user_id)
            return attempt.ended(DeliveryState.DEAD, refused.error)

    async def _open(self, attempt: Attempt, message: Message) -> str:
        self._check(attempt)
        return await self._channels.open(attempt.delivery.workspace_id, message.slack_user_id)

    async def _settle(self, attempt: Attempt, channel: str) -> Outcome | None:
        """Look whether the message is there; None when it is not and may be posted."""
        self._check(attempt)
        since = None if self._clock.offset else attempt.delivery.created_at
        try:
            ts = await find_posted(self._slack, attempt.delivery, channel, since)
        except SlackLimited as limited:  # history has a limit of its own: this row waits, the workspace doesn't
            return attempt.later("history_limited", timedelta(seconds=limited.retry_after_s))
        except SlackRefused as refused:
            return attempt.ended(DeliveryState.DEAD, "in_doubt", refused.error)
        attempt.in_doubt = False
        return None if ts is None else Outcome(DeliveryState.SENT, channel=channel, ts=ts)

    async def _post(self, attempt: Attempt, message: Message) -> Outcome:
        delivery = attempt.delivery
        arguments = {
            "channel": attempt.channel,
            "text": message.rendered.text,
            "blocks": message.rendered.blocks,
            "metadata": metadata(delivery),
            "client_msg_id": delivery.client_msg_id,
            "unfurl_links": False,
            "unfurl_media": False,
        }
        self._check(attempt)
        try:
            answer = await self._slack.call(delivery.workspace_id, "chat.postMessage", arguments)
        except SlackUnavailable as away:
            attempt.in_doubt = away.in_doubt
            raise
        return Outcome(DeliveryState.SENT, channel=attempt.channel, ts=str(answer["ts"]))

    def _check(self, attempt: Attempt) -> None:
        """Once the lease is over another process may be sending the same."""
        if self._clock.real_now() + CALL_TIMEOUT >= attempt.until:
            raise LeaseOver


def _jitter() -> float:
    return random.random()  # noqa: S311 - spreads retries
