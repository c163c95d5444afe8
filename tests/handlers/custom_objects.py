"""A custom object for tests: vessels, with properties of their own."""

from csbot.domain.custom_objects import CustomObject, ObjectNames
from csbot.domain.members import Member
from csbot.domain.properties.own import PropertyDraft
from csbot.domain.properties.types import PropertyType
from csbot.domain.record_cards import RecordRef
from csbot.domain.records import ObjectType
from tests.builders import Office

VESSELS = ObjectNames("Vessel", "Vessels")
OWN = {
    "Captain": PropertyType.USER,
    "Dry dock": PropertyType.DATE,
    "Tonnage": PropertyType.NUMBER,
    "Flag": PropertyType.ENUMERATION,
}


def vessels(office: Office, names: ObjectNames = VESSELS) -> CustomObject:
    """The object type with a captain, a date, a number and a choice."""
    with office.services() as services:
        made = services.custom_objects.add(None, names)
        for label, of_type in OWN.items():
            services.properties.add(None, made.kind, PropertyDraft(label, of_type, ("DK", "NL")))
    return made


def vessel(office: Office, kind: ObjectType, name: str, owner: Member | None = None, **own: object) -> RecordRef:
    """A record of it; `own`: values by the property's name."""
    with office.services() as services:
        keys = {name: one.column for name, one in services.properties.by_name(kind).items()}
    row = {
        "name": name,
        "owner_id": owner.id if owner else None,
        "properties": {keys[one]: value for one, value in own.items()},
    }
    return RecordRef(kind, office.records(kind, [row])[0])
