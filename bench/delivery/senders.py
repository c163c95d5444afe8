"""What benches send with: nothing at all, or csbot's own sender to a Slack that answers at once."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from csbot.domain.deliveries import Delivery, DeliveryState, Outcome
from scheduler.delivery.sending import Sender


class NoSender(Sender):
    """Sends nothing, after `takes_s`, and remembers when it was asked to: by workspace, in the loop's seconds."""

    def __init__(self, takes_s: float = 0.0) -> None:
        self._takes_s = takes_s
        self.sent = 0
        self.begun: dict[int, list[float]] = defaultdict(list)
        self.by_recipient: dict[int, float] = {}

    async def send(self, delivery: Delivery, _until: datetime) -> Outcome:
        now = asyncio.get_running_loop().time()
        self.begun[delivery.workspace_id].append(now)
        if delivery.urgency.is_urgent and delivery.recipient_id is not None:
            self.by_recipient.setdefault(delivery.recipient_id, now)
        if self._takes_s:
            await asyncio.sleep(self._takes_s)
        self.sent += 1
        return Outcome(DeliveryState.SENT, channel="D1", ts="1.000001")


class InstantSlack:
    """Fulfils `csbot.services.ports.Slack`: takes every message at once."""

    def __init__(self) -> None:
        self.sent = 0

    async def call(self, _workspace_id: int, method: str, _arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        if method == "chat.postMessage":
            self.sent += 1
        return {"ok": True, "channel": {"id": "D1"}, "ts": "1.000001"}

    async def respond(self, _response_url: str, _body: Mapping[str, Any]) -> None:
        raise AssertionError("deliveries have no response_url")
