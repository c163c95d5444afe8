"""How programs end and begin again: when asked to, when they can't begin, and with Slack or people still there."""

import asyncio
import json
import signal
import sys
from functools import partial
from pathlib import Path

import pytest

from csbot.domain.tasks import TaskStatus
from csbot.storage.engine import open_engine
from csbot.storage.migrations import upgrade
from tests.acceptance.demos import SECRET, demo_in
from tests.acceptance.people import FREJA, OLIVER, Slack
from tests.acceptance.programs import CSBOT, finished, running
from tests.loaded import command
from tests.ports import free_port
from tests.waiting import until_so

pytestmark = pytest.mark.waiting(first=True)

DUE_TO_END_S = 45.0  # 10 s are promised, on a machine of one's own
SECRETS = {"SLACK_SIGNING_SECRET": SECRET, "SLACK_BOT_TOKEN": "xoxb-1"}


def old_schema(folder: Path) -> str:
    """The url of a database as an earlier version left it."""
    url = f"sqlite:///{folder / 'old.db'}"
    engine = open_engine(url)
    upgrade(engine, "0001")
    engine.dispose()
    return url


@pytest.mark.parametrize(
    ("anew", "words", "settings", "sentence"),  # of each program the one that comes furthest is started anew
    [
        (0, ["run"], {"SLACK_SIGNING_SECRET": SECRET}, "csbot: SLACK_BOT_TOKEN is not set. "),
        (0, ["run"], {"SLACK_BOT_TOKEN": "xoxb-1"}, "csbot: SLACK_SIGNING_SECRET is not set. "),
        (0, ["run"], SECRETS, "csbot: the database's schema is missing. Run: csbot migrate"),
        (0, ["run"], SECRETS | {"CSBOT_DATABASE_URL": "{old}"}, "is old. Run: CSBOT_DATABASE_URL={old} csbot mig"),
        (0, ["run"], SECRETS | {"CSBOT_PORT": "http"}, "csbot: CSBOT_PORT "),
        (1, ["run"], SECRETS | {"CSBOT_DATABASE_URL": "{new}", "CSBOT_PORT": "{taken}"}, "already in use. CSBOT_HOST "),
        (1, ["demo", "--no-browser", "--port", "{taken}"], {}, "already in use. Try: csbot demo --port 0"),
        (0, ["demo", "--no-browser", "--data", "{folder}/file"], {}, "Name another one with --data"),
    ],
)  # fmt: skip
async def test_what_cannot_begin_says_why_in_one_sentence(
    anew: int, words: list[str], settings: dict[str, str], sentence: str, sqlite_url: str, tmp_path: Path, loaded: Path
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    (here / "file").touch()
    somebody = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    taken = str(somebody.sockets[0].getsockname()[1])
    known = {"old": old_schema(here), "new": sqlite_url, "taken": taken, "folder": str(here)}
    async with somebody:
        done = await finished(
            here, *([CSBOT] if anew else command(loaded)), *(word.format(**known) for word in words),
            **{name: value.format(**known) for name, value in settings.items()},
        )  # fmt: skip
    assert done.code == 2, done.said
    assert sentence.format(**known).lower() in done.said.lower()
    assert done.said.startswith("csbot: ")
    assert done.said.count("\n") == 1, done.said


async def test_while_slack_is_away_the_bot_says_so_and_is_ready_once_slack_is_there(
    sqlite_url: str, tmp_path: Path
) -> None:
    slack_port, port = free_port(), free_port()
    settings = SECRETS | {
        "CSBOT_DATABASE_URL": sqlite_url,
        "CSBOT_PORT": str(port),
        "CSBOT_SLACK_API_URL": f"http://127.0.0.1:{slack_port}/api/",
        "CSBOT_ADMIN_EMAIL": FREJA.email,
    }
    async with running(tmp_path, CSBOT, "run", **settings) as bot:
        await bot.answers(f"http://127.0.0.1:{port}/healthz")
        await bot.has_said("Slack's directory was not read")
        alone = [sys.executable, "-m", "csbot.playground", "--port", str(slack_port), "--data", "slack"]
        alone += ["--ack-seconds", "30"]  # this is not about how fast a busy machine is
        alone += ["--app-url", f"http://127.0.0.1:{port}/slack/events"]
        async with running(tmp_path, *alone, SLACK_SIGNING_SECRET=SECRET) as playground:
            await playground.answers(f"http://127.0.0.1:{slack_port}/api/api.test")
            slack = Slack.at(f"http://127.0.0.1:{slack_port}")
            await slack.is_met()
            await bot.answers(f"http://127.0.0.1:{port}/readyz")
            assert "Nothing is waiting" in (await slack.type(FREJA, "/cs")).words
            await until_so(partial(is_welcomed, slack))
            await slack.http.aclose()
        assert await asyncio.wait_for(bot.end(), DUE_TO_END_S) == 0
    assert all(json.loads(line) for line in bot.said.splitlines()), "the log is one JSON document a line"


async def is_welcomed(slack: Slack) -> bool:
    """Whether the first super admin was told so, once (workspace A8)."""
    told = [message["text"] for message in await slack.inbox(FREJA)]
    return len(told) == 1 and "first super admin" in told[0]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_a_demo_ends_while_its_page_is_open_and_goes_on_where_it_was(how: signal.Signals, tmp_path: Path) -> None:
    async with demo_in(tmp_path) as demo:
        before = await demo.slack.do("clock", user=OLIVER.id, to="monday", time="23:00")
        button = (await demo.slack.type(OLIVER, "/cs tasks")).button("task.complete")
        shown = await demo.slack.that_holds(OLIVER, button)
        await demo.slack.do(
            "click", user=OLIVER.id, ts=shown["ts"], action_id=button["action_id"], value=button["value"]
        )
        await demo.slack.comes_to_say(OLIVER, shown["ts"], "You completed this")
        async with demo.slack.http.stream("GET", "/playground/live", params={"user": OLIVER.id}) as page:
            await anext(page.aiter_lines())
            assert await asyncio.wait_for(demo.program.end(how), DUE_TO_END_S) == 0
    async with demo_in(tmp_path) as demo:
        assert (await demo.slack.see("clock"))["offset_seconds"] == before["offset_seconds"]
        assert demo.task(button["value"])[0] is TaskStatus.COMPLETED
