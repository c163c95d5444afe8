"""Serving ASGI applications on loopback within a test's own loop."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette

LOOK_MS, GRACE_MS = 5, 2_000


class Prompt(uvicorn.Server):
    """Ends when it is told to, where uvicorn's own looks and sleeps in turns of a tenth of a second."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ending = asyncio.Event()

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self.ending.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        state = self.server_state
        for server in self.servers:
            server.close()
        for connection in list(state.connections):
            connection.shutdown()
        for _ in range(GRACE_MS // LOOK_MS):
            if not state.connections and not state.tasks:
                break
            await asyncio.sleep(LOOK_MS / 1000)
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
        server.ending.set()
        await task
