"""The record tables: core columns, plus a JSON column for user-defined properties (design: data notes).

Every index starts with the workspace and ends with the id, and leaves archived rows out.
"""

from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    Sequence,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from csbot.domain.records import CUSTOM_TYPES, ObjectType
from csbot.domain.tasks import Priority, TaskStatus, TaskType
from csbot.storage.tables.meta import member_column, metadata, workspace_column
from csbot.storage.types import Address, Folded, Id, Json, MaybeJson, UtcDateTime, Word

record_id = Sequence("record_id", metadata=metadata)  # PostgreSQL; SQLite counts in `record_counter`

record_counter = Table(
    "record_counter",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("last_id", Id, nullable=False),
)


def record_columns() -> tuple[Any, ...]:
    """What every record has. `name` is the title of a task or meeting."""
    return (
        Column("id", Id, primary_key=True, autoincrement=False),
        workspace_column(),
        Column("name", String(500), nullable=False),
        Column("name_norm", Folded, nullable=False),
        member_column("owner_id"),
        Column("external_id", String(200)),  # the id in the CRM or file that the record came from
        Column("properties", Json, nullable=False, default=dict),
        Column("folded", MaybeJson),  # storage.folding
        Column("version", Integer, nullable=False, default=1),
        Column("created_at", UtcDateTime, nullable=False),
        Column("updated_at", UtcDateTime, nullable=False),
        member_column("created_by_id"),
        Column("archived_at", UtcDateTime),
        Column("merged_into_id", Id),
    )


def company_column() -> Column[Any]:
    """The primary company, a direct foreign key because lists join through it."""
    return Column("company_id", Id, ForeignKey("company.id"))


def live(name: str, *columns: str, only: str = "") -> Index:
    """An index over rows that are not archived."""
    where = text("archived_at IS NULL" + (f" AND {only}" if only else ""))
    return Index(name, "workspace_id", *columns, "id", sqlite_where=where, postgresql_where=where)


def external(table: str, *columns: str) -> Index:
    """The CRM's id finds the record, also an archived one."""
    where, key = text("external_id IS NOT NULL"), ("workspace_id", *columns, "external_id")
    return Index(f"ix_{table}_external", *key, unique=True, sqlite_where=where, postgresql_where=where)


companies = Table(
    "company",
    metadata,
    *record_columns(),
    Column("domain", String(253)),
    Column("phone", String(60)),
    Column("website", String(2000)),
    Column("industry", String(200)),
    Column("city", String(200)),
    Column("country", String(200)),
    Column("lifecycle_stage", String(100)),
    Column("employees", Integer),
    Column("arr", Double),
    Column("renewal_on", Date),
    Column("customer_since_on", Date),
    Column("assigned_at", UtcDateTime),  # when the owner became the owner
    Column("last_activity_at", UtcDateTime),
    Column("score", Double),
    Column("band", String(20)),
    live("ix_company_owner_assigned", "owner_id", "assigned_at"),
    live("ix_company_owner_score", "owner_id", "score"),
    live("ix_company_band_renewal", "band", "renewal_on"),
    live("ix_company_renewal", "renewal_on"),
    live("ix_company_name", "name_norm"),
    live("ix_company_arr", "arr"),
    live("ix_company_domain", "domain"),
    external("company"),
)

contacts = Table(
    "contact",
    metadata,
    *record_columns(),
    company_column(),
    Column("first_name", String(200)),
    Column("last_name", String(200)),
    Column("email", Address),
    Column("phone", String(60)),
    Column("job_title", String(200)),
    Column("last_activity_at", UtcDateTime),
    live("ix_contact_company", "company_id"),
    live("ix_contact_email", "email"),
    live("ix_contact_name", "name_norm"),
    external("contact"),
)

tasks = Table(
    "task",
    metadata,
    *record_columns(),
    company_column(),
    Column("contact_id", Id, ForeignKey("contact.id")),
    Column("notes", Text, nullable=False, default=""),
    Column("type", Word(TaskType), nullable=False, default=TaskType.TODO),
    Column("priority", Word(Priority), nullable=False, default=Priority.NONE),
    Column("status", Word(TaskStatus), nullable=False, default=TaskStatus.OPEN),
    Column("due_on", Date),
    Column("due_at", UtcDateTime),
    Column("due_sort", UtcDateTime, nullable=False),  # domain.tasks.due_sort
    Column("reminder_at", UtcDateTime),
    Column("snoozed_until", UtcDateTime),
    Column("completed_at", UtcDateTime),
    member_column("completed_by_id"),
    Column("permalink", String(2000)),
    live("ix_task_owner_due", "owner_id", "due_sort", only="status = 'open'"),
    live("ix_task_owner_completed", "owner_id", "completed_at", only="status = 'completed'"),
    live("ix_task_company_due", "company_id", "status", "due_sort"),
    live("ix_task_contact_due", "contact_id", "status", "due_sort", only="contact_id IS NOT NULL"),
    external("task"),
)

meetings = Table(
    "meeting",
    metadata,
    *record_columns(),
    company_column(),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime),
    Column("location", String(500)),
    Column("join_url", String(2000)),
    Column("notes", Text, nullable=False, default=""),
    live("ix_meeting_owner_starts", "owner_id", "starts_at"),
    live("ix_meeting_company_starts", "company_id", "starts_at"),
    external("meeting"),
)

activities = Table(
    "activity",
    metadata,
    *record_columns(),
    company_column(),
    Column("contact_id", Id, ForeignKey("contact.id")),
    Column("kind", String(40), nullable=False),
    Column("occurred_at", UtcDateTime, nullable=False),
    Column("body", Text, nullable=False, default=""),
    live("ix_activity_company_occurred", "company_id", "occurred_at"),
    live("ix_activity_contact_occurred", "contact_id", "occurred_at"),
    external("activity"),
)


def pipeline_columns() -> tuple[Any, ...]:
    """What moves through a pipeline has. `stage_entered_at`: since when it is where it is (workspace P9)."""
    return (
        *record_columns(),
        company_column(),
        Column("pipeline_id", Id),
        Column("stage_id", Id),
        Column("stage_entered_at", UtcDateTime),
        Column("last_activity_at", UtcDateTime),
    )


def pipeline_indexes(table: str) -> tuple[Index, ...]:
    """A stage of a board, the tables of a company and of an owner, names."""
    return (
        live(f"ix_{table}_stage", "pipeline_id", "stage_id"),
        live(f"ix_{table}_owner_stage", "owner_id", "stage_id"),
        live(f"ix_{table}_company", "company_id", "stage_id"),
        live(f"ix_{table}_name", "name_norm"),
        external(table),
    )


projects = Table(
    "project",
    metadata,
    *pipeline_columns(),
    Column("renewal_on", Date),
    *pipeline_indexes("project"),
    live("ix_project_renewal", "renewal_on"),
)

services = Table(
    "service",
    metadata,
    *pipeline_columns(),
    Column("renewal_on", Date),
    *pipeline_indexes("service"),
    live("ix_service_renewal", "renewal_on"),
)

deals = Table(
    "deal",
    metadata,
    *pipeline_columns(),
    Column("amount", Double),
    Column("close_on", Date),
    *pipeline_indexes("deal"),
    live("ix_deal_owner_close", "owner_id", "close_on"),
)

subscriptions = Table(
    "revenue_subscription",  # `subscription` is who gets which digest
    metadata,
    *pipeline_columns(),
    Column("amount", Double),
    Column("renewal_on", Date),
    Column("end_on", Date),
    *pipeline_indexes("revenue_subscription"),
    live("ix_revenue_subscription_renewal", "renewal_on"),
)

tickets = Table(
    "ticket",
    metadata,
    *pipeline_columns(),
    Column("renewal_on", Date),
    *pipeline_indexes("ticket"),
)

custom_records = Table(
    "custom_record",
    metadata,
    *record_columns(),
    Column("object_type", Word(ObjectType), nullable=False),
    company_column(),
    Column("last_activity_at", UtcDateTime),
    live("ix_custom_record_owner", "object_type", "owner_id"),
    live("ix_custom_record_name", "object_type", "name_norm"),
    live("ix_custom_record_company", "company_id", only="company_id IS NOT NULL"),
    external("custom_record", "object_type"),
)

associations = Table(
    "association",
    metadata,
    Column("id", Id, primary_key=True),
    workspace_column(),
    Column("from_type", Word(ObjectType), nullable=False),
    Column("from_id", Id, nullable=False),
    Column("to_type", Word(ObjectType), nullable=False),
    Column("to_id", Id, nullable=False),
    Column("label", String(100), nullable=False, default=""),
    UniqueConstraint("workspace_id", "from_type", "from_id", "to_type", "to_id", "label", name="uq_association"),
    # All columns, as SQLite without statistics prefers the unique index that has them to a better one that has not.
    Index("ix_association_to", "workspace_id", "to_type", "to_id", "from_type", "from_id", "label"),
)

RECORD_TABLES: dict[ObjectType, Table] = {
    ObjectType.COMPANY: companies,
    ObjectType.CONTACT: contacts,
    ObjectType.TASK: tasks,
    ObjectType.MEETING: meetings,
    ObjectType.ACTIVITY: activities,
    ObjectType.PROJECT: projects,
    ObjectType.SERVICE: services,
    ObjectType.DEAL: deals,
    ObjectType.SUBSCRIPTION: subscriptions,
    ObjectType.TICKET: tickets,
    **dict.fromkeys(CUSTOM_TYPES, custom_records),
}


def of_type(kind: ObjectType) -> tuple[ColumnElement[bool], ...]:
    """What tells the type's rows from others in its table: nothing where the table is its own."""
    return (custom_records.c.object_type == kind,) if kind.is_custom else ()
