"""Who is in Slack: the team is claimed at start, and people's zones, languages and state follow Slack's (A8, A9).

A workspace whose token Slack does not take is asked again at growing intervals: once it does, all is as it was (A10).
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence, Set
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

import structlog

from csbot.clock import Clock
from csbot.domain.deliveries import TOKEN_REFUSED
from csbot.domain.errors import Busy, CsbotError, SlackLimited, SlackRefused, SlackUnavailable
from csbot.domain.members import Member
from csbot.domain.workspaces import Operator, SlackTeam, Withdrawn, Workspace
from csbot.services import withdrawals, workspaces
from csbot.services.members import SlackProfile, profile_of
from csbot.services.ports import Slack
from csbot.services.sessions import Sessions
from csbot.storage import workspaces as stored_workspaces
from csbot.storage.unit_of_work import Database
from scheduler.outages import repeat

R = TypeVar("R")

log = structlog.get_logger()
PAGE = 200
AGAIN = timedelta(hours=6)
RETRIES = tuple(timedelta(seconds=seconds) for seconds in (0.2, 1, 5, 15, 60))
TRIALS = tuple(timedelta(minutes=minutes) for minutes in (2, 5, 10, 15))  # of a token that Slack does not take
FRESH_FOR = timedelta(minutes=10)
LOOK_S = 15.0  # until it is noticed that a workspace's token was refused, or that csbot was installed somewhere
PASSING = (SlackLimited, SlackUnavailable, SlackRefused, Busy)


@dataclass(slots=True)
class Reading:
    """When an owner's directory is read next, in real time. `failures`: in a row; `tried_at`: when it last ended;
    `workspace`: whose it is, once Slack told."""

    due: datetime
    failures: int = 0
    tried_at: datetime | None = None
    workspace: Workspace | None = None


@dataclass(slots=True)
class Directory:
    """Keeps workspaces and their members in step with Slack. `executor` runs what touches the database.

    `owners`: the workspaces whose tokens there are; 0 stands for the environment's, whose workspace Slack tells.
    `erases_revoked`: as in `csbot.services.withdrawals`.
    """

    database: Database
    sessions: Sessions
    clock: Clock
    slack: Slack
    executor: Executor
    operator: Operator
    owners: Callable[[], Sequence[int]] = lambda: (0,)
    erases_revoked: bool = False
    has_met: bool = field(default=False, init=False)
    _readings: dict[int, Reading] = field(default_factory=dict, init=False)
    _withdrawn: set[int] = field(default_factory=set, init=False)
    _asked: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    @property
    def claimed(self) -> Mapping[int, Workspace]:
        """The workspaces whose token Slack took in this process, by owner."""
        return {owner: one.workspace for owner, one in self._readings.items() if one.workspace is not None}

    @property
    def withdrawn(self) -> Set[int]:
        """The workspaces whose tokens Slack did not take when this was last looked at."""
        return self._withdrawn

    async def follow(self) -> None:
        """Read what is due, at once and every six hours; what failed, again soon. Runs until cancelled."""
        await repeat("reading Slack's directory", self.look, self._pause)

    async def look(self) -> None:
        """Read the directories that are due; what hinders one does not hinder the next."""
        for owner in await self._list_refused():
            reading = self._reading(owner)
            if reading.tried_at and not reading.failures:  # the first trial waits until Slack has done what it told of
                reading.failures, reading.due = 1, self.clock.real_now() + TRIALS[0]
        for owner in self.owners():
            if self._reading(owner).due <= self.clock.real_now():
                await self._read(owner)

    def ask(self, owner: int) -> bool:
        """Read this directory now, unless that was tried within `FRESH_FOR`. Whether it is worth waiting for."""
        reading, real = self._reading(owner), self.clock.real_now()
        if reading.tried_at is not None and real < reading.tried_at + FRESH_FOR:
            return False
        reading.due = min(reading.due, real)
        self._asked.set()
        return True

    async def refused(self, workspace_id: int, code: str) -> None:
        """Slack did not take the workspace's token, with one of the codes `TOKEN_REFUSED`."""
        told = (workspace_id, code, self.erases_revoked)
        now, real = self.clock.now(), self.clock.real_now()
        await self._in_background(withdrawals.refuse, self.database, now, real, *told)

    async def welcome(self, workspace: Workspace, installer: str) -> None:
        """csbot was just installed: who did it is the first super admin, unless there is one (A8), then all are met."""
        known = await self.slack.call(workspace.id, "users.info", {"user": installer, "include_locale": True})
        team_id = workspace.slack_team_id or ""
        profile = profile_of(known.get("user"), team_id)
        await self._in_background(self.sessions.introduce, team_id, profile, profile.email, False)
        await self.synchronise_one(workspace.id)

    async def synchronise_one(self, owner: int) -> Workspace:
        """Claim the workspace of the token's team and bring every member's profile up to date."""
        reading = self._reading(owner)
        reading.due = self.clock.real_now() + RETRIES[-1]
        try:
            team = await self._team(owner)
            workspace = await self._in_background(self._claim, team)
            reading.workspace, self.has_met = workspace, True
            async for user in self._users(workspace.id):
                await self._in_background(self._meet, team.id, user)
        finally:
            reading.tried_at = self.clock.real_now()
        reading.due, reading.failures = reading.tried_at + AGAIN, 0
        self._withdrawn.discard(workspace.id)
        return workspace

    async def _read(self, owner: int) -> None:
        """Synchronise; when that fails, say so and try again later."""
        reading = self._reading(owner)
        try:
            await self.synchronise_one(owner)
        except PASSING as problem:
            is_refused = isinstance(problem, SlackRefused) and problem.error in TOKEN_REFUSED
            waits = TRIALS if is_refused else RETRIES
            wait = waits[min(reading.failures, len(waits) - 1)]
            reading.failures += 1
            reading.due = self.clock.real_now() + wait
            say = log.error if is_refused else log.warning
            say("Slack's directory was not read", code=problem.code, again_in_s=wait.total_seconds(), **problem.params)
            await self._settle(owner, problem if is_refused else None)

    async def _settle(self, owner: int, refusal: CsbotError | None) -> None:
        """What follows from a failure: a known team may be served all the same, but is sent nothing with this token."""
        known = self._reading(owner).workspace
        workspace_id = known.id if known is not None else owner or await self._in_background(self._find_only)
        if refusal is not None and workspace_id:
            await self.refused(workspace_id, str(refusal.params["error"]))
        if not self.has_met:
            self.has_met = await self._in_background(self._knows_any)

    def _meet(self, team_id: str, user: Mapping[str, Any]) -> None:
        try:
            profile = profile_of(user, team_id)
        except SlackUnavailable:
            log.warning("somebody in Slack's directory could not be read")
            return
        if profile.email or not user.get("is_bot"):
            self.introduce(team_id, profile)

    def introduce(self, team_id: str, profile: SlackProfile) -> Member | None:
        """Somebody as Slack knows them, to their workspace. Blocks."""
        return self.sessions.introduce(team_id, profile, self.operator.admin_email_in(team_id), at_home=False)

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

    async def _list_refused(self) -> list[int]:
        """The owners whose workspaces' tokens turned out not to be taken since this was last asked."""
        found = {one.workspace_id for one in await self._in_background(self._list_withdrawn)}
        new, self._withdrawn = found - self._withdrawn, found
        owners = set(self.owners())
        return sorted({number if number in owners else 0 for number in new} & owners)

    def _list_withdrawn(self) -> list[Withdrawn]:
        with self.database.read() as connection:
            return stored_workspaces.list_withdrawn(connection)

    def _find_only(self) -> int:
        """Whose the environment's token was when it was last taken: the one workspace of a Slack team; 0 for none."""
        with self.database.read() as connection:
            bound = [one.id for one in stored_workspaces.list_all(connection) if one.slack_team_id is not None]
        return bound[0] if len(bound) == 1 else 0

    def _knows_any(self) -> bool:
        with self.database.read() as connection:
            return stored_workspaces.is_any_bound(connection)

    def _reading(self, owner: int) -> Reading:
        real = self.clock.real_now()
        reading = self._readings.setdefault(owner, Reading(real))
        if reading.due > real + AGAIN:  # it was set before the machine's clock was set back
            reading.due, reading.tried_at = real, None
        return reading

    async def _in_background(self, work: Callable[..., R], *args: object) -> R:
        return await asyncio.get_running_loop().run_in_executor(self.executor, work, *args)

    async def _pause(self) -> None:
        """Until the next directory is due or somebody asks, or it is time to look."""
        real = self.clock.real_now()
        left = [(self._reading(owner).due - real).total_seconds() for owner in self.owners()]
        with suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, min([LOOK_S, *left]))):
                await self._asked.wait()
        self._asked.clear()
