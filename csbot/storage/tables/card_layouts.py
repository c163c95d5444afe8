"""What managers chose for the cards of each object type (workspace S10)."""

from sqlalchemy import Column, ForeignKey, Integer, Table

from csbot.domain.records import ObjectType
from csbot.storage.tables.meta import metadata
from csbot.storage.types import Id, MaybeJson, Word

card_layouts = Table(
    "card_layout",
    metadata,
    Column("workspace_id", Id, ForeignKey("workspace.id"), primary_key=True, autoincrement=False),
    Column("object_type", Word(ObjectType), primary_key=True),
    Column("layout", MaybeJson),  # domain.card_layouts.ChosenLayout; none: they went back to what csbot brings
    Column("version", Integer, nullable=False, default=1),
)
