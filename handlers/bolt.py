"""The Bolt app: its own middleware, and one of ours at the end; our own table routes (architecture, decision 2)."""

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

import structlog
from pydantic_core import PydanticSerializationError, to_json
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from csbot.envelopes import ENVELOPE, Event
from handlers.calls import Incoming, Kind
from handlers.desk import Answer, Fate
from handlers.incoming import Malformed, read
from handlers.removals import REMOVALS, Forget, forgotten

log = structlog.get_logger()
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
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002, ARG002 - Bolt calls it by these names
    ) -> BoltResponse | None:
        envelope = req.context[ENVELOPE]
        if isinstance(envelope, Event) and envelope.event.type in REMOVALS:
            return BoltResponse(status=await forgotten(self.forget, envelope))
        try:
            incoming = read(envelope)
        except Malformed as problem:
            log.warning("malformed", envelope=type(envelope).__name__, problem=str(problem))
            return BoltResponse(status=400, body="bad request")
        except Exception:
            log.exception("bug", envelope=type(envelope).__name__)
            return BoltResponse(status=400, body="bad request")
        if incoming is None:
            return BoltResponse(status=200)
        if incoming.kind is Kind.EVENT:
            return await self._hear(incoming)
        said = (await self.router.answer(incoming)).spoken.ack
        return BoltResponse(status=200, body=written(said) if said else "")

    async def _hear(self, incoming: Incoming) -> BoltResponse:
        """Whether Slack should send an event again: yes when it may work later, no when it is a bug of ours."""
        answer = await self.router.answer(incoming)
        if answer.fate is Fate.BUG:
            return BoltResponse(status=200, headers={"x-slack-no-retry": "1"})
        return BoltResponse(status=503 if answer.fate is Fate.TRANSIENT else 200)


def written(said: Mapping[str, Any]) -> str:
    """An ack as JSON, which Bolt passes on; it would take twice as long."""
    try:
        return to_json(said).decode()
    except PydanticSerializationError:  # half of a surrogate pair, which only the standard library writes
        return json.dumps(said)
