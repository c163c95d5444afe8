"""Who follows which record (workspace C11)."""

from sqlalchemy import Column, ForeignKey, Index, Table

from csbot.domain.records import ObjectType
from csbot.storage.tables.meta import metadata, workspace_column
from csbot.storage.types import Id, UtcDateTime, Word

follows = Table(
    "follow",
    metadata,
    workspace_column(),
    Column("member_id", Id, ForeignKey("member.id"), primary_key=True, autoincrement=False),
    Column("record_id", Id, primary_key=True, autoincrement=False),  # one sequence for all types
    Column("object_type", Word(ObjectType), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_follow_record", "workspace_id", "record_id"),
)
