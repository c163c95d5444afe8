"""Customers as people look them up (workspace C8)."""

from dataclasses import dataclass, replace

from csbot.domain.companies import CHOICES, CompanyMatches
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
        name; else what `found` finds.
        """
        hits = stored_companies.list_named(self.uow, name, CHOICES + 1)
        people = tuple(stored_contacts.list_named(self.uow, name, CHOICES))
        records = tuple(stored_custom_records.list_named(self.uow, name, CHOICES))
        if not hits and not people and not records:
            return self.found(viewer, name)
        more = len(hits) > CHOICES
        return CompanyMatches(name, tuple(hits[:CHOICES]), exact=True, more=more, contacts=people, records=records)

    def found(self, viewer: Viewer, text: str) -> CompanyMatches:
        """As `search`, with custom records whose name contains the text."""
        records = tuple(stored_custom_records.search(self.uow, text, viewer.member_id, CHOICES + 1))
        found, more = self.search(viewer, text), len(records) > CHOICES
        hits = () if records and found.near else found.hits
        return replace(found, hits=hits, records=records[:CHOICES], more=found.more or more)

    def search(self, viewer: Viewer, text: str, most: int = CHOICES) -> CompanyMatches:
        """The companies whose name contains the text, one's own first; else those that look most like it."""
        hits = stored_companies.search(self.uow, text, viewer.member_id, most + 1)
        if hits:
            return CompanyMatches(text, tuple(hits[:most]), more=len(hits) > most)
        return CompanyMatches(text, tuple(stored_companies.list_near(self.uow, text, most)), near=True)

    def contacts(self, text: str, most: int, company_id: int | None = None) -> list[ContactHit]:
        """The contacts whose name or address a text begins; those of a company first."""
        return stored_contacts.search(self.uow, text, most, company_id)
