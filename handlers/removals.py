"""csbot is uninstalled somewhere, or its token revoked: heard before anybody is looked up, since nobody did it to csbot
(workspace A10)."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from csbot.domain.errors import Transient
from csbot.domain.workspaces import Withdrawal
from csbot.envelopes import Event
from csbot.services.withdrawals import Heard

REMOVALS = {"app_uninstalled": Withdrawal.UNINSTALLED, "tokens_revoked": Withdrawal.REVOKED}
SECOND = timedelta(seconds=1)  # Slack counts in whole ones


Forget = Callable[[Heard], Awaitable[None]]


def read_removal(told: Event) -> Heard | None:
    """The removal that an event tells of; None when only people's tokens were revoked, or Slack doesn't say when."""
    revoked, seconds = told.event.tokens, told.event_time
    if told.event.type == "tokens_revoked" and not (revoked and revoked.bot):
        return None
    if seconds is None:
        return None
    at = datetime.fromtimestamp(seconds, UTC) + SECOND
    return Heard(told.team_id or "", at, REMOVALS[told.event.type])


async def forgotten(forget: Forget, told: Event) -> int:
    """Forget the team that an event tells of; the status for Slack, which tells again what could not be written."""
    removal = read_removal(told)
    try:
        if removal is not None:
            await forget(removal)
    except Transient:
        return 503
    return 200
