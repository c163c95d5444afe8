"""The measurements: draining, rates, fairness, and what is urgent."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice
from statistics import mean, quantiles

from bench.delivery.outbox import BACKGROUND, Outbox
from bench.delivery.senders import InstantSlack, NoSender
from csbot.domain.deliveries import RATE, Urgency
from scheduler.delivery.sending import Sender

WINDOW_S = 10.0
SETTLING_S = 2.0  # bursts are over
ANSWER_S = 0.05  # what a call to Slack takes here
LEAST_LATENCY_S = 0.01


@dataclass(frozen=True, slots=True)
class Rates:
    """How many workspaces were served at their own rate: of all sends, the fullest window, and the slowest."""

    vs_ideal: float
    over: float
    fairness: float


def drain(outbox: Outbox, waiting: int) -> float:
    """Deliveries per second when sending is nothing."""
    sender = NoSender()
    return waiting / asyncio.run(run_until(outbox, sender, lambda: sender.sent >= waiting))


def drain_rendered(outbox: Outbox, waiting: int) -> float:
    """The same with csbot's sender: permissions checked, digests rendered from tasks and validated."""
    slack = InstantSlack()
    with ThreadPoolExecutor(BACKGROUND) as executor:
        sender = Sender(outbox.database, outbox.clock, slack, executor)
        return waiting / asyncio.run(run_until(outbox, sender, lambda: slack.sent >= waiting))


async def run_until(outbox: Outbox, sender: Sender, is_over: Callable[[], bool]) -> float:
    """Seconds until then, and until everything is written back."""
    with ThreadPoolExecutor(BACKGROUND) as executor:
        loop, clock = outbox.loop(sender, executor), asyncio.get_running_loop()
        started = clock.time()
        loop.start()
        while not is_over():  # noqa: ASYNC110 - what is waited for has no event of its own
            await asyncio.sleep(0.005)
        await loop.drain(10)
        return clock.time() - started


def rates(outbox: Outbox, for_s: float) -> Rates:
    """Every workspace has more waiting than it may send."""
    each = int((for_s + 5) * RATE) + 10
    outbox.enqueue([(w, m) for w, members in outbox.people.items() for m in islice(cycle(members), each)], "rates")
    sender = NoSender(ANSWER_S)
    asyncio.run(run_for(outbox, sender, for_s))
    began = min(times[0] for times in sender.begun.values())
    steady = {w: sum(began + SETTLING_S <= at < began + for_s for at in sender.begun.get(w, ())) for w in outbox.people}
    ideal = RATE * (for_s - SETTLING_S)
    fullest = max(fullest_window(times, WINDOW_S) for times in sender.begun.values())
    return Rates(
        sum(steady.values()) / (ideal * len(steady)),
        fullest / (RATE * min(WINDOW_S, for_s)),
        min(steady.values()) / mean(steady.values()),
    )


async def run_for(outbox: Outbox, sender: NoSender, seconds: float) -> None:
    """Let a loop work."""
    with ThreadPoolExecutor(BACKGROUND) as executor:
        loop = outbox.loop(sender, executor)
        loop.start()
        while not sender.begun:  # noqa: ASYNC110 - what is waited for has no event of its own
            await asyncio.sleep(0.005)
        await asyncio.sleep(seconds)
        await loop.drain(10)


def fullest_window(times: list[float], window_s: float) -> int:
    """The most sends within any window of that length; `times` ascend."""
    most = start = 0
    for end, at in enumerate(times):
        while times[start] <= at - window_s:
            start += 1
        most = max(most, end - start + 1)
    return most


def small_ones(outbox: Outbox, each: int) -> float:
    """Seconds until every workspace but the first has sent so many."""
    small = list(outbox.people)[1:]
    outbox.enqueue([(w, m) for w in small for m in outbox.people[w][:each]], "small")
    sender = NoSender(ANSWER_S)

    def is_over() -> bool:
        return all(len(sender.begun.get(w, ())) >= each for w in small)

    return asyncio.run(run_until(outbox, sender, is_over))


def alert_latency(outbox: Outbox, alerts: int, every_s: float) -> float:
    """The 95th percentile of the seconds from an alert's commit until it is sent, each to a person of their own."""
    return asyncio.run(watch_alerts(outbox, alerts, every_s))


async def watch_alerts(outbox: Outbox, alerts: int, every_s: float) -> float:
    workspace = next(iter(outbox.people))
    receivers = outbox.people[workspace][-alerts:]
    sender, clock, latencies = NoSender(ANSWER_S), asyncio.get_running_loop(), []
    with ThreadPoolExecutor(BACKGROUND) as executor:
        loop = outbox.loop(sender, executor)
        loop.start()
        await asyncio.sleep(SETTLING_S)
        for member in receivers:
            await clock.run_in_executor(executor, outbox.enqueue, [(workspace, member)], "alert", Urgency.ALERT)
            committed = clock.time()
            loop.wake()
            while member not in sender.by_recipient:  # noqa: ASYNC110 - what is waited for has no event of its own
                await asyncio.sleep(0.001)
            latencies.append(max(0.0, sender.by_recipient[member] - committed))
            await asyncio.sleep(every_s)
        await loop.drain(10)
    return quantiles(latencies, n=20, method="inclusive")[-1]
