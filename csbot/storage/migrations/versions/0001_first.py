"""The first schema: people, records, history and the outbox."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision: str = "0001"
down_revision: str | None = None

FOLDED = sa.String(500).with_variant(sa.String(500, collation="C"), "postgresql")
ADDRESS = sa.String(320).with_variant(sa.String(320, collation="C"), "postgresql")
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
LIVE, KNOWN_ELSEWHERE = sa.text("archived_at IS NULL"), sa.text("external_id IS NOT NULL")
PIPELINE_INDEXES = {  # of every table whose records move through pipelines
    "stage": ("pipeline_id", "stage_id"),
    "owner_stage": ("owner_id", "stage_id"),
    "company": ("company_id", "stage_id"),
    "name": ("name_norm",),
}


def create_record_table(name: str, columns: list[sa.Column[Any]], indexes: dict[str, tuple[str, ...]]) -> None:
    """A table of records of a company's, with indexes over those that are not archived."""
    op.create_table(
        name,
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("name_norm", FOLDED, nullable=False),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("external_id", sa.String(length=200), nullable=True),
        sa.Column("properties", JSON, nullable=False),
        sa.Column("folded", JSON, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", ID, nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("merged_into_id", ID, nullable=True),
        sa.Column("company_id", ID, nullable=True),
        sa.Column("last_activity_at", sa.DateTime(timezone=True), nullable=True),
        *columns,
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f(f"fk_{name}_company_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["member.id"], name=op.f(f"fk_{name}_created_by_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name=op.f(f"fk_{name}_owner_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f(f"fk_{name}_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for word, key in indexes.items():
        where = ["workspace_id", *key, "id"]
        op.create_index(f"ix_{name}_{word}", name, where, sqlite_where=LIVE, postgresql_where=LIVE)


def create_pipeline_table(name: str, columns: list[sa.Column[Any]], indexes: dict[str, tuple[str, ...]]) -> None:
    """A table of records that move through pipelines."""
    placed: list[sa.Column[Any]] = [
        sa.Column("pipeline_id", ID, nullable=True),
        sa.Column("stage_id", ID, nullable=True),
        sa.Column("stage_entered_at", sa.DateTime(timezone=True), nullable=True),
    ]
    create_record_table(name, [*placed, *columns], PIPELINE_INDEXES | indexes)
    create_external_index(name, "workspace_id", "external_id")


def create_external_index(name: str, *columns: str) -> None:
    op.create_index(
        f"ix_{name}_external",
        name,
        list(columns),
        unique=True,
        sqlite_where=KNOWN_ELSEWHERE,
        postgresql_where=KNOWN_ELSEWHERE,
    )


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE SEQUENCE record_id")
    op.create_table(
        "record_counter",
        sa.Column("one", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last_id", ID, nullable=False),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_record_counter")),
    )
    op.create_table(
        "workspace",
        sa.Column("id", ID, nullable=False),
        sa.Column("slack_team_id", sa.String(length=40), nullable=True),
        sa.Column("bot_user_id", sa.String(length=40), nullable=True),
        sa.Column("slack_app_id", sa.String(length=40), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("plan", sa.String(40), nullable=False),
        sa.Column("account_created_on", sa.Date(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("tz", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=20), nullable=False),
        sa.Column("working_days", sa.SmallInteger(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("has_listeners", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspace")),
        sa.UniqueConstraint("slack_team_id", name=op.f("uq_workspace_slack_team_id")),
    )
    op.create_table(
        "installation",
        sa.Column("workspace_id", ID, autoincrement=False, nullable=False),
        sa.Column("bot_token", sa.Text(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("installed_by", sa.String(length=40), nullable=True),
        sa.Column("installed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_installation_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_installation")),
    )
    op.create_table(
        "association",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("from_type", sa.String(40), nullable=False),
        sa.Column("from_id", ID, nullable=False),
        sa.Column("to_type", sa.String(40), nullable=False),
        sa.Column("to_id", ID, nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_association_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_association")),
        sa.UniqueConstraint("workspace_id", "from_type", "from_id", "to_type", "to_id", "label", name="uq_association"),
    )
    op.create_index(
        "ix_association_to",
        "association",
        ["workspace_id", "to_type", "to_id", "from_type", "from_id", "label"],
        unique=False,
    )
    op.create_table(
        "channel_gate",
        sa.Column("workspace_id", ID, autoincrement=False, nullable=False),
        sa.Column("gate", sa.String(length=40), nullable=False),
        sa.Column("next_free_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_channel_gate_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "gate", name=op.f("pk_channel_gate")),
    )
    op.create_table(
        "lane",
        sa.Column("workspace_id", ID, autoincrement=False, nullable=False),
        sa.Column("rate", sa.Double(), nullable=False),
        sa.Column("burst", sa.SmallInteger(), nullable=False),
        sa.Column("tat", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pause_reason", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_lane_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_lane")),
    )
    op.create_table(
        "member",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("slack_user_id", sa.String(length=40), nullable=True),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("tz", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=20), nullable=False),
        sa.Column("lead_id", ID, nullable=True),
        sa.Column("team", sa.String(length=200), nullable=True),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("export", sa.Boolean(), nullable=False),
        sa.Column("seat", sa.Boolean(), nullable=False),
        sa.Column("edit_scope", sa.String(40), nullable=False),
        sa.Column("outsider", sa.Boolean(), nullable=False),
        sa.Column("preferences", JSON, nullable=False),
        sa.Column("whose", sa.String(40), nullable=False),
        sa.Column("dm_channel", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["member.id"], name=op.f("fk_member_lead_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_member_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("workspace_id", "email", name=op.f("uq_member_workspace_id_email")),
        sa.UniqueConstraint("workspace_id", "slack_user_id", name=op.f("uq_member_workspace_id_slack_user_id")),
    )
    op.create_index(op.f("ix_member_lead_id"), "member", ["lead_id"], unique=False)
    op.create_index(
        "ix_member_listens",
        "member",
        ["workspace_id"],
        unique=False,
        sqlite_where=sa.text("whose <> 'own'"),
        postgresql_where=sa.text("whose <> 'own'"),
    )
    op.create_table(
        "property",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("object_type", sa.String(40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("type", sa.String(40), nullable=False),
        sa.Column("options", JSON, nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("fast_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", ID, nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["created_by_id"], ["member.id"], name=op.f("fk_property_created_by_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_property_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_property")),
    )
    op.create_index("uq_property_name", "property", ["workspace_id", "object_type", "name"], unique=True)
    op.create_table(
        "setting_change",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("section", sa.String(40), nullable=False),
        sa.Column("setting", sa.String(40), nullable=False),
        sa.Column("about", JSON, nullable=True),
        sa.Column("old", JSON, nullable=False),
        sa.Column("new", JSON, nullable=False),
        sa.Column("member_id", ID, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_setting_change_member_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_setting_change_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting_change")),
    )
    op.create_index("ix_setting_change_section", "setting_change", ["workspace_id", "section", "id"], unique=False)
    op.create_table(
        "request",
        sa.Column("workspace_id", ID, autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("route", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_request_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "key", name=op.f("pk_request")),
    )
    op.create_index("ix_request_at", "request", ["at"], unique=False)
    op.create_table(
        "shown",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("ts", sa.String(length=40), nullable=False),
        sa.Column("screen", sa.String(length=80), nullable=False),
        sa.Column("subjects", JSON, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_shown_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shown")),
        sa.UniqueConstraint("workspace_id", "channel", "ts", name=op.f("uq_shown_workspace_id_channel_ts")),
    )
    op.create_index("ix_shown_until", "shown", ["until"], unique=False)
    op.create_table(
        "alarm",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("task_id", ID, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_alarm_by_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_alarm_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarm")),
        sa.UniqueConstraint("workspace_id", "task_id", "kind", name=op.f("uq_alarm_workspace_id_task_id_kind")),
    )
    op.create_index("ix_alarm_due", "alarm", ["due_at", "id"], unique=False)
    op.create_table(
        "news",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("event", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("record_id", ID, nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("owner_id", ID, nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_news_by_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_news_member_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name=op.f("fk_news_owner_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_news_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_news")),
    )
    op.create_index(
        "ix_news_due",
        "news",
        ["due_at", "member_id", "id"],
        unique=False,
        sqlite_where=sa.text("told_at IS NULL"),
        postgresql_where=sa.text("told_at IS NULL"),
    )
    op.create_index("ix_news_record", "news", ["workspace_id", "record_id", "member_id"], unique=False)
    op.create_index("ix_news_told", "news", ["workspace_id", "member_id", "told_at", "id"], unique=False)
    op.create_index(
        "ix_news_untold",
        "news",
        ["workspace_id", "member_id", "record_id", "event"],
        unique=True,
        sqlite_where=sa.text("told_at IS NULL"),
        postgresql_where=sa.text("told_at IS NULL"),
    )
    op.create_table(
        "data_source",
        sa.Column("workspace_id", ID, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("object_type", sa.String(40), nullable=False),
        sa.Column("succeeded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stale_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_data_source_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "kind", "object_type", name=op.f("pk_data_source")),
    )
    op.create_table(
        "company",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("name_norm", FOLDED, nullable=False),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("external_id", sa.String(length=200), nullable=True),
        sa.Column("properties", JSON, nullable=False),
        sa.Column("folded", JSON, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", ID, nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("merged_into_id", ID, nullable=True),
        sa.Column("domain", sa.String(length=253), nullable=True),
        sa.Column("phone", sa.String(length=60), nullable=True),
        sa.Column("website", sa.String(length=2000), nullable=True),
        sa.Column("industry", sa.String(length=200), nullable=True),
        sa.Column("city", sa.String(length=200), nullable=True),
        sa.Column("country", sa.String(length=200), nullable=True),
        sa.Column("lifecycle_stage", sa.String(length=100), nullable=True),
        sa.Column("employees", sa.Integer(), nullable=True),
        sa.Column("arr", sa.Double(), nullable=True),
        sa.Column("renewal_on", sa.Date(), nullable=True),
        sa.Column("customer_since_on", sa.Date(), nullable=True),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_activity_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("band", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["created_by_id"], ["member.id"], name=op.f("fk_company_created_by_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name=op.f("fk_company_owner_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_company_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company")),
    )
    op.create_index(
        "ix_company_arr",
        "company",
        ["workspace_id", "arr", "id"],
        unique=False,
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.create_index(
        "ix_company_band_renewal",
        "company",
        ["workspace_id", "band", "renewal_on", "id"],
        unique=False,
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.create_index(
        "ix_company_domain",
        "company",
        ["workspace_id", "domain", "id"],
        unique=False,
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.create_index(
        "ix_company_external",
        "company",
        ["workspace_id", "external_id"],
        unique=True,
        sqlite_where=sa.text("external_id IS NOT NULL"),
        postgresql_where=sa.text("external_id IS NOT NULL"),
    )
    op.create_index(
        "ix_company_name",
        "company",
        ["workspace_id", "name_norm", "id"],
        unique=False,
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.create_index(
        "ix_company_owner_assigned",
        "company",
        ["workspace_id", "owner_id", "assigned_at", "id"],
        unique=False,
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.create_index(
        "ix_company_owner_score",
        "company",
        ["workspace_id", "owner_id", "score", "id"],
        unique=False,
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.create_index(
        "ix_company_renewal",
        "company",
        ["workspace_id", "renewal_on", "id"],
        unique=False,
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.create_table(
        "delivery",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("dedup_key", sa.String(length=200), nullable=False),
        sa.Column("op", sa.String(40), nullable=False),
        sa.Column("recipient_id", ID, nullable=True),
        sa.Column("gate", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=True),
        sa.Column("target_key", sa.String(length=200), nullable=True),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("args", JSON, nullable=False),
        sa.Column("priority", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("available_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("max_attempts", sa.SmallInteger(), nullable=False),
        sa.Column("in_doubt", sa.Boolean(), nullable=False),
        sa.Column("lease_token", sa.String(length=40), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("worker", sa.String(length=80), nullable=True),
        sa.Column("client_msg_id", sa.String(length=40), nullable=False),
        sa.Column("slack_ts", sa.String(length=40), nullable=True),
        sa.Column("last_error_code", sa.String(length=80), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["recipient_id"], ["member.id"], name=op.f("fk_delivery_recipient_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_delivery_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("dedup_key", name=op.f("uq_delivery_dedup_key")),
    )
    op.create_index("ix_delivery_created", "delivery", ["created_at", "id"], unique=False)
    op.create_index(
        "ix_delivery_dead",
        "delivery",
        ["workspace_id", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'dead'"),
        postgresql_where=sa.text("state = 'dead'"),
    )
    op.create_index(
        "ix_delivery_expiring",
        "delivery",
        ["expires_at", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index(
        "ix_delivery_held",
        "delivery",
        ["not_before", "id"],
        unique=False,
        sqlite_where=sa.text("not_before IS NOT NULL"),
        postgresql_where=sa.text("not_before IS NOT NULL"),
    )
    op.create_index(
        "ix_delivery_leased",
        "delivery",
        ["lease_until", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'leased'"),
        postgresql_where=sa.text("state = 'leased'"),
    )
    op.create_index(
        "ix_delivery_pending",
        "delivery",
        ["workspace_id", "priority", "id", "available_at"],
        unique=False,
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_table(
        "operation",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("actor_id", ID, nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undo_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["member.id"], name=op.f("fk_operation_actor_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_operation_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
    )
    op.create_table(
        "job",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("args", JSON, nullable=False),
        sa.Column("actor_id", ID, nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("cursor", JSON, nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("result", JSON, nullable=False),
        sa.Column("cancel_requested", sa.Boolean(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_token", sa.String(length=40), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["member.id"], name=op.f("fk_job_actor_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_job_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index(
        "ix_job_waiting",
        "job",
        ["id", "lease_until"],
        unique=False,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index("ix_job_ended", "job", ["ended_at"], unique=False)
    op.create_table(
        "subscription",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("tz", sa.String(length=64), nullable=False),
        sa.Column("local_minute", sa.SmallInteger(), nullable=False),
        sa.Column("weekdays", sa.SmallInteger(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("next_run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_local_date", sa.Date(), nullable=False),
        sa.Column("last_local_date", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_subscription_member_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_subscription_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
        sa.UniqueConstraint(
            "workspace_id", "member_id", "kind", name=op.f("uq_subscription_workspace_id_member_id_kind")
        ),
    )
    op.create_index(
        "ix_subscription_due",
        "subscription",
        ["next_run_at", "id"],
        unique=False,
        sqlite_where=sa.text("enabled = 1"),
        postgresql_where=sa.text("enabled"),
    )
    op.create_table(
        "change",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("object_type", sa.String(40), nullable=False),
        sa.Column("record_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", ID, nullable=True),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("source_ref", sa.String(length=200), nullable=True),
        sa.Column("operation_id", ID, nullable=True),
        sa.Column("properties", JSON, nullable=False),
        sa.Column("folded", JSON, nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["member.id"], name=op.f("fk_change_actor_id")),
        sa.ForeignKeyConstraint(["operation_id"], ["operation.id"], name=op.f("fk_change_operation_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_change_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index("ix_change_operation", "change", ["operation_id", "record_id"], unique=False)
    op.create_index("ix_change_record", "change", ["workspace_id", "record_id", "id"], unique=False)
    op.create_table(
        "contact",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("name_norm", FOLDED, nullable=False),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("external_id", sa.String(length=200), nullable=True),
        sa.Column("properties", JSON, nullable=False),
        sa.Column("folded", JSON, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", ID, nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("merged_into_id", ID, nullable=True),
        sa.Column("company_id", ID, nullable=True),
        sa.Column("first_name", sa.String(length=200), nullable=True),
        sa.Column("last_name", sa.String(length=200), nullable=True),
        sa.Column("email", ADDRESS, nullable=True),
        sa.Column("phone", sa.String(length=60), nullable=True),
        sa.Column("job_title", sa.String(length=200), nullable=True),
        sa.Column("last_activity_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f("fk_contact_company_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["member.id"], name=op.f("fk_contact_created_by_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name=op.f("fk_contact_owner_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_contact_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index(
        "ix_contact_company",
        "contact",
        ["workspace_id", "company_id", "id"],
        unique=False,
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.create_index(
        "ix_contact_email",
        "contact",
        ["workspace_id", "email", "id"],
        unique=False,
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.create_index(
        "ix_contact_external",
        "contact",
        ["workspace_id", "external_id"],
        unique=True,
        sqlite_where=sa.text("external_id IS NOT NULL"),
        postgresql_where=sa.text("external_id IS NOT NULL"),
    )
    op.create_index(
        "ix_contact_name",
        "contact",
        ["workspace_id", "name_norm", "id"],
        unique=False,
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.create_table(
        "meeting",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("name_norm", FOLDED, nullable=False),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("external_id", sa.String(length=200), nullable=True),
        sa.Column("properties", JSON, nullable=False),
        sa.Column("folded", JSON, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", ID, nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("merged_into_id", ID, nullable=True),
        sa.Column("company_id", ID, nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("location", sa.String(length=500), nullable=True),
        sa.Column("join_url", sa.String(length=2000), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f("fk_meeting_company_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["member.id"], name=op.f("fk_meeting_created_by_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name=op.f("fk_meeting_owner_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_meeting_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index(
        "ix_meeting_company_starts",
        "meeting",
        ["workspace_id", "company_id", "starts_at", "id"],
        unique=False,
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.create_index(
        "ix_meeting_external",
        "meeting",
        ["workspace_id", "external_id"],
        unique=True,
        sqlite_where=sa.text("external_id IS NOT NULL"),
        postgresql_where=sa.text("external_id IS NOT NULL"),
    )
    op.create_index(
        "ix_meeting_owner_starts",
        "meeting",
        ["workspace_id", "owner_id", "starts_at", "id"],
        unique=False,
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.create_table(
        "activity",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("name_norm", FOLDED, nullable=False),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("external_id", sa.String(length=200), nullable=True),
        sa.Column("properties", JSON, nullable=False),
        sa.Column("folded", JSON, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", ID, nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("merged_into_id", ID, nullable=True),
        sa.Column("company_id", ID, nullable=True),
        sa.Column("contact_id", ID, nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f("fk_activity_company_id")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_activity_contact_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["member.id"], name=op.f("fk_activity_created_by_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name=op.f("fk_activity_owner_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_activity_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    op.create_index(
        "ix_activity_company_occurred",
        "activity",
        ["workspace_id", "company_id", "occurred_at", "id"],
        unique=False,
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.create_index(
        "ix_activity_contact_occurred",
        "activity",
        ["workspace_id", "contact_id", "occurred_at", "id"],
        unique=False,
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.create_index(
        "ix_activity_external",
        "activity",
        ["workspace_id", "external_id"],
        unique=True,
        sqlite_where=sa.text("external_id IS NOT NULL"),
        postgresql_where=sa.text("external_id IS NOT NULL"),
    )
    op.create_table(
        "task",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("name_norm", FOLDED, nullable=False),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("external_id", sa.String(length=200), nullable=True),
        sa.Column("properties", JSON, nullable=False),
        sa.Column("folded", JSON, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", ID, nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("merged_into_id", ID, nullable=True),
        sa.Column("company_id", ID, nullable=True),
        sa.Column("contact_id", ID, nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("type", sa.String(40), nullable=False),
        sa.Column("priority", sa.String(40), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_sort", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminder_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("snoozed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_by_id", ID, nullable=True),
        sa.Column("permalink", sa.String(length=2000), nullable=True),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f("fk_task_company_id")),
        sa.ForeignKeyConstraint(["completed_by_id"], ["member.id"], name=op.f("fk_task_completed_by_id")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_task_contact_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["member.id"], name=op.f("fk_task_created_by_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name=op.f("fk_task_owner_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_task_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    op.create_index(
        "ix_task_company_due",
        "task",
        ["workspace_id", "company_id", "status", "due_sort", "id"],
        unique=False,
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.create_index(
        "ix_task_contact_due",
        "task",
        ["workspace_id", "contact_id", "status", "due_sort", "id"],
        unique=False,
        sqlite_where=sa.text("archived_at IS NULL AND contact_id IS NOT NULL"),
        postgresql_where=sa.text("archived_at IS NULL AND contact_id IS NOT NULL"),
    )
    op.create_table(
        "follow",
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("member_id", ID, autoincrement=False, nullable=False),
        sa.Column("record_id", ID, autoincrement=False, nullable=False),
        sa.Column("object_type", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_follow_member_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_follow_workspace_id")),
        sa.PrimaryKeyConstraint("member_id", "record_id", name=op.f("pk_follow")),
    )
    op.create_index("ix_follow_record", "follow", ["workspace_id", "record_id"], unique=False)
    op.create_index(
        "ix_task_external",
        "task",
        ["workspace_id", "external_id"],
        unique=True,
        sqlite_where=sa.text("external_id IS NOT NULL"),
        postgresql_where=sa.text("external_id IS NOT NULL"),
    )
    op.create_index(
        "ix_task_owner_completed",
        "task",
        ["workspace_id", "owner_id", "completed_at", "id"],
        unique=False,
        sqlite_where=sa.text("archived_at IS NULL AND status = 'completed'"),
        postgresql_where=sa.text("archived_at IS NULL AND status = 'completed'"),
    )
    op.create_index(
        "ix_task_owner_due",
        "task",
        ["workspace_id", "owner_id", "due_sort", "id"],
        unique=False,
        sqlite_where=sa.text("archived_at IS NULL AND status = 'open'"),
        postgresql_where=sa.text("archived_at IS NULL AND status = 'open'"),
    )
    op.create_table(
        "saved_view",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("object_type", sa.String(40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("name_norm", FOLDED, nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("sharing", sa.String(40), nullable=False),
        sa.Column("filter", JSON, nullable=False),
        sa.Column("columns", JSON, nullable=False),
        sa.Column("sort_property", sa.String(length=60), nullable=False),
        sa.Column("sort_descending", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name=op.f("fk_saved_view_owner_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_saved_view_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
    )
    op.create_index("ix_saved_view_object", "saved_view", ["workspace_id", "object_type"], unique=False)
    op.create_table(
        "view_pin",
        sa.Column("workspace_id", ID, autoincrement=False, nullable=False),
        sa.Column("member_id", ID, autoincrement=False, nullable=False),
        sa.Column("object_type", sa.String(40), nullable=False),
        sa.Column("view_key", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_view_pin_member_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_view_pin_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "member_id", "object_type", "view_key", name=op.f("pk_view_pin")),
    )
    op.create_table(
        "filter_draft",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("object_type", sa.String(40), nullable=False),
        sa.Column("filter", JSON, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_filter_draft_member_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_filter_draft_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filter_draft")),
    )
    op.create_index("ix_filter_draft_created", "filter_draft", ["workspace_id", "created_at"], unique=False)
    op.create_table(
        "customer_setting",
        sa.Column("workspace_id", ID, autoincrement=False, nullable=False),
        sa.Column("object_type", sa.String(40), nullable=False),
        sa.Column("csm_property", sa.String(length=60), nullable=False),
        sa.Column("renewal_property", sa.String(length=60), nullable=False),
        sa.Column("hidden_views", JSON, nullable=False),
        sa.Column("cards", JSON, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_customer_setting_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_customer_setting")),
    )
    op.create_table(
        "card_layout",
        sa.Column("workspace_id", ID, autoincrement=False, nullable=False),
        sa.Column("object_type", sa.String(40), nullable=False),
        sa.Column("layout", JSON, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_card_layout_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "object_type", name=op.f("pk_card_layout")),
    )

    op.execute("INSERT INTO record_counter (one, last_id) VALUES (1, 0)")
    op.create_table(
        "custom_object",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("object_type", sa.String(40), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("singular", sa.String(length=40), nullable=False),
        sa.Column("plural", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", ID, nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["created_by_id"], ["member.id"], name=op.f("fk_custom_object_created_by_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_custom_object_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custom_object")),
        sa.UniqueConstraint("workspace_id", "object_type", name="uq_custom_object"),
    )
    op.create_index("uq_custom_object_key", "custom_object", ["workspace_id", "key"], unique=True)
    create_record_table(
        "custom_record",
        [sa.Column("object_type", sa.String(40), nullable=False)],
        {"owner": ("object_type", "owner_id"), "name": ("object_type", "name_norm")},
    )
    create_external_index("custom_record", "workspace_id", "object_type", "external_id")
    op.create_index(
        "ix_custom_record_company",
        "custom_record",
        ["workspace_id", "company_id", "id"],
        unique=False,
        sqlite_where=sa.text("archived_at IS NULL AND company_id IS NOT NULL"),
        postgresql_where=sa.text("archived_at IS NULL AND company_id IS NOT NULL"),
    )
    for name in ("project", "service"):
        create_pipeline_table(name, [sa.Column("renewal_on", sa.Date())], {"renewal": ("renewal_on",)})
    create_pipeline_table("ticket", [sa.Column("renewal_on", sa.Date())], {})
    create_pipeline_table(
        "deal",
        [sa.Column("amount", sa.Double()), sa.Column("close_on", sa.Date())],
        {"owner_close": ("owner_id", "close_on")},
    )
    create_pipeline_table(
        "revenue_subscription",
        [sa.Column("amount", sa.Double()), sa.Column("renewal_on", sa.Date()), sa.Column("end_on", sa.Date())],
        {"renewal": ("renewal_on",)},
    )


def downgrade() -> None:
    for name in ("revenue_subscription", "deal", "ticket", "service", "project", "custom_record", "custom_object"):
        op.drop_table(name)
    op.drop_table("installation")
    op.drop_table("follow")
    op.drop_table("card_layout")
    op.drop_table("customer_setting")
    op.drop_table("filter_draft")
    op.drop_table("view_pin")
    op.drop_table("saved_view")
    op.drop_table("task")
    op.drop_table("activity")
    op.drop_table("meeting")
    op.drop_table("contact")
    op.drop_table("change")
    op.drop_table("subscription")
    op.drop_table("job")
    op.drop_table("operation")
    op.drop_table("setting_change")
    op.drop_table("property")
    op.drop_table("delivery")
    op.drop_table("company")
    op.drop_table("shown")
    op.drop_table("data_source")
    op.drop_table("news")
    op.drop_table("alarm")
    op.drop_table("request")
    op.drop_table("member")
    op.drop_table("lane")
    op.drop_table("channel_gate")
    op.drop_table("association")
    op.drop_table("workspace")
    op.drop_table("record_counter")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP SEQUENCE record_id")
