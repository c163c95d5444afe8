"""Contacts as rows: those that a text may mean."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select

from csbot.domain.contacts import ContactHit
from csbot.domain.records import norm
from csbot.storage.tables.records import companies, contacts
from csbot.storage.unit_of_work import UnitOfWork

LAST = "\U0010ffff"
HIT = (
    contacts.c.id,
    contacts.c.name,
    func.coalesce(contacts.c.job_title, "").label("job_title"),
    func.coalesce(companies.c.name, "").label("company_name"),
    func.coalesce(contacts.c.email, "").label("email"),
)
EMPLOYED = contacts.outerjoin(companies, companies.c.id == contacts.c.company_id)


def list_named(uow: UnitOfWork, name: str, most: int) -> list[ContactHit]:
    """The contacts of exactly that name or e-mail address; case and spacing don't count."""
    wanted = norm(name)
    where = (contacts.c.name_norm == wanted) | (contacts.c.email == wanted)
    return _hits(uow, _select(uow).where(where).order_by(contacts.c.name_norm, contacts.c.id).limit(most))


def search(uow: UnitOfWork, text: str, most: int, company_id: int | None = None) -> list[ContactHit]:
    """Contacts whose name or e-mail address begins with the text, then those whose name contains it.

    `company_id`: those of a company first; all of them for an empty text.
    """
    wanted = norm(text)
    found: dict[int, ContactHit] = {}
    begins = and_(contacts.c.name_norm >= wanted, contacts.c.name_norm < wanted + LAST)
    by_mail = and_(contacts.c.email >= wanted, contacts.c.email < wanted + LAST)
    contains = contacts.c.name_norm.contains(wanted, autoescape=True)
    of_company = [and_(contacts.c.company_id == company_id, contains)] if company_id is not None else []
    for where in (*of_company, begins, by_mail, contains):
        if len(found) >= most:
            break
        rows = _select(uow).where(where).order_by(contacts.c.name_norm, contacts.c.id).limit(most)
        found |= {hit.id: hit for hit in _hits(uow, rows) if hit.id not in found}
    return list(found.values())[:most]


def names_of(uow: UnitOfWork, ids: Sequence[int]) -> dict[int, str]:
    """The names of these contacts, archived ones too, by id."""
    if not ids:
        return {}
    found = select(contacts.c.id, contacts.c.name).where(contacts.c.workspace_id == uow.workspace_id)
    return {row.id: row.name for row in uow.connection.execute(found.where(contacts.c.id.in_(ids)))}


def list_reachable(uow: UnitOfWork, company_id: int, most: int) -> list[tuple[str, str, str]]:
    """Name, telephone number and e-mail address of a company's contacts, by name; texts may be empty."""
    columns = (contacts.c.name, func.coalesce(contacts.c.phone, ""), func.coalesce(contacts.c.email, ""))
    found = select(*columns).where(_live(uow), contacts.c.company_id == company_id)
    rows = uow.connection.execute(found.order_by(contacts.c.name_norm, contacts.c.id).limit(most))
    return [(name, phone, email) for name, phone, email in rows]


def _select(uow: UnitOfWork) -> Select[*tuple[Any, ...]]:
    return select(*HIT).select_from(EMPLOYED).where(_live(uow))


def _hits(uow: UnitOfWork, found: Select[*tuple[Any, ...]]) -> list[ContactHit]:
    return [ContactHit(*row) for row in uow.connection.execute(found)]


def _live(uow: UnitOfWork) -> ColumnElement[bool]:
    return and_(contacts.c.workspace_id == uow.workspace_id, contacts.c.archived_at.is_(None))
