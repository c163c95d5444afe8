"""Telling people that they, or people that they listen to, were given a record (workspace T11, N3)."""

from dataclasses import dataclass
from datetime import datetime

from csbot.domain.deliveries import NewDelivery, Urgency
from csbot.domain.listeners import Told
from csbot.domain.news import OWNER, Noted
from csbot.domain.permissions import Actor
from csbot.domain.preferences import Event
from csbot.domain.record_cards import RecordAssignment, RecordRef
from csbot.services.listeners import told_by
from csbot.services.records import RecordService
from csbot.storage import deliveries
from csbot.storage import members as stored_members
from csbot.storage import news as stored_news
from csbot.storage.real_time import real_time_at
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RecordNews:
    """Writes and reads these messages. `now` is business time, `real_now` the process's real time; `has_listeners`:
    whether anybody hears of others' records.
    """

    uow: UnitOfWork
    now: datetime
    real_now: datetime
    has_listeners: bool = False

    def assigned(self, actor: Actor, ref: RecordRef, owner_id: int | None, operation_id: int) -> None:
        """A direct message and a line of the digest to whom the operation gave the record, and to who listens; never to
        who did it.
        """
        happened = [] if owner_id is None else [(Event.RECORD_ASSIGNED, owner_id)]
        told = told_by(self.uow, self.has_listeners, actor, happened)
        if not told:
            return
        workspace_id, connection = self.uow.workspace_id, self.uow.connection
        noted = [
            Noted(workspace_id, one.member_id, one.event, ref.kind, ref.id, one.owner_id, actor.id) for one in told
        ]
        stored_news.note(connection, noted, self.now)
        new = [self._message(actor, ref, one, operation_id) for one in told]
        deliveries.enqueue(connection, new, real_time_at(connection, self.real_now))

    def _message(self, actor: Actor, ref: RecordRef, told: Told, operation_id: int) -> NewDelivery:
        args = {"r": str(ref), "by": str(actor.id)}
        is_own = told.owner_id == told.member_id
        return NewDelivery(
            workspace_id=self.uow.workspace_id,
            dedup_key=f"{self.uow.workspace_id}:{told.member_id}:{Event.RECORD_ASSIGNED}:{operation_id}",
            kind=Event.RECORD_ASSIGNED,
            recipient_id=told.member_id,
            urgency=Urgency.ALERT,
            args=args if is_own else args | {OWNER: str(told.owner_id)},
        )

    def assignment(self, ref: RecordRef, by_id: int, is_own: bool = True) -> RecordAssignment:
        """The record as it is now, and who gave it, to the reader or to somebody else; raises `NotFound`."""
        record = RecordService(self.uow, self.now).record(ref)
        return RecordAssignment(record, stored_members.get(self.uow, by_id).name, is_own)
