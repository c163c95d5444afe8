"""A way to PostgreSQL upon which nothing moves while it is silent, as with a server that stands still.

Connections are taken all the same and what is sent is acknowledged, as the kernel of such a server's machine does; it
arrives when the silence is over.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import make_url

PATIENCE_S = 60.0  # then it moves again, so that a wait without end fails its test and hangs none


class Silence:
    """`asked` and `told`: whether what csbot sends, and what the server sends, moves."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        self._server = (parsed.host or "127.0.0.1", parsed.port or 5432)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = parsed.set(host="127.0.0.1", port=self._listening.getsockname()[1]).render_as_string(
            hide_password=False
        )
        self.asked, self.told = threading.Event(), threading.Event()
        self.seen = b""
        self._upon: tuple[bytes, bool] | None = None
        self._sockets: list[socket.socket] = [self._listening]
        self.end()
        threading.Thread(target=self._take, daemon=True).start()

    def fall(self) -> None:
        """Nothing moves from now on."""
        self.asked.clear()
        self.told.clear()

    def fall_upon(self, words: bytes, arrives: bool) -> None:
        """Nothing moves from the moment on when csbot sends these words, which arrive or don't."""
        self._upon = (words, arrives)

    def end(self) -> None:
        """Everything moves, what was sent meanwhile first."""
        self.asked.set()
        self.told.set()

    def close(self) -> None:
        self.end()
        for one in self._sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _take(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
                server = socket.create_connection(self._server)
            except OSError:
                return
            self._sockets += [client, server]
            threading.Thread(target=self._ask, args=(client, server), daemon=True).start()
            threading.Thread(target=self._tell, args=(server, client), daemon=True).start()

    def _ask(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := client.recv(65_536):
                self.seen += data
                if self._upon is not None and self._upon[0] in data:
                    self.told.clear()
                    if not self._upon[1]:
                        self.asked.clear()
                    self._upon = None
                self.asked.wait(PATIENCE_S)
                server.sendall(data)
            self.asked.wait(PATIENCE_S)
            server.shutdown(socket.SHUT_WR)

    def _tell(self, server: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while data := server.recv(65_536):
                self.told.wait(PATIENCE_S)
                client.sendall(data)
            client.shutdown(socket.SHUT_WR)


@contextmanager
def silence_before(url: str) -> Iterator[Silence]:
    """A way to that server, gone in the end."""
    made = Silence(url)
    try:
        yield made
    finally:
        made.close()
