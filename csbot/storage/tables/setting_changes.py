"""What was changed in the workspace's settings (workspace S1)."""

from sqlalchemy import Column, Index, Table

from csbot.domain.setting_changes import Setting, SettingSection
from csbot.storage.tables.meta import member_column, metadata, workspace_column
from csbot.storage.types import Id, Json, MaybeJson, UtcDateTime, Word

setting_changes = Table(
    "setting_change",
    metadata,
    Column("id", Id, primary_key=True),
    workspace_column(),
    Column("section", Word(SettingSection), nullable=False),
    Column("setting", Word(Setting), nullable=False),
    Column("about", MaybeJson),  # [key, name]
    Column("old", Json, nullable=False),  # [[key, name], …]
    Column("new", Json, nullable=False),
    member_column("member_id"),  # none: the command line
    Column("at", UtcDateTime, nullable=False),
    Index("ix_setting_change_section", "workspace_id", "section", "id"),
)
