"""Activities as rows."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, select

from csbot.domain.activities import Activity
from csbot.domain.errors import NotFound
from csbot.domain.records import ObjectType
from csbot.domain.tasks import Named
from csbot.storage.associations import tied_to
from csbot.storage.batches import Batch
from csbot.storage.records import hold
from csbot.storage.tables.people import members
from csbot.storage.tables.records import activities, companies, contacts
from csbot.storage.unit_of_work import UnitOfWork

COLUMNS = (
    activities.c.id,
    activities.c.kind,
    activities.c.name,
    activities.c.occurred_at,
    activities.c.owner_id,
    members.c.name.label("owner_name"),
    activities.c.contact_id,
    contacts.c.name.label("contact_name"),
    activities.c.body,
    activities.c.company_id,
    companies.c.name.label("company_name"),
    activities.c.version,
    activities.c.archived_at,
)
NAMED = (
    activities.outerjoin(members, members.c.id == activities.c.owner_id)
    .outerjoin(contacts, contacts.c.id == activities.c.contact_id)
    .outerjoin(companies, companies.c.id == activities.c.company_id)
)

Moment = tuple[ObjectType, int, datetime]
"""A company or contact by type and id, and when something happened with it."""
PARENTS = {
    ObjectType.COMPANY: (companies, activities.c.company_id),
    ObjectType.CONTACT: (contacts, activities.c.contact_id),
}
MOMENTS = {"id": "bigint", "at": "timestamptz"}
LATER = {
    kind: Batch(
        f"""
        UPDATE {table.name} SET last_activity_at = v.at FROM {{v}}
        WHERE {table.name}.id = v.id AND {table.name}.workspace_id = :workspace_id
        AND ({table.name}.last_activity_at IS NULL OR {table.name}.last_activity_at < v.at)
        """,  # noqa: S608 - of our own names only
        MOMENTS,
    )
    for kind, (table, _) in PARENTS.items()
}
WITHOUT = {
    kind: Batch(
        f"""
        UPDATE {table.name} SET last_activity_at = (
            SELECT max({activities.name}.occurred_at) FROM {activities.name}
            WHERE {activities.name}.{column.name} = {table.name}.id AND {activities.name}.archived_at IS NULL
        )
        FROM {{v}}
        WHERE {table.name}.id = v.id AND {table.name}.workspace_id = :workspace_id
        AND {table.name}.last_activity_at = v.at
        """,  # noqa: S608 - of our own names only
        MOMENTS,
    )
    for kind, (table, column) in PARENTS.items()
}


def list_last(uow: UnitOfWork, kind: ObjectType, record_id: int, most: int, skipped: int = 0) -> list[Activity]:
    """What happened last with a company, contact or custom record, newest first."""
    found = select(*COLUMNS).select_from(NAMED).where(of_record(uow, kind, record_id))
    newest = (activities.c.occurred_at.desc(), activities.c.id.desc())
    rows = uow.connection.execute(found.order_by(*newest).limit(most).offset(skipped))
    return [_activity(row) for row in rows]


def get(uow: UnitOfWork, activity_id: int) -> Activity:
    """One, a deleted one too; raises `NotFound`."""
    one = (activities.c.workspace_id == uow.workspace_id, activities.c.id == activity_id)
    row = uow.connection.execute(select(*COLUMNS).select_from(NAMED).where(*one)).one_or_none()
    if row is None:
        raise NotFound(noun="activity", number=activity_id)
    return _activity(row)


def get_for_change(uow: UnitOfWork, activity_id: int) -> Activity:
    """A live one, held until the transaction ends; raises `NotFound`."""
    hold(uow, ObjectType.ACTIVITY, activity_id)
    found = get(uow, activity_id)
    if found.archived_at is not None:
        raise NotFound(noun="activity", number=activity_id)
    return found


def last_at(uow: UnitOfWork, kind: ObjectType, record_id: int) -> Any:
    """When something happened last with a company, contact or custom record (UTC), None for never."""
    latest = select(func.max(activities.c.occurred_at)).where(of_record(uow, kind, record_id))
    return uow.connection.execute(latest).scalar_one()


def known_moments(uow: UnitOfWork, kind: ObjectType, record_id: int, moments: Collection[datetime]) -> set[datetime]:
    """Those of the moments at which something happened with the record, deleted or not."""
    wanted = (*_about(uow, kind, record_id), activities.c.occurred_at.in_(moments))
    return set(uow.connection.execute(select(activities.c.occurred_at).where(*wanted)).scalars())


def follow_import(uow: UnitOfWork, moments: Iterable[Moment]) -> None:
    """Companies and contacts with which something happened later than was known are up to date. It follows from their
    activities: they have no new version, and no history of it.
    """
    latest: dict[ObjectType, dict[int, datetime]] = {kind: {} for kind in PARENTS}
    for kind, record_id, at in moments:
        latest[kind][record_id] = max(at, latest[kind].get(record_id, at))
    for kind, of in latest.items():
        rows = [{"id": record_id, "at": of[record_id]} for record_id in sorted(of)]
        if rows:
            LATER[kind].run(uow.connection, rows, workspace_id=uow.workspace_id)


def follow_undo(uow: UnitOfWork, moments: Iterable[Moment]) -> None:
    """The same for activities that are gone: where one was the last, the one before it is."""
    gone: dict[ObjectType, set[tuple[int, datetime]]] = {kind: set() for kind in PARENTS}
    for kind, record_id, at in moments:
        gone[kind].add((record_id, at))
    for kind, of in gone.items():
        rows = [{"id": record_id, "at": at} for record_id, at in sorted(of)]
        if rows:
            WITHOUT[kind].run(uow.connection, rows, workspace_id=uow.workspace_id)


def moments_of(rows: Iterable[Mapping[str, Any]]) -> Iterator[Moment]:
    """When something happened with whom, by rows of activities."""
    for row in rows:
        for kind, (_, column) in PARENTS.items():
            if row.get(column.name) is not None:
                yield kind, row[column.name], row["occurred_at"]


def of_record(uow: UnitOfWork, kind: ObjectType, record_id: int) -> ColumnElement[bool]:
    """The live activities of a company, contact or custom record."""
    return and_(*_about(uow, kind, record_id), activities.c.archived_at.is_(None))


def _about(uow: UnitOfWork, kind: ObjectType, record_id: int) -> tuple[ColumnElement[bool], ...]:
    if kind.is_custom:
        return (activities.c.id.in_(tied_to(uow, ObjectType.ACTIVITY, kind, record_id)),)
    of = activities.c.contact_id if kind is ObjectType.CONTACT else activities.c.company_id
    return activities.c.workspace_id == uow.workspace_id, of == record_id


def _activity(row: Row[*tuple[Any, ...]]) -> Activity:
    (number, kind, title, at, by_id, by, contact_id, contact, body, company_id, company, version, archived_at) = row
    return Activity(
        id=number,
        kind=kind,
        title=title,
        occurred_at=at,
        by=None if by is None else Named(by_id, by),
        contact=None if contact is None else Named(contact_id, contact),
        body=body,
        company=None if company is None else Named(company_id, company),
        version=version,
        archived_at=archived_at,
    )
