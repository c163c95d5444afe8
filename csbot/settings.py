"""Settings, from the environment only, checked at start with a sentence per mistake."""

import re
from collections.abc import Iterator
from enum import StrEnum
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

SLACK_API_URL = "https://slack.com/api/"
SHORTEST_KEY = 32
TEAM_ID = re.compile("T[A-Z0-9]+")


class LogLevel(StrEnum):
    """How much is logged."""

    INFO = "info"
    DEBUG = "debug"


class Settings(BaseSettings):
    """What csbot can be told. Field descriptions are the README's configuration table."""

    model_config = SettingsConfigDict(env_prefix="CSBOT_", extra="ignore", populate_by_name=True)

    database_url: str = Field("sqlite:///csbot.db", description="SQLite file or PostgreSQL database")
    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8000, description="port to listen on", ge=0, le=65535)
    admin_email: str = Field("", description="e-mail of the first super admin (else the first to open Home)")
    slack_team_id: str = Field(
        "",
        description="T…: the Slack workspace that gets what was prepared before csbot met Slack; with OAuth none gets "
        "it otherwise",
    )
    log_level: LogLevel = Field(
        LogLevel.INFO, description="info, or debug: errors in full, which may quote customers' data"
    )
    base_url: str = Field(
        "", description="https address where Slack and browsers reach csbot; needed to install csbot with OAuth"
    )
    secret_key: SecretStr = Field(
        SecretStr(""),
        description="seals stored tokens; 32 characters and more, from: openssl rand -hex 32. Several with commas: new "
        "first, then old ones until csbot rotate-key has run",
    )
    slack_api_url: str = Field(SLACK_API_URL, description="Slack's Web API, or a Slack-compatible server")
    signing_secret: SecretStr = Field(
        SecretStr(""), validation_alias="SLACK_SIGNING_SECRET", description="Slack app: Basic Information"
    )
    bot_token: SecretStr = Field(
        SecretStr(""), validation_alias="SLACK_BOT_TOKEN", description="Slack app: OAuth & Permissions, xoxb-…"
    )
    app_token: SecretStr = Field(
        SecretStr(""), validation_alias="SLACK_APP_TOKEN", description="Slack app: Socket Mode instead of HTTP, xapp-…"
    )

    client_id: str = Field(
        "", validation_alias="SLACK_CLIENT_ID", description="Slack app: Basic Information; to install csbot with OAuth"
    )
    client_secret: SecretStr = Field(
        SecretStr(""), validation_alias="SLACK_CLIENT_SECRET", description="Slack app: Basic Information, with the id"
    )

    @field_validator("database_url")
    @classmethod
    def _is_database(cls, url: str) -> str:
        try:
            backend = make_url(url).get_backend_name()
        except ArgumentError:
            raise ValueError("is no database URL; an example: sqlite:///csbot.db") from None
        if backend not in ("sqlite", "postgresql"):
            raise ValueError("must start with sqlite:/// or postgresql://")
        return url

    @field_validator("app_token")
    @classmethod
    def _is_app_token(cls, token: SecretStr) -> SecretStr:
        if token.get_secret_value() and not token.get_secret_value().startswith("xapp-"):
            raise ValueError("must be an app-level token, which begins with xapp-")
        return token

    @field_validator("slack_api_url")
    @classmethod
    def _is_api(cls, url: str) -> str:
        return f"{checked_address(url)}/"

    @field_validator("base_url")
    @classmethod
    def _is_address(cls, url: str) -> str:
        return checked_address(url) if url else ""

    @field_validator("slack_team_id")
    @classmethod
    def _is_team(cls, team_id: str) -> str:
        if team_id.strip().startswith("E"):
            raise ValueError("must be a Slack workspace's id, which begins with T; this is an organization's")
        if team_id.strip() and not TEAM_ID.fullmatch(team_id.strip()):
            raise ValueError("must be a Slack workspace's id, which begins with T: app.slack.com/client/T…")
        return team_id.strip()

    @field_validator("secret_key")
    @classmethod
    def _is_long(cls, keys: SecretStr) -> SecretStr:
        if any(len(key) < SHORTEST_KEY for key in split_keys(keys)):
            raise ValueError("must be 32 characters or more; make one with: openssl rand -hex 32")
        return keys

    @property
    def secret_keys(self) -> list[str]:
        """The keys, new first; none when it isn't set."""
        return split_keys(self.secret_key)

    @property
    def has_two_tokens(self) -> bool:
        """Whether a token is given and is to come by installing too: nobody could say which workspace is whose."""
        return bool(self.client_id and self.bot_token.get_secret_value().strip())

    @property
    def missing_for_oauth(self) -> list[str]:
        """The variables without which csbot can't be installed with OAuth, though it is meant to be."""
        needed = {
            "SLACK_CLIENT_SECRET": self.client_secret.get_secret_value(),
            "CSBOT_BASE_URL": self.base_url,
            "CSBOT_SECRET_KEY": self.secret_key.get_secret_value(),
        }
        return [name for name, value in needed.items() if not value.strip()] if self.client_id else []

    @property
    def is_on_sqlite(self) -> bool:
        """Whether the database is a file, which one process serves."""
        return self.database_url.startswith("sqlite")

    @property
    def is_real_slack(self) -> bool:
        """Whether the Web API is Slack's own; only then are response_urls held to Slack's host."""
        return (urlsplit(self.slack_api_url).hostname or "").endswith("slack.com")


def checked_address(url: str) -> str:
    """An address without a slash at its end; raises ValueError."""
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
        raise ValueError("must be an http or https address")
    return url.rstrip("/")


def split_keys(keys: SecretStr) -> list[str]:
    """What stands between the commas."""
    return [key.strip() for key in keys.get_secret_value().split(",") if key.strip()]


WRONG = {  # pydantic's kinds of mistake, as what a variable must be
    "int_parsing": "must be a whole number",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "enum": "must be {expected}",
}


def mistakes(error: ValidationError) -> Iterator[str]:
    """One sentence per mistake, naming the environment variable; never the value, which may be a secret."""
    for found in error.errors():
        name = str(found["loc"][0])
        variable = name if name.startswith("SLACK_") else f"CSBOT_{name.upper().removeprefix('CSBOT_')}"
        known = WRONG.get(found["type"])
        said = known.format(**found.get("ctx", {})) if known else found["msg"].removeprefix("Value error, ")
        yield f"{variable} {said}"
