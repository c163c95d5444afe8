"""Undo (workspace T8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csbot.domain.associations import OWN
from csbot.domain.errors import NotAllowed, NotFound, UndoExpired, UndoOvertaken
from csbot.domain.history import MARK, HistoryKey
from csbot.domain.operations import UNDO_ASKS, Operation, OperationKind
from csbot.domain.permissions import Actor
from csbot.domain.record_cards import LAYOUTS, RecordRef
from csbot.domain.records import ObjectType, Source, read_id
from csbot.services import undos
from csbot.services.news import NewsService
from csbot.services.record_news import RecordNews
from csbot.storage import activities as stored_activities
from csbot.storage import associations as stored_associations
from csbot.storage import operations as stored_operations
from csbot.storage import recorder
from csbot.storage import records as stored_records
from csbot.storage.operations import Change
from csbot.storage.records import Held
from csbot.storage.unit_of_work import UnitOfWork

LAST = "last_activity_at"
FOLLOWS = frozenset({LAST})  # columns that follow from other records


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back; `already` when somebody had done so before."""

    operation: Operation
    already: bool = False


@dataclass(frozen=True, slots=True)
class OperationService:
    """Takes operations back. `now` is business time."""

    uow: UnitOfWork
    now: datetime
    news: NewsService
    record_news: RecordNews

    def undo(self, actor: Actor, operation_id: int) -> Undone:
        """Give every record of the operation the values it had before.

        Only what nobody changed since: raises `UndoOvertaken`, `UndoExpired`, `NotFound`, `NotAllowed`.
        """
        operation = stored_operations.find_for_change(self.uow, operation_id)
        if operation is None:
            raise NotFound(noun="operation", number=operation_id)
        if operation.kind not in UNDO_ASKS:
            raise UndoExpired()
        changes = stored_operations.list_changes(self.uow, operation_id)
        held = [stored_records.get_for_change(self.uow, change.kind, change.record_id) for change in changes]
        self._permit(actor, operation, changes, held)
        if operation.undone_at is not None:
            return Undone(operation, already=True)
        if not operation.can_be_undone(self.now):
            raise UndoExpired()
        for record, change in zip(held, changes, strict=True):
            self._check_newest(record, change)
        record_back = recorder.start(self.uow, OperationKind.UNDO, self.now, actor.id, Source.UNDO)
        for change, record in zip(changes, held, strict=True):
            if back := self._back(change):
                record_back.change(change.kind, change.record_id, record.version, back)
                self._tell(actor, change, back, record_back.operation_id)
            if change.kind is ObjectType.TASK:
                owners = {record.subject.owner_id, change.before.get("owner_id", record.subject.owner_id)}
                self.news.undone(actor, change.record_id, change.version, owners)
        self._associate_back(changes)
        stored_operations.mark_undone(self.uow, operation_id, self.now)
        return Undone(operation)

    def _permit(self, actor: Actor, operation: Operation, changes: Sequence[Change], held: Sequence[Held]) -> None:
        """Raise `NotAllowed` unless the actor might make the change, by the records as they are now."""
        now = {(change.kind, change.record_id): one.subject for change, one in zip(changes, held, strict=True)}
        reason = undos.refusal(self.uow, actor, operation, changes, lambda change: now[change.kind, change.record_id])
        if reason is not None:
            raise NotAllowed(denial=reason, ask=())

    def _tell(self, actor: Actor, change: Change, back: Mapping[str, tuple[Any, Any]], operation_id: int) -> None:
        """Whose record it is again hears of it as of any change of its owner (workspace T11)."""
        if change.kind in LAYOUTS and "owner_id" in back:
            ref = RecordRef(change.kind, change.record_id)
            self.record_news.assigned(actor, ref, back["owner_id"][1], operation_id)

    def _associate_back(self, changes: Sequence[Change]) -> None:
        """Part what the operation associated, and associate what it parted; both records tell of the same."""
        told = next((change for change in changes if HistoryKey.ASSOCIATION in change.before), None)
        if told is None:
            return
        old, new = told.before[HistoryKey.ASSOCIATION], told.after[HistoryKey.ASSOCIATION]
        tie = old or new
        if OWN in tie:
            return
        pair = (told.kind, told.record_id, ObjectType(tie["type"]), read_id(tie["id"]), tie["label"])
        if stored_associations.is_there(self.uow, *pair) is not bool(new):
            raise UndoOvertaken(by="")
        if new:
            stored_associations.remove(self.uow, *pair)
        else:
            stored_associations.add(self.uow, *pair)

    def _check_newest(self, record: Held, change: Change) -> None:
        """Raise `UndoOvertaken` when somebody changed the record since; of a type that has a card, when they changed
        the same properties.
        """
        if record.version == change.version:
            return
        since = stored_operations.list_after(self.uow, change.kind, change.record_id, change.version)
        is_free = change.kind in LAYOUTS and change.version > 1
        overtaken = [by for later, by in since if not is_free or own_keys(later) & own_keys(change)]
        if overtaken:
            raise UndoOvertaken(by=overtaken[-1].actor_name)

    def _back(self, change: Change) -> dict[str, tuple[Any, Any]]:
        """The values before the change, but for what follows from others; a record that it created is archived."""
        if change.version == 1:
            return {"archived_at": (None, self.now)}
        back = {name: (change.after[name], old) for name, old in change.before.items() if name not in FOLLOWS}
        return back | self._last_activity(change) if HistoryKey.ACTIVITY in back else back

    def _last_activity(self, change: Change) -> dict[str, tuple[Any, Any]]:
        """When something happened last with a record of whose activities one is undone: with what was logged, deleted
        or undone since, and with what a file said.
        """
        ref = (change.kind, change.record_id)
        now_last = stored_records.get_row(self.uow, *ref)[LAST]
        said = {change.before.get(LAST), now_last} - {None, change.after.get(LAST)}
        said -= stored_activities.known_moments(self.uow, *ref, said)
        said.add(stored_activities.last_at(self.uow, *ref))
        return {LAST: (now_last, max(said - {None}, default=None))}


def own_keys(change: Change) -> set[str]:
    """What people changed in it, rather than what follows from what they did elsewhere."""
    return {name for name in change.before if name not in FOLLOWS and not name.startswith(MARK)}
