"""Whom csbot doesn't know: who they are is asked of Slack once a minute, not at every press (workspace A8)."""

import asyncio
from datetime import datetime, timedelta

import structlog

from csbot.clock import Clock
from csbot.domain.errors import SlackLimited, SlackRefused, SlackUnavailable
from csbot.services.members import SlackProfile, profile_of
from csbot.services.ports import Slack
from handlers.calls import Incoming

log = structlog.get_logger()
ASK_S = 1.2  # before the ack, which Slack wants within 3 s
REMEMBERED_FOR = timedelta(minutes=1)  # in which a guest may pass for a member, if no event says otherwise (A9)
MOST = 1000
NOBODY = ("user_not_found", "user_not_visible")  # what is said of the person, not of our token or the moment


class Strangers:
    """What Slack said of people whom nobody let in yet, for a minute.

    That nobody let them in is not remembered: the database is asked each time, so whoever was added meanwhile gets in
    with the next press. What Slack could not say just now is not remembered either.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._asked: dict[tuple[str, str], tuple[datetime, asyncio.Task[SlackProfile]]] = {}

    async def ask(self, slack: Slack, workspace_id: int, incoming: Incoming) -> SlackProfile:
        """Who it is; with no more than their id where Slack doesn't say."""
        key = (incoming.team_id, incoming.user_id)
        asked_at, asking = self._asked.get(key, (None, None))
        if asked_at is None or asking is None or self._clock.real_now() - asked_at > REMEMBERED_FOR:
            asking = self._begin(key, slack, workspace_id)
        try:
            return await asyncio.shield(asking)  # others may wait for it too
        except (SlackRefused, SlackLimited, SlackUnavailable, TimeoutError) as problem:
            log.warning("users.info failed", problem=type(problem).__name__)
            if not isinstance(problem, SlackRefused) or problem.error not in NOBODY:
                self.forget(*key)
            return SlackProfile(incoming.user_id, "", "", "", "")

    def forget(self, team_id: str, user_id: str) -> None:
        """Slack has something new to say of them."""
        self._asked.pop((team_id, user_id), None)

    def _begin(self, key: tuple[str, str], slack: Slack, workspace_id: int) -> asyncio.Task[SlackProfile]:
        self._asked.pop(key, None)
        if len(self._asked) >= MOST:
            del self._asked[next(iter(self._asked))]  # the oldest
        asking = asyncio.create_task(who_is(slack, workspace_id, *key))
        self._asked[key] = self._clock.real_now(), asking
        return asking


async def who_is(slack: Slack, workspace_id: int, team_id: str, user_id: str) -> SlackProfile:
    """Slack's answer, in time for an ack; raises as `Slack.call`, and TimeoutError."""
    async with asyncio.timeout(ASK_S):
        known = await slack.call(workspace_id, "users.info", {"user": user_id, "include_locale": True})
    return profile_of(known.get("user"), team_id)
