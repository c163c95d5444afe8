"""All benches by name. A bench is a module of this package with `run(options: Options) -> Result`."""

from collections.abc import Callable

from bench import http, today, views
from bench.result import Options, Result

Run = Callable[[Options], Result]

BENCHES: dict[str, Run] = {"http": http.run, "today": today.run, "views": views.run}
