"""What strangers can do by connecting: there are at most so many connections, and a request has a time to come whole.

uvicorn 0.54 has no deadline for headers or bodies and takes as many connections as come; asyncio then finds no file for
the next one and says so in a traceback each time, thousands a second. Here the oldest connection that has not sent a
whole request makes way for the newest, so that whoever sends one at once, as Slack and proxies do, is answered.
"""

import asyncio
import resource
import socket
import time

import structlog
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

log = structlog.get_logger()
REQUEST_S = 10.0  # until a request is there whole, from the connection's beginning or the end of the answer before
ANSWER_S = 30.0  # until it is answered, and the answer taken
MOST = 1000  # far more than Slack and a proxy need
SHARE = 0.75  # of the files that the process may open; the rest is for the database, Slack and disks
AT_ONCE = 16  # connections are taken before the others get a turn
REST_S = 0.1  # when there is no file left
SWEEP_S = 1.0
SAY_EVERY_S = 60.0


def most_connections() -> int:
    """How many connections may be open: `ulimit -n` bounds it."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST if files == resource.RLIM_INFINITY else min(MOST, int(files * SHARE))


class Gate:
    """Knows every connection: which are to send a request and which to be answered, each since when, oldest first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._coming: dict[Connection, float] = {}
        self._answered: dict[Connection, float] = {}
        self._closed = 0
        self._said_at = -SAY_EVERY_S

    def expect(self, connection: "Connection") -> None:
        """A request is to come from now on."""
        self.forget(connection)
        self._coming[connection] = time.monotonic()

    def answer(self, connection: "Connection") -> None:
        """A request is there whole."""
        if self._coming.pop(connection, None) is not None:
            self._answered[connection] = time.monotonic()

    def forget(self, connection: "Connection") -> None:
        """It is gone, or begins anew."""
        self._coming.pop(connection, None)
        self._answered.pop(connection, None)

    def has_room(self) -> bool:
        """Whether another connection can be taken; the oldest without a request makes way for it."""
        if len(self._coming) + len(self._answered) < self.most:
            return True
        return self.close_oldest()

    def close_oldest(self) -> bool:
        """Close one without a request; False when there is none, and somebody else must go."""
        oldest = next(iter(self._coming), None)
        self._closed += 1
        if oldest is not None:
            self._close(oldest)
        self.say()
        return oldest is not None

    def sweep(self) -> None:
        """Close those whose time is over."""
        now = time.monotonic()
        for waiting, patience_s in ((self._coming, REQUEST_S), (self._answered, ANSWER_S)):
            late = [connection for connection, since in waiting.items() if now - since > patience_s]
            for connection in late:
                self._closed += 1
                self._close(connection)
        self.say()

    def say(self) -> None:
        """One line a minute, however many there are."""
        now = time.monotonic()
        if self._closed and now - self._said_at >= SAY_EVERY_S:
            is_open = len(self._coming) + len(self._answered)
            log.warning("connections_closed", closed=self._closed, open=is_open, most=self.most)
            self._closed, self._said_at = 0, now

    def _close(self, connection: "Connection") -> None:
        self.forget(connection)
        connection.transport.abort()


class Connection(H11Protocol):
    """uvicorn's, known to the gate."""

    gate: Gate

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.gate.expect(self)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self.gate.forget(self)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        self.gate.expect(self)
        super().on_response_complete()  # which goes on with a request that has come meanwhile
        self._look()

    def _look(self) -> None:
        """Whether a request is there whole."""
        if self.cycle is not None and not self.cycle.more_body and not self.cycle.response_complete:
            self.gate.answer(self)


class Server(uvicorn.Server):
    """uvicorn's server behind a gate. Its sockets must be listening already."""

    def __init__(self, config: uvicorn.Config, gate: Gate | None = None) -> None:
        super().__init__(config)
        self.gate = gate or Gate(most_connections())
        self._listening: list[socket.socket] = []
        self._connecting: set[asyncio.Task[object]] = set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start the application, then take connections."""
        await super().startup(sockets=[])
        self._listening = sockets or []
        for listening in self._listening:
            listening.setblocking(False)
            listening.listen(self.config.backlog)
            self._take_from(listening)
        self._sweeping = asyncio.create_task(self._sweep())

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more connections, answer what has come, and end the application."""
        loop = asyncio.get_running_loop()
        taken_from, self._listening = self._listening, []
        for listening in taken_from:
            loop.remove_reader(listening)
        await super().shutdown(sockets)
        self._sweeping.cancel()

    def _take_from(self, listening: socket.socket) -> None:
        if listening in self._listening:
            asyncio.get_running_loop().add_reader(listening, self._accept, listening)

    def _accept(self, listening: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        for _ in range(AT_ONCE):
            try:
                connected, _address = listening.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError:  # no file is left; whoever waits is taken as soon as there is one
                self.gate.close_oldest()
                loop.remove_reader(listening)
                loop.call_later(REST_S, self._take_from, listening)
                return
            if not self.gate.has_room():
                connected.close()
                continue
            connected.setblocking(False)
            task = loop.create_task(loop.connect_accepted_socket(self._connection, connected))
            self._connecting.add(task)
            task.add_done_callback(self._connecting.discard)

    def _connection(self) -> Connection:
        made = Connection(self.config, self.server_state, self.lifespan.state)
        made.gate = self.gate
        return made

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP_S)
            self.gate.sweep()
