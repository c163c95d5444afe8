"""What happened with the customers in the last quarter: notes, calls, e-mails, meetings."""

from collections.abc import Sequence
from random import Random
from typing import Any

from csbot.demo.chance import dice
from csbot.demo.companies import HEALTHY
from csbot.demo.contacts import Account, contact_of

KINDS = {"email": 40, "call": 25, "note": 20, "meeting": 15}
SAID = {  # kind → (subject, text) when it goes well, and when it does not
    "email": (
        (
            ("Thank you for the workshop", "{contact} writes that the team now uses the reports every Monday."),
            ("More licences", "{contact} asks for a quote for ten more people from next month."),
            ("Reference?", "Happy to speak to other customers about the roll-out."),
            ("Release notes", "{contact} liked the new export and forwarded it to finance."),
        ),
        (
            ("Export still fails", "{contact}: the monthly export stops half-way, third time this quarter."),
            ("Invoice question", "Procurement asks {contact} why the price went up."),
            ("Who is our contact now?", "{contact} did not know who had taken over and waited a week for an answer."),
            ("Contract end", "{contact} asks for the notice period."),
        ),
    ),
    "call": (
        (
            ("Monthly check-in", "All fine. {contact} plans to add the second site in the new year."),
            ("Adoption review", "Usage is up by a fifth; {contact} wants a training for new colleagues."),
            ("Renewal talk", "{contact} expects to renew for two years, decision with the CFO next week."),
        ),
        (
            ("Escalation", "{contact} is unhappy with the response times. Promised an answer by Friday."),
            ("Check-in", "{contact} had ten minutes. The champion left, nobody owns the project now."),
            ("Tried to reach", "No answer, left a message for {contact}."),
        ),
    ),
    "note": (
        (
            ("Champion", "{contact} was promoted and keeps the budget."),
            ("Success plan", "Goals for the half-year agreed with {contact}; two of five are done."),
        ),
        (
            ("Risk", "{contact} mentioned a competitor’s offer. Bring a comparison to the next call."),
            ("Low usage", "Only a handful of log-ins since the holidays; ask {contact} what changed."),
        ),
    ),
    "meeting": (
        (
            ("Business review", "Walked {contact} through the numbers. Next: a pilot in the warehouse team."),
            ("Training", "Twelve people, good questions. {contact} asked for the recording."),
        ),
        (
            ("Recovery plan", "Agreed weekly calls with {contact} until the integration is stable."),
            ("Business review", "{contact} questions the value. We owe a cost calculation."),
        ),
    ),
}


def activity_rows(accounts: Sequence[Account]) -> list[dict[str, Any]]:
    """A row for each time that somebody was in touch."""
    return [row for account in accounts for row in _rows(account)]


def _rows(account: Account) -> list[dict[str, Any]]:
    rng = dice(f"activities {account.customer.row['name']}")
    return [_row(rng, account, turn) for turn in range(len(account.customer.touched_at))]


def _row(rng: Random, account: Account, turn: int) -> dict[str, Any]:
    kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
    goes_well = account.customer.row["band"] == HEALTHY or rng.random() * 100 < account.customer.row["score"]
    subject, said = rng.choice(SAID[kind][0 if goes_well else 1])
    contact = contact_of(account, turn)
    at = account.customer.touched_at[turn]
    return {
        "name": subject,
        "kind": kind,
        "body": said.format(contact=contact.first_name),
        "occurred_at": at,
        "created_at": at,
        "owner_id": account.customer.owner.member.id,
        "company_id": account.id,
        "contact_id": contact.id,
    }
