"""The core properties of companies."""

from csbot.domain.properties.making import CREATED, LAST_ACTIVITY, RECORD_ID, heads, name, owner, string, typed
from csbot.domain.properties.types import Option, Property, PropertyType
from csbot.domain.properties.values import tidy_domain

BANDS = (
    Option("at_risk", "At risk", ("red", "rød", "i fare", "risiko", "rood", "risico")),
    Option("neutral", "Neutral", ("yellow", "gul", "neutraal", "geel")),
    Option("healthy", "Healthy", ("green", "sund", "grøn", "gezond", "groen")),
)

COMPANY = (
    name(
        "name",
        "Company name",
        "Company name, Name, Company, Customer, Customer name, Account, Account name, Client, Organisation, "
        "Organization, Virksomhed, Virksomhedsnavn, Firma, Firmanavn, Kunde, Kundenavn, Navn, Bedrijf, Bedrijfsnaam, "
        "Klant, Klantnaam, Naam",
    ),
    Property(
        "domain",
        "Company domain name",
        PropertyType.STRING,
        "domain",
        unique=True,
        max_length=253,
        aliases=heads("Company Domain Name, Domain, Domain name, Web domain, Domæne, Domein"),
        tidy=tidy_domain,
    ),
    owner("Company owner", "Company owner"),
    typed("phone", "Phone number", PropertyType.PHONE, "phone", "Phone Number, Phone, Telephone, Telefon, Telefoon"),
    typed("website", "Website", PropertyType.URL, "website", "Website URL, Website, URL, Hjemmeside, Webside"),
    string("industry", "Industry", 200, "Industry, Sector, Branche, Industri, Bedrijfstak"),
    string("city", "City", 200, "City, Town, By, Stad, Plaats, Woonplaats"),
    string("country", "Country", 200, "Country/Region, Country, Land"),
    string("lifecycle_stage", "Lifecycle stage", 100, "Lifecycle Stage, Livscyklus, Levenscyclusfase"),
    Property(
        "employees",
        "Number of employees",
        PropertyType.NUMBER,
        "employees",
        whole=True,
        aliases=heads(
            "Number of Employees, numberofemployees, Employees, Headcount, Antal medarbejdere, Antal ansatte, "
            "Medarbejdere, Aantal medewerkers, Aantal werknemers, Medewerkers"
        ),
    ),
    typed(
        "arr",
        "ARR",
        PropertyType.CURRENCY,
        "arr",
        "ARR, Annual recurring revenue, hs_arr, Recurring revenue, Annual contract value, ACV, Annual Revenue, "
        "annualrevenue, Årlig omsætning, Jaaromzet",
    ),
    typed(
        "renewal",
        "Renewal date",
        PropertyType.DATE,
        "renewal_on",
        "Renewal date, Renewal, Renews on, Contract renewal date, Contract end date, Contract end, Fornyelsesdato, "
        "Fornyelse, Kontraktudløb, Verlengingsdatum, Verlenging, Contracteinde",
    ),
    typed(
        "customer_since",
        "Customer since",
        PropertyType.DATE,
        "customer_since_on",
        "Customer since, Became a Customer Date, Client since, Contract start date, Start date, Kunde siden, "
        "Klant sinds",
        past=True,
    ),
    Property(
        "health",
        "Health",
        PropertyType.ENUMERATION,
        "band",
        read_only=True,
        options=BANDS,
        aliases=heads("Health, Health band, Band, Health status, Sundhed, Gezondheid"),
    ),
    typed(
        "score",
        "Health score",
        PropertyType.NUMBER,
        "score",
        "Health score, Score, Customer health score, Sundhedsscore, Gezondheidsscore",
        read_only=True,
    ),
    typed(
        "assigned",
        "Assigned on",
        PropertyType.DATETIME,
        "assigned_at",
        "Assigned on, Owner assigned date, hubspot_owner_assigneddate, Tildelt den, Toegewezen op",
        read_only=True,
        past=True,
    ),
    CREATED,
    LAST_ACTIVITY,
    RECORD_ID,
)
