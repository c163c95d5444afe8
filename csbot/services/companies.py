"""Customers as people look them up (workspace C8)."""

from dataclasses import dataclass

from csbot.domain.associations import Candidate
from csbot.domain.companies import CHOICES, CompanyHit, CompanyMatches, domain_of, domain_of_mail
from csbot.domain.contacts import ContactHit
from csbot.domain.members import Viewer
from csbot.storage import companies as stored_companies
from csbot.storage import contacts as stored_contacts
from csbot.storage import custom_records as stored_custom_records
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class CompanyService:
    """Finds customers and the people there."""

    uow: UnitOfWork

    def named(self, viewer: Viewer, name: str) -> CompanyMatches:
        """The companies of exactly that name or web domain, contacts of that name or address and custom records of that
        name; else the contacts of that first or last name, unless `found` finds more than them.
        """
        hits = stored_companies.list_named(self.uow, name, domain_of(name), CHOICES + 1)
        people = stored_contacts.list_named(self.uow, name, CHOICES)
        records = stored_custom_records.list_named(self.uow, name, CHOICES)
        if hits or people or records:
            return _matches(name, hits, people, records, exact=True)
        found, called = self.found(viewer, name), stored_contacts.list_called(self.uow, name, CHOICES + 1)
        is_person = called and not (found.hits or found.records)
        return _matches(name, [], called, [], exact=True) if is_person else found

    def found(self, viewer: Viewer, text: str) -> CompanyMatches:
        """The companies with that web domain or whose name contains the text, one's own first, the contacts whose first
        name, last name or address begins with it, and the custom records whose name contains it.

        Else the companies with the domain of that e-mail address, or those that look most like the text.
        """
        hits = stored_companies.search(self.uow, text, domain_of(text), viewer.member_id, CHOICES + 1)
        people = stored_contacts.list_begun(self.uow, text, CHOICES + 1)
        records = stored_custom_records.search(self.uow, text, viewer.member_id, CHOICES + 1)
        if hits or people or records:
            return _matches(text, hits, people, records)
        there = stored_companies.list_named(self.uow, text, domain_of_mail(text), CHOICES)
        return CompanyMatches(text, tuple(there or stored_companies.list_near(self.uow, text, CHOICES)), near=True)

    def search(self, viewer: Viewer, text: str, most: int = CHOICES) -> CompanyMatches:
        """The companies with that web domain or whose name contains the text, one's own first; else those that look
        most like it.
        """
        hits = stored_companies.search(self.uow, text, domain_of(text), viewer.member_id, most + 1)
        if hits:
            return CompanyMatches(text, tuple(hits[:most]), more=len(hits) > most)
        return CompanyMatches(text, tuple(stored_companies.list_near(self.uow, text, most)), near=True)

    def contacts(self, text: str, most: int, company_id: int | None = None) -> list[ContactHit]:
        """The contacts whose name or address a text begins; those of a company first."""
        return stored_contacts.search(self.uow, text, most, company_id)


def _matches(
    text: str, hits: list[CompanyHit], people: list[ContactHit], records: list[Candidate], exact: bool = False
) -> CompanyMatches:
    """The first of each."""
    more = max(len(hits), len(people), len(records)) > CHOICES
    shown = tuple(hits[:CHOICES]), tuple(people[:CHOICES]), tuple(records[:CHOICES])
    return CompanyMatches(text, shown[0], exact, more=more, contacts=shown[1], records=shown[2])
