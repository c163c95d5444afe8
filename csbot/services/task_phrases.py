"""What `/cs task <free text>` means: its people and customers looked up (workspace T3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from csbot.domain.errors import TextTooLong
from csbot.domain.members import Viewer
from csbot.domain.phrases import TITLE_LIMIT, Doubt, Field, Phrase, Problem, find_companies, find_shortened, read
from csbot.domain.task_forms import NOTES_SHOWN, TaskForm
from csbot.domain.tasks import Named, Task, TaskType
from csbot.services.assignees import AssigneeService
from csbot.storage import companies as stored_companies
from csbot.storage.unit_of_work import UnitOfWork

Problems = tuple[Problem, ...]
ME = frozenset({"@me", "@myself", "@mig", "@mij", "@ik"})
OWN_CUSTOMERS = 1000  # more than anybody looks after


@dataclass(frozen=True, slots=True)
class TaskPhraseService:
    """Reads free text for a viewer. `now` is business time."""

    uow: UnitOfWork
    now: datetime

    def understand(self, viewer: Viewer, text: str) -> TaskForm:
        """What a text means to the viewer, to be looked at before it is saved; raises `TextTooLong`."""
        phrase = read(text, self.now, viewer.tz, viewer.locale[:2])
        if len(phrase.title) > NOTES_SHOWN:
            raise TextTooLong(limit=TITLE_LIMIT, length=len(phrase.title), typed=text)
        company, about_company = self._company(viewer, phrase)
        assignee, about_assignee = self._assignee(viewer, phrase.assignees)
        task = Task(
            0,
            phrase.title,
            due_on=phrase.due_on,
            due_at=phrase.due_at,
            type=phrase.type or TaskType.TODO,
            priority=phrase.priority,
            assignee=assignee,
            company=company,
        )
        doubted = {problem.text for problem in about_assignee}
        understood = tuple(piece for piece in phrase.taken if piece not in doubted)
        return TaskForm(task, understood, (*phrase.problems, *about_company, *about_assignee))

    def _company(self, viewer: Viewer, phrase: Phrase) -> tuple[Named | None, Problems]:
        """The one customer that the title names; one's own by the beginning of the name, too."""
        named = find_companies(phrase, self._known)
        if not named.found:
            own = stored_companies.list_owned(self.uow, viewer.member_id, OWN_CUSTOMERS)
            shortened = find_shortened(phrase, ((one.name, one) for one in own))
            named = shortened if shortened.found else named
        if len(named.found) != 1:
            return None, named.problems
        ((company, *others),) = named.found
        if others:
            return None, named.problems or (Problem(Field.COMPANY, Doubt.SEVERAL, company.name),)
        return company, named.problems

    def _known(self, names: Sequence[str]) -> Mapping[str, tuple[Named, ...]]:
        return stored_companies.list_of_names(self.uow, names)

    def _assignee(self, viewer: Viewer, typed: Sequence[str]) -> tuple[Named | None, Problems]:
        """The viewer unless somebody else was typed who exists; nobody when it is not clear who."""
        me = Named(viewer.member_id, viewer.name)
        if not typed or (len(typed) == 1 and typed[0].casefold() in ME):
            return me, ()
        if len(typed) > 1:
            return None, ()  # the phrase itself says so
        found = AssigneeService(self.uow).named(typed[0])
        if len(found) == 1:
            return Named(found[0].id, found[0].name), ()
        if found:
            return None, (Problem(Field.ASSIGNEE, Doubt.SEVERAL, typed[0]),)
        return me, (Problem(Field.ASSIGNEE, Doubt.UNKNOWN, typed[0]),)
