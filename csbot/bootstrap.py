"""The composition root: the only place that knows concrete parts and puts them together."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass

from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.routing import BaseRoute

import handlers.assignments
import handlers.companies
import handlers.digests
import handlers.help
import handlers.members
import handlers.operations
import handlers.own_settings
import handlers.task_alarms
import handlers.task_cards
import handlers.task_forms
import handlers.tasks
import handlers.today  # noqa: F401 - importing a noun's file registers its routes
from csbot.adapters.slack.gateway import SlackGateway
from csbot.clock import Clock
from csbot.services.sessions import Sessions
from csbot.settings import Settings
from csbot.socket_mode import SocketMode
from csbot.storage.engine import open_engine
from csbot.storage.migrations import is_current
from csbot.storage.unit_of_work import Database
from csbot.web import SlackEndpoint, web_routes
from handlers.bolt import bolt_app
from handlers.desk import Desk
from handlers.router import Router
from scheduler.directory import Directory
from scheduler.runner import Runner

CLICKS = 8
BACKGROUND = 4
DRAIN_S = 10.0
ACK_S = 3.0
CLICK_TIMEOUT_S = 5.0
SWITCH_INTERVAL_S = 0.0005  # keeps clicks fast beside CPU-bound work (architecture, decision 7)


@dataclass(slots=True)
class Csbot:
    """One process's parts."""

    settings: Settings
    clock: Clock
    database: Database
    slack: SlackGateway
    clicks: ThreadPoolExecutor
    background: ThreadPoolExecutor
    router: Router
    runner: Runner
    directory: Directory
    routes: Sequence[BaseRoute]
    socket_mode: SocketMode | None = None
    _following: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to keep time, deliver, follow Slack's directory and, in Socket Mode, listen."""
        self.runner.start()
        if self.socket_mode is not None:
            self.socket_mode.start()
        self._following = asyncio.create_task(self.directory.follow())

    async def stop(self) -> None:
        """Say what is still to be said, return leases, close connections; within about ten seconds."""
        if self._following is not None:
            self._following.cancel()
        if self.socket_mode is not None:
            await self.socket_mode.stop(ACK_S)
        await asyncio.gather(self.router.drain(DRAIN_S), self.runner.stop(DRAIN_S))
        await self.slack.aclose()
        self.clicks.shutdown(wait=False, cancel_futures=True)
        self.background.shutdown(wait=False, cancel_futures=True)
        self.database.close()

    def app(self, more: Sequence[BaseRoute] = ()) -> Starlette:
        """The ASGI app; `more` routes come after csbot's own."""

        @asynccontextmanager
        async def lifespan(_app: Starlette) -> AsyncIterator[None]:
            await self.start()
            yield
            await self.stop()

        return Starlette(routes=[*self.routes, *more], lifespan=lifespan)


def build(settings: Settings, clock: Clock) -> Csbot:
    """Put a process together; nothing runs yet. The database must be there, its schema is not looked at."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    database = Database(open_engine(settings.database_url))
    token = settings.bot_token.get_secret_value()
    slack = SlackGateway(settings.slack_api_url, lambda _workspace_id: token)
    clicks = ThreadPoolExecutor(CLICKS, "click")
    background = ThreadPoolExecutor(BACKGROUND, "background")
    sessions = Sessions(database, clock)
    desk = Desk(sessions, clock, settings.admin_email)
    router = Router(desk, slack.within(CLICK_TIMEOUT_S), clicks, only_slack_urls=settings.is_real_slack)
    bolt = bolt_app(router, AuthorizeResult(enterprise_id=None, team_id=None, bot_token=token))
    app_token = settings.app_token.get_secret_value()
    socket_mode = SocketMode(bolt, slack, app_token) if app_token else None
    # In Socket Mode nothing of Slack's comes by HTTP, and without a secret anybody could sign.
    endpoint = None if socket_mode else SlackEndpoint(bolt, settings.signing_secret.get_secret_value(), clock.real_now)

    async def is_ready() -> bool:
        listens = socket_mode is None or socket_mode.is_connected
        return listens and await asyncio.get_running_loop().run_in_executor(clicks, is_current, database.engine)

    return Csbot(
        settings=settings,
        clock=clock,
        database=database,
        slack=slack,
        clicks=clicks,
        background=background,
        router=router,
        runner=Runner(database, clock, slack, background),
        directory=Directory(database, sessions, clock, slack, background, settings.admin_email),
        routes=web_routes(endpoint, is_ready),
        socket_mode=socket_mode,
    )
