"""Companies as rows: those that a text may mean."""

from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select

from csbot.domain.companies import CompanyHit
from csbot.domain.records import norm
from csbot.domain.tasks import Named
from csbot.storage.tables.people import members
from csbot.storage.tables.records import companies
from csbot.storage.unit_of_work import UnitOfWork

HIT = (
    companies.c.id,
    companies.c.name,
    func.coalesce(members.c.name, "").label("owner_name"),
    func.coalesce(companies.c.city, "").label("city"),
    func.coalesce(companies.c.domain, "").label("domain"),
)
OWNED = companies.outerjoin(members, members.c.id == companies.c.owner_id)
LAST = "\U0010ffff"
Way = tuple[ColumnElement[bool], ColumnElement[Any]]
"""What is asked of companies, and the column of the index that serves it, whose order it has."""
NEAR_POOL = 2000


def names_of(uow: UnitOfWork, ids: Collection[int]) -> dict[int, str]:
    """The names of these companies, archived ones too, by id."""
    if not ids:
        return {}
    found = select(companies.c.id, companies.c.name).where(companies.c.workspace_id == uow.workspace_id)
    return {row.id: row.name for row in uow.connection.execute(found.where(companies.c.id.in_(ids)))}


def list_named(uow: UnitOfWork, name: str, domain: str, most: int) -> list[CompanyHit]:
    """The companies of exactly that name, whose case and spacing don't count, or with that domain."""
    return _first_of(uow, ((companies.c.name_norm == norm(name), companies.c.name_norm), *_at(domain)), most)


def list_of_names(uow: UnitOfWork, names: Sequence[str]) -> dict[str, tuple[Named, ...]]:
    """The companies of each of these normalised names that any has, by id."""
    rows = uow.connection.execute(
        select(companies.c.name_norm, companies.c.id, companies.c.name)
        .where(_live(uow), companies.c.name_norm.in_(names))
        .order_by(companies.c.id)
    )
    found: dict[str, tuple[Named, ...]] = {}
    for name, company_id, title in rows:
        found[name] = (*found.get(name, ()), Named(company_id, title))
    return found


def list_owned(uow: UnitOfWork, owner_id: int, most: int) -> list[Named]:
    """Somebody's own companies, by name."""
    mine = select(companies.c.id, companies.c.name).where(_live(uow), companies.c.owner_id == owner_id)
    rows = uow.connection.execute(mine.order_by(companies.c.name_norm, companies.c.id).limit(most))
    return [Named(company_id, name) for company_id, name in rows]


def search(uow: UnitOfWork, text: str, domain: str, me: int, most: int) -> list[CompanyHit]:
    """Companies with that domain, if it is one; then those whose name contains the text, or all for an empty one: one's
    own first, then by name.

    First the names that begin with it, which an index serves; then those that contain it.
    """
    wanted = norm(text)
    own = companies.c.owner_id == me
    begins = and_(companies.c.name_norm >= wanted, companies.c.name_norm < wanted + LAST)
    contains = companies.c.name_norm.contains(wanted, autoescape=True)
    by_name = ((where, companies.c.name_norm) for where in (and_(own, contains), begins, contains))
    return _first_of(uow, (*_at(domain), *by_name), most)


def list_near(uow: UnitOfWork, text: str, most: int) -> list[CompanyHit]:
    """The companies whose names look most like the text, among those that begin like it or share a word with it."""
    wanted = norm(text)
    words = sorted((word for word in wanted.split() if len(word) > 2), key=len, reverse=True)[:3]
    pool = [companies.c.name_norm.between(wanted[:1], wanted[:1] + LAST)] if wanted else []
    pool += [companies.c.name_norm.contains(word, autoescape=True) for word in words]
    names: dict[str, int] = {}
    for where in pool:
        rows = select(companies.c.name_norm, companies.c.id).where(_live(uow), where).limit(NEAR_POOL)
        names.update((name, company_id) for name, company_id in uow.connection.execute(rows))
    near = [names[name] for name in get_close_matches(wanted, names, n=most, cutoff=0.5)]
    found = {hit.id: hit for hit in _hits(uow, _select(uow).where(companies.c.id.in_(near)))}
    return [found[company_id] for company_id in near if company_id in found]


def _at(domain: str) -> list[Way]:
    return [(companies.c.domain == domain, companies.c.domain)] if domain else []


def _first_of(uow: UnitOfWork, ways: Iterable[Way], most: int) -> list[CompanyHit]:
    """Those that the first way finds, then those of the next, until there are enough."""
    found: dict[int, CompanyHit] = {}
    for where, order in ways:
        if len(found) >= most:
            break
        rows = _select(uow).where(where).order_by(order, companies.c.id).limit(most)
        found |= {hit.id: hit for hit in _hits(uow, rows) if hit.id not in found}
    return list(found.values())[:most]


def _select(uow: UnitOfWork) -> Select[*tuple[Any, ...]]:
    return select(*HIT).select_from(OWNED).where(_live(uow))


def _hits(uow: UnitOfWork, found: Select[*tuple[Any, ...]]) -> list[CompanyHit]:
    return [CompanyHit(*row) for row in uow.connection.execute(found)]


def _live(uow: UnitOfWork) -> ColumnElement[bool]:
    return and_(companies.c.workspace_id == uow.workspace_id, companies.c.archived_at.is_(None))
