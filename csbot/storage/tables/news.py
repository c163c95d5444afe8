"""What people do not know yet of their tasks (workspace T11), removed once it was told."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, UniqueConstraint

from csbot.domain.preferences import Event
from csbot.storage.tables.meta import metadata, workspace_column
from csbot.storage.types import Id, UtcDateTime, Word

news = Table(
    "news",
    metadata,
    Column("id", Id, primary_key=True),
    workspace_column(),
    Column("member_id", Id, ForeignKey("member.id"), nullable=False),
    Column("event", Word(Event), nullable=False),
    Column("task_id", Id, nullable=False),
    Column("since", Integer, nullable=False),  # the task's version that the member knows
    Column("by_id", Id, ForeignKey("member.id"), nullable=False),
    Column("due_at", UtcDateTime, nullable=False),  # business time
    UniqueConstraint("workspace_id", "member_id", "task_id", "event"),
    Index("ix_news_due", "due_at", "member_id", "id"),
)
