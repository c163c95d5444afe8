"""What others did to people's tasks and records, before and after it was told (workspace T11, N1)."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, text

from csbot.domain.preferences import Event
from csbot.domain.records import ObjectType
from csbot.storage.tables.meta import metadata, workspace_column
from csbot.storage.types import Id, UtcDateTime, Word

UNTOLD = text("told_at IS NULL")

news = Table(
    "news",
    metadata,
    Column("id", Id, primary_key=True),
    workspace_column(),
    Column("member_id", Id, ForeignKey("member.id"), nullable=False),
    Column("event", Word(Event), nullable=False),
    Column("kind", Word(ObjectType), nullable=False),
    Column("record_id", Id, nullable=False),
    Column("since", Integer, nullable=False),  # the version that the member knows
    Column("owner_id", Id, ForeignKey("member.id"), nullable=False),  # whose it was, or whom it was given to
    Column("by_id", Id, ForeignKey("member.id"), nullable=False),
    Column("due_at", UtcDateTime, nullable=False),  # business time, as the next
    Column("told_at", UtcDateTime),
    Index(
        "ix_news_untold",
        "workspace_id",
        "member_id",
        "record_id",
        "event",
        unique=True,
        sqlite_where=UNTOLD,
        postgresql_where=UNTOLD,
    ),
    Index("ix_news_due", "due_at", "member_id", "id", sqlite_where=UNTOLD, postgresql_where=UNTOLD),
    Index("ix_news_told", "workspace_id", "member_id", "told_at", "id"),
    Index("ix_news_record", "workspace_id", "record_id", "member_id"),
)
