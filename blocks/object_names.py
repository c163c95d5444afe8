"""What object types are called: csbot's in the viewer's language, those that managers added in their words."""

from blocks.screens import Look
from csbot.domain.custom_objects import ObjectNames
from csbot.domain.records import ObjectType
from csbot.i18n import mark

TYPES = {ObjectType.COMPANY: mark("Company"), ObjectType.CONTACT: mark("Contact")}
THINGS = {
    ObjectType.COMPANY: mark("Companies"),
    ObjectType.CONTACT: mark("Contacts"),
    ObjectType.TASK: mark("Tasks"),
    ObjectType.MEETING: mark("Meetings"),
    ObjectType.ACTIVITY: mark("Activities"),
}


def one_of(kind: ObjectType, names: ObjectNames | None, look: Look) -> str:
    """ "Company": as plain text."""
    return look.words.text(TYPES[kind]) if names is None else names.singular


def many_of(kind: ObjectType, names: ObjectNames | None, look: Look) -> str:
    """ "Companies": as plain text."""
    return look.words.text(THINGS[kind]) if names is None else names.plural
