"""What is to be sent, when and how fast: subscriptions, deliveries, lanes, channel gates and what is on display."""

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)

from csbot.domain.deliveries import DeliveryState, Op
from csbot.domain.subscriptions import DigestKind
from csbot.storage.tables.meta import member_column, metadata, workspace_column
from csbot.storage.types import Id, Json, UtcDateTime, Word

subscriptions = Table(
    "subscription",
    metadata,
    Column("id", Id, primary_key=True),
    workspace_column(),
    Column("member_id", Id, ForeignKey("member.id"), nullable=False),
    Column("kind", Word(DigestKind), nullable=False),
    Column("tz", String(64), nullable=False),
    Column("local_minute", SmallInteger, nullable=False),
    Column("weekdays", SmallInteger, nullable=False),  # mask, Monday bit 0
    Column("enabled", Boolean, nullable=False, default=True),
    Column("next_run_at", UtcDateTime, nullable=False),
    Column("next_local_date", Date, nullable=False),
    Column("last_local_date", Date),
    Column("version", Integer, nullable=False, default=1),
    UniqueConstraint("workspace_id", "member_id", "kind"),
    Index(
        "ix_subscription_due",
        "next_run_at",
        "id",
        sqlite_where=text("enabled = 1"),
        postgresql_where=text("enabled"),
    ),
)


def in_state(name: str, state: DeliveryState, *columns: str) -> Index:
    """A partial index over deliveries of one state."""
    where = text(f"state = '{state.value}'")
    return Index(name, *columns, sqlite_where=where, postgresql_where=where)


deliveries = Table(
    "delivery",
    metadata,
    Column("id", Id, primary_key=True),
    workspace_column(),
    Column("dedup_key", String(200), nullable=False, unique=True),
    Column("op", Word(Op), nullable=False),
    member_column("recipient_id"),
    Column("gate", String(40), nullable=False),  # what takes one message a second: domain.deliveries.gate_of
    Column("channel", String(40)),  # resolved at the first send
    Column("target_key", String(200)),  # of the delivery whose message this one changes or deletes
    Column("kind", String(60), nullable=False),
    Column("args", Json, nullable=False, default=dict),
    Column("priority", SmallInteger, nullable=False),  # 0 interactive, 3 alert, 9 digest
    Column("state", Word(DeliveryState), nullable=False, default=DeliveryState.PENDING),
    # Real time; not_before (the end of quiet hours) and expires_at are business time (architecture, decision 6).
    Column("available_at", UtcDateTime, nullable=False),
    Column("not_before", UtcDateTime),
    Column("expires_at", UtcDateTime),
    Column("attempts", SmallInteger, nullable=False, default=0),
    Column("max_attempts", SmallInteger, nullable=False, default=8),
    Column("in_doubt", Boolean, nullable=False, default=False),
    Column("lease_token", String(40)),
    Column("lease_until", UtcDateTime),
    Column("worker", String(80)),
    Column("client_msg_id", String(40), nullable=False),
    Column("slack_ts", String(40)),
    Column("last_error_code", String(80)),
    Column("last_error", Text),
    Column("created_at", UtcDateTime, nullable=False),  # real time
    Column("sent_at", UtcDateTime),  # real time
    in_state("ix_delivery_pending", DeliveryState.PENDING, "workspace_id", "priority", "id", "available_at"),
    in_state("ix_delivery_expiring", DeliveryState.PENDING, "expires_at", "id"),
    Index(
        "ix_delivery_held",
        "not_before",
        "id",
        sqlite_where=text("not_before IS NOT NULL"),
        postgresql_where=text("not_before IS NOT NULL"),
    ),
    in_state("ix_delivery_leased", DeliveryState.LEASED, "lease_until", "id"),
    in_state("ix_delivery_dead", DeliveryState.DEAD, "workspace_id", "id"),
    Index("ix_delivery_created", "created_at", "id"),
)


def is_in(state: DeliveryState) -> ColumnElement[bool]:
    """The predicate of the partial indexes: a literal, because a parameter would leave them unused."""
    return deliveries.c.state == literal_column(f"'{state.value}'")


lanes = Table(
    "lane",
    metadata,
    Column("workspace_id", Id, ForeignKey("workspace.id"), primary_key=True, autoincrement=False),
    Column("rate", Double, nullable=False),  # sends per second
    Column("burst", SmallInteger, nullable=False),
    Column("tat", UtcDateTime, nullable=False),  # GCRA's theoretical arrival time, real time
    Column("paused_until", UtcDateTime),
    Column("pause_reason", String(80)),
)

channel_gates = Table(
    "channel_gate",
    metadata,
    Column("workspace_id", Id, ForeignKey("workspace.id"), primary_key=True, autoincrement=False),
    Column("gate", String(40), primary_key=True),
    Column("next_free_at", UtcDateTime, nullable=False),  # real time
)

shown = Table(
    "shown",
    metadata,
    Column("id", Id, primary_key=True),
    workspace_column(),
    Column("channel", String(40), nullable=False),
    Column("ts", String(40), nullable=False),
    Column("screen", String(80), nullable=False),
    Column("subjects", Json, nullable=False, default=list),
    Column("until", UtcDateTime, nullable=False),
    UniqueConstraint("workspace_id", "channel", "ts"),
    Index("ix_shown_until", "until"),
)
