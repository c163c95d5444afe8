"""Operations: what somebody did in one go, and until when it can be undone (workspace T8)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing done by one person, or an import. `undo_until` (UTC) is None for what can't be undone."""

    id: int
    kind: OperationKind
    actor_id: int | None
    actor_name: str
    at: datetime
    undo_until: datetime | None = None
    undone_at: datetime | None = None

    def can_be_undone(self, now: datetime) -> bool:
        """Whether a press may undo it; an import is taken back whole, by its own command."""
        return self.kind is not OperationKind.IMPORT and self.undone_at is None and self.is_young(now)

    def is_young(self, now: datetime) -> bool:
        """Whether the time for undo is not over."""
        return self.undo_until is not None and now < self.undo_until
