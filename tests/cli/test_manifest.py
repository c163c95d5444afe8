"""`csbot manifest`: what Slack takes, and exactly what csbot uses."""

import json
import re
from typing import Any

import pytest
from pydantic import ValidationError
from typer.testing import CliRunner

import csbot.bootstrap  # noqa: F401 - enters all routes
from csbot.adapters.slack.scopes import BOT_SCOPES
from csbot.cli.commands import app
from csbot.playground.api.registry import METHODS
from csbot.playground.api.rules import scopes_of
from handlers.calls import Kind
from handlers.removals import REMOVALS
from handlers.routes import ROUTES
from tests.architecture.sources import sources
from tests.cli.slack_manifest import Manifest

HTTP = ("--http", "https://csbot.example.com/")
WITHOUT_METHOD = {"commands", "users:read.email"}  # to be offered; and to be told the addresses in users.info
TALKS = ("handlers", "scheduler", "csbot/services", "csbot/adapters", "csbot/socket_mode.py")


def printed(*options: str) -> dict[str, Any]:
    done = CliRunner().invoke(app, ["manifest", *options], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


@pytest.mark.parametrize("options", [(), HTTP], ids=["Socket Mode", "HTTP"])
def test_the_manifest_is_one_that_slack_takes(options: tuple[str, ...]) -> None:
    Manifest.model_validate(printed(*options))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("features", "shortcuts", 0, "description"), ""),
        (("features", "shortcuts", 0, "name"), "a name that is far too long"),
        (("features", "bot_user", "display_name"), "Cs Bot"),
        (("settings", "event_subscriptions", "request_url"), None),
        (("settings", "surprise"), True),
    ],
)
def test_a_manifest_that_slack_refuses_fails_here(path: tuple[Any, ...], value: Any) -> None:
    wrong = printed(*HTTP)
    part: Any = wrong
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    with pytest.raises(ValidationError):
        Manifest.model_validate(wrong)


def test_over_http_requests_come_to_one_address() -> None:
    at = "https://csbot.example.com/slack/"
    assert set(re.findall(r"https?://[^\"]+", json.dumps(printed(*HTTP)))) == {f"{at}events", f"{at}oauth_redirect"}
    assert not printed(*HTTP)["settings"]["socket_mode_enabled"]


def test_in_socket_mode_no_address_is_named() -> None:
    assert "http" not in json.dumps(printed())
    assert printed()["settings"]["socket_mode_enabled"]


@pytest.mark.parametrize("address", ["csbot.example.com", "http://csbot.example.com", "https://", "https://a.b/?c=d"])
def test_an_address_that_slack_would_not_call_is_a_sentence(address: str) -> None:
    done = CliRunner().invoke(app, ["manifest", "--http", address])
    assert done.exit_code == 2
    assert "is no https address" in done.output


def test_every_shortcut_and_event_with_a_route_is_in_the_manifest_and_no_other() -> None:
    found = printed()
    told = {(Kind.SHORTCUT, one["callback_id"]) for one in found["features"]["shortcuts"]}
    told |= {(Kind.EVENT, name) for name in found["settings"]["event_subscriptions"]["bot_events"]}
    heard = {(Kind.EVENT, name) for name in REMOVALS}
    assert told == heard | {key for key in ROUTES if key[0] in (Kind.SHORTCUT, Kind.EVENT)}


def test_every_word_with_a_route_is_in_the_hint_and_no_other() -> None:
    (command,) = printed()["features"]["slash_commands"]
    routed = {name for kind, name in ROUTES if kind is Kind.COMMAND and name}
    assert set(command["usage_hint"].split(" | ")) == routed
    assert command["should_escape"], "handlers.incoming reads references"


def test_the_scopes_are_those_of_the_methods_that_are_called() -> None:
    called = {name for file in sources(".py") if file.path.startswith(TALKS) for name in methods_in(file.text)}
    needed = {scope for name in called for scope in scopes_of(name, {"channel": "D1"})}
    assert needed | WITHOUT_METHOD == set(BOT_SCOPES)
    assert printed()["oauth_config"]["scopes"]["bot"] == list(BOT_SCOPES)


def methods_in(text: str) -> set[str]:
    return set(re.findall(r'"([a-z]+\.[a-zA-Z.]+)"', text)) & set(METHODS)
