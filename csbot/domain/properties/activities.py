"""The core properties of activities."""

from csbot.domain.properties.making import ANY_NOTES, CREATED, LONG_TEXT, RECORD_ID, heads, name, owner, string, typed
from csbot.domain.properties.types import Option, Property, PropertyType

ACTIVITY_KINDS = (
    Option("note", "Note", ("notat", "notits", "notitie")),
    Option("email", "E-mail", ("mail", "incoming email", "logged email", "forwarded email")),
    Option("call", "Call", ("phone call", "phone", "opkald", "gesprek", "telefoongesprek")),
    Option("meeting", "Meeting", ("møde", "vergadering", "afspraak")),
)

ACTIVITY = (
    name(
        "title",
        "Title",
        "Activity title, Title, Subject, Email subject, Call title, Meeting name, Name, Emne, Titel, Onderwerp, Naam",
    ),
    Property(
        "kind",
        "Activity type",
        PropertyType.STRING,
        "kind",
        max_length=40,
        options=ACTIVITY_KINDS,
        aliases=heads(
            "Activity type, hs_activity_type, Engagement type, Type, Kind, Aktivitetstype, Activiteitstype, Soort"
        ),
    ),
    typed(
        "occurred",
        "Activity date",
        PropertyType.DATETIME,
        "occurred_at",
        "Activity date, hs_timestamp, Occurred at, Occurred, Date, When, Timestamp, Activity created at, "
        "Aktivitetsdato, Dato, Tidspunkt, Activiteitsdatum, Datum",
        required=True,
        past=True,
    ),
    string(
        "body",
        "Text",
        LONG_TEXT,
        "Body, Note body, hs_note_body, Email body, Call notes, hs_call_body, Content, Message, Indhold, Inhoud, "
        f"{ANY_NOTES}",
    ),
    owner("Assigned to", "Activity assigned to, Assigned to, Activity owner, User, Logged by"),
    CREATED,
    RECORD_ID,
)
