"""An outage of the database: said once when it begins and once when it is over, with growing rests between tries."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

log = structlog.get_logger()

FIRST_REST_S = 0.25
LONGEST_REST_S = 5.0


class Outage:
    """Follows whether something keeps failing."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._rest_s = 0.0

    async def rest(self, error: Exception) -> None:
        """After a failure: log the first, then wait a little longer each time."""
        if not self._rest_s:
            log.error("failing", what=self._what, exc_info=error)
        self._rest_s = min(LONGEST_REST_S, self._rest_s * 2 or FIRST_REST_S)
        await asyncio.sleep(self._rest_s)

    def over(self) -> None:
        """After a success."""
        if self._rest_s:
            log.info("works_again", what=self._what)
        self._rest_s = 0.0


async def repeat(what: str, work: Callable[[], Awaitable[object]], pause: Callable[[], Awaitable[object]]) -> None:
    """Do the work again and again, with a pause between, until cancelled; it outlives what the work raises."""
    outage = Outage(what)
    while True:
        try:
            await work()
        except Exception as error:
            await outage.rest(error)
        else:
            outage.over()
        await pause()
