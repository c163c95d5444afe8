"""Object types that managers added; their records are in `custom_record`."""

from sqlalchemy import Column, Index, Integer, String, Table, UniqueConstraint

from csbot.domain.custom_objects import LABEL_LENGTH
from csbot.domain.properties.own import NAME_LENGTH
from csbot.domain.records import ObjectType
from csbot.storage.tables.meta import member_column, metadata, workspace_column
from csbot.storage.types import Id, UtcDateTime, Word

custom_objects = Table(
    "custom_object",
    metadata,
    Column("id", Id, primary_key=True),
    workspace_column(),
    Column("object_type", Word(ObjectType), nullable=False),
    Column("key", String(NAME_LENGTH), nullable=False),
    Column("singular", String(LABEL_LENGTH), nullable=False),
    Column("plural", String(LABEL_LENGTH), nullable=False),
    Column("version", Integer, nullable=False, default=1),
    Column("created_at", UtcDateTime, nullable=False),
    member_column("created_by_id"),
    Column("deleted_at", UtcDateTime),  # its records are being removed
    UniqueConstraint("workspace_id", "object_type", name="uq_custom_object"),
    Index("uq_custom_object_key", "workspace_id", "key", unique=True),
)
