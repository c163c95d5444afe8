"""Everybody's meetings: today, and on the workdays to come."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import count, islice
from random import Random
from typing import Any

from csbot.demo.chance import dice, workday
from csbot.demo.contacts import Account
from csbot.demo.people import Colleague
from csbot.demo.titles import MEETINGS, TEAM_MEETINGS
from csbot.domain.calendar import DAY, at_local, local_date

HOURS = (9, 10, 11, 13, 14, 15, 16)  # one meeting each, so that none overlap
LENGTHS = (timedelta(minutes=30), timedelta(minutes=45), timedelta(hours=1))
DAYS_AHEAD = 8
PLACES = ("Meeting room 2", "At the customer’s", "Canteen")


def meeting_rows(colleagues: Sequence[Colleague], accounts: Sequence[Account], now: datetime) -> list[dict[str, Any]]:
    """The meetings of everybody with a seat."""
    return [row for who in colleagues if who.member.seat for row in _rows(who, accounts, now)]


def _rows(who: Colleague, accounts: Sequence[Account], now: datetime) -> list[dict[str, Any]]:
    rng = dice(f"meetings {who.key}")
    own = [account for account in accounts if account.customer.owner.key == who.key] or accounts
    today = local_date(now, who.member.tz)
    rows = [_row(rng, who, rng.choice(own), today, hour) for hour in sorted(rng.sample(HOURS, 4))]
    for on in islice(_workdays_after(today), DAYS_AHEAD):
        hours = sorted(rng.sample(HOURS, rng.randint(1, 3)))
        rows += [_row(rng, who, rng.choice(own), on, hour) for hour in hours]
    return rows


def _workdays_after(today: date) -> Any:
    return (on for n in count(1) if workday(on := today + n * DAY, DAY) == on)


def _row(rng: Random, who: Colleague, account: Account, on: date, hour: int) -> dict[str, Any]:
    """Two in three have a join link, the others a place; one in five is with colleagues."""
    starts_at = at_local(on, time(hour, rng.choice((0, 0, 15))), who.member.tz)
    inside, online = rng.random() < 0.2, rng.random() < 0.66
    title = rng.choice(TEAM_MEETINGS if inside else MEETINGS)
    code = f"{rng.getrandbits(40):010x}"
    return {
        "name": title.format(contact=rng.choice(account.contacts).first_name),
        "owner_id": who.member.id,
        "company_id": None if inside else account.id,
        "starts_at": starts_at,
        "ends_at": starts_at + rng.choice(LENGTHS[:2] if starts_at.minute else LENGTHS),
        "location": None if online else rng.choice(PLACES),
        "join_url": f"https://meet.example/{code[:3]}-{code[3:7]}-{code[7:]}" if online else None,
        "notes": "",
    }
