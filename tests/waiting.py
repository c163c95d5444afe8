"""Waiting for something to become so, without guessing how long it takes."""

import asyncio
import time
from collections.abc import Awaitable, Callable

PATIENCE_S = 60.0


async def until(condition: Callable[[], bool]) -> None:
    """Returns once the condition holds; raises TimeoutError after a time that no healthy machine needs."""
    end = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("it never became so")
        await asyncio.sleep(0.01)


async def until_so(condition: Callable[[], Awaitable[bool]], patience_s: float = PATIENCE_S) -> None:
    """The same for a condition that has to be asked for."""
    end = time.monotonic() + patience_s
    while not await condition():
        if time.monotonic() > end:
            raise TimeoutError("it never became so")
        await asyncio.sleep(0.05)
