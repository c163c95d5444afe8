"""Who is told of what somebody did to a task or record (workspace T11, N3)."""

from collections.abc import Sequence

from csbot.domain.listeners import Told, told_of
from csbot.domain.permissions import Actor
from csbot.domain.preferences import Event
from csbot.storage import listeners as stored_listeners
from csbot.storage.unit_of_work import UnitOfWork


def told_by(uow: UnitOfWork, has_listeners: bool, actor: Actor, happened: Sequence[tuple[Event, int]]) -> list[Told]:
    """Who hears of one act of the actor's: events with whose it is. Nothing is read where nobody listens."""
    owner_ids = {owner_id for _, owner_id in happened}
    people = stored_listeners.list_with(uow, owner_ids) if has_listeners and owner_ids else {}
    return told_of(happened, people, actor.id)
