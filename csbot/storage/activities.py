"""Activities as rows."""

from sqlalchemy import select

from csbot.domain.companies import Activity
from csbot.domain.tasks import Named
from csbot.storage.tables.people import members
from csbot.storage.tables.records import activities, contacts
from csbot.storage.unit_of_work import UnitOfWork


def list_last(uow: UnitOfWork, company_id: int, most: int) -> list[Activity]:
    """What happened last with a company, newest first."""
    rows = uow.connection.execute(
        select(
            activities.c.id,
            activities.c.kind,
            activities.c.name,
            activities.c.occurred_at,
            activities.c.owner_id,
            members.c.name,
            activities.c.contact_id,
            contacts.c.name,
        )
        .select_from(
            activities.outerjoin(members, members.c.id == activities.c.owner_id).outerjoin(
                contacts, contacts.c.id == activities.c.contact_id
            )
        )
        .where(
            activities.c.workspace_id == uow.workspace_id,
            activities.c.company_id == company_id,
            activities.c.archived_at.is_(None),
        )
        .order_by(activities.c.occurred_at.desc(), activities.c.id.desc())
        .limit(most)
    )
    return [
        Activity(
            number, kind, title, at,
            None if by is None else Named(by_id, by),
            None if contact is None else Named(contact_id, contact),
        )
        for number, kind, title, at, by_id, by, contact_id, contact in rows
    ]  # fmt: skip
