"""Which records belong together, as rows: the association table, and a contact's own company (workspace C14)."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, and_, case, func, insert, literal, select, union_all

from csbot.domain.associations import ASSOCIATED_TYPES, Associated
from csbot.domain.records import ObjectType
from csbot.storage.custom_records import associated_parts
from csbot.storage.tables.records import RECORD_TABLES, associations, companies, contacts, custom_records
from csbot.storage.unit_of_work import UnitOfWork

FACTS: dict[ObjectType, tuple[Column[Any], Column[Any]]] = {
    ObjectType.COMPANY: (companies.c.city, companies.c.domain),
    ObjectType.CONTACT: (contacts.c.job_title, contacts.c.email),
}
"""What tells two of one name apart, of the types that csbot brings."""


def list_of(
    uow: UnitOfWork, kind: ObjectType, record_id: int, most: int, skipped: int = 0
) -> tuple[int, list[Associated]]:
    """How many records a record is associated with, and some of them by name. No count where none is left to list."""
    return _list(uow, kind, record_id, ASSOCIATED_TYPES, most, skipped)


def list_first(
    uow: UnitOfWork, kind: ObjectType, record_id: int, types: Sequence[ObjectType], most: int
) -> tuple[int, list[Associated]]:
    """How many records of these types a record is associated with, and the first of them: type by type, by name."""
    return _list(uow, kind, record_id, types, most, by_type=True) if types else (0, [])


def find(uow: UnitOfWork, association_id: int) -> tuple[ObjectType, int, ObjectType, int, str] | None:
    """From what, to what and as what."""
    one = (associations.c.workspace_id == uow.workspace_id, associations.c.id == association_id)
    columns = ("from_type", "from_id", "to_type", "to_id", "label")
    row = uow.connection.execute(select(*(associations.c[name] for name in columns)).where(*one)).one_or_none()
    return None if row is None else (row[0], row[1], row[2], row[3], row[4])


def is_there(uow: UnitOfWork, kind: ObjectType, record_id: int, to_type: ObjectType, to_id: int, label: str) -> bool:
    """Whether the two are associated by that label, from either side."""
    there = and_(*_ends("from", kind, record_id), *_ends("to", to_type, to_id))
    back = and_(*_ends("from", to_type, to_id), *_ends("to", kind, record_id))
    mine = and_(associations.c.workspace_id == uow.workspace_id, associations.c.label == label)
    found = select(associations.c.id).where(mine, there | back).limit(1)
    return uow.connection.execute(found).first() is not None


def add(uow: UnitOfWork, kind: ObjectType, record_id: int, to_type: ObjectType, to_id: int, label: str) -> None:
    """Associate two records, which are there and not associated by that label."""
    row = {
        "workspace_id": uow.workspace_id,
        "from_type": kind,
        "from_id": record_id,
        "to_type": to_type,
        "to_id": to_id,
        "label": label,
    }
    uow.connection.execute(insert(associations).values(row))


def tied_to(uow: UnitOfWork, kind: ObjectType, to_type: ObjectType, to_id: int) -> Select[int]:
    """The tasks or activities of the workspace that are about a record which is neither a company nor a contact.

    Their ids. Who asks for them says nothing more about the workspace: SQLite would go through all that it has.
    """
    mine = (associations.c.workspace_id == uow.workspace_id, associations.c.from_type == kind)
    return select(associations.c.from_id).where(*mine, *_ends("to", to_type, to_id))


def remove(uow: UnitOfWork, kind: ObjectType, record_id: int, to_type: ObjectType, to_id: int, label: str) -> bool:
    """Part two records that are associated by that label, from either side. Whether they were."""
    there = and_(*_ends("from", kind, record_id), *_ends("to", to_type, to_id))
    back = and_(*_ends("from", to_type, to_id), *_ends("to", kind, record_id))
    mine = and_(associations.c.workspace_id == uow.workspace_id, associations.c.label == label)
    return uow.connection.execute(associations.delete().where(mine, there | back)).rowcount > 0


def _list(
    uow: UnitOfWork,
    kind: ObjectType,
    record_id: int,
    types: Sequence[ObjectType],
    most: int,
    skipped: int = 0,
    by_type: bool = False,
) -> tuple[int, list[Associated]]:
    found = union_all(*_parts(uow, kind, record_id, types)).subquery()
    places = {one.value: place for place, one in enumerate(types)}
    first = [case(places, value=found.c.kind)] if by_type else []
    order = (*first, found.c.name_norm, found.c.record_id, found.c.id)
    listed = select(func.count().over(), found).order_by(*order).limit(most).offset(skipped)
    rows = uow.connection.execute(listed).all()
    return rows[0][0] if rows else 0, [
        Associated(row.id, ObjectType(row.kind), row.record_id, row.name, row.label, tuple(filter(None, row[-2:])))
        for row in rows
    ]


def _ends(side: str, kind: ObjectType, record_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return associations.c[f"{side}_type"] == kind, associations.c[f"{side}_id"] == record_id


def _parts(
    uow: UnitOfWork, kind: ObjectType, record_id: int, types: Sequence[ObjectType]
) -> Iterator[Select[*tuple[Any, ...]]]:
    for other in (one for one in types if not one.is_custom):
        table = RECORD_TABLES[other]
        for near, far in (("from", "to"), ("to", "from")):
            joined = associations.join(table, table.c.id == associations.c[f"{far}_id"])
            yield (
                _part(uow, other, associations.c.id, associations.c.label)
                .select_from(joined)
                .where(
                    associations.c.workspace_id == uow.workspace_id,
                    *_ends(near, kind, record_id),
                    associations.c[f"{far}_type"] == other,
                )
            )
    own, none = literal(0), literal("")
    if kind is ObjectType.COMPANY and ObjectType.CONTACT in types:
        yield _part(uow, ObjectType.CONTACT, own, none).where(contacts.c.company_id == record_id)
    if kind is ObjectType.CONTACT and ObjectType.COMPANY in types:
        joined = companies.join(contacts, contacts.c.company_id == companies.c.id)
        mine = and_(contacts.c.workspace_id == uow.workspace_id, contacts.c.id == record_id)
        yield _part(uow, ObjectType.COMPANY, own, none).select_from(joined).where(mine)
    if kind.is_custom and ObjectType.COMPANY in types:
        joined = companies.join(custom_records, custom_records.c.company_id == companies.c.id)
        mine = and_(custom_records.c.workspace_id == uow.workspace_id, custom_records.c.id == record_id)
        yield _part(uow, ObjectType.COMPANY, own, none).select_from(joined).where(mine)
    yield from associated_parts(uow.workspace_id, kind, record_id, [one for one in types if one.is_custom])


def _part(
    uow: UnitOfWork, other: ObjectType, number: ColumnElement[Any], label: ColumnElement[str]
) -> Select[*tuple[Any, ...]]:
    table = RECORD_TABLES[other]
    first, second = FACTS[other]
    return select(
        number.label("id"),
        literal(other.value).label("kind"),
        table.c.id.label("record_id"),
        table.c.name.label("name"),
        label.label("label"),
        table.c.name_norm.label("name_norm"),
        first.label("first_fact"),
        second.label("second_fact"),
    ).where(table.c.workspace_id == uow.workspace_id, table.c.archived_at.is_(None))
