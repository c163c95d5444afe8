"""Operations: what somebody did in one go, and until when it can be undone (workspace T8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum, auto

IMPORT_UNDO = timedelta(days=1)  # workspace I1


class OperationKind(StrEnum):
    CREATE = "create"
    EDIT = "edit"
    ASSIGN = "assign"
    COMPLETE = "complete"
    REOPEN = "reopen"
    SNOOZE = "snooze"
    DELETE = "delete"
    LOG = "log"  # of a note, call, e-mail or meeting
    EDIT_LOG = "edit_log"
    DELETE_LOG = "delete_log"
    ASSOCIATE = "associate"
    PART = "part"  # of what was associated
    IMPORT = "import"
    UNDO = "undo"


class Asked(StrEnum):
    """Whom an Undo answers to: who might make the change, by the records as they are now (workspace T8, C14)."""

    EVERY = auto()  # every record that was changed lies within the edit scope
    FIRST = auto()  # the record that was acted on does: to be associated with another is no edit of it (A9)
    LOG = auto()  # what was logged is one's own, or one is a manager: its customers are not edited (C14, A9)


UNDO_ASKS: Mapping[OperationKind, Asked] = {
    OperationKind.CREATE: Asked.EVERY,
    OperationKind.EDIT: Asked.EVERY,
    OperationKind.ASSIGN: Asked.EVERY,
    OperationKind.COMPLETE: Asked.EVERY,
    OperationKind.REOPEN: Asked.EVERY,
    OperationKind.SNOOZE: Asked.EVERY,
    OperationKind.DELETE: Asked.EVERY,
    OperationKind.LOG: Asked.LOG,
    OperationKind.EDIT_LOG: Asked.LOG,
    OperationKind.DELETE_LOG: Asked.LOG,
    OperationKind.ASSOCIATE: Asked.FIRST,
    OperationKind.PART: Asked.FIRST,
}
"""By what was done. A press takes back nothing else: an import goes back whole, by its own command."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing done by one person, or an import. `undo_until` (UTC) is None for what can't be undone.

    `answers`: whether its Undo answers to who will read it; nobody is offered one unless it was looked up.
    """

    id: int
    kind: OperationKind
    actor_id: int | None
    actor_name: str
    at: datetime
    undo_until: datetime | None = None
    undone_at: datetime | None = None
    answers: bool = False

    def can_be_undone(self, now: datetime) -> bool:
        """Whether a press may undo it, whoever presses."""
        return self.kind in UNDO_ASKS and self.undone_at is None and self.is_young(now)

    def offers_undo(self, now: datetime) -> bool:
        """Whether who reads it is shown Undo."""
        return self.answers and self.can_be_undone(now)

    def is_young(self, now: datetime) -> bool:
        """Whether the time for undo is not over."""
        return self.undo_until is not None and now < self.undo_until
