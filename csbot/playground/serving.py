"""A uvicorn server that ends well while pages are open."""

import socket

import uvicorn

from csbot.playground.playground import Playground


class PlaygroundServer(uvicorn.Server):
    """Ends the pages' live streams before it waits for connections to close; else it would wait for them in vain."""

    def __init__(self, config: uvicorn.Config, playground: Playground) -> None:
        super().__init__(config)
        self._playground = playground

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Hang up first."""
        self._playground.hang_up()
        await super().shutdown(sockets)
