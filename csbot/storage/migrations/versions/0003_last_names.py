"""Contacts are found by their last names."""

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"

LAST_WORD = sa.text("substr(name_norm, length(rtrim(name_norm, replace(name_norm, ' ', ''))) + 1)")
LIVE = sa.text("archived_at IS NULL")


def upgrade() -> None:
    op.create_index(
        "ix_contact_last_name",
        "contact",
        ["workspace_id", LAST_WORD, "id"],
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )


def downgrade() -> None:
    op.drop_index("ix_contact_last_name", table_name="contact")
