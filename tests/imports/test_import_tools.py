# ruff: noqa: E501 - lines of a file are as long as its tool makes them
"""Files as other tools export them, made by us: each comes in whole, with nothing to mend by hand (workspace I1)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from csbot.domain.imports.columns import Dictionary
from csbot.domain.imports.headings import headings
from csbot.domain.properties import Property, PropertyType, word_key
from csbot.domain.records import ObjectType
from tests.imports.conftest import Office

COMPANY, CONTACT, TASK = ObjectType.COMPANY, ObjectType.CONTACT, ObjectType.TASK
KIM = "kim@acme.example"


@dataclass(frozen=True)
class File:
    """A file, its last record's columns as they should be, and the headings that csbot names as left out."""

    kind: ObjectType
    text: str
    expected: dict[str, Any]
    left_out: tuple[str, ...] = ()


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type] # year to minute


FILES = {
    "HubSpot companies": File(
        COMPANY,
        "Record ID,Company name,Company owner,Company Domain Name,Phone Number,City,Country/Region,Annual Revenue,"
        "Number of Employees,Create Date,Last Activity Date,Owner Assigned Date,Merged Company IDs\n"
        '91,Fjord,Kim Larsen,fjord.example,+45 12345678,Aarhus,Denmark,"1200000",48,2024-01-05 10:33,,2024-02-01 09:00,\n',
        {"external_id": "91", "name": "Fjord", "domain": "fjord.example", "owner_id": KIM, "employees": 48,
         "arr": 1_200_000, "created_at": at(2024, 1, 5, 9, 33), "assigned_at": at(2024, 2, 1, 8, 0)},
        ("Merged Company IDs",),
    ),
    "HubSpot companies, Danish": File(
        COMPANY,
        "Post-id,Virksomhedsnavn,Virksomhedsejer,Virksomhedens domænenavn,Telefonnummer,By,Land/område,Årlig omsætning,"
        "Antal medarbejdere,Oprettelsesdato,Dato for seneste aktivitet,Livscyklusfase\n"
        "91,Fjord,Kim Larsen,fjord.example,+45 12345678,Aarhus,Danmark,1200000,48,2024-01-05 10:33,2026-11-01 10:00,Kunde\n",
        {"external_id": "91", "name": "Fjord", "domain": "fjord.example", "owner_id": KIM, "city": "Aarhus",
         "country": "Danmark", "phone": "+45 12345678", "employees": 48, "lifecycle_stage": "Kunde",
         "last_activity_at": at(2026, 11, 1, 9, 0)},
    ),
    "HubSpot companies, Dutch": File(
        COMPANY,
        "Record-ID,Bedrijfsnaam,Eigenaar van bedrijf,Domeinnaam van bedrijf,Telefoonnummer,Plaats,Land/regio,"
        "Jaarlijkse omzet,Aantal werknemers,Aanmaakdatum\n"
        "91,Fjord,Kim Larsen,fjord.example,+31 20 1234567,Utrecht,Nederland,1200000,48,2024-01-05 10:33\n",
        {"external_id": "91", "name": "Fjord", "domain": "fjord.example", "owner_id": KIM, "city": "Utrecht",
         "phone": "+31 20 1234567", "arr": 1_200_000, "employees": 48},
    ),
    "HubSpot companies, German": File(
        COMPANY,
        "Datensatz-ID,Unternehmensname,Zuständiger Mitarbeiter,Domain-Name des Unternehmens,Telefonnummer,Stadt,Land/Region,"
        "Jahresumsatz,Anzahl der Mitarbeiter,Erstellungsdatum\n"
        "91,Fjord,Kim Larsen,fjord.example,+49 30 1234567,Berlin,Deutschland,1200000,48,2024-01-05 10:33\n",
        {"external_id": "91", "name": "Fjord", "domain": "fjord.example", "owner_id": KIM, "city": "Berlin", "employees": 48},
    ),
    "HubSpot contacts, Spanish": File(
        CONTACT,
        "ID de registro,Nombre,Apellidos,Correo,Número de teléfono,Propietario del contacto,Empresa asociada,Fecha de creación\n"
        "5,Ana,Díaz,ana@fjord.example,+34 91 1234567,Kim Larsen,Fjord,2024-01-05 10:33\n",
        {"external_id": "5", "name": "Ana Díaz", "email": "ana@fjord.example", "owner_id": KIM, "company_id": "Fjord"},
    ),
    "HubSpot contacts": File(
        CONTACT,
        "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Associated Company (Primary),"
        "Associated Company IDs (Primary),Owner assigned date,Merged Contact IDs,Create Date\n"
        "5,Ana,Díaz,ana@fjord.example,+34 91 1234567,kim@acme.example,Fjord,91,2024-02-01 09:00,7;8,2024-01-05 10:33\n",
        {"external_id": "5", "name": "Ana Díaz", "email": "ana@fjord.example", "owner_id": KIM, "company_id": "Fjord"},
        ("Owner assigned date", "Merged Contact IDs"),
    ),
    "HubSpot tasks": File(
        TASK,
        "Record ID,Task Title,Due date,Task Status,Task Type,Priority,Assigned to,Notes,Associated Company IDs,"
        "Associated Contact,Completed at\n"
        "7,Renewal call,2026-12-10 15:00,NOT_STARTED,CALL,HIGH,Kim Larsen,Bring figures,91,ana@fjord.example,\n",
        {"external_id": "7", "name": "Renewal call", "due_at": at(2026, 12, 10, 14, 0), "status": "open", "type": "call",
         "priority": "high", "owner_id": KIM, "company_id": "Fjord", "contact_id": "Ana", "notes": "Bring figures"},
    ),
    "HubSpot tasks, German": File(
        TASK,
        "Datensatz-ID,Aufgabentitel,Fälligkeitsdatum,Aufgabenstatus,Aufgabentyp,Priorität,Zugewiesen zu,Notizen\n"
        "7,Verlängerung,2026-12-10,Abgeschlossen,Anruf,Hoch,Kim Larsen,Zahlen\n",
        {"external_id": "7", "name": "Verlängerung", "due_on": date(2026, 12, 10), "status": "completed", "type": "call",
         "priority": "high", "owner_id": KIM, "notes": "Zahlen"},
    ),
    "Salesforce accounts": File(
        COMPANY,
        '"Id","Name","Website","Phone","Industry","BillingCity","BillingCountry","NumberOfEmployees","AnnualRevenue",'
        '"OwnerId","CreatedDate","LastActivityDate"\n'
        '"0015g00000AbCdE","Fjord","https://www.fjord.example","(415) 555-0100","Energy","Oslo","Norway","48","1200000.0",'
        '"0055g000001","2024-01-05T09:33:00.000Z","2026-11-01"\n',
        {"external_id": "0015g00000AbCdE", "name": "Fjord", "domain": "fjord.example", "city": "Oslo", "employees": 48,
         "arr": 1_200_000, "created_at": at(2024, 1, 5, 9, 33)},
        ("OwnerId",),
    ),
    "Salesforce contacts": File(
        CONTACT,
        "Id,AccountId,FirstName,LastName,Title,Email,Business Phone,Contact Owner,CreatedDate\n"
        "0035g,91,Ana,Díaz,CTO,ana@fjord.example,+34 91 1234567,kim@acme.example,2024-01-05T09:33:00.000+0000\n",
        {"external_id": "0035g", "name": "Ana Díaz", "job_title": "CTO", "phone": "+34 91 1234567", "owner_id": KIM,
         "company_id": "Fjord", "created_at": at(2024, 1, 5, 9, 33)},
    ),
    "Salesforce tasks": File(
        TASK,
        "Id,Subject,ActivityDate,Status,Priority,TaskSubtype,WhoId,WhatId,OwnerId,Description,CreatedDate,CompletedDateTime\n"
        "00T5g,Renewal call,2026-12-10,Waiting on someone else,Normal,Call,5,91,0055g,Bring figures,"
        "2026-11-01T09:00:00.000Z,\n",
        {"external_id": "00T5g", "name": "Renewal call", "due_on": date(2026, 12, 10), "status": "open",
         "priority": "medium", "type": "call", "company_id": "Fjord", "contact_id": "Ana", "notes": "Bring figures"},
        ("OwnerId",),
    ),
    "Zoho contacts": File(
        CONTACT,
        "Record Id,Contact Owner,First Name,Last Name,Account Name,Account Name.id,Email,Phone,Title,Created Time\n"
        "zcrm_5,Kim Larsen,Ana,Díaz,Fjord,91,ana@fjord.example,+34 91 1234567,CTO,2024-01-05 10:33:00\n",
        {"external_id": "zcrm_5", "name": "Ana Díaz", "company_id": "Fjord", "owner_id": KIM, "job_title": "CTO"},
    ),
    "Zoho tasks": File(
        TASK,
        "Task ID,Task Owner,Subject,Due Date,Contact Name,Contact Name.id,Related To,Related To.id,Status,Priority,"
        "Closed Time,Created Time,Description\n"
        "zcrm_7,Kim Larsen,Renewal call,2026-12-10,Ana Díaz,5,Fjord,91,Completed,Highest,2026-12-09 10:00:00,"
        "2026-11-01 09:00:00,Bring figures\n",
        {"external_id": "zcrm_7", "name": "Renewal call", "status": "completed", "priority": "high", "company_id": "Fjord",
         "contact_id": "Ana", "completed_at": at(2026, 12, 9, 9, 0), "owner_id": KIM},
    ),
    "Pipedrive organizations": File(
        COMPANY,
        "Organization - ID,Organization - Name,Organization - Owner,Organization - Website,Organization created\n"
        "91,Fjord,Kim Larsen,fjord.example,2024-01-05 10:33:00\n",
        {"external_id": "91", "name": "Fjord", "owner_id": KIM, "domain": "fjord.example",
         "website": "https://fjord.example"},
    ),
    "Pipedrive people": File(
        CONTACT,
        "Person - ID,Person - Name,Person - Organization,Person - Email - Work,Person - Phone - Work,Person - Owner\n"
        "5,Ana Díaz,Fjord,ana@fjord.example,+34 91 1234567,Kim Larsen\n",
        {"external_id": "5", "name": "Ana Díaz", "email": "ana@fjord.example", "company_id": "Fjord", "owner_id": KIM},
    ),
    "Pipedrive API names": File(
        CONTACT,
        "id,name,org_name,email_work,phone_work\n5,Ana Díaz,Fjord,ana@fjord.example,+34 91 1234567\n",
        {"external_id": "5", "name": "Ana Díaz", "email": "ana@fjord.example", "phone": "+34 91 1234567"},
        ("org_name",),
    ),
    "Pipedrive activities": File(
        TASK,
        "Activity - ID,Activity - Done,Activity - Type,Activity - Subject,Activity - Due date,Activity - Organization,"
        "Activity - Contact person,Activity - Assigned to user,Activity - Note\n"
        "7,To do,Meeting,Renewal,2026-12-10,Fjord,Ana Díaz,Kim Larsen,Bring figures\n",
        {"external_id": "7", "name": "Renewal", "status": "open", "type": "todo", "due_on": date(2026, 12, 10),
         "company_id": "Fjord", "contact_id": "Ana", "owner_id": KIM},
    ),
    "Asana": File(
        TASK,
        "Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Assignee Email,Start Date,Due Date,Tags,"
        "Notes,Projects,Parent task\n"
        "7,2026-11-01,2026-12-01,2026-12-01,Renewal call,Doing,Kim,kim@acme.example,,2026-12-10,,Bring figures,Fjord,\n",
        {"external_id": "7", "name": "Renewal call", "status": "completed", "due_on": date(2026, 12, 10), "owner_id": KIM,
         "notes": "Bring figures"},
        ("Last Modified", "Section/Column", "Start Date", "Tags", "Projects", "Parent task"),
    ),
    "Google contacts": File(
        CONTACT,
        "First Name,Middle Name,Last Name,Organization Name,Organization Title,E-mail 1 - Label,E-mail 1 - Value,"
        "Phone 1 - Label,Phone 1 - Value,Labels\n"
        "Ana,,Díaz,Fjord,CTO,* Work,ana@fjord.example ::: a.diaz@fjord.example,Mobile,+34 91 1234567,* myContacts\n",
        {"name": "Ana Díaz", "email": "ana@fjord.example", "phone": "+34 91 1234567", "company_id": "Fjord",
         "job_title": "CTO"},
        ("Middle Name", "E-mail 1 - Label", "Phone 1 - Label", "Labels"),
    ),
    "Outlook contacts": File(
        CONTACT,
        '"First Name","Last Name","Company","Job Title","Business Phone","Mobile Phone","E-mail Address","Notes"\n'
        '"Ana","Díaz","Fjord","CTO","+34 91 1234567","","ana@fjord.example","Met in Oslo"\n',
        {"name": "Ana Díaz", "email": "ana@fjord.example", "company_id": "Fjord", "job_title": "CTO"},
        ("Notes",),
    ),
    "A Dutch bookkeeping program": File(
        COMPANY,
        "Relatienummer;Naam;Telefoonnummer;Woonplaats\n1001;Fjord;+31 20 1234567;Utrecht\n",
        {"external_id": "1001", "name": "Fjord", "phone": "+31 20 1234567", "city": "Utrecht"},
    ),
    "A help desk": File(
        CONTACT,
        "Name,Email,phone_number1.number\nAna Díaz,ana@fjord.example,+34 91 1234567\n",
        {"name": "Ana Díaz", "phone": "+34 91 1234567"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_each_tool_comes_in_whole(small_office: Office, name: str) -> None:
    file = FILES[name]
    if file.kind is not COMPANY:
        small_office.take(COMPANY, "Record ID,Name\n91,Fjord\n")
    if file.kind is TASK:
        small_office.take(CONTACT, "Record ID,Name,Email\n5,Ana Díaz,ana@fjord.example\n")
    done = small_office.take(file.kind, file.text)
    assert (done.counts, done.bad) == ((1, 0, 0, 0), [])
    row = small_office.rows(file.kind)[-1]
    assert {column: shown(small_office, row, column) for column in file.expected} == file.expected
    assert done.report.plan.columns.ignored == file.left_out


def shown(office: Office, row: Any, column: str) -> Any:
    """A person by address, a company by name, a contact by first name."""
    value = getattr(row, column)
    if column == "owner_id":
        return next((email for email, member_id in office.people.items() if member_id == value), None)
    if column in ("company_id", "contact_id"):
        kind = COMPANY if column == "company_id" else CONTACT
        return next((one.name.split()[0] for one in office.rows(kind) if one.id == value), None)
    return value


@pytest.mark.parametrize("one", headings(), ids=lambda one: f"{one.tool} {one.kind} {one.text}")
def test_each_heading_means_what_its_line_says(one: Any) -> None:
    """A tool's heading is not outdone by what the same word means elsewhere."""
    target, _ = Dictionary(one.kind).read(one.text)
    assert target is not None
    same = {"company": "company_id", "contact": "contact_id"}
    assert target.name in (one.word, same.get(one.word)), word_key(one.text)


def test_the_managers_own_properties_come_first(small_office: Office) -> None:
    own = Property("k1", "WhatId", PropertyType.STRING, "k1", custom=True)
    assert Dictionary(TASK, (own,)).read("WhatId")[0] is own
