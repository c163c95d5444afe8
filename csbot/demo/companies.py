"""Customers: a latent health drives score, band, how recently somebody was in touch, and how the contract goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import exp
from random import Random
from typing import Any

from csbot.demo.chance import dice, office_time, office_time_before, shuffled, workday
from csbot.demo.names import Identity, domains, identities
from csbot.demo.people import Colleague
from csbot.demo.regions import REGIONS
from csbot.domain.calendar import DAY, local_date

AT_RISK, NEUTRAL, HEALTHY = "at_risk", "neutral", "healthy"
LOW, HIGH = 40, 70  # workspace H5
ACTIVE_DAYS = 90


@dataclass(frozen=True, slots=True)
class Customer:
    """A company before it has an id. `touched_at`: when somebody was in touch (UTC), oldest first."""

    region: str
    owner: Colleague
    row: dict[str, Any]
    touched_at: list[datetime]


def band_of(score: float) -> str:
    """The band of a score with the default thresholds (workspace H5)."""
    if score < LOW:
        return AT_RISK
    return NEUTRAL if score < HIGH else HEALTHY


def customers(colleagues: Sequence[Colleague], now: datetime) -> list[Customer]:
    """All customers, those of a region among the people who look after it."""
    rng = dice("companies")
    named = [(code, one) for code, region in REGIONS.items() for one in identities(rng, region)]
    addresses = domains([one.name for _, one in named])
    made = [
        _customer(code, one, domain, _owner(rng, code, colleagues), now)
        for (code, one), domain in zip(named, addresses, strict=True)
    ]
    return shuffled(rng, made)


def _owner(rng: Random, code: str, colleagues: Sequence[Colleague]) -> Colleague:
    seated = {colleague.key: colleague for colleague in colleagues if colleague.member.seat}
    here = [seated[key] for key in REGIONS[code].owners.split() if key in seated]
    return rng.choice(here or list(seated.values()))


def _customer(code: str, identity: Identity, domain: str, owner: Colleague, now: datetime) -> Customer:
    rng = dice(f"company {identity.name}")
    tz = owner.member.tz
    today = local_date(now, tz)
    score = round(100 * rng.betavariate(3.4, 2.0))
    since_on = today - DAY * rng.randint(40, 2600)
    employees = round(min(20_000, max(5, exp(rng.gauss(4.7, 1.3)))))
    touched_at = _touches(rng, score, now, tz)
    row = {
        "name": identity.name,
        "owner_id": owner.member.id,
        "domain": domain,
        "website": f"https://{domain}",
        "industry": identity.industry,
        "city": identity.city,
        "country": identity.country,
        "employees": employees,
        "arr": float(round(employees**0.75 * rng.uniform(180, 520), -2)),
        "customer_since_on": since_on,
        "renewal_on": _renewal(rng, since_on, today, score),
        "lifecycle_stage": _stage(score, (today - since_on).days),
        "created_at": office_time(rng, workday(since_on, -DAY), tz),
        "assigned_at": _assigned(rng, since_on, now, tz),
        "last_activity_at": touched_at[-1],
        "score": float(score),
        "band": band_of(score),
    }
    return Customer(code, owner, row, touched_at)


def _touches(rng: Random, score: int, now: datetime, tz: str) -> list[datetime]:
    """More and fresher the healthier; a third of those at risk has been silent for weeks."""
    silence = rng.randint(30, 80) if score < LOW and rng.random() < 0.35 else rng.randint(0, 12)
    days = [rng.randint(silence, ACTIVE_DAYS - 3) for _ in range(2 + round(score / 100 * rng.uniform(2, 7)))]
    return sorted(office_time_before(rng, now, ago, tz) for ago in days)


def _renewal(rng: Random, since_on: date, today: date, score: int) -> date:
    """The next anniversary of the contract; now and then one that is overdue, or a contract of several years."""
    if score < LOW and rng.random() < 0.08:
        return today - DAY * rng.randint(1, 21)
    days = (today - since_on).days % 365
    years = rng.choices((0, 1, 2), (80, 14, 6))[0]
    return today + DAY * (365 * years + 365 - days)


def _stage(score: int, days: int) -> str:
    if days < 120:
        return "Onboarding"
    if score >= HIGH:
        return "Growth"
    return "Adoption" if days < 540 else "Customer"


def _assigned(rng: Random, since_on: date, now: datetime, tz: str) -> datetime:
    """A sixth became the owner's within the last 30 days (workspace C1)."""
    age = (local_date(now, tz) - since_on).days
    ago = rng.randint(0, 28) if rng.random() < 1 / 6 else rng.randint(min(35, age), age)
    return office_time_before(rng, now, ago, tz)
