"""News of tasks: given, changed in every field, by several people, many at once, and hostile words."""

from dataclasses import replace
from datetime import timedelta

from blocks.examples.days import CALL, HOSTILE_TASK, HOUR, did, series
from blocks.examples.people import ANNA, HOSTILE, KIM, NOW, TODAY
from csbot.domain.news import Assignment, ChangedField, FieldChange, NewsList, TaskNews
from csbot.domain.operations import OperationKind
from csbot.domain.preferences import Event
from csbot.domain.summary import TaskLine
from csbot.domain.tasks import Priority, Task, TaskStatus, TaskType

CHANGED = TaskLine(replace(CALL, id=219))
OTHERS = TaskLine(replace(CALL, id=218, assignee=KIM))
PEOPLE = {one.id: one.name for one in (ANNA, KIM, HOSTILE)}
COMPANIES = {900: "Acme Corp", 902: "<b>R&D</b> *Ltd*"}

ASSIGNMENTS = {
    "new": Assignment(TaskLine(replace(CALL, id=218)), KIM.id, KIM.name),
    "completed": Assignment(did(replace(CALL, id=218), OperationKind.COMPLETE), KIM.id, KIM.name),
    "hostile": Assignment(TaskLine(HOSTILE_TASK), HOSTILE.id, HOSTILE.name),
    "others": Assignment(OTHERS, ANNA.id, "Lee Berg", KIM),
    "taken": Assignment(OTHERS, KIM.id, KIM.name, KIM),
    "hostile_others": Assignment(OTHERS, ANNA.id, HOSTILE.name, HOSTILE),
}
EVERY_FIELD = (
    FieldChange(ChangedField.TITLE, "Call Acme", "Call Acme about renewal"),
    FieldChange(ChangedField.DUE, TODAY, NOW + 5 * HOUR),
    FieldChange(ChangedField.PRIORITY, Priority.NONE, Priority.HIGH),
    FieldChange(ChangedField.TYPE, TaskType.TODO, TaskType.CALL),
    FieldChange(ChangedField.COMPANY, None, 900),
    FieldChange(ChangedField.REMINDER, None, NOW + HOUR),
    FieldChange(ChangedField.SNOOZE, NOW + HOUR, None),
    FieldChange(ChangedField.NOTES, "", "x"),
)


def change(*changes: FieldChange, line: TaskLine = CHANGED, by: tuple[str, ...] = (KIM.name,)) -> TaskNews:
    return TaskNews(line, by, changes, 3, 5, PEOPLE, COMPANIES)


CHANGES = {
    "due": change(FieldChange(ChangedField.DUE, TODAY, TODAY + timedelta(days=3))),
    "every_field": change(*EVERY_FIELD, by=(KIM.name, "Lee Berg")),
    "given_away": change(
        FieldChange(ChangedField.ASSIGNEE, ANNA.id, KIM.id), line=TaskLine(replace(CALL, id=219, assignee=KIM))
    ),
    "completed": change(
        FieldChange(ChangedField.STATUS, TaskStatus.OPEN, TaskStatus.COMPLETED),
        line=TaskLine(did(replace(CALL, id=219), OperationKind.COMPLETE, KIM).task),
    ),
    "reopened": change(FieldChange(ChangedField.STATUS, TaskStatus.COMPLETED, TaskStatus.OPEN)),
    "deleted": change(
        FieldChange(ChangedField.DELETED, None, NOW), line=TaskLine(replace(CALL, id=219, archived_at=NOW))
    ),
    "restored": change(FieldChange(ChangedField.DELETED, NOW, None)),
    "others": replace(
        change(FieldChange(ChangedField.DUE, TODAY, TODAY + timedelta(days=3)), line=OTHERS, by=("Lee Berg",)),
        owner=KIM,
    ),
    "their_own": replace(
        change(
            FieldChange(ChangedField.STATUS, TaskStatus.OPEN, TaskStatus.COMPLETED),
            line=TaskLine(did(OTHERS.task, OperationKind.COMPLETE, KIM).task),
        ),
        owner=KIM,
    ),
    "hostile": change(
        FieldChange(ChangedField.TITLE, "a", HOSTILE_TASK.title),
        FieldChange(ChangedField.ASSIGNEE, None, HOSTILE.id),
        FieldChange(ChangedField.COMPANY, 900, 902),
        line=TaskLine(HOSTILE_TASK),
        by=(HOSTILE.name,),
    ),
    "nobody_known": change(FieldChange(ChangedField.NOTES, "", "x"), by=("",)),
}
MANY: tuple[Task, ...] = tuple(line.task for line in series(601, 10))
LISTS = {
    "assigned": NewsList(Event.TASK_ASSIGNED, 14, MANY, (KIM.name,)),
    "changed": NewsList(Event.TASK_CHANGED, 6, MANY[:6], (KIM.name, "Lee Berg")),
    "assigned_to_others": NewsList(Event.TASK_ASSIGNED, 14, MANY, (KIM.name,), is_own=False),
    "changed_of_others": NewsList(Event.TASK_CHANGED, 6, MANY[:6], (KIM.name,), is_own=False),
    "hostile": NewsList(Event.TASK_CHANGED, 500, (HOSTILE_TASK,) * 10, (HOSTILE.name,)),
}
