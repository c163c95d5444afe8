"""Servers that benches measure: processes of their own on loopback, started and ended here."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

from bench.slack import SECRET, TOKEN

CSBOT_RUN = ("-c", "from csbot.cli import main; main()", "run")
PATIENCE_S = 60.0
LOOK_AGAIN_S = 0.01


@dataclass(frozen=True, slots=True)
class Server:
    """A server that has answered /readyz. `ready_ms`: from its process's start until then."""

    port: int
    pid: int
    ready_ms: float


@contextmanager
def csbot(database_url: str, slack_api_url: str) -> Iterator[Server]:
    """`csbot run` on a database."""
    port = free_port()
    settings = {
        "CSBOT_DATABASE_URL": database_url,
        "CSBOT_SLACK_API_URL": slack_api_url,
        "CSBOT_PORT": str(port),
        "CSBOT_HOST": "127.0.0.1",
    }
    with serving(CSBOT_RUN, port, settings) as server:
        yield server


@contextmanager
def echo(slack_api_url: str) -> Iterator[Server]:
    """The bare command."""
    port = free_port()
    with serving(("-m", "bench.echo", str(port), slack_api_url), port, {}) as server:
        yield server


@contextmanager
def serving(command: tuple[str, ...], port: int, settings: dict[str, str]) -> Iterator[Server]:
    """A Python process with these arguments, once it is ready; it is ended with the block."""
    environment = {**os.environ, "SLACK_SIGNING_SECRET": SECRET, "SLACK_BOT_TOKEN": TOKEN, **settings}
    started = time.perf_counter()
    with subprocess.Popen([sys.executable, *command], env=environment, stdin=subprocess.DEVNULL) as process:
        try:
            wait_until_ready(process, port)
            yield Server(port, process.pid, (time.perf_counter() - started) * 1000)
        finally:
            process.terminate()


def wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    """Returns as soon as /readyz answers 200."""
    end = time.monotonic() + PATIENCE_S
    while not is_ready(port):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        if time.monotonic() > end:
            raise TimeoutError(f"the server was not ready within {PATIENCE_S:.0f} s")
        time.sleep(LOOK_AGAIN_S)


def is_ready(port: int) -> bool:
    """Whether the server answers that it is."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def import_ms(*modules: str) -> float:
    """How long a Python process takes that only imports these."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", f"import {', '.join(modules)}"], check=True)
    return (time.perf_counter() - started) * 1000


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port
