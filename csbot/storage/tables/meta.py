"""The metadata that all tables share, and the columns that recur."""

from typing import Any

from sqlalchemy import Column, ForeignKey, MetaData, Text
from sqlalchemy.types import TypeDecorator

from csbot.storage.types import Id

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Sealed(TypeDecorator[str]):
    """The type of secrets: `csbot.storage.crypto.Vault` seals and opens them, the rotation of its key finds them."""

    impl = Text
    cache_ok = True


def workspace_column() -> Column[Any]:
    """The tenant of the row."""
    return Column("workspace_id", Id, ForeignKey("workspace.id"), nullable=False)


def member_column(name: str) -> Column[Any]:
    """A person of the workspace, or nobody."""
    return Column(name, Id, ForeignKey("member.id"), nullable=True)
