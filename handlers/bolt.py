"""The Bolt app: its own middleware, and one of ours at the end; our own table routes (architecture, decision 2)."""

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

from pydantic_core import PydanticSerializationError, to_json
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from handlers.calls import Incoming
from handlers.desk import Answer, Fate
from handlers.incoming import (
    Body,
    read_action,
    read_command,
    read_event,
    read_options,
    read_shortcut,
    read_submission,
)
from handlers.removals import REMOVALS, Forget, forgotten

READERS: Mapping[str, Callable[[Body], Incoming]] = {
    "command": read_command,
    "block_actions": read_action,
    "view_submission": read_submission,
    "block_suggestion": read_options,
    "shortcut": read_shortcut,
    "message_action": read_shortcut,
}
"""By the type of what Slack sends; a command has none."""
quiet = logging.getLogger("csbot.bolt")  # Bolt warns whoever has set SLACK_BOT_TOKEN that it takes no notice of it
quiet.setLevel(logging.ERROR)


class Answering(Protocol):
    """What answers: `handlers.router.Router`, or something around it."""

    async def answer(self, incoming: Incoming) -> Answer:
        """Answer; never raises."""
        ...


def bolt_app(router: Answering, authorization: AuthorizeResult, forget: Forget) -> AsyncApp:
    """An app whose requests are verified before they reach it, and whose token is known without asking Slack.

    `forget` hears where csbot was uninstalled.
    """

    async def authorize(**_: Any) -> AuthorizeResult:
        return authorization

    # Without a name Bolt looks through all modules for one: 10 to 40 ms.
    app = AsyncApp(name="csbot", logger=quiet, authorize=authorize, request_verification_enabled=False)
    app.use(Reception(router, forget))
    return app


class Reception(AsyncMiddleware):
    """Answers what Bolt's own middleware let through.

    A listener that takes everything would be found by its pattern and called by the names of its arguments, which
    took a third of the edge's time.
    """

    def __init__(self, router: Answering, forget: Forget) -> None:
        self.router = router
        self.forget = forget

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - Bolt calls it by these names
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - Bolt calls it by these names
    ) -> BoltResponse | None:
        body = req.body
        kind = body.get("type", "command")
        if kind == "event_callback":
            return await self._hear(body)
        if kind == "view_closed":  # csbot has no use for it, but Slack shows a failure unless it is acknowledged
            return BoltResponse(status=200)
        if (read := READERS.get(kind)) is None:
            return await next()
        said = (await self.router.answer(read(body))).spoken.ack
        return BoltResponse(status=200, body=written(said) if said else "")

    async def _hear(self, body: dict[str, Any]) -> BoltResponse:
        """Whether Slack should send an event again: yes when it may work later, no when it is a bug of ours."""
        if body["event"]["type"] in REMOVALS:
            return BoltResponse(status=await forgotten(self.forget, body))
        answer = await self.router.answer(read_event(body))
        if answer.fate is Fate.BUG:
            return BoltResponse(status=200, headers={"x-slack-no-retry": "1"})
        return BoltResponse(status=503 if answer.fate is Fate.TRANSIENT else 200)


def written(said: Mapping[str, Any]) -> str:
    """An ack as JSON, which Bolt passes on; it would take twice as long."""
    try:
        return to_json(said).decode()
    except PydanticSerializationError:  # half of a surrogate pair, which only the standard library writes
        return json.dumps(said)
