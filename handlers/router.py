"""The asynchronous half of a click: who is it, ack, then talk (architecture, decisions 1 and 2)."""

import asyncio
from collections.abc import Iterable
from concurrent.futures import Executor, wait
from contextvars import copy_context
from urllib.parse import urlsplit

import structlog

from csbot.domain.errors import CsbotError, SlackLimited, SlackRefused, SlackUnavailable
from csbot.patience import PATIENCE, Patience
from csbot.services.members import SlackProfile
from csbot.services.ports import Slack
from handlers.calls import Incoming
from handlers.desk import Answer, Desk, Fate, unheard
from handlers.routes import ROUTES
from handlers.strangers import Strangers
from handlers.talks import Talk, elsewhere

log = structlog.get_logger()
WORK_S = 1.8  # from its coming on, a click may be worked on: no COMMIT of its is sent after that
ANSWER_S = 2.2  # and is answered, whatever holds the work up
TOLD_OTHERWISE = ("views.open", "views.push", "views.update", "views.publish", "chat.update")
SLACK_ERRORS = (SlackRefused, SlackLimited, SlackUnavailable)


class Router:
    """Answers everything that Slack sends.

    `executor` runs the synchronous half; `only_slack_urls` holds response_urls to Slack's own host. `stand_still_s`:
    how long the event loop waits for the synchronous half and does nothing else.
    """

    def __init__(
        self, desk: Desk, slack: Slack, executor: Executor, only_slack_urls: bool, stand_still_s: float = 0.0
    ) -> None:
        self.desk = desk
        self.slack = slack
        self.executor = executor
        self.only_slack_urls = only_slack_urls
        self.stand_still_s = stand_still_s
        self.strangers = Strangers(desk.clock)
        self._talks: set[asyncio.Task[None]] = set()

    async def answer(self, incoming: Incoming) -> Answer:
        """Answer; what does not fit into the ack is said in a task of its own, after it."""
        patience, ends_at = Patience.of(WORK_S), asyncio.get_running_loop().time() + ANSWER_S
        try:
            answer = await self._in_time(incoming, patience, ends_at)
        except TimeoutError:
            saving = patience.give_up()
            log.warning("given_up", saved=saving.value)
            answer = self.desk.give_up(incoming, saving)
        for talk in filter(None, (answer.spoken.talk, answer.spoken.also)):
            task = asyncio.create_task(self._talk(incoming, answer, talk))
            self._talks.add(task)
            task.add_done_callback(self._talks.discard)
        return answer

    async def _in_time(self, incoming: Incoming, patience: Patience, ends_at: float) -> Answer:
        """The answer, and who it is for is asked of Slack where need be; raises `TimeoutError`."""
        if incoming.profile is not None:
            self.strangers.forget(incoming.team_id, incoming.user_id)
        answer = await self._at_desk(incoming, None, patience, ends_at)
        if answer.fate is not Fate.STRANGER:
            return answer
        async with asyncio.timeout_at(ends_at):
            profile = await self.strangers.ask(self.slack, answer.workspace_id, incoming)
        return await self._at_desk(incoming, profile, patience, ends_at)

    async def _at_desk(
        self, incoming: Incoming, profile: SlackProfile | None, patience: Patience, ends_at: float
    ) -> Answer:
        """The synchronous half, in a worker thread.

        The event loop stands still for its first moment: most answers are ready by then, and two threads that ran at
        once would fight for the interpreter (docs/decisions/0012-the-loop-lets-a-click-finish.md).
        """
        context = copy_context()
        context.run(PATIENCE.set, patience)
        answered = self.executor.submit(context.run, self.desk.answer, incoming, profile)
        if self.stand_still_s and wait((answered,), self.stand_still_s).done:
            return answered.result()
        async with asyncio.timeout_at(ends_at):
            return await asyncio.wrap_future(answered)  # given up before a thread was free, it is never begun

    async def drain(self, timeout_s: float) -> None:
        """Wait until everything was said, at most so long; what was not is given up."""
        if not self._talks:
            return
        _, late = await asyncio.wait(self._talks, timeout=timeout_s)
        for talk in late:
            talk.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        if late:
            log.warning("left unsaid", talks=len(late))

    async def _talk(self, incoming: Incoming, answer: Answer, talk: Talk) -> None:
        try:
            await self._say(answer.workspace_id, talk)
        except SLACK_ERRORS as problem:
            log.warning("not said", method=talk.method or "response_url", code=problem.code, **problem.params)
            if (
                talk.method in TOLD_OTHERWISE
                and not isinstance(problem, SlackLimited)
                and not is_outrun(incoming, problem)
            ):
                await self._tell_otherwise(incoming, answer, problem)
            if isinstance(problem, SlackRefused):
                await self._say_one_of(answer.workspace_id, elsewhere(incoming, talk))

    async def _tell_otherwise(self, incoming: Incoming, answer: Answer, problem: CsbotError) -> None:
        said = unheard(incoming, problem, answer.look).talk
        if said is not None:
            await self._say_one_of(answer.workspace_id, (said, *elsewhere(incoming, said)))

    async def _say_one_of(self, workspace_id: int, talks: Iterable[Talk]) -> None:
        for talk in talks:
            try:
                await self._say(workspace_id, talk)
                break
            except SLACK_ERRORS as again:
                log.warning("not said either", method=talk.method or "response_url", code=again.code)

    async def _say(self, workspace_id: int, talk: Talk) -> None:
        if talk.method:
            await self.slack.call(workspace_id, talk.method, talk.arguments)
        elif self.only_slack_urls and not is_slack(talk.response_url):
            log.warning("response_url is not Slack's, nothing was sent")
        else:
            await self.slack.respond(talk.response_url, talk.arguments)


def is_outrun(incoming: Incoming, problem: CsbotError) -> bool:
    """Whether a second press on what only shows something came after the dialog had changed by the first."""
    route = ROUTES.get((incoming.kind, incoming.name))
    is_late = isinstance(problem, SlackRefused) and problem.error == "hash_conflict"
    return is_late and route is not None and not route.writes


def is_slack(url: str) -> bool:
    """Whether the address is Slack's own, over https."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme == "https" and (host == "slack.com" or host.endswith(".slack.com"))
