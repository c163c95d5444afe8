"""Headings of other tools' files: a line of data for each property of each, with where it comes from (workspace I1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from csbot.domain.records import ObjectType

# tool, object and property: headings. ! identifies better than the same property's other headings.
TABLE = """
HubSpot company record_id: Post-id, Record-ID, Datensatz-ID, ID de registro
HubSpot company name: Unternehmensname, Nombre de la empresa, Name des Unternehmens
HubSpot company domain: Virksomhedens domænenavn, Domeinnaam van bedrijf, Bedrijfsdomeinnaam,
  Domain-Name des Unternehmens, Unternehmens-Domainname, Nombre de dominio de la empresa
HubSpot company owner: Virksomhedsejer, Eigenaar van bedrijf, Bedrijfseigenaar, Zuständiger Mitarbeiter,
  Für Unternehmen zuständiger Mitarbeiter, Propietario de la empresa
HubSpot company phone: Telefonnummer, Telefoonnummer, Número de teléfono
HubSpot company website: Websteds-URL, Website-URL, URL del sitio web
HubSpot company industry: Sector
HubSpot company city: Stadt, Ort, Ciudad
HubSpot company country: Land/område, Land/regio, Land/Region, País/región
HubSpot company lifecycle_stage: Livscyklusfase, Lifecycle-fase, Lifecycle-Phase, Etapa del ciclo de vida
HubSpot company employees: Anzahl der Mitarbeiter, Número de empleados
HubSpot company arr: Jaarlijkse omzet, Jährlicher Umsatz, Jahresumsatz, Ingresos anuales
HubSpot company created: Erstellungsdatum, Fecha de creación
HubSpot company last_activity: Dato for seneste aktivitet, Datum laatste activiteit, Datum van laatste activiteit,
  Datum der letzten Aktivität, Fecha de la última actividad
HubSpot contact record_id: Post-id, Record-ID, Datensatz-ID, ID de registro
HubSpot contact first_name: Vorname, Nombre
HubSpot contact last_name: Nachname, Apellidos
HubSpot contact email: Correo, Correo electrónico
HubSpot contact phone: Telefonnummer, Telefoonnummer, Número de teléfono, Mobiltelefonnummer, Mobiel telefoonnummer,
  Número de teléfono móvil
HubSpot contact job_title: Jobtitel, Berufsbezeichnung, Cargo
HubSpot contact owner: Kontaktejer, Eigenaar van contactpersoon, Contacteigenaar, Zuständiger Mitarbeiter,
  Für Kontakt zuständiger Mitarbeiter, Propietario del contacto
HubSpot contact company_id: !Associated Company IDs (Primary)
HubSpot contact company: !Associated Company (Primary), Tilknyttet virksomhed, Gekoppeld bedrijf,
  Zugeordnetes Unternehmen, Unternehmensname, Empresa asociada, Nombre de la empresa
HubSpot contact created: Erstellungsdatum, Fecha de creación
HubSpot contact last_activity: Dato for seneste aktivitet, Datum laatste activiteit, Datum van laatste activiteit,
  Datum der letzten Aktivität, Fecha de la última actividad
HubSpot task record_id: Post-id, Record-ID, Datensatz-ID, ID de registro
HubSpot task title: Taaktitel, Titel van taak, Aufgabentitel, Título de la tarea
HubSpot task due: Fälligkeitsdatum, Fecha de vencimiento
HubSpot task status: Opgavestatus, Taakstatus, Aufgabenstatus, Estado de la tarea
HubSpot task type: Aufgabentyp, Tipo de tarea
HubSpot task priority: Priorität, Prioridad
HubSpot task owner: Zugewiesen zu, Zugewiesen an, Asignado a
HubSpot task notes: Notizen, Notas
HubSpot task completed_at: Dato for fuldførelse, Voltooiingsdatum, Abschlussdatum, Fecha de finalización
HubSpot task created: Erstellungsdatum, Fecha de creación
HubSpot task company_id: !Associated Company IDs (Primary)
HubSpot task company: !Associated Company (Primary), Tilknyttet virksomhed, Gekoppeld bedrijf, Zugeordnetes Unternehmen,
  Empresa asociada
HubSpot task contact_id: !Associated Contact IDs (Primary)
HubSpot task contact: !Associated Contact (Primary), Tilknyttet kontakt, Gekoppelde contactpersoon,
  Zugeordneter Kontakt, Contacto asociado
Salesforce company record_id: Account ID, Id
Salesforce company city: BillingCity, Billing City
Salesforce company country: BillingCountry, Billing Country
Salesforce company employees: NumberOfEmployees
Salesforce company arr: AnnualRevenue
Salesforce company created: CreatedDate, Created Date
Salesforce company last_activity: LastActivityDate, Last Activity
Salesforce contact record_id: !Contact ID, Id
Salesforce contact first_name: FirstName
Salesforce contact last_name: LastName
Salesforce contact phone: MobilePhone, Business Phone, Mobile
Salesforce contact company_id: AccountId, Account ID
Salesforce contact company: Account Name
Salesforce contact created: CreatedDate, Created Date
Salesforce contact last_activity: LastActivityDate
Salesforce task record_id: Task ID, Activity ID, Id
Salesforce task due: ActivityDate
Salesforce task type: TaskSubtype, Task Subtype
Salesforce task notes: Comments, Full Comments
Salesforce task completed_at: CompletedDateTime, Completed Date/Time
Salesforce task created: CreatedDate, Created Date
Salesforce task contact_id: WhoId
Salesforce task company_id: WhatId, AccountId, Account ID
Salesforce task company: Company / Account, Account Name
Salesforce task owner: Assigned
Zoho company record_id: Record Id
Zoho company created: Created Time
Zoho company last_activity: Last Activity Time
Zoho contact record_id: Record Id
Zoho contact company_id: Account Name.id
Zoho contact company: Account Name
Zoho contact created: Created Time
Zoho contact last_activity: Last Activity Time
Zoho task record_id: Record Id, Task ID
Zoho task completed_at: Closed Time
Zoho task created: Created Time
Zoho task contact_id: Contact Name.id
Zoho task contact: Contact Name
Zoho task company_id: Related To.id
Zoho task company: Related To
Pipedrive company record_id: Organization - ID, Organization ID
Pipedrive company name: Organization - Name
Pipedrive company owner: Organization - Owner
Pipedrive company website: Organization - Website
Pipedrive company city: City/town/village/locality
Pipedrive company created: Organization created, Organization - Organization created, Add time
Pipedrive contact record_id: Person - ID, Person ID
Pipedrive contact name: Person - Name
Pipedrive contact email: Person - Email - Work, Email - Work, email_work
Pipedrive contact phone: Person - Phone - Work, Phone - Work, phone_work, Phone - Mobile, phone_mobile
Pipedrive contact owner: Person - Owner
Pipedrive contact company: Person - Organization, Organization - Name, Organization
Pipedrive contact created: Person created, Add time
Pipedrive task record_id: Activity - ID
Pipedrive task title: Activity - Subject
Pipedrive task due: Activity - Due date
Pipedrive task status: Activity - Done
Pipedrive task type: Activity - Type
Pipedrive task priority: Activity - Priority
Pipedrive task owner: Activity - Assigned to user, Assigned to user
Pipedrive task notes: Activity - Note, Public description
Pipedrive task completed_at: Activity - Marked as done time, Marked as done time
Pipedrive task company: Activity - Organization, Organization
Pipedrive task contact: Activity - Contact person, Contact person
Pipedrive task created: Activity - Add time, Add time
Asana task record_id: Task ID
Asana task owner: !Assignee Email
Asana task completed_at: Completed At
Google contact first_name: Given Name
Google contact last_name: Family Name
Google contact email: E-mail 1 - Value
Google contact phone: Phone 1 - Value
Google contact company: Organization Name, Organization 1 - Name
Google contact job_title: Organization Title, Organization 1 - Title
Outlook contact email: E-mail Address
Outlook contact phone: Business Phone, Primary Phone
Outlook contact company: Company
others company record_id: Relatienummer, Relatiecode, Klantnummer, Debiteurnummer, Kundenummer, Debitornummer,
  Customer ID
others company phone: phone_number1.number, phone_work
others contact phone: phone_number1.number
others contact record_id: Relatienummer
"""
BETTER = "!"
SOURCES = {
    "HubSpot": "labels of standard properties in exports of records, in the languages of accounts; the API's reference",
    "Salesforce": "field names of the object reference, and column labels of reports",
    "Zoho": "headings of modules as Zoho CRM exports them",
    "Pipedrive": "headings of exported lists, and names of the API",
    "Asana": "headings of a project exported as CSV",
    "Google": "Google CSV of contacts, as before and since 2024",
    "Outlook": "the CSV of contacts that Outlook exports and imports",
    "others": "files of bookkeeping and help desk programs that people showed when they asked for help",
}
"""Where the headings of each tool's lines come from."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a tool's files. `better`: it identifies better than the property's other headings."""

    tool: str
    kind: ObjectType
    word: str
    text: str
    better: bool


@cache
def headings() -> tuple[Heading, ...]:
    """All of them, in the order of the table."""
    return tuple(_read())


def _read() -> Iterator[Heading]:
    for line in TABLE.strip().replace("\n  ", " ").splitlines():
        where, _, listed = line.partition(": ")
        tool, kind, word = where.split()
        for text in listed.split(", "):
            yield Heading(
                tool, ObjectType(kind), word, text.strip().removeprefix(BETTER), text.strip().startswith(BETTER)
            )
