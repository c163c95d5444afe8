"""The core properties of meetings."""

from csbot.domain.properties.making import ANY_NOTES, CREATED, LONG_TEXT, RECORD_ID, name, owner, string, typed
from csbot.domain.properties.types import PropertyType

MEETING = (
    name(
        "title",
        "Title",
        "Meeting name, Meeting title, hs_meeting_title, Title, Name, Subject, Meeting, Mødenavn, Møde, Titel, Emne, "
        "Navn, Vergadering, Afspraak, Onderwerp, Naam",
    ),
    typed(
        "starts",
        "Start time",
        PropertyType.DATETIME,
        "starts_at",
        "Meeting start time, Start time, hs_meeting_start_time, Starts at, Starts, Start, Start date, From, Date, "
        "hs_timestamp, Activity date, Starttidspunkt, Starttid, Dato, Begintijd, Starttijd, Begin, Datum",
        required=True,
    ),
    typed(
        "ends",
        "End time",
        PropertyType.DATETIME,
        "ends_at",
        "Meeting end time, End time, hs_meeting_end_time, Ends at, Ends, End, End date, To, Until, Sluttidspunkt, "
        "Sluttid, Slut, Eindtijd, Einde",
    ),
    string(
        "location",
        "Location",
        500,
        "Meeting location, hs_meeting_location, Location, Place, Room, Sted, Lokale, Locatie",
    ),
    typed(
        "join_url",
        "Join link",
        PropertyType.URL,
        "join_url",
        "Join link, Join URL, Meeting link, Meeting URL, External URL, hs_meeting_external_url, Conference link, "
        "Video link, Mødelink, Deelnamelink",
    ),
    owner(
        "Organiser",
        "Activity assigned to, Assigned to, Organiser, Organizer, Meeting owner, Host, Arrangør, Organisator",
    ),
    string(
        "notes",
        "Notes",
        LONG_TEXT,
        f"Meeting description, Meeting notes, Internal meeting notes, hs_meeting_body, {ANY_NOTES}",
    ),
    CREATED,
    RECORD_ID,
)
