"""The HTTP edge: verifies raw bytes before Bolt parses them, and answers whether csbot is alive and ready.

Bolt 1.30 answers 500 to odd timestamps, non-ASCII signatures, undecodable bodies and `payload=null`, and logs raw
bodies on a bad signature (slack/limits.md); so all of that is answered here, with 401 or 400, and no body is logged.
What Slack's requests look like is known to csbot.envelopes.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

import structlog
from slack_bolt.adapter.starlette.async_handler import to_starlette_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from csbot.envelopes import Acknowledged, for_bolt, read_envelope, why

log = structlog.get_logger()
TRANSPORT = "http"
MAX_BODY = 3_000_000  # far over anything Slack sends
METRICS_S = 8.0  # Prometheus waits ten seconds


class RealClock:
    """Real time for the verifier: signature ages never travel."""

    def __init__(self, real_now: Callable[[], datetime]) -> None:
        self._real_now = real_now

    def now(self) -> float:
        return self._real_now().timestamp()


class SlackEndpoint:
    """`POST /slack/events`: everything that Slack sends."""

    def __init__(self, app: AsyncApp, signing_secret: str, real_now: Callable[[], datetime]) -> None:
        self.app = app
        self.verifier = SignatureVerifier(signing_secret, clock=RealClock(real_now))  # type: ignore[arg-type]

    async def __call__(self, request: Request) -> Response:
        try:
            raw = await read_body(request)
        except ClientDisconnect:
            return refuse(400)
        text = None if raw is None else decoded(raw)
        if raw is None or text is None:
            return refuse(400)
        if not self.is_genuine(raw, request):
            return refuse(401)
        try:
            envelope = read_envelope(text, request.headers.get("content-type", ""))
        except ValueError as problem:
            log.warning("malformed", transport=TRANSPORT, **why(problem))
            return refuse(400)
        return to_starlette_response(await self.app.async_dispatch(for_bolt(envelope)))

    def is_genuine(self, raw: bytes, request: Request) -> bool:
        """Whether Slack signed the bytes within the last five minutes; anything odd means no."""
        timestamp = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        try:
            return self.verifier.is_valid(raw, timestamp, signature)
        except (ValueError, TypeError, OverflowError):
            return False


async def read_body(request: Request) -> bytes | None:
    """The body, or None when it is larger than Slack's."""
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > MAX_BODY:
            return None
        chunks.append(chunk)
    return b"".join(chunks)


def decoded(raw: bytes) -> str | None:
    """The body as text."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def refuse(status: int) -> Response:
    """A refusal that tells a stranger nothing."""
    return PlainTextResponse({400: "bad request", 401: "not Slack"}[status], status_code=status)


Endpoint = Callable[[Request], Awaitable[Response]]


def timed(endpoint: Endpoint, acknowledged: Acknowledged) -> Endpoint:
    """The endpoint; `acknowledged` hears of every request, refused ones included."""

    async def answer(request: Request) -> Response:
        began = time.monotonic()
        response = await endpoint(request)
        acknowledged(TRANSPORT, response.status_code, time.monotonic() - began)
        return response

    return answer


async def healthz(_request: Request) -> Response:
    """Alive: the process answers."""
    return PlainTextResponse("ok")


class Ready(Protocol):
    """Says whether csbot may be sent work, and why not."""

    @property
    def reason(self) -> str:
        """Why the last answer was no, a clause."""

    async def __call__(self) -> bool: ...


def readyz(ready: Ready) -> Endpoint:
    """Ready: the database answers and has room, its schema is this version's, Slack is connected, and csbot is not
    about to end.
    """

    async def answer(_request: Request) -> Response:
        if await ready():
            return PlainTextResponse("ready")
        return PlainTextResponse(f"not ready: {ready.reason}", status_code=503)

    return answer


def metrics(scraped: Callable[[str], Awaitable[tuple[bytes, str]]]) -> Endpoint:
    """What Prometheus reads; `scraped` makes it for an Accept header, with its content type."""

    async def answer(request: Request) -> Response:
        try:
            async with asyncio.timeout(METRICS_S):
                body, content_type = await scraped(request.headers.get("accept", ""))
        except TimeoutError:
            return PlainTextResponse("busy", status_code=503)
        return Response(body, headers={"content-type": content_type})

    return answer


def own_routes(ready: Ready, scraped: Callable[[str], Awaitable[tuple[bytes, str]]]) -> list[Route]:
    """What the operator's tools ask every csbot process, in Socket Mode too."""
    return [
        Route("/healthz", healthz),
        Route("/readyz", readyz(ready)),
        Route("/metrics", metrics(scraped)),
    ]
