"""The yardstick of `today`: a bare command on Bolt, served the way csbot is. Arguments: a port, Slack's Web API."""

import os
import sys

import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route


def echo_app(slack_api_url: str) -> Starlette:
    """Answers `/cs TEXT` with the text; Bolt verifies the signature."""
    client = AsyncWebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=slack_api_url)
    bolt = AsyncApp(client=client, signing_secret=os.environ["SLACK_SIGNING_SECRET"], process_before_response=True)

    @bolt.command("/cs")
    async def echo(ack: AsyncAck, command: dict[str, str]) -> None:
        await ack(command["text"])

    async def readyz(_request: Request) -> Response:
        return PlainTextResponse("ready")

    slack = AsyncSlackRequestHandler(bolt)
    return Starlette(routes=[Route("/slack/events", slack.handle, methods=["POST"]), Route("/readyz", readyz)])


if __name__ == "__main__":
    uvicorn.run(
        echo_app(sys.argv[2]),
        host="127.0.0.1",
        port=int(sys.argv[1]),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=10,
    )
