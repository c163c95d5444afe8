"""Where csbot was installed with OAuth: one Slack team each, with the token of its bot; and what was used for it."""

from sqlalchemy import Column, ForeignKey, String, Table, Text

from csbot.storage.tables.meta import Sealed, metadata
from csbot.storage.types import Id, UtcDateTime

install_states = Table(
    "install_state",
    metadata,
    Column("state", String(64), primary_key=True),  # of an installation that came back from Slack
    Column("used_at", UtcDateTime, nullable=False),
)
installations = Table(
    "installation",
    metadata,
    Column("workspace_id", Id, ForeignKey("workspace.id"), primary_key=True, autoincrement=False),
    Column("bot_token", Sealed, nullable=False),
    Column("scopes", Text, nullable=False),  # as Slack lists them, with commas
    Column("installed_by", String(40)),  # Slack user id
    Column("installed_at", UtcDateTime, nullable=False),
)
