"""/healthz says that the process lives, /readyz that work may be sent to it."""

import asyncio
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from csbot.bootstrap import Csbot, build
from csbot.clock import FrozenClock
from csbot.settings import Settings
from csbot.storage.unit_of_work import Database
from tests.builders import MONDAY, Office
from tests.handlers.rig import Rig
from tests.slack_requests import SECRET


async def asked(bot: Csbot, path: str) -> int:
    transport = httpx.ASGITransport(app=bot.app())
    async with httpx.AsyncClient(transport=transport, base_url="http://csbot.test") as http:
        return (await http.get(path)).status_code


async def test_a_process_that_is_whole_is_ready_until_it_ends(rig: Rig) -> None:
    rig.bot.directory.has_met = True  # started, it would have asked Slack
    assert await asked(rig.bot, "/readyz") == 200
    await rig.bot.stop()
    assert await asked(rig.bot, "/readyz") == 503
    assert await asked(rig.bot, "/healthz") == 200


async def test_a_database_that_was_moved_away_is_no_place_to_save_in(sqlite_database: Database) -> None:
    rig = Rig(Office(sqlite_database))
    readiness = rig.bot.readiness
    rig.bot.directory.has_met = True
    file = Path(str(sqlite_database.engine.url.database))
    await asyncio.to_thread(file.rename, file.with_name("moved.db"))
    assert not await readiness()
    assert readiness.reason == "the database's file is gone"
    await asyncio.to_thread(file.with_name("moved.db").rename, file)
    assert await readiness()
    await rig.aclose()


@pytest.mark.parametrize("content", [b"", b"no database" * 100], ids=["no schema", "no database"])
async def test_without_its_schema_it_lives_but_is_not_ready(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.db"
    file.write_bytes(content)
    bot = build(Settings(database_url=f"sqlite:///{file}", SLACK_SIGNING_SECRET=SECRET), FrozenClock(MONDAY))
    assert [await asked(bot, path) for path in ("/healthz", "/readyz", "/metrics")] == [200, 503, 200]
    await bot.stop()


async def test_in_socket_mode_the_same_is_served_and_no_connection_means_not_ready(sqlite_url: str) -> None:
    settings = Settings(database_url=sqlite_url).model_copy(update={"app_token": SecretStr("xapp-1")})
    bot = build(settings, FrozenClock(MONDAY))
    paths = ("/healthz", "/readyz", "/metrics", "/slack/events")
    assert [await asked(bot, path) for path in paths] == [200, 503, 200, 404]
    await bot.stop()
