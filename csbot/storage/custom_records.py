"""Records of custom objects as rows: those that a text may mean, and those that belong to another record."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, select

from csbot.domain.associations import Candidate
from csbot.domain.records import ObjectType, norm
from csbot.storage.tables.custom_objects import custom_objects
from csbot.storage.tables.people import members
from csbot.storage.tables.records import associations, custom_records
from csbot.storage.unit_of_work import UnitOfWork

LAST = "\U0010ffff"
ABOUT_MOST = 5
# Beside the records rather than joined to them, so that what is asked of the records decides how they are found.
WHAT = (
    select(custom_objects.c.singular)
    .where(
        custom_objects.c.workspace_id == custom_records.c.workspace_id,
        custom_objects.c.object_type == custom_records.c.object_type,
        custom_objects.c.deleted_at.is_(None),
    )
    .correlate(custom_records)
    .scalar_subquery()
)
OWNED = custom_records.outerjoin(members, members.c.id == custom_records.c.owner_id)
HIT = (
    custom_records.c.object_type,
    custom_records.c.id,
    custom_records.c.name,
    WHAT,
    func.coalesce(members.c.name, ""),
    func.coalesce(custom_records.c.external_id, ""),
)
ORDER = (custom_records.c.name_norm, custom_records.c.id)


def list_named(uow: UnitOfWork, name: str, most: int) -> list[Candidate]:
    """Those of exactly that name; case and spacing don't count."""
    return _hits(uow, (*_of_workspace(uow), custom_records.c.name_norm == norm(name)), most)


def search(uow: UnitOfWork, text: str, me: int, most: int) -> list[Candidate]:
    """Those whose name contains the text, or all for an empty one: one's own first, then those that begin with it."""
    wanted = norm(text)
    begins = and_(custom_records.c.name_norm >= wanted, custom_records.c.name_norm < wanted + LAST)
    contains = custom_records.c.name_norm.contains(wanted, autoescape=True)
    found: dict[int, Candidate] = {}
    for where in (and_(custom_records.c.owner_id == me, contains), begins, contains):
        if len(found) >= most:
            break
        found |= {hit.id: hit for hit in _hits(uow, (*_of_workspace(uow), where), most) if hit.id not in found}
    return list(found.values())[:most]


def list_about(uow: UnitOfWork, kind: ObjectType, record_id: int) -> list[Candidate]:
    """The custom records that a task or activity of the workspace is about."""
    tied = (associations.c.workspace_id == uow.workspace_id, associations.c.from_type == kind)
    of = select(associations.c.to_id).where(*tied, associations.c.from_id == record_id)
    return _hits(uow, (custom_records.c.id.in_(of), WHAT.is_not(None)), ABOUT_MOST)


def associated_parts(
    workspace_id: int, kind: ObjectType, record_id: int, types: Sequence[ObjectType]
) -> Iterator[Select[*tuple[Any, ...]]]:
    """The custom records of these types associated with a record, in the shape of `storage.associations`: by a row of
    that table from either side, or as those of a company. What they are tells them apart.
    """
    if not types:
        return
    wanted = custom_records.c.object_type.in_(types)
    for near, far in (("from", "to"), ("to", "from")):
        tied = and_(
            associations.c.workspace_id == workspace_id,
            associations.c[f"{near}_type"] == kind,
            associations.c[f"{near}_id"] == record_id,
        )
        joined = custom_records.join(associations, associations.c[f"{far}_id"] == custom_records.c.id)
        yield _part(workspace_id, associations.c.id, associations.c.label).select_from(joined).where(tied, wanted)
    if kind is ObjectType.COMPANY:
        mine = custom_records.c.company_id == record_id
        yield _part(workspace_id, literal(0), literal("")).where(mine, wanted)


def _part(workspace_id: int, number: ColumnElement[Any], label: ColumnElement[str]) -> Select[*tuple[Any, ...]]:
    return select(
        number.label("id"),
        custom_records.c.object_type.label("kind"),
        custom_records.c.id.label("record_id"),
        custom_records.c.name.label("name"),
        label.label("label"),
        custom_records.c.name_norm.label("name_norm"),
        WHAT.label("first_fact"),
        custom_records.c.external_id.label("second_fact"),
    ).where(custom_records.c.workspace_id == workspace_id, custom_records.c.archived_at.is_(None), WHAT.is_not(None))


def _of_workspace(uow: UnitOfWork) -> tuple[ColumnElement[bool], ...]:
    kinds = select(custom_objects.c.object_type).where(
        custom_objects.c.workspace_id == uow.workspace_id, custom_objects.c.deleted_at.is_(None)
    )
    return (custom_records.c.workspace_id == uow.workspace_id, custom_records.c.object_type.in_(kinds))


def _hits(uow: UnitOfWork, where: Sequence[ColumnElement[bool]], most: int) -> list[Candidate]:
    found = select(*HIT).select_from(OWNED).where(*where, custom_records.c.archived_at.is_(None))
    rows = uow.connection.execute(found.order_by(*ORDER).limit(most))
    return [Candidate(kind, i, name, tuple(filter(None, facts))) for kind, i, name, *facts in rows]
