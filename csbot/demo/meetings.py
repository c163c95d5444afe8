"""Everybody's meetings: today, and on the workdays to come."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import count, cycle, islice
from random import Random
from typing import Any

from csbot.demo.chance import dice, shuffled, workday
from csbot.demo.contacts import Account
from csbot.demo.people import Colleague
from csbot.demo.titles import MEETINGS, TEAM_MEETINGS
from csbot.domain.calendar import DAY, at_local, local_date

HOURS = (9, 10, 11, 13, 14, 15, 16)  # one meeting each, so that none overlap
LENGTHS = (timedelta(minutes=30), timedelta(minutes=45), timedelta(hours=1))
DAYS_AHEAD = 8
WITHOUT_CUSTOMER = 0.2
PLACES = ("Meeting room 2", "Meeting room 5", "Canteen")


def meeting_rows(colleagues: Sequence[Colleague], accounts: Sequence[Account], now: datetime) -> list[dict[str, Any]]:
    """The meetings of everybody with a seat."""
    return [row for who in colleagues if who.member.seat for row in _rows(who, accounts, now)]


def _rows(who: Colleague, accounts: Sequence[Account], now: datetime) -> list[dict[str, Any]]:
    rng = dice(f"meetings {who.key}")
    own = [account for account in accounts if account.customer.owner.key == who.key] or accounts
    outside, inside = cycle(shuffled(rng, MEETINGS)), cycle(shuffled(rng, TEAM_MEETINGS))
    today = local_date(now, who.member.tz)
    hours = [(today, hour) for hour in sorted(rng.sample(HOURS, 4))]
    for on in islice(_workdays_after(today), DAYS_AHEAD):
        hours += [(on, hour) for hour in sorted(rng.sample(HOURS, rng.randint(1, 3)))]
    return [
        _row(rng, who, None, next(inside), on, hour)
        if rng.random() < WITHOUT_CUSTOMER
        else _row(rng, who, rng.choice(own), next(outside), on, hour)
        for on, hour in hours
    ]


def _workdays_after(today: date) -> Iterator[date]:
    return (on for n in count(1) if workday(on := today + n * DAY, DAY) == on)


def _row(rng: Random, who: Colleague, account: Account | None, title: str, on: date, hour: int) -> dict[str, Any]:
    """Two in three have a join link, the others a place."""
    starts_at = at_local(on, time(hour, rng.choice((0, 0, 15))), who.member.tz)
    online = rng.random() < 0.66
    code = f"{rng.getrandbits(40):010x}"
    return {
        "name": title.format(contact=rng.choice(account.contacts).first_name) if account else title,
        "owner_id": who.member.id,
        "company_id": account.id if account else None,
        "starts_at": starts_at,
        "ends_at": starts_at + rng.choice(LENGTHS[:2] if starts_at.minute else LENGTHS),
        "location": None if online else rng.choice(PLACES),
        "join_url": f"https://meet.example/{code[:3]}-{code[3:7]}-{code[7:]}" if online else None,
        "notes": "",
    }
