"""``python -m csbot.playground`` serves by itself and ends when asked, pages open or not; the how-to page works."""

import asyncio
import os
import re
import signal
import sys
import textwrap
from pathlib import Path

import httpx

from csbot.playground import create_playground
from csbot.playground.manifest import read_manifest, with_manifest
from tests.playground.conftest import FREJA, MakeConfig, rigged
from tests.playground.fake_app import SECRET
from tests.ports import free_port
from tests.waiting import until_so

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "local-slack.md"


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


def written(language: str) -> str:
    """The first piece of code in the how-to page in a language."""
    found = re.search(rf"```{language}\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return textwrap.dedent(found[1])


async def test_the_app_in_the_how_to_page_works_as_written(make_config: MakeConfig, tmp_path: Path) -> None:
    manifest, port = tmp_path / "manifest.json", free_port()
    manifest.write_text(written("json"))
    async with rigged(create_playground(with_manifest(make_config(), read_manifest(manifest)))) as rig:
        rig.playground.app_url = f"http://127.0.0.1:{port}/slack/events"
        settings = {"SLACK_API_URL": f"{rig.playground.base_url}/api/", "SLACK_BOT_TOKEN": "xoxb-1"}
        app = await asyncio.create_subprocess_exec(
            sys.executable, "-c", written("python").replace("3000", str(port)),
            env=os.environ | settings | {"SLACK_SIGNING_SECRET": SECRET}, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip

        async def lunch() -> bool:
            return (await rig.do("command", user=FREJA.id, text="/lunch friday"))["ack"] == "Soup"

        try:
            await until_so(lunch)
        finally:
            app.terminate()
            await app.wait()
        assert "is not a valid command" in (await rig.do("command", user=FREJA.id, text="/cs"))["failure"]
