"""The delivery engine: how fast it drains against a peer, at which rates it serves workspaces, and who waits for whom.

All in one run, so that what disturbs the machine disturbs what is compared: draining and its peer take turns.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.delivery import measures, peers
from bench.delivery.outbox import UNLIMITED, Lanes, Outbox, open_outbox
from bench.result import DatabaseKind, Options, Result
from csbot.cli.serving import stay_on_one_core
from csbot.domain.deliveries import BURST, RATE
from csbot.domain.subscriptions import DigestKind
from tests.postgres import create_database, postgres_server

KINDS = tuple(DigestKind)
USUAL = Lanes(RATE, BURST)


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured. `each`: people of a workspace; `big`: what waits in the one that is far behind."""

    workspaces: int
    each: int
    turns: int
    drained: int
    rendered: int
    peer_jobs: int
    rates_s: float
    small: int
    big: int
    alerts: int


FULL = Plan(50, 400, turns=3, drained=6000, rendered=1500, peer_jobs=600, rates_s=30, small=40, big=100_000, alerts=40)
TINY = Plan(3, 12, turns=1, drained=30, rendered=12, peer_jobs=5, rates_s=3, small=4, big=50, alerts=3)
ALERT_EVERY_S = 0.3


def run(options: Options) -> Result:
    """Ratios `drain_vs_peer`, `rendered_vs_noop`, `rate_vs_ideal`, `over_rate`, `fairness`, `small_beside_big` and
    `alert_behind_digests`."""
    if absent := peers.missing(options.database):
        sys.exit(absent)
    plan = TINY if options.tiny else FULL
    if options.database is DatabaseKind.SQLITE:
        stay_on_one_core()  # as `csbot run` does there
    with databases(options.database) as (own, peers_place):
        outbox = open_outbox(own, plan.workspaces, plan.each, UNLIMITED)
        ratios, figures = drained(outbox, plan, options.database, peers_place)
        outbox.clear()
        outbox.pace(USUAL)
        found = measures.rates(outbox, plan.rates_s)
        ratios |= {"rate_vs_ideal": found.vs_ideal, "over_rate": found.over, "fairness": found.fairness}
        alone, beside = crowded(outbox, plan)
        ratios["small_beside_big"] = beside / alone
        behind, empty = urgent(outbox, plan)
        ratios["alert_behind_digests"] = behind / max(empty, measures.LEAST_LATENCY_S)
        outbox.database.close()
    figures |= {"small_alone_s": alone, "small_beside_s": beside}
    figures |= {"alert_p95_ms": behind * 1000, "alert_empty_p95_ms": empty * 1000}
    return Result(rounded(ratios), {**rounded(figures), "database": str(options.database)})


@contextmanager
def databases(kind: DatabaseKind) -> Iterator[tuple[str, "PeersPlace"]]:
    """The URL of an empty database, and where peers get theirs."""
    with tempfile.TemporaryDirectory(prefix="csbot-bench-") as name:
        folder = Path(name)
        if kind is DatabaseKind.SQLITE:
            yield f"sqlite:///{folder / 'own.db'}", PeersPlace(kind, str(folder))
            return
        with postgres_server(durable=True) as server:
            yield create_database(server, "bench_own"), PeersPlace(kind, server)


@dataclass
class PeersPlace:
    """Where each turn of a peer gets an empty database."""

    kind: DatabaseKind
    place: str
    turns: int = 0

    def fresh(self) -> str:
        self.turns += 1
        name = f"peer_{self.turns}"
        return create_database(self.place, name) if self.kind is DatabaseKind.POSTGRESQL else f"{self.place}/{name}.db"


def drained(
    outbox: Outbox, plan: Plan, kind: DatabaseKind, place: PeersPlace
) -> tuple[dict[str, float], dict[str, float]]:
    """Draining with nothing to send, the peer, and draining with real digests of every kind, in turn; ratios are
    medians."""
    outbox.add_tasks()
    own, peer, real = [], [], []
    for turn in range(plan.turns):
        everybody = outbox.everybody()
        own.append(measures.drain(outbox, outbox.enqueue(everybody[: plan.drained], f"noop{turn}")))
        outbox.clear()
        peer.append(peers.drain_rate(kind, place.fresh(), plan.peer_jobs))
        real.append(
            measures.drain_rendered(outbox, outbox.enqueue(everybody[: plan.rendered], f"real{turn}", kinds=KINDS))
        )
        outbox.clear()
    ratios = {
        "drain_vs_peer": median(ours / theirs for ours, theirs in zip(own, peer, strict=True)),
        "rendered_vs_noop": median(rendered / noop for rendered, noop in zip(real, own, strict=True)),
    }
    return ratios, {"drain_per_s": median(own), "peer_per_s": median(peer), "rendered_per_s": median(real)}


def crowded(outbox: Outbox, plan: Plan) -> tuple[float, float]:
    """Seconds until the small workspaces are through, alone and beside a big one that is far behind."""
    outbox.clear()
    outbox.pace(USUAL)
    alone = measures.small_ones(outbox, plan.small)
    outbox.clear()
    outbox.pace(USUAL)
    outbox.fall_behind(plan.big)
    return alone, measures.small_ones(outbox, plan.small)


def urgent(outbox: Outbox, plan: Plan) -> tuple[float, float]:
    """The 95th percentile of an alert's latency in seconds, behind many digests of its workspace and behind none."""
    outbox.clear()
    outbox.pace(USUAL)
    empty = measures.alert_latency(outbox, plan.alerts, ALERT_EVERY_S)
    outbox.clear()
    outbox.pace(USUAL)
    outbox.fall_behind(plan.big)
    return measures.alert_latency(outbox, plan.alerts, ALERT_EVERY_S), empty


def rounded(values: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 3) for name, value in values.items()}
