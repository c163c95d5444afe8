"""Dialogs for records: filled, empty, hostile, with properties that managers added, with likely duplicates."""

from dataclasses import replace

from blocks.examples.people import HOSTILE, KIM
from blocks.examples.record_cards import (
    ACME,
    ASSOCIATED,
    EMPTY,
    LAYOUT,
    OF_SHIPS,
    OWN,
    PERSON,
    ROSA,
    SHIP,
    WILD,
    WILD_ONE,
    record,
)
from csbot.domain.properties import Option, Property, PropertyType
from csbot.domain.record_cards import RecordAssignment
from csbot.domain.record_forms import PropertyChoice, RecordForm, created_names, edited_names
from csbot.domain.records import ObjectType

NEW = record(ObjectType.COMPANY, 0, "", owner=KIM)
NEW_ONE = record(ObjectType.CONTACT, 0, "", owner=KIM)
NEW_SHIP = replace(record(ObjectType.CUSTOM_1, 0, "", owner=KIM), names=SHIP.names)
MANY = Property(
    "many",
    "Many",
    PropertyType.ENUMERATION,
    "p8",
    options=tuple(Option(f"o{n}", f"Option {n}") for n in range(200)),
    custom=True,
)
CHOSEN = replace(ACME, fields={**ACME.fields, "many": MANY}, values={**ACME.values, "many": "o150"})

FORMS = {
    "company": RecordForm(ACME, edited_names(LAYOUT, ACME.fields)),
    "hostile": RecordForm(WILD, (*edited_names(LAYOUT, WILD.fields), "tier")),
    "empty": RecordForm(EMPTY, edited_names(LAYOUT, EMPTY.fields), under=True),
    "person": RecordForm(ROSA, edited_names(PERSON, ROSA.fields)),
    "hostile_person": RecordForm(WILD_ONE, edited_names(PERSON, WILD_ONE.fields)),
    "own": RecordForm(ACME, tuple(one.name for one in OWN)),
    "own_empty": RecordForm(EMPTY, tuple(one.name for one in OWN)),
    "many_options": RecordForm(CHOSEN, ("many",)),
    "new_company": RecordForm(NEW, created_names(ObjectType.COMPANY, NEW.fields)),
    "new_contact": RecordForm(NEW_ONE, created_names(ObjectType.CONTACT, NEW_ONE.fields)),
    "ship": RecordForm(SHIP, edited_names(OF_SHIPS, SHIP.fields)),
    "new_ship": RecordForm(NEW_SHIP, created_names(ObjectType.CUSTOM_1, NEW_SHIP.fields)),
    "likely": RecordForm(NEW, created_names(ObjectType.COMPANY, NEW.fields), ASSOCIATED),
}
CHOICES = {
    "company": PropertyChoice(ACME),
    "hostile": PropertyChoice(WILD, under=True),
    "ship": PropertyChoice(SHIP),
}
ASSIGNMENTS = {
    "company": RecordAssignment(ACME, KIM.name),
    "hostile": RecordAssignment(WILD, HOSTILE.name),
    "person": RecordAssignment(ROSA, ""),
    "others": RecordAssignment(ACME, "Lee Berg", is_own=False),
    "taken": RecordAssignment(ACME, KIM.name, is_own=False),
    "ship": RecordAssignment(SHIP, KIM.name),
}
