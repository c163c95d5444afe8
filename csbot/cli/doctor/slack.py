"""Whether Slack knows csbot: the tokens, what they allow, and whether both clocks agree."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from pydantic import SecretStr
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import WebClient
from slack_sdk.web.slack_response import SlackResponse

from csbot.adapters.slack.gateway import quiet
from csbot.adapters.slack.scopes import BOT_SCOPES
from csbot.cli.doctor.findings import Finding, doubtful, failed, fine
from csbot.clock import Clock
from csbot.settings import Settings

TIMEOUT_S = 10
SKEW = timedelta(seconds=30)
TOO_MUCH_SKEW = timedelta(minutes=4)  # Slack's signatures are good for five
REINSTALL = "Reinstall the app with what csbot manifest prints"


def examine(settings: Settings) -> Iterator[Finding]:
    """Everything about Slack; without a bot token there is nothing to ask."""
    yield from way_in(settings)
    yield from oauth(settings)
    if settings.client_id and not is_set(settings.bot_token):
        return
    if not is_set(settings.bot_token):
        yield failed("bot token", "SLACK_BOT_TOKEN is not set. Slack shows it under OAuth & Permissions, after Install")
        return
    client = WebClient(base_url=settings.slack_api_url, timeout=TIMEOUT_S, retry_handlers=[], logger=quiet)
    try:
        answer = client.auth_test(token=settings.bot_token.get_secret_value())
    except SlackApiError as error:
        yield failed("bot token", f"Slack says {error.response['error']}. Copy it anew from OAuth & Permissions")
        return
    except (SlackClientError, OSError, ValueError) as error:
        yield failed("Slack", f"{settings.slack_api_url} can't be reached: {error}. Check network and proxy")
        return
    yield fine("bot token", f"{answer['user']} in {answer['team']}")
    if settings.slack_team_id not in ("", answer["team_id"]):
        yield failed(
            "team", f"SLACK_BOT_TOKEN is of {answer['team_id']}, CSBOT_SLACK_TEAM_ID names {settings.slack_team_id}"
        )
    yield from scopes(answer)
    yield from clocks(answer, Clock().real_now())
    if is_set(settings.app_token):
        yield app_token(client, settings.app_token.get_secret_value())


def way_in(settings: Settings) -> Iterator[Finding]:
    """Slack's requests come by Socket Mode or by HTTP, each with its secret."""
    if is_set(settings.app_token):
        yield fine("way in", "Socket Mode: SLACK_APP_TOKEN is set")
    elif is_set(settings.signing_secret):
        yield fine("way in", f"HTTP on {settings.host}:{settings.port}: SLACK_SIGNING_SECRET is set")
    else:
        yield failed(
            "way in",
            "neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP) is set. Slack shows both under "
            "Basic Information",
        )


def oauth(settings: Settings) -> Iterator[Finding]:
    """What installing with OAuth needs, when it is meant to be."""
    if settings.has_two_tokens:
        yield failed("OAuth", "SLACK_BOT_TOKEN and SLACK_CLIENT_ID are both set. Unset one of them")
    for variable in settings.missing_for_oauth:
        yield failed("OAuth", f"SLACK_CLIENT_ID is set, and {variable} is not")
    if settings.client_id and not settings.missing_for_oauth:
        if not settings.base_url.startswith("https://"):
            yield doubtful("OAuth", "CSBOT_BASE_URL is no https address: Slack sends nobody back to another one")
        yield fine("OAuth", f"to install, open {settings.base_url}/slack/install")


def scopes(answer: SlackResponse) -> Iterator[Finding]:
    """What the token may do, against what csbot does."""
    told = header(answer.headers, "x-oauth-scopes")
    if told is None:
        yield doubtful("scopes", "Slack did not say what the token may do")
        return
    missing = sorted(set(BOT_SCOPES) - {scope.strip() for scope in told.split(",")})
    if missing:
        yield failed("scopes", f"missing: {', '.join(missing)}. {REINSTALL}")
    else:
        yield fine("scopes", f"all {len(BOT_SCOPES)} that are needed")


def clocks(answer: SlackResponse, now: datetime) -> Iterator[Finding]:
    """This machine's clock against Slack's. `now`: real time."""
    told = header(answer.headers, "date")
    if told is None:
        yield doubtful("clock", "Slack did not say what time it is")
        return
    skew = abs(now - parsedate_to_datetime(told))
    said = f"{skew.total_seconds():.0f} s from Slack's"
    if skew >= TOO_MUCH_SKEW:
        yield failed("clock", f"{said}: signed requests are refused. Set the clock: timedatectl set-ntp true")
    elif skew >= SKEW:
        yield doubtful("clock", f"{said}. Set the clock: timedatectl set-ntp true")
    else:
        yield fine("clock", said)


def app_token(client: WebClient, token: str) -> Finding:
    """Whether a websocket may be opened with it; none is."""
    try:
        client.apps_connections_open(app_token=token)
    except SlackApiError as error:
        return failed(
            "app token",
            f"Slack says {error.response['error']}. Generate one with connections:write under Basic Information, and "
            "switch Socket Mode on",
        )
    except (SlackClientError, OSError, ValueError) as error:
        return failed("app token", f"could not be tried: {error}")
    return fine("app token", "opens websockets")


def is_set(secret: SecretStr) -> bool:
    """Whether there is anything in it."""
    return bool(secret.get_secret_value().strip())


def header(headers: Mapping[str, object], name: str) -> str | None:
    """A header of the answer, however it is spelt."""
    for key, value in headers.items():
        if key.lower() == name:
            return str(value[0] if isinstance(value, list) else value)
    return None
