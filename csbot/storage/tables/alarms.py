"""Due moments of tasks (workspace T7, T9), kept in step by the recorder and removed once they were planned."""

from sqlalchemy import Column, Index, Table, UniqueConstraint

from csbot.domain.alarms import AlarmKind
from csbot.storage.tables.meta import member_column, metadata, workspace_column
from csbot.storage.types import Id, UtcDateTime, Word

alarms = Table(
    "alarm",
    metadata,
    Column("id", Id, primary_key=True),
    workspace_column(),
    Column("kind", Word(AlarmKind), nullable=False),
    Column("task_id", Id, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),  # business time
    member_column("by_id"),
    UniqueConstraint("workspace_id", "task_id", "kind"),
    Index("ix_alarm_due", "due_at", "id"),
)
