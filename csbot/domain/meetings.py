"""Meetings as read (workspace U6, D2)."""

from dataclasses import dataclass
from datetime import datetime

from csbot.domain.tasks import Named


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting: instants in UTC; `join_url` may be empty."""

    id: int
    title: str
    starts_at: datetime
    ends_at: datetime | None = None
    owner: Named | None = None
    company: Named | None = None
    location: str = ""
    join_url: str = ""
