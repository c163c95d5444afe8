"""The peers that draining is compared with: procrastinate on PostgreSQL, DBOS on SQLite, each with a job that does
nothing and as many at once as csbot sends.

A process of its own, since both change the process that they run in: python -m bench.delivery.peers NAME DATABASE JOBS
prints jobs per second, from the worker's start until the last job ran.
"""

import asyncio
import importlib
import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.result import DatabaseKind
from scheduler.delivery.loop import SLOTS

MODULES = {DatabaseKind.POSTGRESQL: "procrastinate", DatabaseKind.SQLITE: "dbos"}
PATIENCE_S = 600


def missing(kind: DatabaseKind) -> str:
    """What to do when the peer is not installed; empty when it is."""
    if importlib.util.find_spec(MODULES[kind]):
        return ""
    return f"bench delivery compares with {MODULES[kind]}, which is not installed: make setup"


def drain_rate(kind: DatabaseKind, database: str, jobs: int) -> float:
    """Jobs per second of the database's peer. `database`: an empty one's URL, or the path of a file to be made."""
    command = [sys.executable, "-m", "bench.delivery.peers", MODULES[kind], database, str(jobs)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE_S)
    return float(done.stdout.split()[-1])


async def procrastinate(database: str, jobs: int) -> float:
    library: Any = importlib.import_module("procrastinate")
    app = library.App(connector=library.PsycopgConnector(conninfo=database.replace("+psycopg", "")))

    @app.task(name="send")  # type: ignore[untyped-decorator]
    async def send(_number: int) -> None:
        return None

    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        await send.batch_defer_async(*({"_number": number} for number in range(jobs)))
        started = time.perf_counter()
        await app.run_worker_async(wait=False, concurrency=SLOTS, install_signal_handlers=False)
        return jobs / (time.perf_counter() - started)


def dbos(database: str, jobs: int) -> float:
    library: Any = importlib.import_module("dbos")
    url = f"sqlite:///{Path(database)}"
    ran = 0

    library.DBOS(config={"name": "bench", "system_database_url": url, "log_level": "ERROR", "run_admin_server": False})

    @library.DBOS.workflow(name="send")  # type: ignore[untyped-decorator]
    def send(_number: int) -> None:
        nonlocal ran
        ran += 1

    library.DBOS.launch()
    queue = library.DBOS.register_queue("sends", worker_concurrency=SLOTS, polling_interval_sec=0.01)
    for number in range(jobs):
        queue.enqueue(send, number)
    before, started = ran, time.perf_counter()  # it has begun meanwhile; only what was left is counted
    while ran < jobs and time.perf_counter() - started < PATIENCE_S:
        time.sleep(0.005)
    took_s = time.perf_counter() - started
    library.DBOS.destroy()
    if ran != jobs or before == jobs:
        raise RuntimeError(f"{ran} of {jobs} ran, {before} of them while they were enqueued")
    return (jobs - before) / took_s


def main(name: str, database: str, jobs: int) -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, range(os.cpu_count() or 1))  # whatever csbot's own process is held to
    rate = dbos(database, jobs) if name == "dbos" else asyncio.run(procrastinate(database, jobs))
    print(rate)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
