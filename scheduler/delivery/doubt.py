"""Deliveries in doubt: was the message posted before its process died, or its answer got lost?

Every message carries its delivery's key as metadata, so the DM's own history tells.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from csbot.domain.deliveries import Delivery
from csbot.services.ports import Slack

EVENT_TYPE = "csbot_delivery"
PAGE_ROWS = 15  # all that apps distributed outside Slack's Marketplace get
PAGES = 5
CLOCKS_APART = timedelta(minutes=5)  # ours and Slack's may differ


def metadata(delivery: Delivery) -> dict[str, Any]:
    """What marks a message as this delivery's."""
    return {"event_type": EVENT_TYPE, "event_payload": {"key": delivery.dedup_key}}


async def find_posted(slack: Slack, delivery: Delivery, channel: str, since: datetime | None) -> str | None:
    """The `ts` of the delivery's message if it was posted, newest messages first; raises what `Slack.call` raises.

    `since`: no such message is older. None: the local Slack's time travels and says nothing.
    """
    arguments: dict[str, Any] = {"channel": channel, "include_all_metadata": True, "limit": PAGE_ROWS}
    if since is not None:
        arguments["oldest"] = f"{(since - CLOCKS_APART).timestamp():.6f}"
    for _ in range(PAGES):
        answer = await slack.call(delivery.workspace_id, "conversations.history", arguments)
        for message in answer.get("messages", ()):
            if _key(message) == delivery.dedup_key:
                return str(message["ts"])
        cursor = (answer.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return None
        arguments["cursor"] = cursor
    return None


def _key(message: Mapping[str, Any]) -> str | None:
    marked = message.get("metadata") or {}
    key = (marked.get("event_payload") or {}).get("key")
    return key if marked.get("event_type") == EVENT_TYPE else None
