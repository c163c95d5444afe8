"""Whoever connects and sends nothing, or half of something, holds up nobody."""

import asyncio
import errno
import resource
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from structlog.testing import capture_logs

from csbot.cli import connections
from csbot.cli.connections import Gate, Server
from tests.waiting import until

PATIENCE_S = 30.0
GET = b"GET /healthz HTTP/1.1\r\nHost: csbot\r\n\r\n"
HELD = GET.replace(b"healthz", b"hold")
POST = b"POST /slack/events HTTP/1.1\r\nHost: csbot\r\nContent-Length: 100\r\n\r\nhalf"
Peer = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Connect = Callable[[bytes], Awaitable[Peer]]


class Exhausted(socket.socket):
    """A listening socket that finds no file for a connection, so many times."""

    times = 0

    def accept(self) -> tuple[socket.socket, Any]:
        if self.times:
            self.times -= 1
            raise OSError(errno.EMFILE, "Too many open files")
        return super().accept()


async def healthz(_request: Request) -> Response:
    return PlainTextResponse("ok")


async def echo(request: Request) -> Response:
    return PlainTextResponse(await request.body())


@dataclass
class Hold:
    """Who asks for /hold is answered when it is over."""

    over: asyncio.Event = field(default_factory=asyncio.Event)
    asked: int = 0

    async def __call__(self, _request: Request) -> Response:
        self.asked += 1
        await self.over.wait()
        return PlainTextResponse("held")


@pytest.fixture
def hold() -> Hold:
    return Hold()


@asynccontextmanager
async def served(most: int, hold: Hold, exhausted: int = 0) -> AsyncIterator[Connect]:
    routes = [Route("/healthz", healthz), Route("/hold", hold.__call__), Route("/slack/events", echo, methods=["POST"])]
    config = uvicorn.Config(Starlette(routes=routes), http="h11", ws="none", log_config=None, lifespan="off")
    server = Server(config, Gate(most))
    listening = Exhausted(socket.AF_INET, socket.SOCK_STREAM)
    listening.times = exhausted
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    port = listening.getsockname()[1]
    serving = asyncio.create_task(server._serve([listening]))
    await until(lambda: server.started)
    peers: list[Peer] = []

    async def connect(sends: bytes) -> Peer:
        peer = await asyncio.open_connection("127.0.0.1", port)
        peers.append(peer)
        peer[1].write(sends)
        return peer

    try:
        yield connect
    finally:
        hold.over.set()
        for _, writer in peers:
            writer.close()
        server.should_exit = True
        await serving


async def answer_of(peer: Peer) -> bytes:
    """The first line of an answer; empty when the connection was closed."""
    try:
        return await asyncio.wait_for(peer[0].readline(), PATIENCE_S)
    except ConnectionError:
        return b""


@pytest.fixture
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "REQUEST_S", 0.3)
    monkeypatch.setattr(connections, "SWEEP_S", 0.05)


@pytest.mark.usefixtures("brief")
@pytest.mark.parametrize("sends", [b"", b"GET /healthz HT", GET[:-2], POST], ids=["nothing", "line", "headers", "body"])
async def test_a_request_that_does_not_come_whole_is_given_up(hold: Hold, sends: bytes) -> None:
    async with served(9, hold) as connect:
        assert await answer_of(await connect(sends)) == b""


@pytest.mark.usefixtures("brief")
async def test_one_that_comes_a_byte_at_a_time_is_given_up(hold: Hold) -> None:
    async with served(9, hold) as connect:
        reader, writer = await connect(POST)
        answered = asyncio.create_task(answer_of((reader, writer)))
        while not answered.done():
            writer.write(b"x")
            await asyncio.sleep(0.1)
        assert answered.result() == b""


@pytest.mark.usefixtures("brief")
async def test_the_next_request_of_a_connection_has_the_same_time(hold: Hold) -> None:
    async with served(9, hold) as connect:
        reader, writer = await connect(GET)
        assert b"200" in await answer_of((reader, writer))
        writer.write(GET[:9])
        rest = await asyncio.wait_for(reader.read(), PATIENCE_S)
        assert rest.endswith(b"ok"), "closed, and nothing more was said"


@pytest.mark.usefixtures("brief")
async def test_who_is_being_answered_is_not_given_up(hold: Hold) -> None:
    async with served(9, hold) as connect:
        held = await connect(HELD)
        assert await answer_of(await connect(b"GET /")) == b"", "as long as that takes"
        hold.over.set()
        assert b"200" in await answer_of(held)


async def test_whole_requests_are_answered_one_after_the_other(hold: Hold) -> None:
    async with served(9, hold) as connect:
        reader, writer = await connect(GET + GET)
        for _ in range(2):
            assert b"200" in await answer_of((reader, writer))
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE_S)
            assert b"content-length: 2" in head
            await reader.readexactly(2)
        writer.write(POST + b"x" * 96)
        assert b"200" in await answer_of((reader, writer))


async def test_the_oldest_makes_way_and_one_line_says_so(hold: Hold) -> None:
    with capture_logs() as logs:
        async with served(5, hold) as connect:
            held = await connect(HELD)
            await until(lambda: hold.asked == 1)
            half_open = [await connect(b"GET /") for _ in range(12)]
            for _ in range(3):
                assert b"200" in await answer_of(await connect(GET))
            assert await answer_of(half_open[0]) == b""
            hold.over.set()
            assert b"200" in await answer_of(held), "who is being answered makes way for nobody"
    assert [entry["event"] for entry in logs] == ["connections_closed"]


async def test_where_all_are_being_answered_the_next_one_is_refused(hold: Hold) -> None:
    async with served(2, hold) as connect:
        held = [await connect(HELD) for _ in range(2)]
        await until(lambda: hold.asked == 2)
        assert await answer_of(await connect(GET)) == b""
        hold.over.set()
        assert [b"200" in await answer_of(peer) for peer in held] == [True, True]


async def test_without_a_file_left_whoever_waits_is_taken_later(hold: Hold) -> None:
    with capture_logs() as logs:
        async with served(9, hold, exhausted=3) as connect:
            assert b"200" in await answer_of(await connect(GET))
    assert [entry["event"] for entry in logs] == ["connections_closed"]


def test_there_are_fewer_connections_than_files(monkeypatch: pytest.MonkeyPatch) -> None:
    for files, most in ((1024, 768), (256, 192), (65_536, 1000), (resource.RLIM_INFINITY, 1000)):
        monkeypatch.setattr(resource, "getrlimit", lambda _which, files=files: (files, files))
        assert connections.most_connections() == most
