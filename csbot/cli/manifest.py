"""`csbot manifest`: the app manifest to paste where Slack makes an app, with exactly what csbot uses."""

import json
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer

import csbot.bootstrap  # noqa: F401 - enters all routes
from csbot.adapters.slack.scopes import BOT_SCOPES
from csbot.cli.failures import fail
from csbot.installing import RETURN
from csbot.playground.offers import DEFAULT_COMMANDS, DEFAULT_SHORTCUTS
from handlers.calls import Kind
from handlers.removals import REMOVALS
from handlers.routes import ROUTES

NAME = "csbot"
DESCRIPTION = "A customer success workspace that lives in Slack: your day, your tasks, your customers"
COLOUR = "#1d4e4a"
EVENTS_PATH = "/slack/events"


def show(
    http: Annotated[
        str | None,
        typer.Option("--http", help="Slack reaches csbot at this https address; left out: Socket Mode.", metavar="URL"),
    ] = None,
) -> None:
    """Print the app manifest, for: api.slack.com/apps, Create New App, From a manifest, JSON."""
    typer.echo(json.dumps(manifest(None if http is None else base_of(http)), indent=2))


def manifest(base_url: str | None = None) -> dict[str, Any]:
    """The manifest; `base_url` is where Slack reaches csbot by HTTP, without a slash at its end; None: Socket Mode."""
    where = {} if base_url is None else {"request_url": f"{base_url}{EVENTS_PATH}"}
    options = {} if base_url is None else {"message_menu_options_url": f"{base_url}{EVENTS_PATH}"}
    return {
        "display_information": {"name": NAME, "description": DESCRIPTION, "background_color": COLOUR},
        "features": {
            # The Messages tab takes what is typed: a read-only one would take no slash command either.
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": NAME, "always_online": True},
            "shortcuts": shortcuts(),
            "slash_commands": [command(None if base_url is None else f"{base_url}{EVENTS_PATH}")],
        },
        "oauth_config": {
            **({} if base_url is None else {"redirect_urls": [f"{base_url}{RETURN}"]}),
            "scopes": {"bot": list(BOT_SCOPES)},
        },
        "settings": {
            "event_subscriptions": {**where, "bot_events": events()},
            "interactivity": {"is_enabled": True, **where, **options},
            "org_deploy_enabled": False,
            "socket_mode_enabled": base_url is None,
            "token_rotation_enabled": False,
        },
    }


def command(url: str | None) -> dict[str, Any]:
    """The one slash command; users and channels in what is typed come as references (`should_escape`)."""
    bare, *lines = DEFAULT_COMMANDS
    words = dict.fromkeys(line.line.removeprefix(bare.line).split()[0] for line in lines)
    typed = {"command": bare.line, "description": bare.hint, "usage_hint": " | ".join(words), "should_escape": True}
    return typed if url is None else {**typed, "url": url}


def shortcuts() -> list[dict[str, str]]:
    """The shortcuts of the composer and of messages."""
    return [
        {"name": one.name, "type": one.kind.value, "callback_id": one.callback_id, "description": one.hint}
        for one in DEFAULT_SHORTCUTS
    ]


def events() -> list[str]:
    """The events that have a route, and those that tell of csbot's end."""
    return sorted({*REMOVALS, *(name for kind, name in ROUTES if kind is Kind.EVENT)})


def base_of(url: str) -> str:
    """The address without a slash at its end; one that Slack would not take is a sentence."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        fail(f"--http {url} is no https address. An example: https://csbot.example.com")
    return url.rstrip("/")
