"""The daily summary (workspace N1)."""

from collections.abc import Mapping
from datetime import date, datetime

from blocks.digests.daily_summary import daily_summary as screen
from blocks.screens import Shown
from csbot.domain.calendar import local_date
from csbot.domain.digests import DailySummary, is_asked_for
from csbot.domain.members import Member
from csbot.domain.subscriptions import DigestKind
from csbot.services import digests
from csbot.storage.unit_of_work import UnitOfWork
from scheduler.registry import notification


@notification(DigestKind.DAILY_SUMMARY)
def daily_summary(
    uow: UnitOfWork, member: Member, args: Mapping[str, str], now: datetime
) -> Shown[DailySummary] | None:
    """The member's day as it is now, or nothing on a day without anything to say."""
    on = date.fromisoformat(args["on"]) if "on" in args else local_date(now, member.tz)
    data = digests.daily_summary(uow, member, on, digests.span_before(member, on, args, now), now)
    comes_anyway = is_asked_for(args) or member.preferences.also_empty
    return None if data.is_empty and not comes_anyway else Shown(screen, data)
