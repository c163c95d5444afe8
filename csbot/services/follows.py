"""Following records (workspace C11)."""

from dataclasses import dataclass
from datetime import datetime

from csbot.domain.permissions import Actor
from csbot.domain.record_cards import RecordRef
from csbot.storage import follows as stored_follows
from csbot.storage import records as stored_records
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class FollowService:
    """Whoever follows a record hears of it. `now` is business time."""

    uow: UnitOfWork
    now: datetime

    def follow(self, actor: Actor, ref: RecordRef) -> bool:
        """Whether they did not before; raises `NotFound`."""
        stored_records.get_name(self.uow, ref.kind, ref.id)
        return stored_follows.add(self.uow, actor.id, ref.kind, ref.id, self.now)

    def unfollow(self, actor: Actor, ref: RecordRef) -> bool:
        """Whether they did before."""
        return stored_follows.remove(self.uow, actor.id, ref.id)
