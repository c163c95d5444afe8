"""What was done: operations, changes, and the requests already answered."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from csbot.domain.operations import OperationKind
from csbot.domain.records import ObjectType, Source
from csbot.storage.tables.meta import member_column, metadata, workspace_column
from csbot.storage.types import Id, Json, MaybeJson, UtcDateTime, Word

operations = Table(
    "operation",
    metadata,
    Column("id", Id, primary_key=True),
    workspace_column(),
    member_column("actor_id"),
    Column("kind", Word(OperationKind), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("undo_until", UtcDateTime),
    Column("undone_at", UtcDateTime),
)

changes = Table(
    "change",
    metadata,
    Column("id", Id, primary_key=True),
    workspace_column(),
    Column("object_type", Word(ObjectType), nullable=False),
    Column("record_id", Id, nullable=False),
    Column("version", Integer, nullable=False),  # of the record, after this change
    Column("at", UtcDateTime, nullable=False),
    member_column("actor_id"),
    Column("source", Word(Source), nullable=False),
    Column("source_ref", String(200)),
    Column("operation_id", Id, ForeignKey("operation.id")),
    Column("properties", Json, nullable=False),  # {property: [old, new]}
    Column("folded", MaybeJson),  # storage.folding
    Index("ix_change_record", "workspace_id", "record_id", "id"),
    Index("ix_change_operation", "operation_id", "record_id"),
)

requests = Table(
    "request",
    metadata,
    Column("workspace_id", Id, ForeignKey("workspace.id"), primary_key=True, autoincrement=False),
    Column("key", String(255), primary_key=True),
    Column("route", String(80), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_request_at", "at"),
)
