"""A robot on the page of `csbot demo`: nothing makes the browser complain, the local Slack refuse or csbot fail.

`make soak` lets several work, each for longer and differently.
"""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.playground.robot import Robot
from tests.playground.sights import browser, tab
from tests.soaking import SEED, repeatable, robots

__all__ = ["browser", "tab"]

pytestmark = [pytest.mark.waiting, pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
USUAL = (7, 50)  # its number and its steps: they take half a minute
STEP_S = 10.0  # at the very most, one with another
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


@pytest_asyncio.fixture(loop_scope="session")
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


@pytest.mark.parametrize(("number", "steps"), robots(USUAL))
async def test_a_robot_finds_nothing(browser: Browser, demo: Demo, number: int, steps: int) -> None:
    page = await (await browser.new_context(reduced_motion="reduce")).new_page()
    robot = Robot(page, demo.url, repeatable(number))
    robot.listen()
    async with httpx.AsyncClient(base_url=demo.url, timeout=30) as http:
        await answering(http)
        await robot.become()
        async with asyncio.timeout(steps * STEP_S):
            for _ in range(steps):
                await robot.act()
        calls = (await http.get("/playground/calls", params={"errors": 1})).json()["calls"]
    refused = [f"{call['name']}: {call['error']} {call['answer']}" for call in calls if call["error"] not in BORNE]
    found = [*robot.findings, *refused, *demo.bugs()]
    assert not found, "\n".join([*found, f"robot {number} of seed {SEED}, steps:", *robot.steps])
    assert robot.changed.total() > steps * 0.4, (robot.changed, robot.steps)
    assert len(robot.changed) >= 5, (robot.changed, robot.steps)
    assert robot.answered > steps * 0.2, robot.steps


async def test_a_robot_that_can_do_nothing_has_changed_nothing(browser: Browser) -> None:
    page = await browser.new_page()
    await page.set_content('<body data-ready><main id="main"><button class="button" data-action-id="x">Dead</button>')
    robot = Robot(page, "about:blank", repeatable(1))
    robot.listen()
    with patch.object(robot, "_possible", return_value=[(robot._press, 1)]):
        for _ in range(3):
            await robot.act()
    assert robot.steps == ["press: Dead"] * 3
    assert (robot.changed.total(), robot.answered) == (0, 0)


async def answering(http: httpx.AsyncClient) -> None:
    async with asyncio.timeout(60):
        while True:
            try:
                await http.get("/playground/people")
            except httpx.TransportError:
                await asyncio.sleep(0.1)
            else:
                return
