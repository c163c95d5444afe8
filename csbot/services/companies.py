"""Customers as people look them up (workspace C8)."""

from dataclasses import dataclass
from datetime import datetime

from csbot.domain.companies import CARD_ACTIVITIES, CARD_TASKS, CHOICES, CompanyCard, CompanyMatches
from csbot.domain.members import Viewer
from csbot.domain.screens import Acted
from csbot.domain.summary import NOTHING_ACTED
from csbot.services.summary import SummaryService, merged
from csbot.storage import activities as stored_activities
from csbot.storage import companies as stored_companies
from csbot.storage import meetings as stored_meetings
from csbot.storage import tasks as stored_tasks
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class CompanyService:
    """Reads customers. `now` is business time."""

    uow: UnitOfWork
    now: datetime

    def card(self, viewer: Viewer, company_id: int, acted: Acted = NOTHING_ACTED) -> CompanyCard:
        """The record card; tasks in `acted` stay on it. Raises `NotFound`."""
        company = stored_companies.get(self.uow, company_id)
        count, tasks = stored_tasks.list_of_company(self.uow, company_id, CARD_TASKS)
        stay = SummaryService(self.uow, self.now).lines_of(acted)
        return CompanyCard(
            company=company,
            open_count=count,
            tasks=merged(tasks, stay, viewer.tz),
            next_meeting=stored_meetings.find_next(self.uow, company_id, self.now),
            activities=tuple(stored_activities.list_last(self.uow, company_id, CARD_ACTIVITIES)),
            acted=acted,
        )

    def named(self, viewer: Viewer, name: str) -> CompanyMatches:
        """The companies of exactly that name or web domain, else what `search` finds."""
        hits = stored_companies.list_named(self.uow, name, CHOICES + 1)
        if not hits:
            return self.search(viewer, name)
        return CompanyMatches(name, tuple(hits[:CHOICES]), exact=True, more=len(hits) > CHOICES)

    def search(self, viewer: Viewer, text: str, most: int = CHOICES) -> CompanyMatches:
        """The companies whose name contains the text, one's own first; else those that look most like it."""
        hits = stored_companies.search(self.uow, text, viewer.member_id, most + 1)
        if hits:
            return CompanyMatches(text, tuple(hits[:most]), more=len(hits) > most)
        return CompanyMatches(text, tuple(stored_companies.list_near(self.uow, text, most)), near=True)
