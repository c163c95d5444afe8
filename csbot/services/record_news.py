"""Telling people that they were given a record (workspace T11)."""

from dataclasses import dataclass
from datetime import datetime

from csbot.domain.deliveries import NewDelivery, Urgency
from csbot.domain.news import Noted
from csbot.domain.permissions import Actor
from csbot.domain.preferences import Event
from csbot.domain.record_cards import RecordAssignment, RecordRef
from csbot.services.records import RecordService
from csbot.storage import deliveries
from csbot.storage import members as stored_members
from csbot.storage import news as stored_news
from csbot.storage.real_time import real_time_at
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RecordNews:
    """Writes and reads these messages. `now` is business time, `real_now` the process's real time."""

    uow: UnitOfWork
    now: datetime
    real_now: datetime

    def assigned(self, actor: Actor, ref: RecordRef, owner_id: int | None, operation_id: int) -> None:
        """A direct message and a line of the digest to whom the operation gave the record, unless they did it."""
        if owner_id is None or owner_id == actor.id:
            return
        told = NewDelivery(
            workspace_id=self.uow.workspace_id,
            dedup_key=f"{self.uow.workspace_id}:{owner_id}:{Event.RECORD_ASSIGNED}:{operation_id}",
            kind=Event.RECORD_ASSIGNED,
            recipient_id=owner_id,
            urgency=Urgency.ALERT,
            args={"r": str(ref), "by": str(actor.id)},
        )
        noted = Noted(self.uow.workspace_id, owner_id, Event.RECORD_ASSIGNED, ref.kind, ref.id, actor.id)
        stored_news.note(self.uow.connection, [noted], self.now)
        deliveries.enqueue(self.uow.connection, [told], real_time_at(self.uow.connection, self.real_now))

    def assignment(self, ref: RecordRef, by_id: int) -> RecordAssignment:
        """The record as it is now, and who gave it; raises `NotFound`."""
        record = RecordService(self.uow, self.now).record(ref)
        return RecordAssignment(record, stored_members.get(self.uow, by_id).name)
