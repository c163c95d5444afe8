"""All benches by name. A bench is a module of this package with `run(options: Options) -> Result`."""

from collections.abc import Callable

from bench import delivery, http, planner, today, views
from bench.result import Options, Result

Run = Callable[[Options], Result]

BENCHES: dict[str, Run] = {
    "delivery": delivery.run,
    "http": http.run,
    "planner": planner.run,
    "today": today.run,
    "views": views.run,
}
