"""Whom deliveries wait for that Slack has not been asked for yet: added since the directory was read (workspace A8).

A few are looked up one by one, as Slack's limit allows. Many are met by reading the directory, which takes fewer calls.
What is held is in the database: nothing is lost when a process ends, and whoever else asks Slack gets the same answer.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TypeVar

import structlog

from csbot.domain.deliveries import TOKEN_REFUSED, DeliveryState
from csbot.domain.errors import CsbotError, SlackLimited, SlackRefused, SlackUnavailable
from csbot.domain.permissions import Denial
from csbot.domain.workspaces import Workspace
from csbot.services.members import SlackProfile, profile_of
from csbot.storage import holds
from csbot.storage.holds import Unmet
from csbot.storage.real_time import hot_real_time
from csbot.storage.unit_of_work import UnitOfWork
from scheduler.allowances import Allowance
from scheduler.directory import Directory
from scheduler.outages import repeat

R = TypeVar("R")

EVERY_S = 1.0
A_MINUTE = 20  # users.lookupByEmail is of Slack's tier 3: 50 calls a minute for a workspace, from all processes
FEW = 20  # more than these are many
CHUNK = 400
AWAY_FOR = timedelta(seconds=15)  # Slack could not be reached
log = structlog.get_logger()
REFUSED_FOR = timedelta(minutes=2)  # its token is not taken, or a scope is missing
NOBODY = "users_not_found"
SLACK_ERRORS = (SlackRefused, SlackLimited, SlackUnavailable)


@dataclass(slots=True)
class Finder:
    """Asks Slack for the people whom deliveries wait for, then lets these go or gives them up. `wake`: there is
    something to send."""

    directory: Directory
    wake: Callable[[], None]
    _allowance: Allowance = field(default_factory=lambda: Allowance(A_MINUTE), init=False)
    _failures: Counter[int] = field(default_factory=Counter, init=False)  # by member

    async def follow(self) -> None:
        """Look until cancelled."""
        await repeat("finding people", self.look, lambda: asyncio.sleep(EVERY_S))

    async def look(self) -> None:
        """Settle what can be settled now, of every workspace whose team is known."""
        if await self._in_background(self._is_anybody_unmet):
            serving = (self._serve(*claimed) for claimed in self.directory.claimed.items())
            for problem in filter(None, await asyncio.gather(*serving, return_exceptions=True)):
                raise problem

    async def _serve(self, owner: int, workspace: Workspace) -> None:
        held = await self._in_background(self._list_unmet, workspace.id)
        if any(one.is_met for one in held):
            await self._let_go(workspace.id)
        unmet = [one for one in held if not one.is_met]
        if workspace.id in self.directory.withdrawn or (len(unmet) > FEW and self.directory.ask(owner)):
            return
        for one in sorted(unmet, key=lambda one: self._failures[one.member_id]):  # nobody is in the way of the others
            real = self.directory.clock.real_now()
            if not self._allowance.take(workspace.id, real):
                return
            try:
                await self._find(workspace, one)
            except SLACK_ERRORS as problem:
                self._failures[one.member_id] += 1
                self._allowance.rest(workspace.id, real, patience(problem))
                if isinstance(problem, SlackRefused):
                    log.error("Slack does not say who somebody is", workspace=workspace.id, code=problem.error)
                    if problem.error in TOKEN_REFUSED:
                        await self.directory.refused(workspace.id, problem.error)
                return

    async def _find(self, workspace: Workspace, one: Unmet) -> None:
        """Ask Slack for one person, and act on what it says; raises what says nothing about the person."""
        try:
            profile = await self._ask_slack(workspace, one.email)
        except SlackRefused as refused:
            if refused.error != NOBODY:  # it is said of csbot or of the moment: what waits goes on waiting
                raise
            await self._in_background(self._give_up, workspace.id, one, DeliveryState.DEAD, "no_slack_user")
            return
        member = await self._in_background(self._introduce, workspace.slack_team_id or "", profile)
        if member == one.member_id:
            await self._let_go(workspace.id)
        elif profile.outsider:
            await self._in_background(self._give_up, workspace.id, one, DeliveryState.CANCELLED, Denial.OUTSIDER)
        else:
            await self._in_background(self._give_up, workspace.id, one, DeliveryState.DEAD, "other_member")

    async def _ask_slack(self, workspace: Workspace, email: str) -> SlackProfile:
        """The person with this address, which may be one of several that they have."""
        slack = self.directory.slack
        found = await slack.call(workspace.id, "users.lookupByEmail", {"email": email})
        asked = {"user": found["user"]["id"], "include_locale": True}
        known = await slack.call(workspace.id, "users.info", asked)
        profile = profile_of(known.get("user"), workspace.slack_team_id or "")
        return replace(profile, email=email) if profile.email else profile  # one that is not confirmed proves nothing

    async def _let_go(self, workspace_id: int) -> None:
        while await self._in_background(self._free, workspace_id) == CHUNK:
            pass
        self.wake()

    def _is_anybody_unmet(self) -> bool:
        with self.directory.database.read() as connection:
            return holds.is_anybody_unmet(connection)

    def _list_unmet(self, workspace_id: int) -> list[Unmet]:
        with self.directory.database.read() as connection:
            return holds.list_unmet(UnitOfWork(connection, workspace_id), FEW + 1)

    def _introduce(self, team_id: str, profile: SlackProfile) -> int | None:
        member = self.directory.introduce(team_id, profile)
        return None if member is None else member.id

    def _free(self, workspace_id: int) -> int:
        with self.directory.database.write() as connection:
            real = hot_real_time(connection, self.directory.clock)
            return holds.let_go(UnitOfWork(connection, workspace_id), real, CHUNK)

    def _give_up(self, workspace_id: int, one: Unmet, state: DeliveryState, code: str) -> None:
        with self.directory.database.write() as connection:
            holds.give_up(UnitOfWork(connection, workspace_id), one.member_id, state, code)

    async def _in_background(self, work: Callable[..., R], *args: object) -> R:
        return await asyncio.get_running_loop().run_in_executor(self.directory.executor, work, *args)


def patience(problem: CsbotError) -> timedelta:
    """For how long nobody of the workspace is asked for."""
    if isinstance(problem, SlackLimited):
        return timedelta(seconds=problem.retry_after_s)
    return REFUSED_FOR if isinstance(problem, SlackRefused) else AWAY_FOR
