"""Posting to the app, signed, with Slack's patience."""

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp

from csbot.playground.errors import ApiError
from csbot.playground.journal import SENT, Outcome
from csbot.playground.workspace import Workspace

TIMEOUT, BAD_STATUS, NO_CONNECTION = "operation_timeout", "dispatch_failed", "connection_failed"
COMMANDS, INTERACTIONS, EVENTS = "slash_commands", "interactive", "events_api"
RETRY_NUMBER, RETRY_REASON = "X-Slack-Retry-Num", "X-Slack-Retry-Reason"
FORM = "application/x-www-form-urlencoded"
_ANSWERED = frozenset({"view_submission", "block_suggestion"})
Judge = Callable[[Any], None]


def accept(_: Any) -> None:
    """The judge for acks whose body says nothing."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One request to the app. ``name`` is the kind for the journal, ``content`` what is shown there.

    ``envelope`` is its type in Socket Mode; ``takes_payload`` says whether an acknowledgement there may hold one.
    """

    name: str
    content: dict[str, Any]
    body: bytes
    content_type: str
    envelope: str
    takes_payload: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    judge: Judge = accept


@dataclass(frozen=True, slots=True)
class Ack:
    """The app's answer. ``body`` is parsed JSON, or text, or None when empty; ``failure`` is empty when Slack is
    content, else a name such as ``operation_timeout``. ``status`` is 0 without an answer."""

    status: int
    body: Any = None
    failure: str = ""
    messages: tuple[str, ...] = ()
    no_retry: bool = False


class Sender:
    """The way to the app: its websockets while it has any, else HTTP; ``app_url`` may change while running."""

    def __init__(self, workspace: Workspace, app_url: str, signing_secret: str) -> None:
        self.app_url = app_url
        self._workspace = workspace
        self._secret = signing_secret.encode()
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        """Open the session, without a bound on connections."""
        # Timeouts are per request; a limit here would let a burst of clicks wait for each other. A kept connection that
        # the app closes just when something is posted would look like the app's failure.
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0, force_close=True))

    async def stop(self) -> None:
        """Close the session."""
        if self._session:
            await self._session.close()
            self._session = None

    async def send(self, letter: Letter) -> Ack:
        """Post one request and wait for its acknowledgement; what happened goes into the journal."""
        began = self._workspace.clock.real()
        ack = self._judged(letter, await self._deliver(letter))
        error = "; ".join((ack.failure, *ack.messages)) if ack.failure else ""
        self._workspace.journal.note(SENT, letter.name, began, letter.content, Outcome(ack.status, ack.body, error))
        return ack

    async def _deliver(self, letter: Letter) -> Ack:
        sockets = self._workspace.sockets
        if not sockets.is_open:
            return await self._post(letter)
        more: dict[str, Any] = {"accepts_response_payload": letter.takes_payload}
        if letter.envelope == EVENTS:
            more["retry_attempt"] = int(letter.headers.get(RETRY_NUMBER, 0))
            more["retry_reason"] = letter.headers.get(RETRY_REASON, "")
        try:
            body = await sockets.ask(letter.envelope, letter.content, more, self._workspace.config.ack_seconds)
        except TimeoutError:
            return Ack(0, failure=TIMEOUT)
        return Ack(200, body if letter.takes_payload else None)

    async def _post(self, letter: Letter) -> Ack:
        if self._session is None:
            await self.start()
        assert self._session is not None  # noqa: S101 - start() has just opened it
        headers = {**letter.headers, **self._signature(letter.body), "Content-Type": letter.content_type}
        timeout = aiohttp.ClientTimeout(total=self._workspace.config.ack_seconds)
        try:
            async with self._session.post(self.app_url, data=letter.body, headers=headers, timeout=timeout) as answer:
                body = _parsed(answer.content_type, await answer.text())
                failure = "" if answer.status == 200 else BAD_STATUS
                no_retry = answer.headers.get("x-slack-no-retry") == "1"
                return Ack(answer.status, body, failure, no_retry=no_retry)
        except TimeoutError:
            return Ack(0, failure=TIMEOUT)
        except aiohttp.ClientError:
            return Ack(0, failure=NO_CONNECTION)

    def _judged(self, letter: Letter, ack: Ack) -> Ack:
        if ack.failure:
            return ack
        try:
            letter.judge(ack.body)
        except ApiError as error:
            return Ack(ack.status, ack.body, error.code, error.messages)
        return ack

    def _signature(self, body: bytes) -> dict[str, str]:
        stamp = str(int(self._workspace.clock.real()))
        digest = hmac.new(self._secret, b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def form_letter(name: str, fields: dict[str, str], judge: Judge = accept) -> Letter:
    """A slash command's form."""
    return Letter(name, fields, urlencode(fields).encode(), FORM, COMMANDS, takes_payload=True, judge=judge)


def interaction_letter(payload: dict[str, Any], judge: Judge = accept) -> Letter:
    """An interaction: JSON in the form field ``payload``."""
    body = urlencode({"payload": json.dumps(payload)}).encode()
    kind = payload["type"]
    return Letter(kind, payload, body, FORM, INTERACTIONS, takes_payload=kind in _ANSWERED, judge=judge)


def event_letter(envelope: dict[str, Any], headers: dict[str, str]) -> Letter:
    """An event, as JSON."""
    body = json.dumps(envelope).encode()
    return Letter(f"event:{envelope['event']['type']}", envelope, body, "application/json", EVENTS, headers=headers)


def _parsed(content_type: str, text: str) -> Any:
    if not text:
        return None
    if "json" not in content_type:
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text
