"""What the core needs from outside, as protocols; the composition root brings what fulfils them."""

from collections.abc import Mapping
from typing import Any, Protocol


class Slack(Protocol):
    """Slack's Web API for one workspace's bot. Nothing here retries.

    Raises `SlackRefused`, `SlackLimited` and `SlackUnavailable`.
    """

    async def call(self, workspace_id: int, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        """Call a method such as `chat.postMessage`; the answer is known to be ok."""
        ...

    async def respond(self, response_url: str, body: Mapping[str, Any]) -> None:
        """Answer through a `response_url` (5 uses within 30 minutes)."""
        ...
