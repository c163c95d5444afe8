"""What costs more to begin than the tests that need it, and is kept from one file of tests to the next."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from typing import Any, TypeVar

Thing = TypeVar("Thing")


class Kept(AsyncExitStack):
    """Each thing is made for the first who asks, and ended, the last first, with this."""

    def __init__(self) -> None:
        super().__init__()
        self.made: dict[object, Any] = {}

    async def once(self, name: object, make: Callable[[], AbstractAsyncContextManager[Thing]]) -> Thing:
        """The thing of that name."""
        if name not in self.made:
            self.made[name] = await self.enter_async_context(make())
        thing: Thing = self.made[name]
        return thing
