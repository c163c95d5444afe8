"""What a digest would say to somebody at some instant; nothing is written or sent."""

from datetime import datetime

from blocks.screens import Rendered
from csbot.domain.calendar import local_date
from csbot.domain.errors import NotFound
from csbot.domain.members import Member
from csbot.domain.permissions import Permission, check
from csbot.domain.subscriptions import DigestKind
from csbot.storage import members
from csbot.storage.unit_of_work import Database, UnitOfWork
from scheduler.delivery.rendering import render
from scheduler.notifications import NOTIFICATIONS


def preview(database: Database, workspace_id: int, kind: DigestKind, user: str, at: datetime) -> Rendered | None:
    """The message as it would go out, or None where there is nothing to say (workspace N1).

    `user`: an e-mail address or a Slack id; `at`: business time, aware. Raises `NotFound` and `NotAllowed`.
    """
    with database.read() as connection:
        uow = UnitOfWork(connection, workspace_id)
        member = find(uow, user)
        check(member.as_actor(), Permission.ENTER)
        args = {"on": local_date(at, member.tz).isoformat()}
        shown = NOTIFICATIONS[kind](uow, member, args, at)
    return None if shown is None else render(shown, member, at)


def find(uow: UnitOfWork, user: str) -> Member:
    """The member with that e-mail address or Slack id; raises `NotFound`."""
    found = members.find_by_email(uow, user) if "@" in user else members.find_by_slack(uow, user)
    if found is None:
        raise NotFound(noun="member", number=user)
    return found
