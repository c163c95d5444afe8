"""What changed, told to the open pages as it happens."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

_HEARTBEAT_SECONDS = 15.0
_HELD = 1000

Change = dict[str, Any]


class Live:
    """Fans changes out to listening pages. A change names what to read anew; only ephemeral messages ride along."""

    def __init__(self) -> None:
        self._listeners: dict[asyncio.Queue[Change | None], str] = {}

    def tell(self, kind: str, user_id: str = "", **details: Any) -> None:
        """Tell everybody, or the pages of one person."""
        for queue, listener in list(self._listeners.items()):
            if not user_id or listener == user_id:
                self._put(queue, {"kind": kind, **details})

    def hang_up(self) -> None:
        """End all streams, so that the server can shut down."""
        for queue in list(self._listeners):
            self._put(queue, None)

    async def stream(self, user_id: str) -> AsyncIterator[str]:
        """The changes for one page as server-sent events, until it leaves."""
        queue: asyncio.Queue[Change | None] = asyncio.Queue(_HELD)
        self._listeners[queue] = user_id
        try:
            yield "retry: 1000\ndata: {}\n\n"
            while True:
                try:
                    async with asyncio.timeout(_HEARTBEAT_SECONDS):
                        change = await queue.get()
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if change is None:
                    return
                yield f"data: {json.dumps(change)}\n\n"
        finally:
            self._listeners.pop(queue, None)

    def _put(self, queue: asyncio.Queue[Change | None], change: Change | None) -> None:
        if queue.full():
            # A page that fell this far behind starts over: it reads everything anew.
            while not queue.empty():
                queue.get_nowait()
            change = change and {"kind": "everything"}
        queue.put_nowait(change)
