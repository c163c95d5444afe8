"""The core properties of objects that move through pipelines (workspace S6-S9, P1-P9, R1).

Their pipeline and stage join with the pipelines themselves.
"""

from csbot.domain.properties.making import CREATED, LAST_ACTIVITY, RECORD_ID, name, owner, typed
from csbot.domain.properties.types import Property, PropertyType

STAGE_ENTERED = typed(
    "stage_entered",
    "Stage entered on",
    PropertyType.DATETIME,
    "stage_entered_at",
    "Stage entered on, Date entered current stage, hs_date_entered_current_stage",
    read_only=True,
    past=True,
)
RENEWAL = typed(
    "renewal",
    "Renewal date",
    PropertyType.DATE,
    "renewal_on",
    "Renewal date, Renewal, Renews on, Next renewal date, Fornyelsesdato, Fornyelse, Verlengingsdatum, Verlenging",
)
TAIL = (STAGE_ENTERED, CREATED, LAST_ACTIVITY, RECORD_ID)


def amount(aliases: str) -> Property:
    return typed("amount", "Amount", PropertyType.CURRENCY, "amount", f"Amount, {aliases}, Beløb, Bedrag")


PROJECT = (
    name("name", "Project name", "Project name, hs_name, Name, Project, Projekt, Projektnavn, Projectnaam, Navn, Naam"),
    owner("Project owner", "Project owner"),
    RENEWAL,
    *TAIL,
)
SERVICE = (
    name("name", "Service name", "Service name, hs_name, Name, Service, Ydelse, Dienst, Navn, Naam"),
    owner("Service owner", "Service owner"),
    RENEWAL,
    *TAIL,
)
DEAL = (
    name("name", "Deal name", "Deal Name, dealname, Name, Deal, Handel, Handelsnavn, Dealnaam, Navn, Naam"),
    owner("Deal owner", "Deal owner"),
    amount("Deal amount, Value"),
    typed(
        "close",
        "Close date",
        PropertyType.DATE,
        "close_on",
        "Close Date, closedate, Expected close date, Lukkedato, Afsluitdatum, Sluitingsdatum",
    ),
    *TAIL,
)
SUBSCRIPTION = (
    name("name", "Subscription name", "Subscription name, hs_name, Name, Subscription, Abonnement, Navn, Naam"),
    owner("Subscription owner", "Subscription owner"),
    amount("Recurring revenue, hs_recurring_revenue"),
    RENEWAL,
    typed(
        "end",
        "End date",
        PropertyType.DATE,
        "end_on",
        "End date, Subscription end date, Contract end date, Slutdato, Einddatum",
    ),
    *TAIL,
)
TICKET = (
    name("name", "Ticket name", "Ticket name, Subject, Name, Ticket, Emne, Onderwerp, Navn, Naam"),
    owner("Ticket owner", "Ticket owner"),
    RENEWAL,
    *TAIL,
)
