"""csbot is uninstalled somewhere: heard before anybody is looked up, since nobody did it to csbot (workspace A10)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from csbot.domain.errors import Transient
from csbot.envelopes import Event

REMOVALS = ("app_uninstalled", "tokens_revoked")
SECOND = timedelta(seconds=1)  # Slack counts in whole ones


@dataclass(frozen=True, slots=True)
class Removal:
    """csbot's token of a Slack team is good for nothing any more. `at`: real time."""

    team_id: str
    at: datetime


Forget = Callable[[Removal], Awaitable[None]]


def read_removal(told: Event) -> Removal | None:
    """The removal that an event tells of; None when only people's tokens were revoked, or Slack doesn't say when."""
    revoked, seconds = told.event.tokens, told.event_time
    if told.event.type == "tokens_revoked" and not (revoked and revoked.bot):
        return None
    if seconds is None:
        return None
    return Removal(told.team_id or "", datetime.fromtimestamp(seconds, UTC) + SECOND)


async def forgotten(forget: Forget, told: Event) -> int:
    """Forget the team that an event tells of; the status for Slack, which tells again what could not be written."""
    removal = read_removal(told)
    try:
        if removal is not None:
            await forget(removal)
    except Transient:
        return 503
    return 200
