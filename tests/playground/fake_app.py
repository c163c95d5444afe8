"""A small app under development: checks signatures, notes what came, answers what a test told it to."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

SECRET = "a secret between two"
VERIFIER = SignatureVerifier(SECRET)


@dataclass(frozen=True)
class Received:
    """One request of Slack's: ``command``, an interaction's type, or an event's type; and its content."""

    kind: str
    content: dict[str, Any]
    headers: dict[str, str]


@dataclass
class FakeApp:
    """Answers by kind; what is not told is acknowledged with an empty body."""

    received: list[Received] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)
    status: dict[str, int] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0

    def app(self) -> Starlette:
        return Starlette(routes=[Route("/slack/events", self.take, methods=["POST"])])

    async def take(self, request: Request) -> Response:
        body = await request.body()
        if not VERIFIER.is_valid_request(body, dict(request.headers)):
            return Response(status_code=401)
        kind, content = read(body, request.headers["content-type"])
        self.received.append(Received(kind, content, dict(request.headers)))
        if self.delay:
            await asyncio.sleep(self.delay)
        answer = self.answers.get(kind)
        answer = answer(content) if callable(answer) else answer
        status = self.status.get(kind, 200)
        if answer is None:
            return Response(status_code=status, headers=self.headers)
        return JSONResponse(answer, status, self.headers)

    def last(self, kind: str) -> dict[str, Any]:
        return [entry.content for entry in self.received if entry.kind == kind][-1]


def read(body: bytes, content_type: str) -> tuple[str, dict[str, Any]]:
    if content_type == "application/json":
        envelope = json.loads(body)
        return envelope["event"]["type"], envelope
    form = dict(parse_qsl(body.decode(), keep_blank_values=True))
    if "payload" in form:
        payload = json.loads(form["payload"])
        return payload["type"], payload
    return "command", form
