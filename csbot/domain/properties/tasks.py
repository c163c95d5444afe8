"""The core properties of tasks (workspace T1)."""

from csbot.domain.properties.making import ANY_NOTES, CREATED, LONG_TEXT, RECORD_ID, heads, name, owner, string, typed
from csbot.domain.properties.types import Option, Property, PropertyType
from csbot.domain.tasks import Priority, TaskStatus, TaskType

TASK_TYPES = (
    Option(
        TaskType.TODO,
        "To-do",
        heads("task, other, meeting, deadline, lunch, opgave, gøremål, huskeliste, taak, te doen, aufgabe, tarea"),
    ),
    Option(
        TaskType.CALL,
        "Call",
        heads("phone, phone call, opkald, ring, bellen, telefoon, telefoongesprek, anruf, llamada"),
    ),
    Option(TaskType.EMAIL, "E-mail", heads("mail, e-mailen, mailen, correo, correo electrónico")),
)
PRIORITIES = (
    Option(Priority.NONE, "None", ("ingen", "geen", "-", "keine", "ninguna")),
    Option(Priority.LOW, "Low", ("lav", "laag", "lowest", "niedrig", "baja")),
    Option(Priority.MEDIUM, "Medium", ("normal", "mellem", "middel", "gemiddeld", "normaal", "mittel", "media")),
    Option(Priority.HIGH, "High", ("urgent", "høj", "hoog", "haster", "dringend", "highest", "hoch", "alta")),
)
STATUSES = (
    Option(
        TaskStatus.OPEN,
        "Open",
        heads(
            "not started, in progress, waiting, deferred, to do, todo, no, false, åben, ikke startet, i gang, nej, "
            "niet gestart, bezig, in behandeling, nee, waiting on someone else, waiting for input, "
            "udskudt, venter, afventer, uitgesteld, wachtend, nicht begonnen, in bearbeitung, wartend, zurückgestellt, "
            "no iniciada, sin comenzar, sin empezar, en curso, en progreso, en espera, aplazada, aplazado"
        ),
    ),
    Option(
        TaskStatus.COMPLETED,
        "Completed",
        heads(
            "complete, done, closed, finished, yes, true, afsluttet, fuldført, færdig, ja, voltooid, afgerond, klaar, "
            "gereed, abgeschlossen, erledigt, completada, completado, terminada"
        ),
    ),
)

TASK = (
    name(
        "title",
        "Title",
        "Task Title, Task name, hs_task_subject, Title, Subject, Task, Name, Opgave, Titel, Emne, Opgavetitel, Navn, "
        "Taak, Onderwerp, Naam",
    ),
    Property(
        "due",
        "Due date",
        PropertyType.DATETIME,
        "due_at",
        date_column="due_on",
        sort_column="due_sort",
        aliases=heads(
            "Due Date, Due, Due at, Due on, Task due date, hs_timestamp, Deadline, Frist, Forfaldsdato, Forfalder, "
            "Vervaldatum, Einddatum, Dato, Datum, Date"
        ),
    ),
    Property(
        "status",
        "Status",
        PropertyType.ENUMERATION,
        "status",
        options=STATUSES,
        aliases=heads("Task Status, hs_task_status, Status, State, Completed, Done, Tilstand"),
    ),
    Property(
        "type",
        "Type",
        PropertyType.ENUMERATION,
        "type",
        options=TASK_TYPES,
        aliases=heads("Task Type, hs_task_type, Type, Opgavetype, Taaktype, Soort"),
    ),
    Property(
        "priority",
        "Priority",
        PropertyType.ENUMERATION,
        "priority",
        options=PRIORITIES,
        aliases=heads("Priority, Task priority, hs_task_priority, Prioritet, Prioriteit"),
    ),
    owner(
        "Assigned to",
        "Assigned to, Assignee, Task owner, Task assigned to, Activity assigned to, Tildelt, "
        "Tildelt til, Toegewezen aan",
    ),
    string("notes", "Notes", LONG_TEXT, f"Task Body, Task Notes, hs_task_body, {ANY_NOTES}"),
    typed(
        "reminder", "Reminder", PropertyType.DATETIME, "reminder_at", "Reminder, Reminder date, Påmindelse, Herinnering"
    ),
    typed(
        "completed_at",
        "Completed at",
        PropertyType.DATETIME,
        "completed_at",
        "Completed at, Completed date, Completed on, Completion date, hs_task_completion_date, "
        "Afsluttet den, Voltooid op",
        read_only=True,
        past=True,
    ),
    CREATED,
    RECORD_ID,
)
