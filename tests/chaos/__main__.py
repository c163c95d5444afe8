"""Runs the cases: python -m tests.chaos [--case NAME] [--database sqlite|postgresql] [--short].

One line for each case and database on stdout; what went wrong on stderr; exits non-zero when anything did.
"""

import argparse
import shutil
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from csbot.storage.engine import open_engine
from csbot.storage.migrations import upgrade
from tests.chaos import clicks, clocks, crashes, slack_faults
from tests.chaos.postgres import Server, postgres_server
from tests.chaos.stage import Stage, Vacuous, staged
from tests.chaos.verdicts import CASES, Verdict
from tests.postgres import create_database, drop_database

SQLITE, POSTGRESQL = "sqlite", "postgresql"
TEMPLATE = "template.db"
ALONE = {"database-restart", "frozen-database"}  # the server is everybody's
AT_ONCE = 3  # cases mostly wait
LAST_LINES = 100  # where every thread of a process is takes that many
TRIES = 4  # of a case whose fault did not happen, as on a busy machine; what is lost or doubled stays so
ORDER = (
    "kill9", "freeze", "drop-after-accept", "storm-429", "errors-500", "spring", "autumn", "downtime", "traveller",
    "one-dies", "database-restart", "three-schedulers", "hostile-press", "half-open", "frozen-database",
)  # fmt: skip
MODULES = (clicks, clocks, crashes, slack_faults)


@dataclass(frozen=True)
class Run:
    """A case on a database."""

    name: str
    database: str

    def __str__(self) -> str:
        return f"{self.name} {self.database}"


@dataclass(frozen=True)
class House:
    """Where cases run. `server` is None when none of them needs it."""

    folder: Path
    server: Server | None
    short: bool

    def run(self, run: Run) -> bool:
        """Print the case's line; whether it went well."""
        folder = self.folder / f"{run.name}-{run.database}"
        folder.mkdir()
        try:
            verdict = self._tried(run, folder)
        except Exception as error:
            print(f"{run} FAILED {type(error).__name__}: {error}", flush=True)
            if not isinstance(error, Vacuous):
                traceback.print_exception(error)
            return self._say_why(folder)
        print(f"{run} {verdict}", flush=True)
        return verdict.is_good or self._say_why(folder)

    def _tried(self, run: Run, folder: Path) -> Verdict:
        """The case's verdict; one that proved nothing is staged anew, since machines are as busy as they are."""
        for left in reversed(range(TRIES)):
            place = folder / str(left)
            place.mkdir()
            try:
                with self._staged(run, place) as stage:
                    return CASES[run.name][0](stage)
            except Vacuous as error:
                if not left:
                    raise
                print(f"{run} proved nothing, once more: {error}", file=sys.stderr, flush=True)
        raise AssertionError("no try was left")

    def prepare(self) -> None:
        """Empty databases, from which each case's is copied."""
        migrate(f"sqlite:///{self.folder / TEMPLATE}")
        if self.server is not None:
            migrate(create_database(self.server.url, TEMPLATE))

    @contextmanager
    def _staged(self, run: Run, folder: Path) -> Iterator[Stage]:
        if run.database == SQLITE:
            url = f"sqlite:///{shutil.copy(self.folder / TEMPLATE, folder / 'csbot.db')}"
            with staged(folder, url, self.short, None) as stage:
                yield stage
            return
        assert self.server is not None
        name = f"chaos-{run.name}-{folder.name}"
        url = create_database(self.server.url, name, template=TEMPLATE)
        with staged(folder, url, self.short, self.server) as stage:
            yield stage
        drop_database(self.server.url, name)

    def _say_why(self, folder: Path) -> bool:
        for log in sorted(folder.glob("*/csbot-*.log")):
            print(
                f"--- {log.parent.name}/{log.name}",
                *log.read_text().splitlines()[-LAST_LINES:],
                sep="\n",
                file=sys.stderr,
            )
        return False


def migrate(url: str) -> None:
    engine = open_engine(url)
    upgrade(engine)
    engine.dispose()


def chosen(name: str | None, database: str | None) -> Iterator[Run]:
    """Every case on every database that it applies to, as far as asked for."""
    for case in ORDER:
        for kind in (SQLITE, POSTGRESQL):
            applies = kind == POSTGRESQL or not CASES[case][1]
            if applies and name in (None, case) and database in (None, kind):
                yield Run(case, kind)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("--case", choices=ORDER, help="only this one")
    parser.add_argument("--database", choices=(SQLITE, POSTGRESQL), help="only on this one")
    parser.add_argument("--short", action="store_true", help="as little as still proves something")
    asked = parser.parse_args(arguments)
    runs = list(chosen(asked.case, asked.database))
    if not runs:
        parser.error(f"{asked.case} does not apply to {asked.database}")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="csbot-chaos-")))
        needed = any(run.database == POSTGRESQL for run in runs)
        server = stack.enter_context(postgres_server()) if needed else None
        house = House(folder, server, asked.short)
        house.prepare()
        pool = stack.enter_context(ThreadPoolExecutor(AT_ONCE))
        good = list(pool.map(house.run, (run for run in runs if run.name not in ALONE)))
        good += [house.run(run) for run in runs if run.name in ALONE]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
