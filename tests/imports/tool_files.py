# ruff: noqa: E501 - lines of a file are as long as its tool makes them
"""Files as other tools export them, made by us."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from csbot.domain.records import ObjectType

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
        {"name": "Ana Díaz", "email": "ana@fjord.example", "phone": "+34 91 1234567", "company_id": "Fjord", "job_title": "CTO"},
        ("Notes",),
    ),
    "Outlook contacts, all columns": File(
        CONTACT,
        '"Title","First Name","Middle Name","Last Name","Suffix","Company","Department","Job Title","Business Street","Business City",'
        '"Business Country/Region","Business Fax","Business Phone","Home Phone","Mobile Phone","Account","E-mail Address",'
        '"E-mail Type","E-mail Display Name","E-mail 2 Address","Notes","Priority","Web Page"\r\n'
        '"Dr.","Ana","","Díaz","","Fjord","R&D","CTO","","","","","+34 91 1234567","","","","ana@fjord.example","SMTP","Ana",'
        '"","","Normal",""\r\n',
        {"name": "Ana Díaz", "email": "ana@fjord.example", "phone": "+34 91 1234567", "company_id": "Fjord", "job_title": "CTO"},
        ("Middle Name", "Suffix", "Department", "Business Street", "Business City", "Business Country/Region", "Business Fax",
         "Home Phone", "E-mail Type", "E-mail Display Name", "E-mail 2 Address", "Notes", "Priority", "Web Page"),
    ),
    "Google contacts, before 2024": File(
        CONTACT,
        "Name,Given Name,Additional Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,"
        "Phone 1 - Value,Organization 1 - Name,Organization 1 - Title\n"
        "Ana Díaz,Ana,,Díaz,* myContacts,*,ana@fjord.example,Work,+34 91 1234567 ::: +34 91 7654321,Fjord,CTO\n",
        {"name": "Ana Díaz", "first_name": "Ana", "email": "ana@fjord.example", "phone": "+34 91 1234567",
         "company_id": "Fjord", "job_title": "CTO"},
        ("Additional Name", "Group Membership", "E-mail 1 - Type", "Phone 1 - Type"),
    ),
    "Salesforce tasks of opportunities": File(
        TASK,
        "Id,WhoId,WhatId,Subject,ActivityDate,Status,Priority,OwnerId,Description,AccountId,CreatedDate,TaskSubtype,Type\n"
        "00T,5,006OPP,Renewal,2026-12-10,In Progress,High,0055,Fig,91,2026-11-01T09:00:00.000Z,Call,\n",
        {"name": "Renewal", "type": "call", "company_id": "Fjord", "contact_id": "Ana", "status": "open"},
        ("OwnerId",),
    ),
    "Salesforce contacts with a mobile only": File(
        CONTACT,
        "Id,AccountId,FirstName,LastName,Phone,MobilePhone,Email\n5b,91,Ana,Díaz,,+34 91 1234567,ana2@fjord.example\n",
        {"name": "Ana Díaz", "phone": "+34 91 1234567"},
    ),
    "HubSpot contacts, German": File(
        CONTACT,
        "Datensatz-ID,Vorname,Nachname,E-Mail,Telefonnummer,Mobiltelefonnummer,Zugeordnetes Unternehmen\n"
        "8,Ana,Díaz,ana3@fjord.example,,+49 30 1234567,Fjord\n",
        {"external_id": "8", "name": "Ana Díaz", "phone": "+49 30 1234567", "company_id": "Fjord"},
    ),
    "HubSpot contacts, Danish": File(
        CONTACT,
        "Post-id,Fornavn,Efternavn,E-mail,Telefonnummer,Kontaktejer,Tilknyttet virksomhed,Jobtitel,Oprettelsesdato\n"
        "8,Ana,Díaz,ana@fjord.example,+45 12345678,Kim Larsen,Fjord,CTO,2024-01-05 10:33\n",
        {"external_id": "8", "name": "Ana Díaz", "owner_id": KIM, "company_id": "Fjord", "job_title": "CTO"},
    ),
    "HubSpot tasks, Dutch": File(
        TASK,
        "Record-ID,Taaktitel,Vervaldatum,Taakstatus,Taaktype,Prioriteit,Toegewezen aan,Notities\n"
        "7,Verlenging,2026-12-10,Uitgesteld,Bellen,Hoog,Kim Larsen,Cijfers\n",
        {"external_id": "7", "name": "Verlenging", "due_on": date(2026, 12, 10), "status": "open", "type": "call",
         "priority": "high", "owner_id": KIM},
    ),
    "HubSpot tasks, Spanish": File(
        TASK,
        "ID de registro,Título de la tarea,Fecha de vencimiento,Estado de la tarea,Tipo de tarea,Prioridad,Asignado a,Notas\n"
        "7,Renovación,2026-12-10,Sin comenzar,Llamada,Alta,Kim Larsen,Cifras\n",
        {"external_id": "7", "name": "Renovación", "status": "open", "type": "call", "priority": "high", "owner_id": KIM},
    ),
    "Zoho accounts": File(
        COMPANY,
        "Record Id,Account Owner,Account Name,Phone,Website,Industry,Employees,Annual Revenue,Billing City,Billing Country,"
        "Created Time\n"
        "zcrm_91,Kim Larsen,Fjord,+47 22 123456,www.fjord.example,Energy,48,1200000,Oslo,Norway,2024-01-05 10:33:00\n",
        {"external_id": "zcrm_91", "name": "Fjord", "owner_id": KIM, "domain": "fjord.example", "city": "Oslo",
         "employees": 48, "arr": 1_200_000},
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
