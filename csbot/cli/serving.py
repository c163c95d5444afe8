"""Listening and serving: what can't be listened on is a sentence, and being asked to end is no failure."""

import gc
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import typer
import uvicorn

from csbot.cli.failures import fail
from csbot.storage.engine import sqlite_file
from csbot.storage.serving_lock import AlreadyServed, alone

STARTUP_FAILED = 3
COLLECT_AFTER = 10_000  # objects; Python's 700 are less than one screen has


def listen(host: str, port: int, advice: str) -> socket.socket:
    """A listening socket, so that the address is known, and known to be free, before anything starts.

    Its connections inherit that nothing waits to be sent: asyncio sees to that only for sockets that it made itself,
    and a kept connection's every answer of more than one write would stand still for 40 ms.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        reason = str(error.strerror).partition(" (")[0]  # create_server() tells the address once more
        fail(f"can't listen on {host}:{port}: {reason}. {advice}")
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


@contextmanager
def only_one(database_url: str, advice: str) -> Iterator[None]:
    """Serve a SQLite file alone, as long as the block lasts; on PostgreSQL many may serve."""
    file = sqlite_file(database_url)
    if file is None:
        yield
        return
    try:
        with alone(file):
            yield
    except AlreadyServed as other:
        fail(f"{file} is served already, by {other}. Nothing was started. {advice}")


def stay_on_one_core() -> None:
    """Hold the process to one core, where the system can (Linux) and lets it; call it before threads start.

    Only one thread runs Python at a time, and passing that right between cores costs more than a second core gives
    (docs/decisions/0012-the-loop-lets-a-click-finish.md). For the only process of a database: several would meet.
    """
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        with suppress(OSError):  # a sandbox forbids it: then csbot is slower, and works
            os.sched_setaffinity(0, {cores[os.getpid() % len(cores)]})


def serve(server: uvicorn.Server, listening: socket.socket) -> None:
    """Serve until SIGINT or SIGTERM, which uvicorn raises once more when it has ended."""
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, signal.SIG_IGN)
    gc.freeze()  # what is there by now stays, and need not be looked through again and again
    gc.set_threshold(COLLECT_AFTER)
    server.run(sockets=[listening])
    if not server.started:
        raise typer.Exit(STARTUP_FAILED)
