"""The bench of many at once runs end to end; what its numbers should be is not for a test on a busy machine."""

import asyncio
import json

import pytest

from bench.__main__ import main
from bench.load import crowd
from bench.result import DatabaseKind

pytestmark = pytest.mark.waiting(first=True)


@pytest.mark.usefixtures("runs_server")
@pytest.mark.parametrize("database", list(DatabaseKind))
def test_http_prints_its_ratios_as_one_json_object(database: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["http", "--json", "--tiny", "--requests", "30", "--database", database]) == 0
    last = json.loads(capfd.readouterr().out.splitlines()[-1])
    assert last["bench"] == "http"
    assert last["ratios"].keys() == {"throughput_vs_echo", "memory_growth"}
    assert all(ratio > 0 for ratio in last["ratios"].values())
    assert last["figures"].items() >= {"database": database, "memory_requests": 30, "errors": 0}.items()


@pytest.mark.parametrize(("status", "wanted"), [(200, b"ok"), (503, b"ok"), (200, b"a Summary")])
async def test_an_answer_that_is_refused_or_another_one_counts_as_an_error(status: int, wanted: bytes) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _ in range(3):
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0]))
            writer.write(f"HTTP/1.1 {status} Said\r\nContent-Length: 2\r\n\r\nok".encode())
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server, crowd(server.sockets[0].getsockname()[1], 1, lambda body: body == wanted) as visitors:
        load = await visitors.send_count(3)
    right = 3 if (status, wanted) == (200, b"ok") else 0
    assert (len(load.took_ms), load.errors) == (right, 3 - right)
