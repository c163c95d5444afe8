from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.acceptance.demos import Demo, demo_in
from tests.acceptance.tuesdays import begin_on_a_tuesday
from tests.loaded import command


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def demo(tmp_path_factory: pytest.TempPathFactory, loaded: Path) -> AsyncIterator[Demo]:
    """A running demo on a Tuesday that the tests of one file share; each uses people of its own.

    How a demo starts and ends is asked of others, that are started anew.
    """
    folder = tmp_path_factory.mktemp("demo")
    await begin_on_a_tuesday(folder)
    async with demo_in(folder, command(loaded)) as running:
        yield running
