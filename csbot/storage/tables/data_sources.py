"""Where records came from, with the last success (workspace N1)."""

from sqlalchemy import Column, ForeignKey, Table

from csbot.domain.data_sources import SourceKind
from csbot.domain.records import ObjectType
from csbot.storage.tables.meta import metadata
from csbot.storage.types import Id, UtcDateTime, Word

data_sources = Table(
    "data_source",
    metadata,
    Column("workspace_id", Id, ForeignKey("workspace.id"), primary_key=True, autoincrement=False),
    Column("kind", Word(SourceKind), primary_key=True),
    Column("object_type", Word(ObjectType), primary_key=True),
    Column("succeeded_at", UtcDateTime, nullable=False),
    Column("stale_at", UtcDateTime, nullable=False),
)
