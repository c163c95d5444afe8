"""What Prometheus would read, as values that a test can compare."""

from prometheus_client.parser import text_string_to_metric_families

from csbot.metrics.meters import Meters
from csbot.metrics.scrape import scrape
from tests.handlers.rig import Rig

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


async def scraped(rig: Rig) -> str:
    """The body of /metrics."""
    answer = await rig.http.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    return answer.text


def samples(text: str) -> Samples:
    """Value by name and labels."""
    families = text_string_to_metric_families(text)
    return {(one.name, frozenset(one.labels.items())): one.value for family in families for one in family.samples}


def value(found: Samples | Meters, name: str, **labels: str) -> float | None:
    """One sample, None when there is none."""
    if isinstance(found, Meters):
        found = samples(scrape(found, "")[0].decode())
    return found.get((name, frozenset(labels.items())))
