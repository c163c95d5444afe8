"""Workspaces and their members (workspace A2-A9, S11)."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, SmallInteger, String, Table, UniqueConstraint, text

from csbot.domain.permissions import EditScope
from csbot.domain.preferences import Whose
from csbot.domain.workspaces import ALL_WORKDAYS, Plan
from csbot.storage.tables.meta import member_column, metadata, workspace_column
from csbot.storage.types import Id, Json, UtcDateTime, Word

LISTENS = text("whose <> 'own'")

workspaces = Table(
    "workspace",
    metadata,
    Column("id", Id, primary_key=True),
    Column("slack_team_id", String(40), unique=True),  # empty until csbot first reached Slack
    Column("bot_user_id", String(40)),
    Column("slack_app_id", String(40)),
    Column("name", String(200), nullable=False),
    Column("plan", Word(Plan), nullable=False, default=Plan.ENTERPRISE),
    Column("account_created_on", Date, nullable=False),
    Column("currency", String(3), nullable=False, default="EUR"),
    Column("tz", String(64), nullable=False, default="Europe/Copenhagen"),
    Column("locale", String(20), nullable=False, default="en_US"),
    Column("working_days", SmallInteger, nullable=False, default=ALL_WORKDAYS),
    Column("seats", Integer),
    Column("has_listeners", Boolean, nullable=False, default=False),  # anybody whose `whose` is not "own"
    Column("created_at", UtcDateTime, nullable=False),
    Column("removed_at", UtcDateTime),  # csbot was uninstalled; business time (A10)
)

members = Table(
    "member",
    metadata,
    Column("id", Id, primary_key=True),
    workspace_column(),
    Column("slack_user_id", String(40)),
    Column("email", String(320), nullable=False),  # case folded
    Column("name", String(200), nullable=False),
    Column("tz", String(64), nullable=False),  # Slack's, like the locale: what the person chose is in preferences
    Column("locale", String(20), nullable=False),
    member_column("lead_id"),
    Column("team", String(200)),
    Column("level", SmallInteger, nullable=False, default=0),
    Column("export", Boolean, nullable=False, default=False),
    Column("seat", Boolean, nullable=False, default=False),
    Column("edit_scope", Word(EditScope), nullable=False, default=EditScope.ALL),
    Column("outsider", Boolean, nullable=False, default=False),  # guest, bot or deactivated in Slack (A9)
    Column("preferences", Json, nullable=False, default=dict),
    Column("whose", Word(Whose), nullable=False, default=Whose.OWN),  # tasks and records that they hear of (N3)
    Column("dm_channel", String(40)),  # the conversation with csbot, once it was opened
    Column("version", Integer, nullable=False, default=1),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("workspace_id", "slack_user_id"),
    UniqueConstraint("workspace_id", "email"),
    Index(None, "lead_id"),
    Index("ix_member_listens", "workspace_id", sqlite_where=LISTENS, postgresql_where=LISTENS),
)
