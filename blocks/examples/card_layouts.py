"""What cards show, being arranged: as csbot brings it, arranged, full, empty, with properties that were deleted."""

from collections.abc import Iterable

from blocks.examples.record_cards import record
from csbot.domain.card_layouts import PROPERTIES_MAX, LayoutDraft, LayoutForm, draft_of, field_key
from csbot.domain.custom_objects import ObjectNames
from csbot.domain.properties import Property, PropertyType
from csbot.domain.record_cards import LAYOUTS, Field
from csbot.domain.records import ObjectType

COMPANY, CONTACT = ObjectType.COMPANY, ObjectType.CONTACT
MANY = tuple(Property(f"own_{n}", f"Own {n}", PropertyType.STRING, f"p{n}", custom=True) for n in range(100, 220))
CARRIED = {"uk": "contact", "uv": "3"}
TYPES = {COMPANY: None, CONTACT: None}
SHIPS = TYPES | {ObjectType.CUSTOM_1: ObjectNames("*Ship* <!here>", "*Ships* <!here>")}


def fields(kind: ObjectType, more: Iterable[Field] = ()) -> dict[str, Field]:
    """What can be on a card, by key."""
    every = (*record(kind, 1, "").fields.values(), *more)
    return {field_key(one): one for one in every if one.name != "name"}


def usual(kind: ObjectType) -> LayoutForm:
    known = fields(kind)
    return LayoutForm(kind, draft_of(LAYOUTS[kind], known.values(), TYPES), known, TYPES, is_usual=True)


ARRANGED = LayoutForm(
    COMPANY,
    LayoutDraft(("p1", "owner", "p7", "renewal"), ("task", "note"), ("custom_1", "contact")),
    fields(COMPANY),
    SHIPS,
    ("*Plan* <!here>", "Segment"),
    4,
    carried=CARRIED,
)
EVERY = fields(COMPANY, MANY)
THIRTY = LayoutDraft(tuple(EVERY)[:PROPERTIES_MAX], ("call",), ("contact", "company"))
FULL = LayoutForm(COMPANY, THIRTY, EVERY, TYPES, (), 2)
NOTHING = LayoutForm(ObjectType.CUSTOM_1, LayoutDraft(), fields(CONTACT), SHIPS, version=1)

FORMS = {"usual": usual(COMPANY), "person": usual(CONTACT), "arranged": ARRANGED, "full": FULL, "nothing": NOTHING}
CHOICES = {"usual": usual(CONTACT), "hostile": ARRANGED, "many": FULL, "nothing": NOTHING}
