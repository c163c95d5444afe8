"""`csbot doctor`: each thing that can be wrong is found, says what to do, and decides the exit code."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner, Result

from csbot.adapters.slack.scopes import BOT_SCOPES
from csbot.cli.commands import app
from csbot.cli.doctor import databases, machine, slack
from csbot.cli.doctor.findings import Finding, Level
from csbot.domain.workspaces import Operator, SlackTeam
from csbot.playground import PlaygroundConfig, create_playground
from csbot.services.installations import Granted, install
from csbot.services.workspaces import claim, sole_workspace
from csbot.settings import Settings
from csbot.storage.crypto import Vault
from csbot.storage.engine import open_engine
from csbot.storage.migrations import downgrade
from csbot.storage.unit_of_work import Database
from tests.builders import MONDAY
from tests.playground.serving import served

Environment = dict[str, str]
KEY = "k" * 32


@asynccontextmanager
async def local_slack(folder: Path, scopes: tuple[str, ...] = BOT_SCOPES) -> AsyncIterator[str]:
    """The address of a local Slack whose app has these scopes."""
    playground = create_playground(PlaygroundConfig(folder / "slack", "s", "", "", scopes=frozenset(scopes)))
    async with served(playground.app) as url:
        yield url


@pytest.fixture
def whole(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """An installation with which nothing is wrong, once it knows where Slack is."""
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "CSBOT_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return {"CSBOT_DATABASE_URL": sqlite_url, "SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "secret"}


async def examined(environment: Environment, slack_url: str) -> Result:
    known = {**environment, "CSBOT_SLACK_API_URL": f"{slack_url}/api/"}
    return await asyncio.to_thread(CliRunner().invoke, app, ["doctor"], env=known, catch_exceptions=False)


def lines(result: Result, level: str) -> list[str]:
    return [line.removeprefix(f"{level:<5} ") for line in result.output.splitlines() if line.startswith(level)]


async def test_with_nothing_wrong_every_line_is_ok_and_the_exit_code_is_0(whole: Environment, tmp_path: Path) -> None:
    async with local_slack(tmp_path) as url:
        result = await examined({**whole, "SLACK_APP_TOKEN": "xapp-1"}, url)
    assert result.exit_code == 0, result.output
    looked_at = {line.split()[0] for line in lines(result, "ok")}
    assert looked_at >= {"settings", "packages", "zones", "folder", "database", "way", "bot", "scopes", "clock", "app"}
    assert len(result.output.splitlines()) == len(lines(result, "ok"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN is not set"),
        ({"SLACK_CLIENT_ID": "1.1"}, "SLACK_BOT_TOKEN and SLACK_CLIENT_ID are both set"),
        ({"SLACK_BOT_TOKEN": "abc"}, "Slack says invalid_auth"),
        ({"SLACK_SIGNING_SECRET": ""}, "neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET"),
        ({"CSBOT_PORT": "many"}, "CSBOT_PORT"),
        ({"SLACK_APP_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN must be an app-level token"),
        ({"CSBOT_DATABASE_URL": "mysql://x"}, "must start with sqlite:/// or postgresql://"),
        ({"CSBOT_DATABASE_URL": "sqlite:////nowhere/csbot.db"}, "/nowhere is not there"),
        ({"CSBOT_DATABASE_URL": "postgresql://kim:secret@127.0.0.1:1/csbot"}, "does not answer"),
    ],
)
async def test_what_is_wrong_is_said_and_the_exit_code_is_2(
    whole: Environment, tmp_path: Path, change: Environment, said: str
) -> None:
    async with local_slack(tmp_path) as url:
        result = await examined(whole | change, url)
    assert result.exit_code == 2, result.output
    assert any(said in line for line in lines(result, "fail")), result.output
    assert "secret" not in result.output, "what is secret stays so"


async def test_a_warning_alone_has_the_exit_code_1(whole: Environment, tmp_path: Path) -> None:
    async with local_slack(tmp_path) as url:
        result = await examined({**whole, "CSBOT_LOG_LEVEL": "debug"}, url)
    assert result.exit_code == 1, result.output
    assert [line.split()[0] for line in lines(result, "warn")] == ["logs"]


OAUTH = {
    "SLACK_BOT_TOKEN": "",
    "SLACK_CLIENT_ID": "1.1",
    "SLACK_CLIENT_SECRET": "s",
    "CSBOT_BASE_URL": "https://csbot.example.com",
    "CSBOT_SECRET_KEY": KEY,
}


@pytest.mark.parametrize(
    ("change", "level", "said"),
    [
        ({}, "ok", "a prepared workspace waits for the team of SLACK_BOT_TOKEN"),
        ({"CSBOT_SLACK_TEAM_ID": "T0NONE"}, "fail", "CSBOT_SLACK_TEAM_ID names T0NONE"),
        (OAUTH, "warn", "a prepared workspace waits for its Slack team, and nobody can install csbot before. Name the"),
        (OAUTH | {"CSBOT_SLACK_TEAM_ID": "T7"}, "ok", "a prepared workspace waits for T7"),
        (OAUTH | {"CSBOT_SLACK_TEAM_ID": "T9"}, "warn", "a prepared workspace waits, but T9 has another one already"),
    ],
)
async def test_a_prepared_workspace_waits_for_the_team_that_is_named(
    whole: Environment, sqlite_url: str, tmp_path: Path, change: Environment, level: str, said: str
) -> None:
    for name in OAUTH:
        whole.setdefault(name, "")
    database = Database(open_engine(sqlite_url))
    sole_workspace(database, MONDAY)
    claim(database, MONDAY, SlackTeam("T9", "Ours", "UBOT", None), Operator("T0", has_oauth=True))
    database.close()
    async with local_slack(tmp_path) as url:
        result = await examined(whole | change, url)
    found = [line for line in lines(result, level) if line.startswith("team")]
    assert any(said in line for line in found), result.output


async def test_missing_scopes_are_named(whole: Environment, tmp_path: Path) -> None:
    given = ("chat:write", "commands", "im:write", "users:read")
    missing = ", ".join(sorted(set(BOT_SCOPES) - set(given)))
    async with local_slack(tmp_path, given) as url:
        result = await examined(whole, url)
    assert result.exit_code == 2
    assert lines(result, "fail") == [
        f"scopes     missing: {missing}. Reinstall the app with what csbot manifest prints"
    ]


async def test_a_revoked_token_is_one_that_slack_refuses(whole: Environment, tmp_path: Path) -> None:
    async with local_slack(tmp_path) as url, httpx.AsyncClient() as http:
        await http.post(f"{url}/playground/tokens", json={"revoked": True})
        result = await examined(whole, url)
    assert "bot token  Slack says token_revoked. Copy it anew from OAuth & Permissions" in lines(result, "fail")


async def test_a_slack_that_can_not_be_reached(whole: Environment) -> None:
    result = await examined(whole, "http://127.0.0.1:1")
    assert result.exit_code == 2
    assert any("can't be reached" in line for line in lines(result, "fail"))


async def test_an_old_schema_comes_with_the_command_that_renews_it(
    whole: Environment, sqlite_url: str, tmp_path: Path
) -> None:
    engine = open_engine(sqlite_url)
    downgrade(engine, "base")
    engine.dispose()
    async with local_slack(tmp_path) as url:
        result = await examined(whole, url)
    (said,) = lines(result, "fail")
    assert said.startswith("database")
    assert said.endswith("csbot migrate")
    assert sqlite_url in said


async def test_looking_for_a_database_makes_none(whole: Environment, tmp_path: Path) -> None:
    missing = tmp_path / "missing.db"
    async with local_slack(tmp_path) as url:
        result = await examined({**whole, "CSBOT_DATABASE_URL": f"sqlite:///{missing}"}, url)
    assert result.exit_code == 2
    assert not missing.exists()


@pytest.mark.parametrize(
    ("skew", "level"),
    [(timedelta(), Level.OK), (timedelta(seconds=40), Level.WARN), (timedelta(minutes=-5), Level.FAIL)],
)
def test_the_clock_is_compared_with_slacks(skew: timedelta, level: Level) -> None:
    now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    answer: Any = type("Answer", (), {"headers": {"Date": format_datetime(now + skew, usegmt=True)}})
    (finding,) = slack.clocks(answer, now)
    assert finding.level is level


def test_another_package_of_the_same_name_is_a_stranger() -> None:
    ours = Path(machine.__file__).parents[3]
    assert list(machine.strangers(ours, {"scheduler": ["csbot"]})) == []
    (said,) = machine.strangers(ours, {"scheduler": ["csbot", "scheduler"]})
    assert said == "'scheduler' belongs to the installed package scheduler too"
    assert len(list(machine.strangers(Path("/elsewhere"), {}))) == len(machine.PACKAGES)


@pytest.mark.parametrize(
    ("free", "level"), [(2 * databases.GIB, Level.OK), (databases.GIB // 2, Level.WARN), (10, Level.FAIL)]
)
def test_a_disk_without_room(sqlite_url: str, monkeypatch: pytest.MonkeyPatch, free: int, level: Level) -> None:
    usage = shutil.disk_usage("/")._replace(free=free)
    monkeypatch.setattr("csbot.cli.doctor.databases.shutil.disk_usage", lambda _: usage)
    assert worst(databases.folder, Settings(database_url=sqlite_url)) is level


@pytest.mark.parametrize(("mode", "level"), [(0o600, Level.OK), (0o640, Level.WARN), (0o644, Level.WARN)])
def test_a_database_that_others_can_read_is_told(sqlite_url: str, mode: int, level: Level) -> None:
    Path(sqlite_url.removeprefix("sqlite:///")).chmod(mode)
    assert worst(databases.privacy, Settings(database_url=sqlite_url)) is level


@pytest.mark.skipif(os.geteuid() != 0, reason="only root leaves its files in another user's folder")
def test_a_database_of_roots_in_the_services_folder_is_told(sqlite_url: str) -> None:
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    os.chown(file.parent, 65534, 65534)
    [said] = databases.privacy(Settings(database_url=sqlite_url))
    assert said.level is Level.FAIL
    assert f"chown --reference={file.parent} {file}" in said.said


def test_a_locale_that_sorts_otherwise_is_told(postgresql_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As of a server whose databases sort by a language; the tests' own has none of these."""
    monkeypatch.setattr(databases, "BY_CODE_POINT", "SELECT 'a' < 'Z'")
    found = list(databases.schema(Settings(database_url=postgresql_url)))
    assert [(one.what, one.level) for one in found] == [("database", Level.OK), ("collation", Level.WARN)]


def test_missing_zones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zoneinfo.available_timezones", lambda: {"UTC"})
    assert worst(machine.zones, Settings()) is Level.FAIL


def test_a_current_postgresql_has_no_folder_to_look_at(postgresql_url: str) -> None:
    settings = Settings(database_url=postgresql_url)
    assert list(databases.folder(settings)) == []
    assert worst(databases.schema, settings) is Level.OK


def with_token(sqlite_database: Database, key: str) -> None:
    team = SlackTeam("T1", "Fjord & Co", "UBOT", "A1")
    install(sqlite_database, Vault([key]), MONDAY, MONDAY, Granted(team, "xoxb-1", "commands", "U1"))


@pytest.mark.parametrize(
    ("keys", "level"), [("", Level.FAIL), ("x" * 32, Level.FAIL), (KEY, Level.OK), (f"{'x' * 32},{KEY}", Level.OK)]
)
def test_stored_tokens_have_to_be_readable(sqlite_database: Database, keys: str, level: Level) -> None:
    with_token(sqlite_database, KEY)
    settings = Settings(database_url=str(sqlite_database.engine.url), secret_key=keys)
    assert worst(databases.secrets, settings) is level


def test_without_stored_tokens_no_key_is_asked_for(sqlite_url: str) -> None:
    assert list(databases.secrets(Settings(database_url=sqlite_url))) == []


async def test_with_oauth_no_token_of_the_environment_is_needed(whole: Environment, tmp_path: Path) -> None:
    oauth = {"SLACK_BOT_TOKEN": "", "SLACK_CLIENT_ID": "1.1", "SLACK_CLIENT_SECRET": "s",
             "CSBOT_BASE_URL": "https://csbot.example.com"}  # fmt: skip
    async with local_slack(tmp_path) as url:
        lacking = await examined(whole | oauth, url)
        result = await examined({**whole, **oauth, "CSBOT_SECRET_KEY": KEY}, url)
    assert lines(lacking, "fail") == ["OAuth      SLACK_CLIENT_ID is set, and CSBOT_SECRET_KEY is not"]
    assert result.exit_code == 0, result.output
    assert "OAuth      to install, open https://csbot.example.com/slack/install" in lines(result, "ok")


def test_an_address_that_slack_sends_nobody_back_to_is_said() -> None:
    settings = Settings(
        SLACK_CLIENT_ID="1.1", SLACK_CLIENT_SECRET="s", secret_key=KEY, base_url="http://csbot.example.com"
    )
    assert worst(slack.oauth, settings) is Level.WARN


def worst(check: Callable[[Settings], Any], settings: Settings) -> Level:
    found: list[Finding] = list(check(settings))
    return max(finding.level for finding in found)
