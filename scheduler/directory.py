"""Who is in Slack: the team is claimed at start, and people's zones, languages and state follow Slack's (A8, A9)."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

import structlog

from csbot.clock import Clock
from csbot.domain.errors import Busy, SlackLimited, SlackRefused, SlackUnavailable
from csbot.domain.workspaces import Operator, SlackTeam, Workspace
from csbot.services import workspaces
from csbot.services.members import profile_of
from csbot.services.ports import Slack
from csbot.services.sessions import Sessions
from csbot.storage.unit_of_work import Database

log = structlog.get_logger()
PAGE = 200
AGAIN_S = 6 * 3600
RETRY_S = (0.2, 1, 5, 15, 60)
PASSING = (SlackLimited, SlackUnavailable, SlackRefused, Busy)


@dataclass(slots=True)
class Directory:
    """Keeps workspaces and their members in step with Slack. `executor` runs what touches the database.

    `owners`: the workspaces whose tokens there are; 0 stands for the environment's, whose workspace Slack tells.
    """

    database: Database
    sessions: Sessions
    clock: Clock
    slack: Slack
    executor: Executor
    operator: Operator
    owners: Callable[[], Sequence[int]] = lambda: (0,)

    async def follow(self) -> None:
        """Synchronise now and every six hours; while Slack can't be reached, again soon. Runs until cancelled."""
        tries = 0
        while True:
            try:
                await self.synchronise()
                tries = 0
                await asyncio.sleep(AGAIN_S)
            except PASSING as problem:
                wait_s = RETRY_S[min(tries, len(RETRY_S) - 1)]
                log.warning("Slack's directory was not read", code=problem.code, again_in_s=wait_s, **problem.params)
                tries += 1
                await asyncio.sleep(wait_s)

    async def synchronise(self) -> None:
        """Bring every workspace up to date; what hinders one does not hinder the next, and is raised in the end."""
        hindrance = None
        for owner in self.owners():
            try:
                await self.synchronise_one(owner)
            except PASSING as problem:
                hindrance = problem
        if hindrance is not None:
            raise hindrance

    async def welcome(self, workspace: Workspace, installer: str) -> None:
        """csbot was just installed: who did it is the first super admin, unless there is one (A8), then all are met."""
        known = await self.slack.call(workspace.id, "users.info", {"user": installer, "include_locale": True})
        team_id = workspace.slack_team_id or ""
        profile = profile_of(known.get("user"), team_id)
        loop, introduce = asyncio.get_running_loop(), self.sessions.introduce
        await loop.run_in_executor(self.executor, introduce, team_id, profile, profile.email, False)
        await self.synchronise_one(workspace.id)

    async def synchronise_one(self, owner: int) -> Workspace:
        """Claim the workspace of the token's team and bring every member's profile up to date."""
        loop = asyncio.get_running_loop()
        team = await self._team(owner)
        workspace = await loop.run_in_executor(self.executor, self._claim, team)
        async for user in self._users(workspace.id):
            await loop.run_in_executor(self.executor, self._meet, team.id, user)
        return workspace

    def _meet(self, team_id: str, user: Mapping[str, Any]) -> None:
        try:
            profile = profile_of(user, team_id)
        except SlackUnavailable:
            log.warning("somebody in Slack's directory could not be read")
            return
        if profile.email or not user.get("is_bot"):
            self.sessions.introduce(team_id, profile, self.operator.admin_email_in(team_id), at_home=False)

    def _claim(self, team: SlackTeam) -> Workspace:
        return workspaces.claim(self.database, self.clock.now(), team, self.operator)

    async def _team(self, owner: int) -> SlackTeam:
        known = await self.slack.call(owner, "auth.test", {})
        app_id = None
        if bot_id := known.get("bot_id"):
            bot = await self.slack.call(owner, "bots.info", {"bot": bot_id})
            app_id = bot["bot"].get("app_id")
        return SlackTeam(known["team_id"], known["team"], known["user_id"], app_id)

    async def _users(self, workspace_id: int) -> AsyncIterator[Mapping[str, Any]]:
        cursor = ""
        while True:
            page = {"limit": PAGE, "include_locale": True, **({"cursor": cursor} if cursor else {})}
            found = await self.slack.call(workspace_id, "users.list", page)
            for user in found["members"]:
                yield user
            cursor = (found.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return
