"""The core properties of custom objects; all the others are their own."""

from csbot.domain.properties.making import CREATED, LAST_ACTIVITY, RECORD_ID, name, owner

CUSTOM = (
    name("name", "Name", "Name, Title, Navn, Titel, Naam"),
    owner("Owner", "Record owner, Assigned to"),
    CREATED,
    LAST_ACTIVITY,
    RECORD_ID,
)
