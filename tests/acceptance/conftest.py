from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.acceptance.demos import Demo, demo_in
from tests.acceptance.tuesdays import begin_on_a_tuesday


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def demo(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Demo]:
    """A running demo on a Tuesday that the tests of one file share; each uses people of its own."""
    folder = tmp_path_factory.mktemp("demo")
    await begin_on_a_tuesday(folder)
    async with demo_in(folder) as running:
        yield running
