"""Properties that managers added (workspace V2); their values are in the records' JSON column under `p` and the id."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table

from csbot.domain.properties.types import PropertyType
from csbot.domain.records import ObjectType
from csbot.storage.tables.meta import member_column, metadata, workspace_column
from csbot.storage.types import Id, Json, UtcDateTime, Word

properties = Table(
    "property",
    metadata,
    Column("id", Id, primary_key=True),
    workspace_column(),
    Column("object_type", Word(ObjectType), nullable=False),
    Column("name", String(60), nullable=False),
    Column("label", String(100), nullable=False),
    Column("type", Word(PropertyType), nullable=False),
    Column("options", Json, nullable=False, default=list),  # [[value, label], …]
    Column("required", Boolean, nullable=False, default=False),
    Column("place", Integer, nullable=False, default=0),  # in lists and cards
    Column("fast_at", UtcDateTime),  # since when an index serves it
    Column("version", Integer, nullable=False, default=1),
    Column("created_at", UtcDateTime, nullable=False),
    member_column("created_by_id"),
    Column("deleted_at", UtcDateTime),
    Index("uq_property_name", "workspace_id", "object_type", "name", unique=True),
)
