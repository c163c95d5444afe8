"""The layout of each object type's cards as rows; a type without one has what csbot brings (workspace S10)."""

from sqlalchemy import bindparam, insert, select, update

from csbot.domain.card_layouts import ChosenLayout
from csbot.domain.errors import StaleRecord
from csbot.domain.records import ObjectType
from csbot.storage.tables.card_layouts import card_layouts
from csbot.storage.unit_of_work import UnitOfWork

MINE = card_layouts.c.workspace_id == bindparam("workspace")
READ = select(card_layouts.c.layout, card_layouts.c.version).where(
    MINE, card_layouts.c.object_type == bindparam("kind", type_=card_layouts.c.object_type.type)
)
ARRANGED = select(card_layouts.c.object_type).where(MINE, card_layouts.c.layout.is_not(None))


def find(uow: UnitOfWork, kind: ObjectType) -> tuple[ChosenLayout | None, int]:
    """What was chosen, and its version: 0 while nothing ever was."""
    row = uow.connection.execute(READ, {"workspace": uow.workspace_id, "kind": kind}).one_or_none()
    if row is None:
        return None, 0
    return None if row.layout is None else ChosenLayout.model_validate(row.layout), row.version


def list_arranged(uow: UnitOfWork) -> frozenset[ObjectType]:
    """The types whose cards managers arranged."""
    return frozenset(uow.connection.execute(ARRANGED, {"workspace": uow.workspace_id}).scalars())


def save(uow: UnitOfWork, kind: ObjectType, version: int, chosen: ChosenLayout | None) -> None:
    """Keep it, or go back to what csbot brings; raises `StaleRecord` unless it is still at that version."""
    if find(uow, kind)[1] != version:
        raise StaleRecord(noun="card_layout", number=uow.workspace_id)
    values = {"layout": None if chosen is None else chosen.model_dump(mode="json"), "version": version + 1}
    if version:
        one = (card_layouts.c.workspace_id == uow.workspace_id, card_layouts.c.object_type == kind)
        uow.connection.execute(update(card_layouts).where(*one).values(values))
    else:
        new = {"workspace_id": uow.workspace_id, "object_type": kind, **values}
        uow.connection.execute(insert(card_layouts).values(new))
