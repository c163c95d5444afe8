"""csbot is uninstalled somewhere, or its token revoked: heard before anybody is looked up, since nobody did it to csbot
(workspace A10)."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from csbot.domain.errors import Transient
from csbot.domain.workspaces import Withdrawal
from csbot.services.withdrawals import Heard

REMOVALS = {"app_uninstalled": Withdrawal.UNINSTALLED, "tokens_revoked": Withdrawal.REVOKED}
SECOND = timedelta(seconds=1)  # Slack counts in whole ones


Forget = Callable[[Heard], Awaitable[None]]


def read_removal(body: dict[str, Any]) -> Heard | None:
    """The removal that an event tells of; None when only people's tokens were revoked, or it can't be read."""
    event, seconds = body["event"], body.get("event_time")
    revoked = event.get("tokens")
    if event["type"] == "tokens_revoked" and not (isinstance(revoked, dict) and revoked.get("bot")):
        return None
    if not isinstance(seconds, int) or not 0 < seconds < 2**33:
        return None
    at = datetime.fromtimestamp(seconds, UTC) + SECOND
    return Heard(str(body.get("team_id") or ""), at, REMOVALS[event["type"]])


async def forgotten(forget: Forget, body: dict[str, Any]) -> int:
    """Forget the team that an event tells of; the status for Slack, which tells again what could not be written."""
    removal = read_removal(body)
    try:
        if removal is not None:
            await forget(removal)
    except Transient:
        return 503
    return 200
