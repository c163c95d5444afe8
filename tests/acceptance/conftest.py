from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.acceptance.demos import Demo, demo_in


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def demo(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Demo]:
    """A running demo that the tests of one file share; each uses people of its own."""
    async with demo_in(tmp_path_factory.mktemp("demo")) as running:
        yield running
