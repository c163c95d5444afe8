"""A book of customers for tests of the Customers tab."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from csbot.domain.members import Member
from csbot.domain.permissions import Level
from csbot.domain.records import ObjectType
from tests.builders import MONDAY, Office
from tests.handlers.rig import Seen

TODAY = date(2026, 3, 2)
COLUMNS = {"owner_id": None, "band": None, "arr": None, "renewal_on": None, "city": None, "last_activity_at": None,
           "assigned_at": None}  # fmt: skip


def book(office: Office, kim: Member, lee: Member) -> dict[str, int]:
    """Six companies: ids by name."""
    rows: list[dict[str, Any]] = [
        {"name": "Acme", "owner_id": kim.id, "band": "at_risk", "arr": 90_000.0,
         "renewal_on": TODAY + timedelta(days=10), "assigned_at": MONDAY - timedelta(days=3)},
        {"name": "Bolt", "owner_id": kim.id, "band": "healthy", "arr": 20_000.0,
         "renewal_on": TODAY + timedelta(days=40), "assigned_at": MONDAY - timedelta(days=90),
         "last_activity_at": MONDAY - timedelta(days=50)},
        {"name": "North Wind", "owner_id": lee.id, "band": "at_risk", "arr": 60_000.0, "city": "Århus",
         "renewal_on": TODAY + timedelta(days=29)},
        {"name": "Delta", "owner_id": lee.id, "band": "neutral", "last_activity_at": MONDAY - timedelta(days=2)},
        {"name": "*Echo* <!channel>", "arr": 5.0},
        {"name": "Foxtrot", "owner_id": kim.id, "band": "at_risk", "arr": 70_000.0,
         "assigned_at": datetime(2020, 1, 1, tzinfo=UTC)},
    ]  # fmt: skip
    ids = office.records(ObjectType.COMPANY, [{**COLUMNS, **row} for row in rows])
    return {str(row["name"]): number for row, number in zip(rows, ids, strict=True)}


def names(seen: Seen) -> list[str]:
    """The customers that a list shows, in order."""
    buttons = [
        block for block in seen.blocks if block.get("accessory", {}).get("action_id", "").startswith("record.show")
    ]
    return [block["text"]["text"].partition("\n")[0].strip("*") for block in buttons]


def manager(office: Office, name: str = "Boss") -> Member:
    return office.member(name, level=int(Level.MANAGE_SETTINGS))
