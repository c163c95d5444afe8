"""What digests say, read at the moment of sending (workspace N1)."""

from datetime import datetime

from csbot.domain.digests import DailySummary
from csbot.domain.members import Viewer
from csbot.services.summary import SummaryService
from csbot.storage.unit_of_work import UnitOfWork


def daily_summary(uow: UnitOfWork, viewer: Viewer, now: datetime) -> DailySummary:
    """The viewer's day. `now` is business time."""
    summary = SummaryService(uow, now).day(viewer)
    return DailySummary(summary.on, summary)
