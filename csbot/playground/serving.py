"""A uvicorn server that ends well while pages are open."""

import socket

import uvicorn

from csbot.playground.playground import Playground

KEPT_IDLE_SECONDS = 75


class PlaygroundServer(uvicorn.Server):
    """Ends the pages' live streams before it waits for connections to close; else it would wait for them in vain.

    Idle connections are kept as long as Slack keeps them: uvicorn's own 5 s end some just when the app posts on them.
    """

    def __init__(self, config: uvicorn.Config, playground: Playground) -> None:
        config.timeout_keep_alive = KEPT_IDLE_SECONDS
        super().__init__(config)
        self._playground = playground

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Hang up first."""
        self._playground.hang_up()
        await super().shutdown(sockets)
