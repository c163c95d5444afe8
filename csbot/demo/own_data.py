"""What this team added itself: a property of companies, and an object type with some records (workspace V2, S2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from csbot.demo.contacts import Account
from csbot.demo.people import Colleague
from csbot.domain.card_layouts import field_key
from csbot.domain.custom_objects import ObjectNames
from csbot.domain.permissions import Actor
from csbot.domain.properties.own import OwnProperty, PropertyDraft
from csbot.domain.properties.types import PropertyType
from csbot.domain.records import ObjectType
from csbot.services.container import Services

CONTRACTS = ObjectNames("Contract", "Contracts")
BASIC, PLUS, PREMIUM = "Basic", "Plus", "Premium"
SUPPORT_PLAN = PropertyDraft("Support plan", PropertyType.ENUMERATION, (BASIC, PLUS, PREMIUM))
SEATS = PropertyDraft("Seats", PropertyType.NUMBER)
ENDS_ON = PropertyDraft("Ends on", PropertyType.DATE)
PLUS_FROM, PREMIUM_FROM = 8_000, 25_000  # ARR
CONTRACTS_EACH = 2


@dataclass(frozen=True, slots=True)
class OwnData:
    """Where the values go: the object type in whose place contracts are, and the keys of the properties."""

    contracts: ObjectType
    support_plan: str
    seats: str
    ends_on: str


def add_own(services: Services, colleagues: Sequence[Colleague]) -> OwnData:
    """Add them as a manager does, who also puts the property on the cards of companies."""
    manager = max((colleague.member for colleague in colleagues), key=lambda member: member.level).as_actor()
    plan = services.properties.add(manager, ObjectType.COMPANY, SUPPORT_PLAN)
    kind = services.custom_objects.add(manager, CONTRACTS).kind
    seats, ends_on = (services.properties.add(manager, kind, draft).property.column for draft in (SEATS, ENDS_ON))
    _put_on_cards(services, manager, plan)
    return OwnData(kind, plan.property.column, seats, ends_on)


def support_plan(company: Mapping[str, Any]) -> str:
    """The bigger the customer, the better."""
    if company["arr"] < PLUS_FROM:
        return BASIC
    return PLUS if company["arr"] < PREMIUM_FROM else PREMIUM


def contract_rows(known: Sequence[Account], own: OwnData) -> list[dict[str, Any]]:
    """Contracts with the biggest customers of everybody."""
    ranked = sorted(known, key=lambda account: (account.customer.owner.member.id, -account.customer.row["arr"]))
    owned = groupby(ranked, key=lambda account: account.customer.owner.member.id)
    biggest = [account for _, accounts in owned for account in list(accounts)[:CONTRACTS_EACH]]
    return [_row(number, account, own) for number, account in enumerate(biggest, 1)]


def _row(number: int, account: Account, own: OwnData) -> dict[str, Any]:
    company = account.customer.row
    return {
        "name": f"Contract {company['customer_since_on'].year}-{number:03}",
        "owner_id": company["owner_id"],
        "company_id": account.id,
        "created_at": company["created_at"],
        "properties": {own.seats: float(company["employees"] // 4), own.ends_on: company["renewal_on"]},
    }


def _put_on_cards(services: Services, manager: Actor, added: OwnProperty) -> None:
    form = services.card_layouts.form(manager, ObjectType.COMPANY)
    draft = replace(form.draft, properties=(*form.draft.properties, field_key(added.property)))
    services.card_layouts.save(manager, ObjectType.COMPANY, draft, form.version)
