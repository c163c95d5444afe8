"""One visit from Slack: one transaction, with the workspace and the person who came."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from csbot.clock import Clock
from csbot.domain.errors import UnknownTeam
from csbot.domain.members import Member
from csbot.domain.permissions import Level
from csbot.domain.workspaces import Workspace
from csbot.services.container import Services
from csbot.services.members import SlackProfile
from csbot.services.welcomes import welcome
from csbot.storage import members as stored_members
from csbot.storage import requests as stored_requests
from csbot.storage import visits as stored_visits
from csbot.storage.real_time import real_time_at
from csbot.storage.unit_of_work import Database, UnitOfWork


@dataclass(frozen=True, slots=True)
class Session:
    """An open visit. `member` is None for somebody whom nobody let in yet."""

    workspace: Workspace
    member: Member | None
    services: Services

    def is_first(self, key: str, route: str) -> bool:
        """Whether this request comes for the first time; an empty key always does. Written in this transaction."""
        return not key or stored_requests.is_first(self.services.uow, key, route, self.services.real_now)

    def lacks_admin(self) -> bool:
        """Whether nobody runs the workspace yet (workspace A8)."""
        return not stored_members.has_super_admin(self.services.uow)


@dataclass(frozen=True, slots=True)
class Sessions:
    """Opens visits."""

    database: Database
    clock: Clock

    @contextmanager
    def open(self, team_id: str, user_id: str, writes: bool) -> Iterator[Session]:
        """A transaction, committed when the block ends. Raises `UnknownTeam` and `Busy`."""
        with self.database.write() if writes else self.database.read() as connection:
            found = stored_visits.find(connection, team_id, user_id)
            if found is None:
                raise UnknownTeam()
            workspace, member = found
            uow = UnitOfWork(connection, workspace.id)
            yield Session(workspace, member, Services(uow, self.clock.now(), workspace, self.clock.real_now()))

    def introduce(self, team_id: str, profile: SlackProfile, admin_email: str, at_home: bool) -> Member | None:
        """Map a Slack user to a member (workspace A8); None when nobody let them in. The first super admin is told."""
        with self.open(team_id, profile.slack_user_id, writes=True) as session:
            lacked_admin = session.lacks_admin()
            member = session.services.members.meet(profile, admin_email, at_home)
            if lacked_admin and member is not None and member.level is Level.SUPER_ADMIN:
                uow = session.services.uow
                welcome(uow, member, real_time_at(uow.connection, session.services.real_now))
            return member
