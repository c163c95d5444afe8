"""Where csbot was installed with OAuth: one Slack team each, with the token of its bot."""

from sqlalchemy import Column, ForeignKey, String, Table, Text

from csbot.storage.tables.meta import Sealed, metadata
from csbot.storage.types import Id, UtcDateTime

installations = Table(
    "installation",
    metadata,
    Column("workspace_id", Id, ForeignKey("workspace.id"), primary_key=True, autoincrement=False),
    Column("bot_token", Sealed, nullable=False),
    Column("scopes", Text, nullable=False),  # as Slack lists them, with commas
    Column("installed_by", String(40)),  # Slack user id
    Column("installed_at", UtcDateTime, nullable=False),
)
