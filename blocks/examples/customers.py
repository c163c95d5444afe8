"""Customers: with everything, with nothing, with hostile names; one, several and none of a name."""

from datetime import date, timedelta

from blocks.examples.days import CALL, DECK, did
from blocks.examples.people import HOSTILE, KIM, NOW, TODAY
from csbot.domain.companies import Activity, Company, CompanyCard, CompanyHit, CompanyMatches
from csbot.domain.meetings import Meeting
from csbot.domain.operations import OperationKind
from csbot.domain.screens import Acted
from csbot.domain.summary import TaskLine
from csbot.domain.tasks import Named

HOUR = timedelta(hours=1)
ACME = Company(
    900,
    "Acme Corp",
    KIM,
    {
        "lifecycle_stage": "Customer",
        "arr": 125000.5,
        "renewal": TODAY + timedelta(days=30),
        "customer_since": date(2021, 3, 1),
        "industry": "Logistics",
        "city": "Aarhus",
        "country": "Denmark",
        "phone": "+45 12 34 56 78",
        "website": "https://acme.example",
    },
    "at_risk",
    31.4,
)
WILD = Company(
    901,
    "*R&D* <!channel> `x`\n> 🎉 שלום",
    HOSTILE,
    {"industry": "_hm_ <https://evil.example|here>", "website": "javascript:x"},
)
MEETING = Meeting(50, "Quarterly review", NOW + 24 * HOUR, NOW + 25 * HOUR, KIM, None, "", "https://meet.example/acme")
ACTIVITIES = (
    Activity(60, "call", "Talked about the renewal", NOW - 20 * HOUR, KIM, Named(70, "Rosa Díaz")),
    Activity(61, "webinar", "Saw *the* webinar", NOW - 90 * HOUR),
)
DONE = did(DECK, OperationKind.COMPLETE)
CARDS = {
    "full": CompanyCard(ACME, 7, (TaskLine(CALL), DONE), MEETING, ACTIVITIES, Acted((DONE.task.id,))),
    "empty": CompanyCard(Company(902, "Globex"), 0),
    "hostile": CompanyCard(WILD, 1, (TaskLine(DECK),), Meeting(51, "*x* <@U1>", NOW, None, HOSTILE, None, "", "ftp://x")),
}  # fmt: skip
HITS = (
    CompanyHit(900, "Acme", "Kim Larsen", "Aarhus", "acme.example"),
    CompanyHit(903, "Acme", "", "Utrecht"),
)
MATCHES = {
    "same_name": CompanyMatches("acme", HITS, exact=True),
    "found": CompanyMatches("ac", (*HITS, CompanyHit(904, "*Ac* <!here>")), more=True),
    "one": CompanyMatches("ac", HITS[:1]),
    "near": CompanyMatches("acmee <!channel>", HITS[:1], near=True),
    "none": CompanyMatches("zzz *x*", ()),
}
