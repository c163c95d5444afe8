"""Operations: what somebody did in one go, and until when it can be undone (workspace T8)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class OperationKind(StrEnum):
    CREATE = "create"
    EDIT = "edit"
    ASSIGN = "assign"
    COMPLETE = "complete"
    REOPEN = "reopen"
    SNOOZE = "snooze"
    DELETE = "delete"
    IMPORT = "import"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing done by one person. `undo_until` (UTC) is None for what can't be undone."""

    id: int
    kind: OperationKind
    actor_id: int | None
    actor_name: str
    at: datetime
    undo_until: datetime | None = None
    undone_at: datetime | None = None

    def can_be_undone(self, now: datetime) -> bool:
        return self.undone_at is None and self.undo_until is not None and now < self.undo_until
