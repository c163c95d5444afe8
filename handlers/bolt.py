"""The Bolt app: a handful of catch-all listeners; our own table routes (architecture, decision 2)."""

import json
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

from pydantic_core import PydanticSerializationError, to_json
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck

from handlers import removals
from handlers.calls import Incoming, Kind
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
from handlers.removals import REMOVALS, Forget

ANY = re.compile(".*", re.DOTALL)
Listener = Callable[..., Awaitable[None]]

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

    app = AsyncApp(
        logger=quiet,
        authorize=authorize,
        process_before_response=True,
        request_verification_enabled=False,
    )
    for removal in REMOVALS:
        app.event(removal)(removals.listener(forget))
    app.command(ANY)(listener(router, read_command))
    app.action(ANY)(listener(router, read_action))
    app.event(ANY)(listener(router, read_event))
    app.view(ANY)(listener(router, read_submission))
    app.options(ANY)(listener(router, read_options))
    app.shortcut(ANY)(listener(router, read_shortcut))
    app.view_closed(ANY)(acknowledge)
    return app


def listener(router: Answering, read: Callable[[Body], Incoming]) -> Listener:
    """A listener that reads the payload and acks with what fits into the ack."""

    async def listen(ack: AsyncAck, body: dict[str, Any]) -> None:
        incoming = read(body)
        answer = await router.answer(incoming)
        await ack(written(answer.spoken.ack) if answer.spoken.ack else "")
        if incoming.kind is Kind.EVENT:
            tell_slack(ack, answer)

    return listen


def written(said: Mapping[str, Any]) -> str:
    """An ack as JSON, which Bolt passes on; it would take twice as long."""
    try:
        return to_json(said).decode()
    except PydanticSerializationError:  # half of a surrogate pair, which only the standard library writes
        return json.dumps(said)


def tell_slack(ack: AsyncAck, answer: Answer) -> None:
    """Whether Slack should send an event again: yes when it may work later, no when it is a bug of ours."""
    if ack.response is None:
        return
    if answer.fate is Fate.TRANSIENT:
        ack.response.status = 503
    elif answer.fate is Fate.BUG:
        ack.response.headers["x-slack-no-retry"] = ["1"]


async def acknowledge(ack: AsyncAck) -> None:
    """For what csbot does not use, so that Slack shows no failure."""
    await ack()
