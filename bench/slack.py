"""Slack's two sides for benches: the Web API that a starting bot asks, and signed requests over one connection."""

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlencode, urlsplit

from csbot.clock import Clock

SECRET, TOKEN = "shh", "xoxb-bench"
TEAM, USER = "T00BENCH", "U00BENCH"
ANSWERS: dict[str, dict[str, Any]] = {
    "auth.test": {"team_id": TEAM, "team": "Bench", "user_id": "U00BOT", "bot_id": "B00BOT", "user": "csbot"},
    "bots.info": {"bot": {"app_id": "A00BENCH"}},
    "users.list": {"members": []},
}


class WebApi(BaseHTTPRequestHandler):
    """Answers the methods that a bot calls when it starts."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        found = ANSWERS.get(urlsplit(self.path).path.rpartition("/")[2])
        answer = {"ok": False, "error": "unknown_method"} if found is None else {"ok": True, **found}
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST  # noqa: N815 - http.server names it

    def log_message(self, *_arguments: Any) -> None:
        """Says nothing."""


@contextmanager
def web_api() -> Iterator[str]:
    """The address of a Slack that knows one team and nobody in it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), WebApi)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/api/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def command(text: str) -> bytes:
    """The body of `/cs TEXT` from the viewer."""
    form = {
        "command": "/cs",
        "text": text,
        "team_id": TEAM,
        "team_domain": "bench",
        "user_id": USER,
        "user_name": "viewer",
        "channel_id": "D00BENCH",
        "channel_name": "directmessage",
        "api_app_id": "A00BENCH",
        "trigger_id": "1.2.3",
        "response_url": "https://hooks.slack.com/commands/T00BENCH/1/x",
        "token": "none",
    }
    return urlencode(form).encode()


def signed_headers(body: bytes) -> dict[str, str]:
    """What goes with a form that is sent now."""
    at = str(int(Clock().real_now().timestamp()))
    signature = hmac.new(SECRET.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    return {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": at,
        "x-slack-signature": f"v0={signature}",
    }


class Visitor:
    """Sends one slash command again and again, signed anew each time, over a connection that is kept."""

    def __init__(self, port: int, text: str) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self.body = command(text)

    def send(self) -> tuple[float, bytes]:
        """Milliseconds until the whole answer was there, and the answer; raises RuntimeError unless it is 200."""
        headers = signed_headers(self.body)
        started = time.perf_counter()
        self.connection.request("POST", "/slack/events", self.body, headers)
        response = self.connection.getresponse()
        answer = response.read()
        took_ms = (time.perf_counter() - started) * 1000
        if response.status != 200:
            raise RuntimeError(f"{response.status}: {answer[:200]!r}")
        return took_ms, answer

    def close(self) -> None:
        self.connection.close()
