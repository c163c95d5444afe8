"""The delivery loop: takes turns at the outbox and sends what it claimed, concurrently and outside any transaction."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from datetime import timedelta
from typing import TypeVar
from uuid import uuid4

import structlog

from csbot.domain.deliveries import DOUBT_REST, NO_WAIT, Delivery, DeliveryState, Finished, Outcome
from scheduler.delivery.sending import Sender
from scheduler.delivery.turns import NOTHING, Claim, Turns
from scheduler.outages import Outage

R = TypeVar("R")
Ended = Callable[[Delivery, Outcome], None]  # hears of every attempt that ended

log = structlog.get_logger()

SLOTS = 128  # sends at once
POLL_S = 0.25  # between turns when nothing calls: other processes' deliveries, and retries that come due
TOKENS_S = 0.05  # between turns for tokens that come due: those of many workspaces are taken together
LAST_TURNS = 5
TURN_S = 2.0  # far more than a turn takes when the database answers


class DeliveryLoop:
    """One process's loop. All methods but `wake` belong to the event loop that called `start`."""

    def __init__(
        self, turns: Turns, sender: Sender, executor: Executor, slots: int = SLOTS, ended: Ended | None = None
    ) -> None:
        self._turns = turns
        self._sender = sender
        self._executor = executor
        self._slots = slots
        self._ended = ended
        self._finished: list[Finished] = []
        self._sends: set[asyncio.Task[None]] = set()
        self._sending: set[int] = set()
        self._event = asyncio.Event()
        self._outage = Outage("delivery")
        self._draining = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._running: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to deliver."""
        self._loop = asyncio.get_running_loop()
        self._running = self._loop.create_task(self._run())

    def wake(self) -> None:
        """There is something new: after a commit that wrote deliveries. May be called from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._event.set)

    async def drain(self, timeout_s: float) -> None:
        """Claim nothing more, let what is being sent finish, and give back what does not within `timeout_s`."""
        self._draining = True
        self._event.set()
        if self._running is not None:
            await end({self._running}, TURN_S)
        await end(self._sends, timeout_s)
        with suppress(TimeoutError):  # the database does not answer: leases that are not given back run out
            async with asyncio.timeout(TURN_S):
                for _ in range(LAST_TURNS):
                    if not self._finished:
                        return
                    await self._turn(slots=0)

    async def _run(self) -> None:
        await self._recover()
        while not self._draining:
            self._event.clear()
            free = self._slots - len(self._sends)
            claim = await self._turn(free)
            for delivery in claim.deliveries:
                self._begin(delivery, claim)
            if not claim.deliveries or len(self._sends) >= self._slots:
                await self._pause(POLL_S if claim.rest is None else rest_s(claim.rest))

    def _begin(self, delivery: Delivery, claim: Claim) -> None:
        if self._draining:
            self._finished.append(Finished(delivery, claim.token, given_back(delivery.in_doubt)))
            return
        if delivery.id in self._sending:  # its lease ran out here: two sends of one would not know of each other
            self._finished.append(Finished(delivery, claim.token, given_back(in_doubt=True, wait=DOUBT_REST)))
            return
        self._sending.add(delivery.id)
        send = asyncio.get_running_loop().create_task(self._send(delivery, claim))
        self._sends.add(send)
        send.add_done_callback(self._sends.discard)

    async def _send(self, delivery: Delivery, claim: Claim) -> None:
        try:
            outcome = await self._sender.send(delivery, claim.until)
        except asyncio.CancelledError:
            outcome = given_back(in_doubt=True)  # it may have been written to the socket already
        except Exception as error:
            outcome = bug(delivery, error)
        finally:
            self._sending.discard(delivery.id)
        self._finished.append(Finished(delivery, claim.token, outcome))
        if self._ended is not None:
            self._ended(delivery, outcome)
        self._event.set()

    async def _turn(self, slots: int) -> Claim:
        finished, self._finished = self._finished, []
        try:
            claim = await self._in_background(self._turns.take, finished, slots)
        except Exception as error:
            self._finished = finished + self._finished
            await self._outage.rest(error)
            return NOTHING
        self._outage.over()
        return claim

    async def _recover(self) -> None:
        while not self._draining:
            try:
                await self._in_background(self._turns.recover)
            except Exception as error:
                await self._outage.rest(error)
            else:
                return

    async def _in_background(self, work: Callable[..., R], *args: object) -> R:
        return await asyncio.get_running_loop().run_in_executor(self._executor, work, *args)

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):  # `wait_for` would lose a cancellation that comes together with the event
            async with asyncio.timeout(seconds):
                await self._event.wait()


def rest_s(until_token: timedelta) -> float:
    """Seconds until the turn that takes the next token: a token that nobody takes is lost once the burst is full."""
    return min(POLL_S, max(TOKENS_S, until_token.total_seconds()))


async def end(tasks: set[asyncio.Task[None]], timeout_s: float) -> None:
    """Wait for these tasks, and cancel what does not end in time."""
    if not tasks:
        return
    _, late = await asyncio.wait(tasks, timeout=timeout_s)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)


def given_back(in_doubt: bool, wait: timedelta = NO_WAIT) -> Outcome:
    """The outcome of a send that csbot itself ended: somebody else's turn."""
    return Outcome(DeliveryState.PENDING, "interrupted", in_doubt=in_doubt, given_back=True, wait=wait)


def bug(delivery: Delivery, error: Exception) -> Outcome:
    """The outcome of an error that nobody expected: logged once under a reference that managers see too."""
    reference = uuid4().hex[:8]
    log.error("delivery_failed", reference=reference, delivery=delivery.id, kind=delivery.kind, exc_info=error)
    return Outcome(DeliveryState.DEAD, "bug", reference, in_doubt=delivery.in_doubt)
