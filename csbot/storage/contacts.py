"""Contacts as rows: those that a text may mean."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select

from csbot.domain.contacts import ContactHit
from csbot.domain.records import norm
from csbot.storage.tables.last_names import last_word
from csbot.storage.tables.records import companies, contacts
from csbot.storage.unit_of_work import UnitOfWork

LAST = "\U0010ffff"
name_norm = contacts.c.name_norm
Way = tuple[ColumnElement[bool], ColumnElement[Any]]
"""What is asked of contacts, and the column of the index that serves it, whose order it has."""
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
    return _first_of(uow, ((column == wanted, column) for column in (name_norm, contacts.c.email)), most)


def list_called(uow: UnitOfWork, name: str, most: int) -> list[ContactHit]:
    """The contacts whose first name, then those whose last name it is: words that their name begins or ends with."""
    return _first_of(uow, _called(norm(name)), most)


def list_begun(uow: UnitOfWork, text: str, most: int) -> list[ContactHit]:
    """As `list_called`, then those whose name, last name or e-mail address begins with the text."""
    wanted = norm(text)
    return _first_of(uow, (*_called(wanted), *_begun(wanted)), most)


def search(uow: UnitOfWork, text: str, most: int, company_id: int | None = None) -> list[ContactHit]:
    """Contacts whose name, last name or e-mail address begins with the text, then those whose name contains it.

    `company_id`: those of a company first; all of them for an empty text.
    """
    wanted = norm(text)
    contains = name_norm.contains(wanted, autoescape=True)
    of_company = [(and_(contacts.c.company_id == company_id, contains), name_norm)] if company_id is not None else []
    return _first_of(uow, (*of_company, *_begun(wanted), (contains, name_norm)), most)


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
    rows = uow.connection.execute(found.order_by(name_norm, contacts.c.id).limit(most))
    return [(name, phone, email) for name, phone, email in rows]


def _called(wanted: str) -> tuple[Way, ...]:
    """A first name, and a last one, which may have several words."""
    ends = (name_norm == wanted) | name_norm.endswith(f" {wanted}", autoescape=True)
    return _from(name_norm, f"{wanted} "), (and_(last_word == wanted.rpartition(" ")[2], ends), last_word)


def _begun(wanted: str) -> tuple[Way, ...]:
    """The beginning of a name, of a last name and of an address."""
    last, order = _from(last_word, wanted.rpartition(" ")[2])
    within = name_norm.contains(f" {wanted}", autoescape=True)
    return _from(name_norm, wanted), (and_(last, within), order), _from(contacts.c.email, wanted)


def _from(column: ColumnElement[Any], beginning: str) -> Way:
    return and_(column >= beginning, column < beginning + LAST), column


def _first_of(uow: UnitOfWork, ways: Iterable[Way], most: int) -> list[ContactHit]:
    """Those that the first way finds, by name, then those of the next, until there are enough."""
    found: dict[int, ContactHit] = {}
    for where, order in ways:
        if len(found) >= most:
            break
        hits = _hits(uow, _select(uow).where(where).order_by(order, contacts.c.id).limit(most))
        hits.sort(key=lambda hit: (norm(hit.name), hit.id))
        found |= {hit.id: hit for hit in hits if hit.id not in found}
    return list(found.values())[:most]


def _select(uow: UnitOfWork) -> Select[*tuple[Any, ...]]:
    return select(*HIT).select_from(EMPLOYED).where(_live(uow))


def _hits(uow: UnitOfWork, found: Select[*tuple[Any, ...]]) -> list[ContactHit]:
    return [ContactHit(*row) for row in uow.connection.execute(found)]


def _live(uow: UnitOfWork) -> ColumnElement[bool]:
    return and_(contacts.c.workspace_id == uow.workspace_id, contacts.c.archived_at.is_(None))
