"""Sustained `/cs today` with 32 and with 256 in flight, over what a bare echo command on Bolt answers; and memory.

Everybody asks for the same full day: 60 tasks, 40 of them waiting, in a book of 10,000. Both servers run at once, the
load goes to one and then to the other in short rounds, and a ratio is the median of those of the rounds: what disturbs
the machine disturbs both. Memory is that of a server of its own after a tenth of the requests and after all.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median, quantiles

from bench.books import Size, load
from bench.databases import empty_databases
from bench.load import Load, crowd
from bench.result import DatabaseKind, Options, Result
from bench.servers import Server, csbot, echo
from bench.slack import web_api
from csbot.clock import Clock

Rounds = list[tuple[Load, Load]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured.

    `levels`: numbers in flight; `seconds`: of load, per server and round; `requests`: those of the memory's part.
    """

    size: Size
    levels: tuple[int, ...]
    rounds: int
    seconds: float
    requests: int


FULL = Plan(Size(10_000, 400, 10_000), (32, 256), rounds=6, seconds=3.0, requests=100_000)
TINY = Plan(Size(120, 5, 10), (2, 4), rounds=1, seconds=0.1, requests=20)


def run(options: Options) -> Result:
    """Ratios `throughput_vs_echo` (the lower of the two levels') and `memory_growth`; the figures count the errors."""
    plan = TINY if options.tiny else FULL
    if options.requests:
        plan = replace(plan, requests=options.requests)
    with book(options.database, plan) as url, web_api() as slack:
        with echo(slack) as yardstick, csbot(url, slack) as server:
            rounds = asyncio.run(compare(yardstick.port, server.port, plan))
        with csbot(url, slack) as server:
            early, late, last = asyncio.run(fill_memory(server, plan))
    errors = sum(load.errors for pairs in rounds.values() for pair in pairs for load in pair) + last.errors
    ratios = {
        "throughput_vs_echo": min(median(ours.per_s / bare.per_s for bare, ours in found) for found in rounds.values()),
        "memory_growth": late / early,
    }
    figures = {
        **{name: value for level, found in rounds.items() for name, value in told(level, found).items()},
        "memory_early_mb": early,
        "memory_late_mb": late,
        "memory_requests": float(plan.requests),
        "errors": float(errors),
    }
    return Result(rounded(ratios), {**rounded(figures), "database": str(options.database)})


@contextmanager
def book(kind: DatabaseKind, plan: Plan) -> Iterator[str]:
    """The URL of a database with the book in it."""
    with empty_databases(kind, ("http",)) as (url,):
        yield load(url, plan.size, Clock().now()).url


async def compare(echo_port: int, csbot_port: int, plan: Plan) -> dict[int, Rounds]:
    """For each number in flight the rounds: the echo's load and csbot's. The first of each only warms up."""
    return {
        level: [await take_turns(echo_port, csbot_port, level, plan.seconds) for _ in range(1 + plan.rounds)][1:]
        for level in plan.levels
    }


async def take_turns(echo_port: int, csbot_port: int, level: int, seconds: float) -> tuple[Load, Load]:
    """One after the other, so that each has the machine for itself; connected anew, as idle ones are closed."""
    async with crowd(echo_port, level, lambda answer: answer == b"today") as visitors:
        bare = await visitors.send_for(seconds)
    async with crowd(csbot_port, level, is_summary) as visitors:
        return bare, await visitors.send_for(seconds)


async def fill_memory(server: Server, plan: Plan) -> tuple[float, float, Load]:
    """Megabytes after a tenth of the requests and after all, and the load between."""
    early = plan.requests // 10
    async with crowd(server.port, plan.levels[0], is_summary) as visitors:
        await visitors.send_count(early)
        early_mb = resident_mb(server.pid)
        last = await visitors.send_count(plan.requests - early)
        return early_mb, resident_mb(server.pid), last


def resident_mb(pid: int) -> float:
    """What the process holds in memory, from Linux's /proc."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def is_summary(answer: bytes) -> bool:
    """Whether it is a day with tasks in it, not a sentence about what went wrong."""
    return b"task.complete" in answer


def told(level: int, rounds: Rounds) -> dict[str, float]:
    """The figures of one number in flight."""
    took = quantiles([ms for _, ours in rounds for ms in ours.took_ms], n=100, method="inclusive")
    return {
        f"echo_{level}_per_s": median(bare.per_s for bare, _ in rounds),
        f"csbot_{level}_per_s": median(ours.per_s for _, ours in rounds),
        f"ratio_{level}": median(ours.per_s / bare.per_s for bare, ours in rounds),
        f"csbot_{level}_p50_ms": took[49],
        f"csbot_{level}_p95_ms": took[94],
        f"csbot_{level}_p99_ms": took[98],
    }


def rounded(values: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 3) for name, value in values.items()}
