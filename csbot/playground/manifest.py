"""An app's manifest, as Slack's app settings export it in JSON: what the app offers, and what it may do and hear."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, Field, ValidationError

from csbot.playground.config import PlaygroundConfig
from csbot.playground.errors import UnusableError
from csbot.playground.offers import Command, Shortcut, ShortcutKind


class _Command(BaseModel):
    command: str = Field(pattern=r"^/\S+$")
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False


class _Shortcut(BaseModel):
    name: str
    type: Literal["global", "message"]
    callback_id: str


class _Named(BaseModel):
    name: str = ""


class _AppHome(BaseModel):
    home_tab_enabled: bool = False
    messages_tab_enabled: bool = True


class _Features(BaseModel):
    app_home: _AppHome = _AppHome()
    slash_commands: list[_Command] = []
    shortcuts: list[_Shortcut] = []
    unfurl_domains: list[str] = []


class _Scopes(BaseModel):
    bot: list[str] | None = None


class _Oauth(BaseModel):
    scopes: _Scopes = _Scopes()


class _Subscriptions(BaseModel):
    bot_events: list[str] = []


class _Settings(BaseModel):
    event_subscriptions: _Subscriptions = _Subscriptions()


class Manifest(BaseModel):
    """The parts that the local Slack plays; others are allowed and ignored."""

    display_information: _Named = _Named()
    features: _Features = _Features()
    oauth_config: _Oauth = _Oauth()
    settings: _Settings = _Settings()


def read_manifest(file: Path) -> Manifest:
    """The manifest in a JSON file. Raises UnusableError."""
    try:
        return Manifest.model_validate_json(file.read_bytes())
    except OSError as error:
        raise UnusableError(f"can't read the manifest {file}: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise UnusableError(f"the manifest {file} is wrong{f' at {place}' if place else ''}: {first['msg']}") from error


def with_manifest(config: PlaygroundConfig, manifest: Manifest) -> PlaygroundConfig:
    """The configuration for the manifest's app in place of csbot."""
    features, changes = manifest.features, dict[str, Any]()
    tabs = {"home": features.app_home.home_tab_enabled, "messages": features.app_home.messages_tab_enabled}
    if name := manifest.display_information.name:
        changes["people"] = replace(config.people, app=replace(config.people.app, name=name))
    if manifest.oauth_config.scopes.bot is not None:
        changes["scopes"] = frozenset(manifest.oauth_config.scopes.bot)
    return replace(
        config,
        commands=tuple(
            Command(one.command, one.usage_hint, one.description, one.should_escape) for one in features.slash_commands
        ),
        shortcuts=tuple(Shortcut(one.callback_id, one.name, ShortcutKind(one.type)) for one in features.shortcuts),
        tabs=tuple(name for name, enabled in tabs.items() if enabled),
        unfurl_domains=frozenset(features.unfurl_domains),
        events=frozenset(manifest.settings.event_subscriptions.bot_events),
        **changes,
    )
