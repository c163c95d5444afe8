"""How core properties are written down, and those that several object types have."""

from csbot.domain.properties.types import Link, Property, PropertyType
from csbot.domain.properties.values import tidy_id
from csbot.domain.records import ObjectType

LONG_TEXT = 50_000
LENGTHS = {PropertyType.PHONE: 60, PropertyType.URL: 2000, PropertyType.EMAIL: 320, PropertyType.USER: 320}
ANY_NOTES = (
    "Notes, Note, Description, Body, Text, Noter, Beskrivelse, Bemærkninger, Notities, Notitie, Omschrijving, "
    "Beschrijving, Opmerkingen"
)
ANY_OWNER = (
    "Owner, hubspot_owner_id, CSM, Customer success manager, Account owner, Account manager, Ejer, Ansvarlig, "
    "Eigenaar, Verantwoordelijke"
)


def heads(text: str) -> tuple[str, ...]:
    return tuple(text.split(", "))


def name(word: str, label: str, aliases: str, required: bool = True) -> Property:
    return Property(word, label, PropertyType.STRING, "name", required=required, max_length=500, aliases=heads(aliases))


def string(word: str, label: str, max_length: int, aliases: str) -> Property:
    return Property(word, label, PropertyType.STRING, word, max_length=max_length, aliases=heads(aliases))


def typed(
    word: str,
    label: str,
    kind: PropertyType,
    column: str,
    aliases: str,
    required: bool = False,
    read_only: bool = False,
    past: bool = False,
) -> Property:
    return Property(
        word,
        label,
        kind,
        column,
        required=required,
        read_only=read_only,
        max_length=LENGTHS.get(kind),
        aliases=heads(aliases),
        past=past,
    )


def owner(label: str, aliases: str) -> Property:
    return typed("owner", label, PropertyType.USER, "owner_id", f"{aliases}, {ANY_OWNER}")


def company_links() -> tuple[Link, Link]:
    ids = (
        "Primary Associated Company ID, Associated Company IDs, Associated Company ID, associatedcompanyid, Company ID"
    )
    names = (
        "Primary Associated Company, Associated Company, Associated Companies, Company, Company name, Customer, "
        "Account, Client, Company domain name, Organisation, Organization, Virksomhed, Firma, Kunde, Bedrijf, Klant"
    )
    return (
        Link("company_id", "Company ID", ObjectType.COMPANY, "company_id", True, heads(ids)),
        Link("company", "Company", ObjectType.COMPANY, "company_id", False, heads(names)),
    )


def contact_links() -> tuple[Link, Link]:
    ids = "Primary Associated Contact ID, Associated Contact IDs, Associated Contact ID, Contact ID"
    names = (
        "Primary Associated Contact, Associated Contact, Associated Contacts, Contact, Contact e-mail, Contact name, "
        "Kontakt, Kontaktperson, Contactpersoon"
    )
    return (
        Link("contact_id", "Contact ID", ObjectType.CONTACT, "contact_id", True, heads(ids)),
        Link("contact", "Contact", ObjectType.CONTACT, "contact_id", False, heads(names)),
    )


RECORD_ID = Property(
    "record_id",
    "Record ID",
    PropertyType.STRING,
    "external_id",
    unique=True,
    read_only=True,
    max_length=200,
    aliases=heads("Record ID, hs_object_id, External ID, Object ID, ID"),
    tidy=tidy_id,
)
CREATED = typed(
    "created",
    "Create date",
    PropertyType.DATETIME,
    "created_at",
    "Create Date, createdate, hs_createdate, Created, Created at, Created on, Creation date, Oprettet, "
    "Oprettelsesdato, Aangemaakt, Aangemaakt op, Aanmaakdatum",
    read_only=True,
    past=True,
)
LAST_ACTIVITY = typed(
    "last_activity",
    "Last activity date",
    PropertyType.DATETIME,
    "last_activity_at",
    "Last Activity Date, notes_last_updated, Last activity, Last contacted, notes_last_contacted, Seneste aktivitet, "
    "Sidste aktivitet, Laatste activiteit",
    read_only=True,
    past=True,
)
