"""`/cs today` against a bare echo command on Bolt, and in a book of 1,000,000 tasks against one of 10,000.

The same viewer has the same 60 tasks in both books. Three servers run at once, one request at a time goes to each in
turn over its own kept connection, and a ratio is the median of those of many short rounds: what disturbs the machine
disturbs all three.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from statistics import median, quantiles

from bench.books import Book, Size, load
from bench.databases import empty_databases
from bench.result import DatabaseKind, Options, Result
from bench.servers import csbot, echo, import_ms
from bench.slack import SECRET, TEAM, TOKEN, USER, Visitor, web_api
from csbot.bootstrap import build
from csbot.clock import Clock
from csbot.envelopes import Command
from csbot.settings import Settings
from handlers.desk import Fate
from handlers.incoming import read_command
from tests.queries import count_queries

YARDSTICK = ("slack_bolt", "sqlalchemy", "starlette")


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured: two books, starts of the process, and rounds of so many requests to each server.

    `unmeasured`: starts before those, that only warm up.
    """

    small: Size
    large: Size
    unmeasured: int
    starts: int
    rounds: int
    requests: int
    warm_up: int


FULL = Plan(Size(10_000, 400, 10_000), Size(1_000_000, 400, 10_000), 1, starts=7, rounds=50, requests=12, warm_up=60)
TINY = Plan(Size(120, 5, 10), Size(300, 5, 10), 0, starts=1, rounds=2, requests=2, warm_up=1)


def run(options: Options) -> Result:
    """Ratios `p50_vs_echo` (in the large book), `growth_p50` and `ready_vs_import`."""
    plan = TINY if options.tiny else FULL
    with books(options.database, plan) as (small, large), web_api() as slack:
        imports, readies = start_often(large.url, slack, plan)
        samples = visit(small.url, large.url, slack, plan)
        statements = count_statements(large.url)
    figures: dict[str, float] = {
        **{f"{name}_{kind}_ms": value for name, rounds in samples.items() for kind, value in spread(rounds).items()},
        "statements_per_request": float(statements),
        "import_ms": median(imports),
        "ready_ms": median(readies),
        "small_rows": float(small.tasks),
        "large_rows": float(large.tasks),
        "loading_s": small.seconds + large.seconds,
    }
    ratios = {
        "p50_vs_echo": compared(samples["large"], samples["echo"]),
        "growth_p50": compared(samples["large"], samples["small"]),
        "ready_vs_import": median(ready / bare for ready, bare in zip(readies, imports, strict=True)),
    }
    return Result(rounded(ratios), {**rounded(figures), "database": str(options.database)})


@contextmanager
def books(kind: DatabaseKind, plan: Plan) -> Iterator[tuple[Book, Book]]:
    """The small and the large book, each a database of its own."""
    now = Clock().now()
    with empty_databases(kind, ("small", "large")) as urls:
        yield load(urls[0], plan.small, now), load(urls[1], plan.large, now)


def start_often(database_url: str, slack_api_url: str, plan: Plan) -> tuple[list[float], list[float]]:
    """Milliseconds of bare imports and of starts until /readyz, in turn."""
    imports, readies = [], []
    for _ in range(plan.unmeasured + plan.starts):
        imports.append(import_ms(*YARDSTICK))
        with csbot(database_url, slack_api_url) as server:
            readies.append(server.ready_ms)
    return imports[plan.unmeasured :], readies[plan.unmeasured :]


def visit(small_url: str, large_url: str, slack_api_url: str, plan: Plan) -> dict[str, list[list[float]]]:
    """For each server the rounds, each a list of milliseconds. Raises ValueError when the books answer differently."""
    with ExitStack() as stack:
        ports = {
            "echo": stack.enter_context(echo(slack_api_url)).port,
            "small": stack.enter_context(csbot(small_url, slack_api_url)).port,
            "large": stack.enter_context(csbot(large_url, slack_api_url)).port,
        }
        visitors = {name: Visitor(port, "today") for name, port in ports.items()}
        for visitor in visitors.values():
            stack.callback(visitor.close)
        for _ in range(plan.warm_up):
            answers = {name: visitor.send()[1] for name, visitor in visitors.items()}
        check_answers(answers)
        return take_turns(visitors, plan)


def take_turns(visitors: dict[str, Visitor], plan: Plan) -> dict[str, list[list[float]]]:
    """The first in a turn changes from turn to turn."""
    samples: dict[str, list[list[float]]] = {name: [] for name in visitors}
    order = list(visitors)
    for _ in range(plan.rounds):
        for name in order:
            samples[name].append([])
        for _ in range(plan.requests):
            order.append(order.pop(0))
            for name in order:
                samples[name][-1].append(visitors[name].send()[0])
    return samples


def check_answers(answers: dict[str, bytes]) -> None:
    """What is compared must be the same: the echo its text, both books as many blocks with tasks among them."""
    blocks = {name: json.loads(answers[name])["blocks"] for name in ("small", "large")}
    if answers["echo"] != b"today" or len(blocks["small"]) != len(blocks["large"]):
        raise ValueError("the servers answer different things")
    if "task.complete" not in str(blocks["large"]):
        raise ValueError("the Summary shows no task")


def count_statements(database_url: str) -> int:
    """SQL statements of one `/cs today`."""
    bot = build(Settings(database_url=database_url, bot_token=TOKEN, signing_secret=SECRET), Clock())
    incoming = read_command(Command(command="/cs", text="today", team_id=TEAM, user_id=USER))
    with count_queries(bot.database.engine) as statements:
        answer = bot.router.desk.answer(incoming)
    bot.database.close()
    if answer.fate is not Fate.DONE:
        raise ValueError(f"the Summary was not answered: {answer.fate}")
    return len(statements)


def compared(rounds: list[list[float]], yardstick: list[list[float]]) -> float:
    """The median over the rounds of what one median is of the other."""
    return median(median(one) / median(other) for one, other in zip(rounds, yardstick, strict=True))


def spread(rounds: list[list[float]]) -> dict[str, float]:
    """Percentiles over all rounds."""
    cuts = quantiles([sample for one in rounds for sample in one], n=100, method="inclusive")
    return {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98]}


def rounded(values: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 3) for name, value in values.items()}
