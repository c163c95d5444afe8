"""A robot on the page of `csbot demo`: nothing makes the browser complain, the local Slack refuse or csbot fail.

``CSBOT_ROBOT_SECONDS=1200`` lets it work for longer, ``CSBOT_ROBOT_SEED`` differently.
"""

import asyncio
import os
import random
import re
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.playground.robot import Robot
from tests.playground.sights import browser

__all__ = ["browser"]

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
SECONDS = float(os.environ.get("CSBOT_ROBOT_SECONDS", "25"))
SEED = int(os.environ.get("CSBOT_ROBOT_SEED", "7"))
# What a busy machine or two people at once bring about, and csbot answers for itself.
BORNE = {"hash_conflict", "expired_trigger_id", "ratelimited"}


@dataclass
class Demo:
    """`csbot demo` as a process; its log grows while it runs."""

    url: str
    log: Path

    def bugs(self) -> list[str]:
        return [
            line for line in self.log.read_text().splitlines() if re.search(r"Traceback|\"level\": ?\"error\"", line)
        ]


@pytest_asyncio.fixture(loop_scope="module")
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    given = {name: value for name, value in os.environ.items() if not name.startswith(("CSBOT_", "SLACK_"))}
    log = tmp_path / "log"
    with log.open("w") as errors:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", "from csbot.cli import main; main()", "demo", "--port", "0", "--no-browser",
            "--data", str(tmp_path / "data"), env=given, stdout=asyncio.subprocess.PIPE, stderr=errors,
        )  # fmt: skip
        assert process.stdout
        said = (await asyncio.wait_for(process.stdout.readline(), 60)).decode()
        found = re.search(r"http://\S+", said)
        assert found, said + log.read_text()
        yield Demo(found.group(), log)
        process.terminate()
        await process.wait()


async def test_a_robot_finds_nothing(browser: Browser, demo: Demo) -> None:
    page = await (await browser.new_context(reduced_motion="reduce")).new_page()
    robot = Robot(page, demo.url, random.Random(SEED))  # noqa: S311 - it is to be repeatable
    robot.listen()
    async with httpx.AsyncClient(base_url=demo.url, timeout=30) as http:
        await answering(http)
        end = time.monotonic() + SECONDS
        await robot.become()
        while time.monotonic() < end:
            await robot.act()
        calls = (await http.get("/playground/calls", params={"errors": 1})).json()["calls"]
    refused = [f"{call['name']}: {call['error']} {call['answer']}" for call in calls if call["error"] not in BORNE]
    found = [*robot.findings, *refused, *demo.bugs()]
    assert len(robot.steps) > SECONDS / 5, robot.steps
    assert robot.missed < 5 + len(robot.steps) / 4, robot.steps  # a slow machine makes few steps
    assert not found, "\n".join([*found, f"seed {SEED}, steps:", *robot.steps])


async def answering(http: httpx.AsyncClient) -> None:
    async with asyncio.timeout(60):
        while True:
            try:
                await http.get("/playground/people")
            except httpx.TransportError:
                await asyncio.sleep(0.1)
            else:
                return
