"""Saved views, who pinned which, filters in the making, and the settings of the Customers tab (workspace C, S2-S4)."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table

from csbot.domain.records import ObjectType
from csbot.domain.saved_views import DESCRIPTION_MAX, NAME_MAX, Sharing
from csbot.storage.tables.meta import member_column, metadata, workspace_column
from csbot.storage.types import Folded, Id, Json, UtcDateTime, Word

saved_views = Table(
    "saved_view",
    metadata,
    Column("id", Id, primary_key=True),
    workspace_column(),
    Column("object_type", Word(ObjectType), nullable=False),
    Column("name", String(NAME_MAX), nullable=False),
    Column("name_norm", Folded, nullable=False),
    Column("description", String(DESCRIPTION_MAX), nullable=False, default=""),
    member_column("owner_id"),
    Column("sharing", Word(Sharing), nullable=False),
    Column("filter", Json, nullable=False),  # domain.filters.Filter, relative dates as they are
    Column("columns", Json, nullable=False),
    Column("sort_property", String(60), nullable=False, default=""),
    Column("sort_descending", Boolean, nullable=False, default=False),
    Column("version", Integer, nullable=False, default=1),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Index("ix_saved_view_object", "workspace_id", "object_type"),
)

view_pins = Table(
    "view_pin",
    metadata,
    Column("workspace_id", Id, ForeignKey("workspace.id"), primary_key=True, autoincrement=False),
    Column("member_id", Id, ForeignKey("member.id"), primary_key=True, autoincrement=False),
    Column("object_type", Word(ObjectType), primary_key=True),
    Column("view_key", String(40), primary_key=True),
)

filter_drafts = Table(
    "filter_draft",
    metadata,
    Column("id", Id, primary_key=True),
    workspace_column(),
    Column("member_id", Id, ForeignKey("member.id"), nullable=False),
    Column("object_type", Word(ObjectType), nullable=False),
    Column("filter", Json, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Index("ix_filter_draft_created", "workspace_id", "created_at"),
)

customer_settings = Table(
    "customer_setting",
    metadata,
    Column("workspace_id", Id, ForeignKey("workspace.id"), primary_key=True, autoincrement=False),
    Column("object_type", Word(ObjectType), nullable=False),
    Column("csm_property", String(60), nullable=False),
    Column("renewal_property", String(60), nullable=False),
    Column("hidden_views", Json, nullable=False),
    Column("cards", Json, nullable=False),
    Column("version", Integer, nullable=False, default=1),
)
