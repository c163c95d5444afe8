"""A demo on a working day, whatever day it is."""

from collections.abc import AsyncIterator
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest_asyncio

from csbot.clock import Clock
from csbot.playground import PlaygroundConfig, create_playground
from tests.acceptance.demos import Demo, demo_in
from tests.acceptance.people import OLIVER

TUESDAY = 1


@pytest_asyncio.fixture(loop_scope="session")
async def tuesday(tmp_path: Path) -> AsyncIterator[Demo]:
    """A demo of its own for a test that moves the clock: its sample data was made on a Tuesday at nine."""
    await begin_on_a_tuesday(tmp_path)
    async with demo_in(tmp_path) as demo:
        yield demo


async def begin_on_a_tuesday(folder: Path) -> None:
    """For a demo with its data in the folder: no morning's mail and no midnight come by themselves."""
    now = Clock().real_now()
    here = now.astimezone(ZoneInfo(OLIVER.tz)).date()
    day = here + timedelta(days=(TUESDAY - here.weekday()) % 7)
    (folder / "data").mkdir()
    slack = create_playground(PlaygroundConfig(folder / "data", "", "", ""))
    slack.set_clock(datetime.combine(day, time(9), ZoneInfo(OLIVER.tz)) - now)
    await slack.stop()
