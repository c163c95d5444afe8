"""``python -m csbot.playground`` serves by itself and ends when asked, pages open or not."""

import asyncio
import re
import signal
import sys
from pathlib import Path

import httpx

from tests.playground.conftest import FREJA
from tests.ports import free_port


async def test_it_runs_alone_and_lets_go_of_open_pages(tmp_path: Path) -> None:
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "csbot.playground", "--port", str(port), "--data", str(tmp_path),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout
    said = [(await process.stdout.readline()).decode() for _ in range(2)]
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as http:
        await answering(http)
        page = await http.get("/")
        style = await http.get("/page/style/theme.css")
        assert re.fullmatch(r"SLACK_SIGNING_SECRET=[0-9a-f]{32}\n", said[1])
        assert "Local Slack" in page.text
        assert style.headers["content-type"].startswith("text/css")
        async with http.stream("GET", "/playground/live", params={"user": FREJA.id}) as stream:
            await anext(stream.aiter_lines())
            process.send_signal(signal.SIGTERM)
            _, errors = await process.communicate()
    assert errors == b""
    assert (tmp_path / "slack.db").exists()


async def answering(http: httpx.AsyncClient) -> None:
    async with asyncio.timeout(30):
        while True:
            try:
                await http.get("/api/api.test")
            except httpx.TransportError:
                await asyncio.sleep(0.05)
            else:
                return
