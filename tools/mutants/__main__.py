"""Breaks the product in places drawn by chance and tells which of them no test notices.

`python -m tools.mutants [--seed N] [--places 60]`: each place is broken in a copy of the tree, and the tests that run
its lines are run there until one fails. The seed is printed; the same seed draws the same places of the same commit.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from tests.postgres import postgres_server
from tools.mutants.coverage_map import CoverageMap, make
from tools.mutants.operators import Mutation, mutations

ROOT = Path(__file__).parents[2]
ROOMS = ("csbot/services", "csbot/storage", "scheduler")
KEPT = ROOT / ".artifacts" / "mutants"
PLACES = 60
SURVIVORS = 3  # at most, equivalent ones among them
AT_FIRST = 250  # tests; what survives them meets all others
PATIENCE_S = 240.0  # a loop that no longer ends is noticed, too
NOT_RUN = 4  # pytest's exit status for tests that it does not find
BESIDE = 2  # mutants at once: one for each core


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a mutant: the test that noticed it, or none."""

    path: str
    mutation: Mutation
    killer: str
    tests: int
    seconds: float

    def __str__(self) -> str:
        said = f"killed by {self.killer}" if self.killer else f"SURVIVED {self.tests} tests"
        return f"{self.path}:{self.mutation.summary}\n    {said} ({self.seconds:.0f} s)"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--places", type=int, default=PLACES)
    asked = parser.parse_args()
    print(f"seed {asked.seed}: {asked.places} places of {', '.join(ROOMS)}", flush=True)
    fates = list(run_all(drawn(asked.seed, asked.places)))
    survivors = [fate for fate in fates if not fate.killer]
    print(f"seed {asked.seed}: {len(fates) - len(survivors)} of {len(fates)} killed")
    print(*survivors, sep="\n")
    sys.exit(len(survivors) > SURVIVORS * asked.places / PLACES)


def drawn(seed: int, places: int) -> list[tuple[str, Mutation]]:
    """Path and mutation of so many places, every one as likely as any other."""
    files = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts)
    every = [
        (path.relative_to(ROOT).as_posix(), mutation)
        for path in files
        for mutation in mutations(path.read_text("utf-8"))
    ]
    return random.Random(seed).sample(every, places)


def run_all(places: Sequence[tuple[str, Mutation]]) -> Iterator[Fate]:
    """Their fates as they come, printed."""
    known = coverage_of_this_commit()
    with postgres_server() as server, tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(BESIDE):
            copies.put(copied(Path(folder) / str(number)))

        def run(place: tuple[str, Mutation]) -> Fate:
            copy = copies.get()
            try:
                return fate_of(*place, known.tests_of(place[0], place[1].first, place[1].last), copy, server)
            finally:
                copies.put(copy)

        with ThreadPoolExecutor(BESIDE) as pool:
            for number, fate in enumerate(pool.map(run, places), 1):
                print(number, fate, flush=True)
                yield fate


def coverage_of_this_commit() -> CoverageMap:
    """Made anew for each state of the code and the tests."""
    state = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
    file = KEPT / f"coverage-{state.stdout.strip()}"
    if not file.exists():
        make(file, ROOMS)
    return CoverageMap(file, ROOT)


def copied(folder: Path) -> Path:
    """The files that git knows, as they are now."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    return folder


def fate_of(path: str, mutation: Mutation, tests: Sequence[str], copy: Path, server: str) -> Fate:
    """Break the copy, run its tests till one fails, and mend it again."""
    start = time.monotonic()
    file = copy / path
    whole = file.read_text("utf-8")
    file.write_text(mutation.source, "utf-8")
    try:
        killer = killer_among(tests[:AT_FIRST], copy, server) or killer_among(tests[AT_FIRST:], copy, server)
    finally:
        file.write_text(whole, "utf-8")
    return Fate(path, mutation, killer, len(tests), time.monotonic() - start)


def killer_among(tests: Sequence[str], copy: Path, server: str) -> str:
    """The first test that fails; "" where all pass."""
    if not tests:
        return ""
    chosen = copy / ".chosen"
    chosen.write_text("\n".join(tests), "utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "-rfE",
        "--no-header",
        "-p",
        "no:randomly",
        "-p",
        "no:cacheprovider",
    ]
    env = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "CSBOT_TEST_POSTGRES_URL": server}
    try:
        done = subprocess.run(
            [*command, f"@{chosen}"], cwd=copy, env=env, capture_output=True, text=True, timeout=PATIENCE_S, check=False
        )
    except subprocess.TimeoutExpired:
        return "its time limit"
    if done.returncode == 0:
        return ""
    if done.returncode == NOT_RUN:
        sys.exit(f"Tests could not be run: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    named = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return named[0].split(" ")[1] if named else f"the run itself (exit {done.returncode})"


if __name__ == "__main__":
    main()
