"""Slack's Web API over HTTP. One session for the process, nothing retried: retries belong to the delivery loop."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from copy import copy
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

from csbot.adapters.slack.answers import error_in, is_refused, unreachable
from csbot.domain.errors import SlackRefused, SlackUnavailable

TIMEOUT_S = 10.0
IDLE_CONNECTION_S = 15.0  # shorter than what servers keep: a connection that they close under a POST leaves it in doubt

quiet = logging.getLogger("csbot.slack")  # the SDK would log arguments, that is contents, at DEBUG
quiet.setLevel(logging.WARNING)


class SlackGateway:
    """Fulfils `csbot.services.ports.Slack` against any Slack-compatible server.

    `base_url` ends with a slash; `token_for` gives a workspace's bot token. The session is made in the event loop
    that calls first, and belongs to that loop.
    """

    def __init__(self, base_url: str, token_for: Callable[[int], str], timeout_s: float = TIMEOUT_S) -> None:
        self._wire = Wire(base_url)
        self._token_for = token_for
        self._timeout_s = timeout_s

    def within(self, timeout_s: float) -> "SlackGateway":
        """The same gateway, over the same session, with less patience: for somebody who waits."""
        hurried = copy(self)
        hurried._timeout_s = timeout_s
        return hurried

    async def call(self, workspace_id: int, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        """Call a Web API method by its Slack name, as `Slack.call`."""
        send = getattr(self._wire.client(), method.replace(".", "_"))  # it knows which want JSON and which a query
        return await self._answer(send(**arguments, token=self._token_for(workspace_id)))

    async def exchange(self, client_id: str, client_secret: str, code: str, redirect_uri: str) -> Mapping[str, Any]:
        """What Slack gives for the code of an installation (oauth.v2.access); raises as `call`."""
        asked = {"client_id": client_id, "client_secret": client_secret, "code": code, "redirect_uri": redirect_uri}
        return await self._answer(self._wire.client().api_call("oauth.v2.access", data=asked))

    async def _answer(self, sending: Awaitable[AsyncSlackResponse]) -> Mapping[str, Any]:
        try:
            async with asyncio.timeout(self._timeout_s):
                answer = await sending
        except SlackApiError as error:
            raise error_in(error.response) from None
        except (
            SlackClientError
        ):  # the SDK won't even send it: SlackRequestError, say, for views.update without a view's id
            raise SlackRefused("invalid_arguments") from None
        except (aiohttp.ClientError, OSError) as error:  # OSError: TimeoutError too
            raise unreachable(error) from None
        except (AttributeError, ValueError):  # the SDK on a body that is no JSON object
            raise SlackUnavailable("unreadable_answer", in_doubt=True) from None
        found: Any = answer.data
        return dict(found)

    async def respond(self, response_url: str, body: Mapping[str, Any]) -> None:
        """Answer through a `response_url`, as `Slack.respond`."""
        try:
            async with asyncio.timeout(self._timeout_s):
                answer = await self._wire.webhook(response_url).send_dict(dict(body))
        except (aiohttp.ClientError, OSError) as error:
            raise unreachable(error) from None
        if is_refused(answer):
            raise error_in(answer)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._wire.aclose()


class Wire:
    """The SDK's clients over one session, made when first needed."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._session: aiohttp.ClientSession | None = None
        self._client: AsyncWebClient | None = None

    def client(self) -> AsyncWebClient:
        """The Web API's client; the token goes with each call."""
        if self._client is None:
            self._client = AsyncWebClient(
                base_url=self._base_url, session=self._open(), logger=quiet, retry_handlers=[]
            )
            self._client.proxy = None  # the SDK's reading of HTTPS_PROXY knows no NO_PROXY; the session's does
        return self._client

    def webhook(self, url: str) -> AsyncWebhookClient:
        """The client of one response_url."""
        client = AsyncWebhookClient(url, session=self._open(), logger=quiet, retry_handlers=[])
        client.proxy = None
        return client

    async def aclose(self) -> None:
        session, self._session, self._client = self._session, None, None
        if session is not None:
            await session.close()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(keepalive_timeout=IDLE_CONNECTION_S)
            self._session = aiohttp.ClientSession(connector=connector, trust_env=True)
        return self._session
