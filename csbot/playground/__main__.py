"""``python -m csbot.playground``: the local Slack alone, for any Bolt app.

The app points its client at ``http://HOST:PORT/api/`` and uses any ``xoxb-`` token and the same signing secret, or any
``xapp-`` token for Socket Mode.
"""

import argparse
import os
import secrets
import sys
from dataclasses import replace
from pathlib import Path

import uvicorn

from csbot.playground import PlaygroundConfig, PlaygroundServer, create_playground, limits
from csbot.playground.errors import UnusableError
from csbot.playground.listening import listen
from csbot.playground.manifest import read_manifest, with_manifest


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m csbot.playground", description="A Slack of your own, on loopback.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument(
        "--port", type=int, default=8100, help="port to listen on; 0 takes a free one (default: %(default)s)"
    )
    parser.add_argument("--data", type=Path, default=Path("playground-data"), help="folder for slack.db")
    parser.add_argument("--app-url", default="http://127.0.0.1:8000/slack/events", help="where the app takes requests")
    parser.add_argument("--signing-secret", default=os.environ.get("SLACK_SIGNING_SECRET", ""),
                        help="default: SLACK_SIGNING_SECRET, else a new one is shown")  # fmt: skip
    parser.add_argument(
        "--manifest",
        type=Path,
        help="the app's manifest in JSON: its commands, shortcuts, events and scopes in place of csbot's",
    )
    parser.add_argument("--scopes", default="", help="the bot's scopes, with commas; all when left out")
    parser.add_argument("--no-rates", action="store_true", help="let the app call as often as it likes")
    parser.add_argument("--limited-history", action="store_true", help="history as outside the Marketplace")
    parser.add_argument("--ack-seconds", type=float, default=limits.ACK_SECONDS,
                        help="how long the app has to acknowledge (default: %(default)s)")  # fmt: skip
    return parser.parse_args()


def _config(chosen: argparse.Namespace, secret: str) -> PlaygroundConfig:
    config = PlaygroundConfig(
        chosen.data,
        secret,
        chosen.app_url,
        "",
        enforce_rates=not chosen.no_rates,
        limited_history=chosen.limited_history,
        ack_seconds=chosen.ack_seconds,
        client_id=os.environ.get("SLACK_CLIENT_ID", ""),
        client_secret=os.environ.get("SLACK_CLIENT_SECRET", ""),
    )
    if chosen.manifest:
        config = with_manifest(config, read_manifest(chosen.manifest))
    return replace(config, scopes=frozenset(chosen.scopes.split(","))) if chosen.scopes else config


def _serve(chosen: argparse.Namespace) -> None:
    secret = chosen.signing_secret or secrets.token_hex(16)
    playground = create_playground(_config(chosen, secret))
    listening = listen(chosen.host, chosen.port)
    base_url = playground.base_url = f"http://{chosen.host}:{listening.getsockname()[1]}"
    said = f"Slack at {base_url}, Web API at {base_url}/api/, app at {chosen.app_url}"
    if not chosen.signing_secret:
        said += f"\nSLACK_SIGNING_SECRET={secret}"
    os.write(1, f"{said}\n".encode())
    config = uvicorn.Config(playground.app, log_level="warning", timeout_graceful_shutdown=5)
    PlaygroundServer(config, playground).run(sockets=[listening])


def main() -> None:
    """Serve until interrupted; what can't begin is one sentence and exit code 2."""
    try:
        _serve(_arguments())
    except UnusableError as error:
        os.write(2, f"csbot.playground: {error}\n".encode())
        sys.exit(2)


if __name__ == "__main__":
    main()
