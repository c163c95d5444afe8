"""Whom an Undo answers to: asked when it is drawn and when it is pressed (workspace T8, C14)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from csbot.domain.operations import UNDO_ASKS, Asked, Operation
from csbot.domain.permissions import Actor, Denial, EditScope, Level, Permission, Subject, denial, log_denial
from csbot.domain.records import ObjectType
from csbot.storage import members as stored_members
from csbot.storage import operations as stored_operations
from csbot.storage import records as stored_records
from csbot.storage.operations import Change
from csbot.storage.unit_of_work import UnitOfWork

WhoseNow = Callable[[Change], Subject]


def refusal(
    uow: UnitOfWork, actor: Actor, operation: Operation, changes: Sequence[Change], whose: WhoseNow
) -> Denial | None:
    """Why the actor may not undo it, or None if they may. `whose`: a changed record's owner as it is now."""
    asked = UNDO_ASKS[operation.kind]
    if asked is Asked.LOG:
        logged = (whose(change) for change in changes if change.kind is ObjectType.ACTIVITY)
        return first(log_denial(actor, subject) for subject in logged)
    about = changes[:1] if asked is Asked.FIRST else changes
    return first(denial(actor, Permission.EDIT, _subject(uow, actor, operation, change, whose)) for change in about)


def first(reasons: Iterable[Denial | None]) -> Denial | None:
    """The first reason that there is."""
    return next((reason for reason in reasons if reason is not None), None)


def _subject(uow: UnitOfWork, actor: Actor, operation: Operation, change: Change, whose: WhoseNow) -> Subject | None:
    """Whose record it is; who gave it away, or made it for somebody else, may take that back as it was before."""
    if operation.actor_id == actor.member_id:
        if change.version == 1:
            return None
        if "owner_id" in change.before:
            before = change.before["owner_id"]
            return Subject() if before is None else stored_members.get(uow, before).as_subject()
    return whose(change)


def find_last(uow: UnitOfWork, actor: Actor | None, record_ids: Sequence[int], now: datetime) -> dict[int, Operation]:
    """For each record the last operation on it, which says whether its Undo answers to the actor; to nobody without
    one. Most need no further statement: whoever may edit all records, and managers what was logged.
    """
    last = stored_operations.find_last(uow, record_ids)
    if actor is None or denial(actor, Permission.EDIT):
        return last
    young = {operation.id: operation for operation in last.values() if operation.can_be_undone(now)}
    open_ = {i for i, operation in young.items() if _is_free(actor, operation)}
    open_ |= _looked_up(uow, actor, {i: operation for i, operation in young.items() if i not in open_})
    return {i: replace(operation, answers=operation.id in open_) for i, operation in last.items()}


def _is_free(actor: Actor, operation: Operation) -> bool:
    """Whether it answers to the actor, whatever records it changed."""
    if UNDO_ASKS[operation.kind] is Asked.LOG:
        return actor.level >= Level.MANAGE_SETTINGS
    return actor.edit_scope is EditScope.ALL


def _looked_up(uow: UnitOfWork, actor: Actor, operations: Mapping[int, Operation]) -> set[int]:
    """Which of them answer to the actor, by the records that they changed."""
    if not operations:
        return set()
    changes = stored_operations.list_changes_by_operation(uow, list(operations))
    found: dict[tuple[ObjectType, int], Subject] = {}
    for kind in {change.kind for every in changes.values() for change in every}:
        ids = {change.record_id for every in changes.values() for change in every if change.kind is kind}
        found |= {(kind, i): subject for i, subject in stored_records.list_subjects(uow, kind, ids).items()}

    def whose(change: Change) -> Subject:
        return found.get((change.kind, change.record_id), Subject())

    return {
        i for i, operation in operations.items() if refusal(uow, actor, operation, changes.get(i, []), whose) is None
    }
