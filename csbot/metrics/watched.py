"""What is measured, as it was but for being measured; the composition root puts these around the real ones."""

import time
from collections.abc import Mapping
from secrets import token_hex
from typing import Any

from structlog.contextvars import bound_contextvars

from csbot.domain.errors import SlackLimited, SlackRefused, SlackUnavailable
from csbot.metrics.meters import Meters
from csbot.services.ports import Slack
from handlers.calls import Incoming
from handlers.desk import Answer
from handlers.router import Router
from handlers.routes import ROUTES

RESPONSE_URL = "response_url"
UNKNOWN = "unknown"  # a word that somebody typed is no label


class WatchedSlack:
    """A Slack whose calls are counted and timed."""

    def __init__(self, slack: Slack, meters: Meters) -> None:
        self._slack = slack
        self._meters = meters

    async def call(self, workspace_id: int, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        with Measured(self._meters, method):
            return await self._slack.call(workspace_id, method, arguments)

    async def respond(self, response_url: str, body: Mapping[str, Any]) -> None:
        with Measured(self._meters, RESPONSE_URL):
            await self._slack.respond(response_url, body)


class Measured:
    """One call of Slack's: `with` it; nothing is swallowed."""

    def __init__(self, meters: Meters, method: str) -> None:
        self._meters = meters
        self._method = method

    def __enter__(self) -> None:
        self._began = time.monotonic()

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> None:
        self._meters.called_slack(self._method, outcome_of(error), time.monotonic() - self._began)


def outcome_of(error: BaseException | None) -> str:
    """`ok`, Slack's code, or what csbot calls it."""
    if error is None:
        return "ok"
    if isinstance(error, SlackRefused | SlackUnavailable):
        return error.error
    return "ratelimited" if isinstance(error, SlackLimited) else "given_up"


class WatchedRouter:
    """A router whose answers are counted and timed, and whose lines in the log name the request by a reference."""

    def __init__(self, router: Router, meters: Meters) -> None:
        self._router = router
        self._meters = meters

    async def answer(self, incoming: Incoming) -> Answer:
        began = time.monotonic()
        route = incoming.name if (incoming.kind, incoming.name) in ROUTES else UNKNOWN
        with bound_contextvars(reference=token_hex(4), kind=incoming.kind.value, route=route):
            answer = await self._router.answer(incoming)
        self._meters.answered(incoming.kind, route, answer.fate, time.monotonic() - began)
        return answer
