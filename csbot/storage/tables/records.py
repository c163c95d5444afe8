"""The record tables: core columns, plus a JSON column for user-defined properties (design: data notes).

Every index starts with the workspace and ends with the id, and leaves archived rows out.
"""

from typing import Any

from sqlalchemy import (
    Column,
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

from csbot.domain.records import ObjectType
from csbot.domain.tasks import Priority, TaskStatus, TaskType
from csbot.storage.tables.meta import member_column, metadata, workspace_column
from csbot.storage.types import Folded, Id, Json, MaybeJson, UtcDateTime, Word

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


def external(table: str) -> Index:
    """The CRM's id finds the record, also an archived one."""
    where = text("external_id IS NOT NULL")
    return Index(
        f"ix_{table}_external", "workspace_id", "external_id", unique=True, sqlite_where=where, postgresql_where=where
    )


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
    Column("email", String(320)),
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
    Index("ix_association_to", "workspace_id", "to_type", "to_id"),
)

RECORD_TABLES: dict[ObjectType, Table] = {
    ObjectType.COMPANY: companies,
    ObjectType.CONTACT: contacts,
    ObjectType.TASK: tasks,
    ObjectType.MEETING: meetings,
    ObjectType.ACTIVITY: activities,
}
