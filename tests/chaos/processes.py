"""The processes of a case: csbot's own and the local Slack, forked from one that has imported everything.

A csbot process is put together by csbot's composition root and served as `csbot run` serves it; other than that it
has shorter leases, a business clock that the case moves, and a token for each workspace.
"""

import faulthandler
import multiprocessing
import os
import resource
import signal
import sys
import threading
import time
import urllib.request
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.process import BaseProcess
from multiprocessing.sharedctypes import RawValue
from pathlib import Path
from typing import Any

import uvicorn
from pydantic import SecretStr

from csbot.bootstrap import build
from csbot.cli.connections import Server
from csbot.cli.logs import configure
from csbot.cli.serving import listen, serve
from csbot.clock import Clock
from csbot.playground import PlaygroundConfig, PlaygroundServer, create_playground
from csbot.settings import Settings
from scheduler.delivery.pace import Pace
from tests.chaos.people import crowd

CALL_TIMEOUT_S = 2.0
LEASE_S = 5.0
PACE = Pace(timedelta(seconds=LEASE_S), timedelta(seconds=CALL_TIMEOUT_S))
SECRET = "chaos"
LOOKS_AT_CLOCK_S = 0.02
FILES = 1024  # as usual

context = multiprocessing.get_context("forkserver")
context.set_forkserver_preload(["tests.chaos.processes"])


@dataclass(frozen=True)
class Orders:
    """What a csbot process is told. `offset`: shared; how many seconds business time is ahead."""

    database_url: str
    slack_url: str
    offset: Any
    log: Path
    port: int


class Worker:
    """A csbot process."""

    def __init__(self, orders: Orders) -> None:
        self.log = orders.log
        self.process: BaseProcess = context.Process(target=run_csbot, args=(orders,), daemon=True)
        self.process.start()
        self.port = orders.port

    @property
    def pid(self) -> int:
        assert self.process.pid is not None
        return self.process.pid

    def is_ready(self) -> bool:
        """Whether it says so."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)

    def say_where(self) -> None:
        """Into its log: where each of its threads is."""
        if self.process.is_alive():
            self.signal(signal.SIGUSR1)

    def kill(self) -> None:
        """As the kernel does when memory is short: nothing is said, nothing is saved."""
        self.process.kill()
        self.process.join()

    def end(self) -> None:
        """As an operator does."""
        if self.process.is_alive():
            self.process.terminate()
            self.process.join(20)
        if self.process.is_alive():
            self.kill()


def run_csbot(orders: Orders) -> None:
    """The process's whole life."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))
    say_into(orders.log)
    faulthandler.register(signal.SIGUSR1)
    configure()
    settings = Settings(
        database_url=orders.database_url,
        slack_api_url=f"{orders.slack_url}/api/",
        signing_secret=SecretStr(SECRET),
        bot_token=SecretStr("xoxb-chaos"),
    )
    clock = Clock(timedelta(seconds=orders.offset.value))
    bot = build(settings, clock, PACE)
    bot.slack._token_for = lambda workspace_id: f"xoxb-T{workspace_id:09}-1" if workspace_id else "xoxb-chaos"

    def follow_clock() -> None:
        while True:
            time.sleep(LOOKS_AT_CLOCK_S)
            offset = timedelta(seconds=orders.offset.value)
            if offset != clock.offset:
                clock.travel(offset)
                bot.runner.wake()

    threading.Thread(target=follow_clock, daemon=True).start()
    config = uvicorn.Config(
        bot.app(), http="h11", ws="none", log_level="error", access_log=False, timeout_graceful_shutdown=5
    )
    serve(Server(config), listen("127.0.0.1", orders.port, ""))


def run_slack(data: Path, port: int, people: int, log: Path) -> None:
    """The local Slack's whole life."""
    say_into(log)
    url = f"http://127.0.0.1:{port}"
    config = PlaygroundConfig(data, SECRET, "http://127.0.0.1:9/", url, people=crowd(people), enforce_rates=False)
    playground = create_playground(config)
    served = uvicorn.Config(playground.app, "127.0.0.1", port, log_level="warning", access_log=False)
    PlaygroundServer(served, playground).run()


def start_slack(data: Path, port: int, people: int, log: Path) -> BaseProcess:
    process = context.Process(target=run_slack, args=(data, port, people, log), daemon=True)
    process.start()
    return process


def shared_offset() -> Any:
    """Seconds, in memory that all processes share; without a lock, which a killed process would keep."""
    return RawValue("d", 0.0)


def say_into(log: Path) -> None:
    """What is said goes into a file."""
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(file, sys.stdout.fileno())
    os.dup2(file, sys.stderr.fileno())
