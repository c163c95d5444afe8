"""What is read when Prometheus asks: the queues from the database, the pool from the engine."""

from collections.abc import Iterable, Iterator, Sequence

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from csbot.clock import Clock
from csbot.domain.errors import Busy
from csbot.metrics import families
from csbot.metrics.families import Family
from csbot.metrics.meters import Meters
from csbot.patience import within
from csbot.storage.queues import Queues, look
from csbot.storage.real_time import real_time
from csbot.storage.unit_of_work import Database

LOOK_S = 2.0  # Prometheus waits ten seconds


def scrape(meters: Meters, accept: str) -> tuple[bytes, str]:
    """What to answer Prometheus, and its content type. Reads the database: not for the event loop."""
    encode, content_type = choose_encoder(accept)
    return encode(meters.registry), content_type


class DatabaseCollector(Collector):
    """The families that stand in the database; without an answer only `csbot_database_up`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Read everything in one transaction."""
        try:
            with within(LOOK_S), self._database.read() as connection:
                found = look(connection, real_time(connection, self._clock), self._clock.now())
                pool = list(pool_of(self._database))
        except (Busy, SQLAlchemyError):
            yield gauge(families.DATABASE_UP, [((), 0)])
            return
        yield gauge(families.DATABASE_UP, [((), 1)])
        yield from pool
        yield from queues_of(found)

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Nothing, so that registering reads nothing."""
        return iter(())


def queues_of(found: Queues) -> Iterator[GaugeMetricFamily]:
    """The queues as families."""
    depth = [((urgency.name.lower(), waiting), count) for (urgency, waiting), count in found.depth.items()]
    oldest = [((urgency.name.lower(),), age.total_seconds()) for urgency, age in found.oldest.items()]
    yield gauge(families.QUEUE_DEPTH, depth)
    yield gauge(families.QUEUE_AGE, oldest)
    yield gauge(families.DEAD, [((code,), count) for code, count in found.dead.items()])
    yield gauge(families.LANES_PAUSED, [((), found.lanes_paused)])
    yield gauge(families.WITHDRAWN, [((reason,), count) for reason, count in found.withdrawn.items()])
    yield gauge(families.PLANNER_LAG, [((), found.planner_lag.total_seconds())])


def pool_of(database: Database) -> Iterator[GaugeMetricFamily]:
    """The pool of connections."""
    pool = database.engine.pool
    if isinstance(pool, QueuePool):
        yield gauge(families.POOL_SIZE, [((), pool.size())])
        yield gauge(families.POOL_USED, [((), pool.checkedout())])


def gauge(family: Family, values: Iterable[tuple[Sequence[str], float]]) -> GaugeMetricFamily:
    """A family with a value per combination of labels."""
    made = GaugeMetricFamily(family.name, family.help, labels=family.labels)
    for labels, value in values:
        made.add_metric(labels, value)
    return made
