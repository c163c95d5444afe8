"""What a local Slack is made with."""

from dataclasses import dataclass
from pathlib import Path

from csbot.playground import limits
from csbot.playground.offers import DEFAULT_COMMANDS, DEFAULT_SHORTCUTS, Command, Shortcut
from csbot.playground.people import DEFAULT_TEAM, Team


@dataclass(frozen=True, slots=True)
class PlaygroundConfig:
    """``app_url`` is where commands, interactions and events are posted; ``base_url`` is the address that people and
    the app reach this local Slack at, without a slash at the end.

    ``commands`` and ``shortcuts`` are what the app has registered, and the page offers to complete and to choose.
    ``events`` are what it subscribed to, by the names of Slack's settings (``message.im``); None is all but the
    messages of channels. ``unfurl_domains`` are those whose links it hears of, ``tabs`` those its page has.
    ``scopes`` are the bot's, None means every scope there is; ``enforce_rates`` off lets the app call as often as it
    likes; ``limited_history`` is for apps sold outside the Marketplace: conversations.history once a minute, 15 rows.
    ``client_id`` and ``client_secret`` are what installing the app has to bring; empty takes any.
    ``ack_seconds`` is how long the app has to acknowledge; ``event_retry_after`` is Slack's own ladder, in seconds of
    real time, for events the app did not take.
    """

    data_dir: Path
    signing_secret: str
    app_url: str
    base_url: str
    people: Team = DEFAULT_TEAM
    commands: tuple[Command, ...] = DEFAULT_COMMANDS
    shortcuts: tuple[Shortcut, ...] = DEFAULT_SHORTCUTS
    ack_seconds: float = limits.ACK_SECONDS
    event_retry_after: tuple[float, ...] = (0.0, 60.0, 300.0)
    events: frozenset[str] | None = None
    unfurl_domains: frozenset[str] = frozenset()
    tabs: tuple[str, ...] = ("home", "messages")
    scopes: frozenset[str] | None = None
    enforce_rates: bool = True
    limited_history: bool = False
    client_id: str = ""
    client_secret: str = ""
