"""Long work that goes on in chunks (architecture, decision 7)."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, text

from csbot.domain.jobs import JobKind, JobState
from csbot.storage.tables.meta import member_column, metadata, workspace_column
from csbot.storage.types import Id, Json, UtcDateTime, Word

jobs = Table(
    "job",
    metadata,
    Column("id", Id, primary_key=True),
    workspace_column(),
    Column("kind", Word(JobKind), nullable=False),
    Column("args", Json, nullable=False, default=dict),
    member_column("actor_id"),
    Column("state", Word(JobState), nullable=False, default=JobState.WAITING),
    Column("cursor", Json, nullable=False, default=dict),  # where the next chunk begins; written with each chunk
    Column("done", Integer, nullable=False, default=0),
    Column("total", Integer, nullable=False, default=0),
    Column("result", Json, nullable=False, default=dict),
    Column("cancel_requested", Boolean, nullable=False, default=False),
    Column("told", Integer, nullable=False, default=0),  # how often its message was changed, and when last
    Column("told_at", UtcDateTime, nullable=False),
    Column("lease_token", String(40)),
    Column("lease_until", UtcDateTime),  # all instants are real time
    Column("created_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    Index(
        "ix_job_waiting",
        "id",
        "lease_until",
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
    Index("ix_job_ended", "ended_at"),
)
