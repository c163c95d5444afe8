"""Many signed `/cs today` at once: as many kept connections, each of which sends anew as soon as it was answered."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bench.slack import command, signed_headers

PATIENCE_S = 60.0
Check = Callable[[bytes], bool]


@dataclass(slots=True)
class Load:
    """What was answered: milliseconds from sending until the whole answer was there, the errors, and for how long."""

    took_ms: list[float] = field(default_factory=list)
    errors: int = 0
    seconds: float = 0.0

    @property
    def per_s(self) -> float:
        return len(self.took_ms) / self.seconds


class Crowd:
    """`connections` to one server; `is_right` says of an answer's body whether it is what was asked for."""

    def __init__(self, connections: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]], is_right: Check) -> None:
        self.connections = connections
        self.is_right = is_right
        self.body = command("today")

    async def send_for(self, seconds: float) -> Load:
        """Send for so long; what is under way then is waited for."""
        end = time.monotonic() + seconds
        return await self._send_while(lambda: time.monotonic() < end)

    async def send_count(self, count: int) -> Load:
        """Send so many."""
        left = iter(range(count))
        return await self._send_while(lambda: next(left, None) is not None)

    async def _send_while(self, more: Callable[[], bool]) -> Load:
        load, started = Load(), time.perf_counter()
        await asyncio.gather(*(self._keep_sending(*connection, more, load) for connection in self.connections))
        load.seconds = time.perf_counter() - started
        return load

    async def _keep_sending(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, more: Callable[[], bool], load: Load
    ) -> None:
        while more():
            started = time.perf_counter()
            writer.write(self._request())
            status, answer = await asyncio.wait_for(read_answer(reader), PATIENCE_S)
            if status == 200 and self.is_right(answer):
                load.took_ms.append((time.perf_counter() - started) * 1000)
            else:
                load.errors += 1

    def _request(self) -> bytes:
        headers = {"host": "127.0.0.1", "content-length": str(len(self.body)), **signed_headers(self.body)}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"POST /slack/events HTTP/1.1\r\n{head}\r\n".encode() + self.body


@asynccontextmanager
async def crowd(port: int, in_flight: int, is_right: Check) -> AsyncIterator[Crowd]:
    """A crowd of so many, until the block ends."""
    connections = [await asyncio.open_connection("127.0.0.1", port) for _ in range(in_flight)]
    try:
        yield Crowd(connections, is_right)
    finally:
        for _, writer in connections:
            writer.close()


async def read_answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """Status and body of one HTTP answer that tells its length."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").casefold()
    length = int(head.partition("content-length:")[2].partition("\r\n")[0])
    return int(head.split(maxsplit=2)[1]), await reader.readexactly(length)
