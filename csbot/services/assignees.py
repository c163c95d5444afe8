"""To whom tasks can be given (workspace T1, T3)."""

from dataclasses import dataclass

from csbot.domain import assignees
from csbot.domain.assignees import Assignee
from csbot.domain.permissions import Actor
from csbot.storage import assignees as stored_assignees
from csbot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class AssigneeService:
    """Finds people."""

    uow: UnitOfWork

    def offered(self, actor: Actor, text: str, most: int) -> list[Assignee]:
        """Up to `most` people whose name or mailbox has the text in it, the actor and their team first."""
        return assignees.offered(text, stored_assignees.list_all(self.uow), actor)[:most]

    def named(self, typed: str) -> list[Assignee]:
        """Whom `@name` or `<@U123>` means: nobody, one or several."""
        return assignees.named(typed, stored_assignees.list_all(self.uow))
