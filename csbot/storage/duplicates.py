"""Records that a new one is likely to be a duplicate of (workspace C16)."""

from collections.abc import Mapping

from sqlalchemy import func, or_, select

from csbot.domain.associations import Associated
from csbot.domain.records import ObjectType, norm
from csbot.storage.associations import FACTS
from csbot.storage.tables.records import RECORD_TABLES, of_type
from csbot.storage.unit_of_work import UnitOfWork


def list_likely(uow: UnitOfWork, kind: ObjectType, name: str, unique: Mapping[str, str], most: int) -> list[Associated]:
    """Live records of that name, or with the same text in one of the columns; case and spacing of names don't count."""
    table = RECORD_TABLES[kind]
    same = or_(table.c.name_norm == norm(name), *(table.c[column] == text for column, text in unique.items()))
    facts = (func.coalesce(fact, "") for fact in FACTS.get(kind, (table.c.external_id,)))
    found = select(table.c.id, table.c.name, *facts).where(
        table.c.workspace_id == uow.workspace_id, *of_type(kind), table.c.archived_at.is_(None), same
    )
    rows = uow.connection.execute(found.order_by(table.c.name_norm, table.c.id).limit(most))
    return [Associated(0, kind, number, title, "", tuple(filter(None, texts))) for number, title, *texts in rows]
