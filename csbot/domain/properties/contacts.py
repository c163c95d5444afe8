"""The core properties of contacts."""

from csbot.domain.properties.making import CREATED, LAST_ACTIVITY, RECORD_ID, heads, name, owner, string, typed
from csbot.domain.properties.types import Property, PropertyType

CONTACT = (
    name("name", "Name", "Full name, Name, Contact name, Contact, Navn, Fulde navn, Naam, Volledige naam"),
    string("first_name", "First name", 200, "First Name, Given name, Fornavn, Voornaam"),
    string("last_name", "Last name", 200, "Last Name, Surname, Family name, Efternavn, Achternaam"),
    Property(
        "email",
        "E-mail",
        PropertyType.EMAIL,
        "email",
        unique=True,
        max_length=320,
        aliases=heads("Email, Email address, Mail, E-mailadresse, Mailadresse, E-mailadres, Work email"),
    ),
    typed(
        "phone",
        "Phone number",
        PropertyType.PHONE,
        "phone",
        "Phone Number, Phone, Telephone, Mobile Phone Number, Mobile phone, Mobile, Telefon, Mobil, Telefoon, Mobiel",
    ),
    string("job_title", "Job title", 200, "Job Title, Title, Position, Role, Stilling, Titel, Functie, Functietitel"),
    owner("Contact owner", "Contact owner"),
    CREATED,
    LAST_ACTIVITY,
    RECORD_ID,
)
