"""Records: with everything, with nothing, with hostile names, just edited, deleted; of every kind of type."""

from dataclasses import replace
from datetime import date, timedelta

from blocks.examples.days import CALL, DECK, did
from blocks.examples.people import ANNA, HOSTILE, KIM, NOW, TODAY
from csbot.domain.activities import Activity
from csbot.domain.associations import Associated
from csbot.domain.custom_objects import ObjectNames
from csbot.domain.meetings import Meeting
from csbot.domain.operations import Operation, OperationKind
from csbot.domain.properties import LINKS, PROPERTIES, Option, Property, PropertyType
from csbot.domain.record_cards import LAYOUTS, Field, FieldValue, Record, RecordCard, RecordRef, with_own
from csbot.domain.records import ObjectType
from csbot.domain.screens import Acted
from csbot.domain.summary import TaskLine
from csbot.domain.tasks import UNDO_FOR, Named

HOUR = timedelta(hours=1)
OPTIONS = (Option("gold", "Gold"), Option("silver", "Silver"), Option("*x* <!here>", "*x* <!here>"))
OWN = (
    Property("tier", "Tier *of* <!here>", PropertyType.ENUMERATION, "p1", options=OPTIONS, custom=True),
    Property("tags", "Tags", PropertyType.MULTI_ENUMERATION, "p2", options=OPTIONS, custom=True),
    Property("signed", "Signed", PropertyType.BOOL, "p3", custom=True),
    Property("kicked_off", "Kick-off", PropertyType.DATETIME, "p4", custom=True),
    Property("billing", "Billing address", PropertyType.EMAIL, "p5", custom=True),
    Property("story", "Story", PropertyType.STRING, "p6", max_length=5000, custom=True),
    Property("sponsor", "Sponsor", PropertyType.USER, "p7", custom=True),
)


def record(kind: ObjectType, number: int, name: str, **values: FieldValue) -> Record:
    """A record with those values."""
    fields: dict[str, Field] = {one.name: one for one in (*PROPERTIES[kind], *OWN)}
    fields |= {link.name: link for link in LINKS[kind] if not link.by_id}
    return Record(RecordRef(kind, number), name, 3, fields, {"name": name, **values})


ACME = record(
    ObjectType.COMPANY,
    900,
    "Acme Corp",
    owner=KIM,
    health="at_risk",
    score=31.4,
    lifecycle_stage="Customer",
    arr=125000.5,
    renewal=TODAY + timedelta(days=30),
    customer_since=date(2021, 3, 1),
    industry="Logistics",
    city="Aarhus",
    country="Denmark",
    phone="+45 12 34 56 78",
    website="https://acme.example",
    tier="gold",
    tags=("gold", "*x* <!here>"),
    signed=True,
    kicked_off=NOW - 400 * HOUR,
    billing="billing@acme.example",
    story="Once upon a time. " * 200,
    sponsor=ANNA,
)
WILD = record(
    ObjectType.COMPANY,
    901,
    "*R&D* <!channel> `x`\n> 🎉 שלום",
    owner=HOSTILE,
    industry="_hm_ <https://evil.example|here>",
    website="javascript:x",
    phone="<!here|1234>",
    tier="*gone*",
)
EMPTY = record(ObjectType.COMPANY, 902, "Globex")
ROSA = record(
    ObjectType.CONTACT,
    70,
    "Rosa Díaz",
    company=Named(900, "Acme Corp"),
    job_title="CFO",
    email="rosa@acme.example",
    phone="12 34 56 78",
    owner=ANNA,
)
WILD_ONE = record(ObjectType.CONTACT, 71, "<@U1> *x*", company=HOSTILE, email="a|b@x.example", phone="call me")
SHIP = replace(
    record(ObjectType.CUSTOM_1, 80, "Ægir", owner=KIM, company=Named(900, "Acme Corp"), tier="silver", sponsor=ANNA),
    names=ObjectNames("*Ship* <!here> with a long name", "*Ships* <!here>"),
)
MEETING = Meeting(50, "Quarterly review", NOW + 24 * HOUR, NOW + 25 * HOUR, KIM, None, "", "https://meet.example/acme")
HOSTILE_MEETING = Meeting(51, "*x* <@U1>", NOW, None, HOSTILE, None, "", "ftp://x")
ACTIVITIES = (
    Activity(
        60, "call", "Talked about the renewal", NOW - 20 * HOUR, KIM, Named(70, "Rosa Díaz"), "They want two years."
    ),
    Activity(61, "webinar", "Saw *the* webinar <!here>", NOW - 90 * HOUR),
)
ASSOCIATED = (
    Associated(0, ObjectType.CONTACT, 70, "Rosa Díaz", "", ("CFO", "rosa@acme.example")),
    Associated(9, ObjectType.COMPANY, 901, "*R&D* <!channel>", "Parent *x* <@U1>", ("Utrecht",)),
)
DONE = did(DECK, OperationKind.COMPLETE)
EDITED = Operation(9100, OperationKind.EDIT, ANNA.id, ANNA.name, NOW - HOUR / 60, NOW + UNDO_FOR, answers=True)
DELETED = replace(
    EDITED, id=9101, kind=OperationKind.UNDO, actor_id=HOSTILE.id, actor_name=HOSTILE.name, undo_until=None
)
LAYOUT, PERSON = LAYOUTS[ObjectType.COMPANY], LAYOUTS[ObjectType.CONTACT]
OF_SHIPS = with_own(LAYOUTS[ObjectType.CUSTOM_1], ObjectType.CUSTOM_1, SHIP.fields)

CARDS = {
    "full": RecordCard(
        ACME,
        LAYOUT,
        7,
        (TaskLine(CALL), DONE),
        MEETING,
        ACTIVITIES,
        ASSOCIATED,
        9,
        True,
        EDITED,
        Acted((DONE.task.id,)),
    ),
    "empty": RecordCard(EMPTY, LAYOUT),
    "hostile": RecordCard(WILD, LAYOUT, 1, (TaskLine(DECK),), HOSTILE_MEETING, ACTIVITIES, ASSOCIATED, 2),
    "deleted": RecordCard(replace(EMPTY, is_archived=True), LAYOUT, last=DELETED),
    "person": RecordCard(ROSA, PERSON, 1, (TaskLine(CALL),), None, ACTIVITIES, ASSOCIATED[1:], 1),
    "hostile_person": RecordCard(WILD_ONE, PERSON, is_followed=True),
    "ship": RecordCard(SHIP, OF_SHIPS, 1, (TaskLine(CALL),), None, ACTIVITIES[:1], ASSOCIATED[1:], 1),
}
