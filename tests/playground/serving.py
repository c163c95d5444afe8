"""Serving ASGI applications on loopback within a test's own loop."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette

LOOK_S, GRACE_S = 0.005, 2.0


class Prompt(uvicorn.Server):
    """Looks every few milliseconds whether it is to end, where uvicorn's own sleeps for a tenth of a second."""

    async def main_loop(self) -> None:
        await self.on_tick(0)
        while not self.should_exit:
            await asyncio.sleep(LOOK_S)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        state = self.server_state
        for server in self.servers:
            server.close()
        for connection in list(state.connections):
            connection.shutdown()
        end = time.monotonic() + GRACE_S
        while (state.connections or state.tasks) and time.monotonic() < end:
            await asyncio.sleep(LOOK_S)
        for task in state.tasks:
            task.cancel()
        await self.lifespan.shutdown()


@asynccontextmanager
async def served(app: Starlette) -> AsyncIterator[str]:
    """The base url of an application while it is served on a free port."""
    config = uvicorn.Config(app, "127.0.0.1", 0, log_level="critical")
    server = Prompt(config)
    task = asyncio.create_task(server.serve())
    while not server.started:
        assert not task.done(), "the server did not start"
        await asyncio.sleep(0.01)
    try:
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await task
