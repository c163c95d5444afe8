"""The people at the customers: one to three each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csbot.demo.chance import dice
from csbot.demo.companies import Customer
from csbot.demo.names import ascii_word, people, phone
from csbot.demo.regions import REGIONS

JOBS = (
    "CEO", "CFO", "Head of Operations", "IT Manager", "Product Owner", "Office Manager", "Procurement Lead",
    "Team Lead, Support", "Data Analyst", "Marketing Manager", "Project Manager", "Systems Administrator",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact by id, with the name by which a task's title calls them."""

    id: int
    first_name: str


@dataclass(frozen=True, slots=True)
class Account:
    """A customer that has its id, and its contacts."""

    id: int
    customer: Customer
    contacts: tuple[Contact, ...]


def contact_rows(company_ids: Sequence[int], customers: Sequence[Customer]) -> list[dict[str, Any]]:
    """A row for each contact, in the order of the customers."""
    return [row for number, who in zip(company_ids, customers, strict=True) for row in _rows(number, who)]


def accounts(
    company_ids: Sequence[int], customers: Sequence[Customer], contact_ids: Sequence[int], rows: list[dict[str, Any]]
) -> list[Account]:
    """The customers with their contacts, all with ids."""
    found: dict[int, list[Contact]] = {number: [] for number in company_ids}
    for contact_id, row in zip(contact_ids, rows, strict=True):
        found[row["company_id"]].append(Contact(contact_id, row["first_name"]))
    return [Account(i, who, tuple(found[i])) for i, who in zip(company_ids, customers, strict=True)]


def contact_of(account: Account, touch: int) -> Contact:
    """Whom the touch of that number was with: the contacts take turns."""
    return account.contacts[touch % len(account.contacts)]


def _rows(company_id: int, customer: Customer) -> list[dict[str, Any]]:
    rng = dice(f"contacts {customer.row['name']}")
    region = REGIONS[customer.region]
    names = people(rng, region, rng.choices((1, 2, 3), (35, 40, 25))[0])
    jobs = rng.sample(JOBS, len(names))
    return [
        {
            "name": f"{first} {last}",
            "first_name": first,
            "last_name": last,
            "email": f"{ascii_word(first)}.{ascii_word(last)}@{customer.row['domain']}",
            "phone": phone(rng, region),
            "job_title": job,
            "company_id": company_id,
            "owner_id": customer.owner.member.id,
            "created_at": customer.row["created_at"],
            "last_activity_at": _last(customer.touched_at[turn :: len(names)]),
        }
        for turn, ((first, last), job) in enumerate(zip(names, jobs, strict=True))
    ]


def _last(touched_at: list[datetime]) -> datetime | None:
    return touched_at[-1] if touched_at else None
