"""Slack's do-not-disturb delays messages, too (workspace N3).

Asked at send time and remembered for some minutes, a pause for some seconds: Slack tells when somebody ends one, and
what is held back then must not meet an old answer. It is a courtesy: what can't be asked is sent.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from csbot.clock import Clock
from csbot.domain.deliveries import PAUSE_BELIEVED_FOR
from csbot.domain.errors import SlackLimited, SlackRefused, SlackUnavailable
from csbot.services.ports import Slack
from scheduler.allowances import Allowance

FRESH_FOR = timedelta(minutes=5)
HELD_FOR = timedelta(minutes=30)  # then it is asked again: people end their pause early
A_MINUTE = 40  # dnd.info is of Slack's tier 3: 50 calls a minute for a workspace
REFUSED_FOR = timedelta(hours=1)  # the scope dnd:read is missing
PATIENCE_S = 2.0
REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Known:
    """What Slack said at an instant of real time: until when, in business time, the person is not to be disturbed."""

    asked_at: datetime
    until: datetime | None

    def is_old(self, real: datetime) -> bool:
        """Whether to ask again."""
        return self.asked_at + (FRESH_FOR if self.until is None else PAUSE_BELIEVED_FOR) <= real


class DoNotDisturb:
    """Whom not to disturb, by workspace and Slack user."""

    def __init__(self, slack: Slack, clock: Clock) -> None:
        self._slack = slack
        self._clock = clock
        self._known: OrderedDict[tuple[int, str], Known] = OrderedDict()
        self._allowance = Allowance(A_MINUTE)

    async def until(self, workspace_id: int, slack_user_id: str) -> datetime | None:
        """Until when a message to the person waits (business time), None when it may go. Never raises for Slack."""
        key, real = (workspace_id, slack_user_id), self._clock.real_now()
        known = self._known.get(key)
        if (known is None or known.is_old(real)) and self._allowance.take(workspace_id, real):
            known = await self._ask(workspace_id, slack_user_id, real) or known
        now = self._clock.now()
        if known is None or known.until is None or known.until <= now:
            return None
        return min(known.until, now + HELD_FOR)

    async def _ask(self, workspace_id: int, slack_user_id: str, real: datetime) -> Known | None:
        try:
            async with asyncio.timeout(PATIENCE_S):
                answer = await self._slack.call(workspace_id, "dnd.info", {"user": slack_user_id})
        except SlackLimited as limited:
            self._allowance.rest(workspace_id, real, timedelta(seconds=limited.retry_after_s))
            return None
        except SlackRefused as refused:
            if refused.error != "user_not_found":
                self._allowance.rest(workspace_id, real, REFUSED_FOR)
            return None
        except (SlackUnavailable, TimeoutError):
            return None
        known = Known(real, paused_until(answer, self._clock.now()))
        self._known[workspace_id, slack_user_id] = known
        self._known.move_to_end((workspace_id, slack_user_id))
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return known


def paused_until(answer: Mapping[str, Any], now: datetime) -> datetime | None:
    """The end of the pause that `now` lies in, as dnd.info tells it."""
    start, end = answer.get("next_dnd_start_ts"), answer.get("next_dnd_end_ts")
    if not answer.get("dnd_enabled") or not isinstance(start, int | float) or not isinstance(end, int | float):
        return None
    return datetime.fromtimestamp(end, UTC) if start <= now.timestamp() < end else None
