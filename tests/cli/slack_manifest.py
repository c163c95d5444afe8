"""The part of Slack's manifest schema (version 1) that csbot uses; whatever else stands in a manifest is refused.

Written after Slack's App manifest reference and its published JSON schema: lengths, counts and which fields are needed.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Address = Annotated[str, StringConstraints(pattern=r"^https?://", max_length=3500)]
Scope = Annotated[str, StringConstraints(min_length=1, max_length=50)]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class DisplayInformation(Part):
    name: str = Field(min_length=1, max_length=35)
    description: str | None = Field(None, min_length=1, max_length=140)
    background_color: str | None = Field(None, pattern=r"^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$")


class AppHome(Part):
    home_tab_enabled: bool
    messages_tab_enabled: bool
    messages_tab_read_only_enabled: bool


class BotUser(Part):
    display_name: str = Field(pattern=r"^[a-z0-9._-]{1,80}$")
    always_online: bool


class Shortcut(Part):
    name: str = Field(min_length=1, max_length=24)
    type: Literal["message", "global"]
    callback_id: str = Field(min_length=1, max_length=255)
    description: str = Field(min_length=1, max_length=150)


class SlashCommand(Part):
    command: str = Field(pattern=r"^/", min_length=2, max_length=32)
    url: Annotated[str, StringConstraints(pattern=r"^https?://", max_length=3000)] | None = None
    description: str = Field(min_length=1, max_length=2000)
    usage_hint: str | None = Field(None, min_length=1, max_length=1000)
    should_escape: bool = False


class Features(Part):
    app_home: AppHome
    bot_user: BotUser
    shortcuts: list[Shortcut] = Field(min_length=1, max_length=10)
    slash_commands: list[SlashCommand] = Field(min_length=1, max_length=50)


class Scopes(Part):
    bot: list[Scope] = Field(max_length=255)


class OauthConfig(Part):
    redirect_urls: list[Annotated[str, StringConstraints(max_length=2500)]] | None = Field(None, max_length=1000)
    scopes: Scopes


class EventSubscriptions(Part):
    request_url: Address | None = None
    bot_events: list[Scope] = Field(max_length=100)


class Interactivity(Part):
    is_enabled: bool
    request_url: Address | None = None
    message_menu_options_url: Address | None = None


class Settings(Part):
    event_subscriptions: EventSubscriptions
    interactivity: Interactivity
    org_deploy_enabled: bool
    socket_mode_enabled: bool
    token_rotation_enabled: bool


class Manifest(Part):
    display_information: DisplayInformation
    features: Features
    oauth_config: OauthConfig
    settings: Settings

    @model_validator(mode="after")
    def _has_addresses_unless_in_socket_mode(self) -> "Manifest":
        events, interactivity = self.settings.event_subscriptions, self.settings.interactivity
        by_http = [events.request_url, interactivity.request_url, *(one.url for one in self.features.slash_commands)]
        if not self.settings.socket_mode_enabled and not all(by_http):
            raise ValueError("without Socket Mode every way in needs an address")
        return self
