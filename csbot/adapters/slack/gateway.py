"""Slack's Web API over HTTP. One session for the process, nothing retried: retries belong to the delivery loop."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from csbot.adapters.slack.answers import error_in, unreachable
from csbot.domain.errors import SlackUnavailable
from csbot.services.ports import Slack

TIMEOUT_S = 10.0
IDLE_CONNECTION_S = 15.0  # shorter than what servers keep: a connection that they close under a POST leaves it in doubt

quiet = logging.getLogger("csbot.slack")  # the SDK would log arguments, that is contents, at DEBUG
quiet.setLevel(logging.WARNING)


class SlackGateway:
    """Fulfils `csbot.services.ports.Slack` against any Slack-compatible server.

    `base_url` ends with a slash; `token_for` gives a workspace's bot token. It makes its session in the event loop
    that calls first, and belongs to that loop; `aclose` ends it.
    """

    def __init__(self, base_url: str, token_for: Callable[[int], str], timeout_s: float = TIMEOUT_S) -> None:
        self._base_url = base_url
        self._token_for = token_for
        self._timeout_s = timeout_s
        self._client: AsyncWebClient | None = None

    async def call(self, workspace_id: int, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        """Call a Web API method by its Slack name, as `Slack.call`."""
        return await self._call(workspace_id, method, arguments, self._timeout_s)

    async def respond(self, response_url: str, body: Mapping[str, Any]) -> None:
        """Answer through a `response_url`, as `Slack.respond`."""
        await self._respond(response_url, body, self._timeout_s)

    def within(self, timeout_s: float) -> Slack:
        """The same gateway with less patience, for somebody who waits."""
        return _Hurried(self, timeout_s)

    async def aclose(self) -> None:
        """Close the connections."""
        client, self._client = self._client, None
        if client is not None and client.session is not None:
            await client.session.close()

    async def _call(
        self, workspace_id: int, method: str, arguments: Mapping[str, Any], timeout_s: float
    ) -> Mapping[str, Any]:
        client = AsyncWebClient(
            token=self._token_for(workspace_id),
            base_url=self._base_url,
            session=self._open(),
            logger=quiet,
            retry_handlers=[],
        )
        send = getattr(
            client, method.replace(".", "_")
        )  # knows for each method whether Slack wants JSON, form or query
        try:
            async with asyncio.timeout(timeout_s):
                answer = await send(**arguments)
        except SlackApiError as error:
            raise error_in(error.response) from None
        except (aiohttp.ClientError, OSError) as error:  # OSError: TimeoutError too
            raise unreachable(error) from None
        except (AttributeError, ValueError):  # the SDK on a body that is no JSON object
            raise SlackUnavailable("unreadable_answer", in_doubt=True) from None
        found: Mapping[str, Any] = answer.data
        return found

    async def _respond(self, response_url: str, body: Mapping[str, Any], timeout_s: float) -> None:
        client = AsyncWebhookClient(response_url, session=self._open().session, logger=quiet, retry_handlers=[])
        client.proxy = None  # as in _open
        try:
            async with asyncio.timeout(timeout_s):
                answer = await client.send_dict(dict(body))
        except (aiohttp.ClientError, OSError) as error:
            raise unreachable(error) from None
        if answer.status_code != 200:
            raise error_in(answer)

    def _open(self) -> AsyncWebClient:
        if self._client is None:
            session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(keepalive_timeout=IDLE_CONNECTION_S), trust_env=True
            )
            self._client = AsyncWebClient(base_url=self._base_url, session=session, logger=quiet, retry_handlers=[])
            self._client.proxy = None  # the SDK's reading of HTTPS_PROXY knows no NO_PROXY; the session's does
        return self._client


class _Hurried:
    """`SlackGateway.within`."""

    def __init__(self, gateway: SlackGateway, timeout_s: float) -> None:
        self._gateway = gateway
        self._timeout_s = timeout_s

    async def call(self, workspace_id: int, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        return await self._gateway._call(workspace_id, method, arguments, self._timeout_s)

    async def respond(self, response_url: str, body: Mapping[str, Any]) -> None:
        await self._gateway._respond(response_url, body, self._timeout_s)
