"""docs/reference/metrics.md."""

from collections.abc import Iterator

from csbot.metrics.families import FAMILIES
from tools.reference.tables import described, table


def page() -> Iterator[str]:
    """The heading, then the lines."""
    yield "Metrics"
    yield "Every csbot process answers `/metrics` for Prometheus, beside `/healthz` (the process lives) and `/readyz`"
    yield "(it can work; 503 says that it can't). They ask nobody who they are: let only your own machines reach them."
    yield ""
    rows = [
        (
            f"`{family.name}`",
            str(family.type),
            ", ".join(f"`{label}`" for label in family.labels),
            described(family.help, family.name),
        )
        for family in FAMILIES
    ]
    yield from table(("name", "type", "labels", "what it tells"), rows)
    yield ""
    yield "A histogram's name is followed by `_bucket`, `_sum` and `_count`. No label holds anything of a customer,"
    yield "a person or a workspace."
