"""`/cs admin deliveries`: what could not be delivered, and sending it again (workspace N6, A4)."""

from dataclasses import replace

from blocks.deliveries import deliveries, replayed, replaying
from blocks.screens import Shown
from csbot.domain.deliveries import Undelivered
from csbot.domain.permissions import Permission
from csbot.services.container import Services
from handlers.admin import section
from handlers.args import number
from handlers.calls import Call
from handlers.replies import Ephemeral, Replace, Reply
from handlers.routes import reads, writes

ROWS = 10


@reads("deliveries.page", Permission.MANAGE)
def turn_page(call: Call, services: Services) -> Reply:
    """Refresh, Newest and Older; the value is where the page before ended."""
    return Replace(undelivered(call, services, number(call.value) if call.value else None))


@writes("delivery.replay", Permission.MANAGE)
def replay(call: Call, services: Services) -> Reply:
    """Send one again."""
    said = Shown(replayed, services.deliveries.replay(call.actor, number(call.value)))
    return Replace(undelivered(call, services), said)


@writes("deliveries.replay", Permission.MANAGE)
def replay_all(call: Call, services: Services) -> Reply:
    """Send all of them again, by a job."""
    job = services.deliveries.replay_all(call.actor)
    return Replace(undelivered(call, services), Shown(replaying, job.total if job else 0))


def show(call: Call, services: Services) -> Reply:
    """`/cs admin deliveries`."""
    return Ephemeral(undelivered(call, services))


section("deliveries", show)


def undelivered(call: Call, services: Services, before_id: int | None = None) -> Shown[Undelivered]:
    """A page, newest first."""
    page = services.deliveries.dead(call.actor, ROWS + 1, before_id)
    shown = replace(page, rows=page.rows[:ROWS])
    return Shown(deliveries, Undelivered(shown, before_id, has_more=len(page.rows) > ROWS))
