"""Tasks through dialogs: created and edited (workspace T1, T3, C9)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from csbot.domain.calendar import local_date
from csbot.domain.errors import CannotAssign, CsbotError, FieldChanged, NotFound, Refused
from csbot.domain.operations import OperationKind
from csbot.domain.permissions import Actor
from csbot.domain.record_cards import RecordRef
from csbot.domain.records import ObjectType, Source
from csbot.domain.summary import TaskLine
from csbot.domain.task_forms import (
    COLUMNS,
    TaskField,
    TaskFields,
    TaskForm,
    columns_from,
    columns_of,
    fields_of,
    flaws,
    moved_reminder,
    whole_notes,
)
from csbot.domain.tasks import UNDO_FOR, Named, Task, TaskStatus
from csbot.services import undos
from csbot.services.news import NewsService
from csbot.services.tasks import Outcome, TaskService
from csbot.storage import assignees as stored_assignees
from csbot.storage import associations as stored_associations
from csbot.storage import operations as stored_operations
from csbot.storage import recorder
from csbot.storage import records as stored_records
from csbot.storage import tasks as stored_tasks
from csbot.storage.operations import Change
from csbot.storage.unit_of_work import UnitOfWork

Problems = dict[str, CsbotError]


@dataclass(frozen=True, slots=True)
class TaskFormService:
    """Fills dialogs and takes what comes back. `now` is business time."""

    uow: UnitOfWork
    now: datetime
    news: NewsService

    def company(self, company_id: int) -> Named:
        """The company's name; raises `NotFound`."""
        return Named(company_id, stored_records.get_name(self.uow, ObjectType.COMPANY, company_id))

    def form(self, actor: Actor, task_id: int) -> TaskForm:
        """A task to be edited; raises `NotFound` and `NotAllowed`."""
        return TaskForm(self._editable(actor, task_id))

    def confirmed(self, task: Task, fields: TaskFields, tz: str, agreed: date | None) -> TaskForm | None:
        """The dialog that asks whether a due date that has passed is meant; None where it is new, or was agreed to.

        `task`: as it is, which the dialog then shows with `fields`.
        """
        passed = fields.due_on
        if passed is None or passed in (agreed, task.due_date(tz)) or passed >= local_date(self.now, tz):
            return None
        if flaws(fields, self.now) or self._unknown(fields, (TaskField.COMPANY, TaskField.ASSIGNEE)):
            return None  # which is said first
        columns = columns_from(replace(fields, notes=whole_notes(task.notes, fields.notes)), tz)
        who = fields.assignee_id and stored_assignees.find(self.uow, fields.assignee_id)
        return TaskForm(
            replace(
                task,
                title=columns["name"],
                company=self.company(fields.company_id) if fields.company_id else None,
                assignee=Named(who.id, who.name) if who else None,
                **{name: columns[name] for name in ("due_on", "due_at", "type", "priority", "reminder_at", "notes")},
            ),
            passed=passed,
        )

    def create(
        self, actor: Actor, fields: TaskFields, tz: str, permalink: str = "", about: RecordRef | None = None
    ) -> TaskLine:
        """A new task, with the operation that made it; `about`: the custom record that it is about. Raises `Refused`,
        and `NotFound` where that is gone.
        """
        if about is not None:
            stored_records.get_name(self.uow, about.kind, about.id)
        problems = flaws(fields, self.now) | self._unknown(fields, (TaskField.COMPANY, TaskField.ASSIGNEE))
        if problems:
            raise Refused(problems)
        until = self.now + UNDO_FOR
        record = recorder.start(self.uow, OperationKind.CREATE, self.now, actor.id, Source.SLACK, until)
        row = {**columns_from(fields, tz), "status": TaskStatus.OPEN, "permalink": permalink or None}
        (task_id,) = record.create(ObjectType.TASK, [row])
        if about is not None:
            stored_associations.add(self.uow, ObjectType.TASK, task_id, about.kind, about.id, "")
        done = undos.find_last(self.uow, actor, [task_id], self.now)[task_id]
        task = stored_tasks.list_ids(self.uow, [task_id])[0]
        self.news.tell(actor, None, task)
        return TaskLine(task, done)

    def edit(self, actor: Actor, task_id: int, version: int, fields: TaskFields, tz: str) -> Outcome:
        """Change what the actor changed in a dialog that showed the task at `version`.

        What colleagues changed since is kept. Raises `Refused`, with a `FieldChanged` where both changed the same,
        `NotFound` and `NotAllowed`.
        """
        task = self._editable(actor, task_id)
        since = stored_operations.list_after(self.uow, ObjectType.TASK, task_id, version)
        before = columns_of(task)
        shown, current = fields_of(rolled_back(before, [change for change, _ in since]), tz), fields_of(before, tz)
        mine = [f for f in COLUMNS if fields.of(f) not in (shown.of(f), current.of(f))]
        problems = self._problems(fields, mine)
        for field in mine:
            if shown.of(field) != current.of(field):
                done = [by for change, by in since if set(COLUMNS[field]) & set(change.before)][-1]
                problems[field] = FieldChanged(field=field, task=task, by=done.actor_name, at=done.at)
        if problems:
            raise Refused(problems)
        if not mine:
            return Outcome(task, already=True)
        fields = replace(fields, notes=whole_notes(task.notes, fields.notes))
        if TaskField.DUE_ON in mine and TaskField.REMINDER not in mine:
            fields = replace(fields, reminder_at=moved_reminder(current, fields, tz))
            mine.append(TaskField.REMINDER)
        after = columns_from(fields, tz)
        values = {name: (before[name], after[name]) for field in mine for name in COLUMNS[field]}
        record = recorder.start(self.uow, OperationKind.EDIT, self.now, actor.id, Source.SLACK, self.now + UNDO_FOR)
        record.change(ObjectType.TASK, task_id, task.version, values)
        edited = stored_tasks.list_ids(self.uow, [task_id])[0]
        self.news.tell(actor, task, edited)
        return Outcome(edited)

    def _editable(self, actor: Actor, task_id: int) -> Task:
        return TaskService(self.uow, self.now, self.news).editable(actor, task_id)

    def _problems(self, fields: TaskFields, mine: Sequence[TaskField]) -> Problems:
        """What is wrong with the fields that the actor changed."""
        due = {TaskField.DUE_TIME} if TaskField.DUE_ON in mine else set()
        found = flaws(fields, self.now) | self._unknown(fields, mine)
        return {name: problem for name, problem in found.items() if name in {*mine, *due}}

    def _unknown(self, fields: TaskFields, asked: Sequence[TaskField]) -> Problems:
        """A company or person that is not there (any more)."""
        found: Problems = {}
        if TaskField.COMPANY in asked and fields.company_id is not None:
            try:
                self.company(fields.company_id)
            except NotFound as gone:
                found[TaskField.COMPANY] = gone
        assignee_id = fields.assignee_id if TaskField.ASSIGNEE in asked else None
        if assignee_id is not None and stored_assignees.find(self.uow, assignee_id) is None:
            found[TaskField.ASSIGNEE] = CannotAssign()
        return found


def rolled_back(columns: Mapping[str, Any], since: Iterable[Change]) -> dict[str, Any]:
    """The columns as they were before these changes, which stand oldest first."""
    then = dict(columns)
    for change in reversed(list(since)):
        then |= {name: old for name, old in change.before.items() if name in then}
    return then
