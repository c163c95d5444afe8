"""What a process counts itself, in a registry of its own: two of them in one test don't share anything."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, disable_created_metrics

from csbot.domain.deliveries import Delivery, DeliveryState, Outcome
from csbot.metrics import families
from csbot.metrics.families import Family

# A second sample beside each, of when it began: nobody reads it.
disable_created_metrics()  # type: ignore[no-untyped-call]
# Clicks answer within tens of milliseconds; Slack wants an ack within 3 s, calls of Slack are given up after 10 s.
BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0)
ENDED = {DeliveryState.SENT: "sent", DeliveryState.DEAD: "dead", DeliveryState.EXPIRED: "expired",
         DeliveryState.CANCELLED: "cancelled"}  # fmt: skip


class Meters:
    """The counters of one process. Every method may be called from any thread."""

    def __init__(self, version: str, database: str) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._requests = self._counter(families.REQUESTS)
        self._request_seconds = self._histogram(families.REQUEST_SECONDS)
        self._ack_seconds = self._histogram(families.ACK_SECONDS)
        self._slack_calls = self._counter(families.SLACK_CALLS)
        self._slack_seconds = self._histogram(families.SLACK_SECONDS)
        self._deliveries = self._counter(families.DELIVERIES)
        build = families.BUILD
        Gauge(build.name, build.help, build.labels, registry=self.registry).labels(version, database).set(1)

    def answered(self, kind: str, route: str, fate: str, took_s: float) -> None:
        """Something that somebody did was answered."""
        self._requests.labels(kind, route, fate).inc()
        self._request_seconds.labels(kind, route).observe(took_s)

    def acknowledged(self, transport: str, status: int, took_s: float) -> None:
        """A request of Slack's was acknowledged, or refused at the edge."""
        self._ack_seconds.labels(transport, str(status)).observe(took_s)

    def called_slack(self, method: str, outcome: str, took_s: float) -> None:
        """A call of Slack's ended; `outcome`: `ok` or an error code."""
        self._slack_calls.labels(method, outcome).inc()
        self._slack_seconds.labels(method).observe(took_s)

    def delivered(self, delivery: Delivery, outcome: Outcome) -> None:
        """An attempt at a delivery ended."""
        ended = ENDED.get(outcome.state, "retried" if outcome.not_before is None else "held")
        self._deliveries.labels(delivery.kind, ended, outcome.code or "").inc()

    def _counter(self, family: Family) -> Counter:
        return Counter(family.name, family.help, family.labels, registry=self.registry)

    def _histogram(self, family: Family) -> Histogram:
        return Histogram(family.name, family.help, family.labels, registry=self.registry, buckets=BUCKETS_S)
