"""The composition root: the only place that knows concrete parts and puts them together."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Route

import handlers.activities
import handlers.admin_objects
import handlers.associations
import handlers.card_layouts
import handlers.companies
import handlers.customers
import handlers.deliveries
import handlers.digests
import handlers.filters
import handlers.help
import handlers.jobs
import handlers.members
import handlers.new_records
import handlers.news
import handlers.operations
import handlers.own_properties
import handlers.own_settings
import handlers.record_forms
import handlers.records
import handlers.setting_changes
import handlers.task_alarms
import handlers.task_cards
import handlers.task_forms
import handlers.tasks
import handlers.today
import handlers.view_cards
import handlers.views  # noqa: F401 - importing a noun's file registers its routes
from csbot.adapters.slack.gateway import SlackGateway
from csbot.adapters.slack.tokens import Tokens
from csbot.clock import Clock
from csbot.domain.workspaces import Operator
from csbot.installing import Installing
from csbot.metrics.bounds import Bounds
from csbot.metrics.meters import Meters
from csbot.metrics.scrape import DatabaseCollector, scrape
from csbot.metrics.watched import WatchedRouter, WatchedSlack
from csbot.readiness import Readiness
from csbot.services.sessions import Sessions
from csbot.services.withdrawals import Heard, hear
from csbot.settings import Settings
from csbot.socket_mode import SocketMode
from csbot.storage.crypto import Vault
from csbot.storage.engine import open_engine
from csbot.storage.unit_of_work import Database
from csbot.web import SlackEndpoint, own_routes, timed
from handlers.bolt import bolt_app
from handlers.desk import Desk
from handlers.removals import Forget
from handlers.router import Router
from scheduler.delivery.pace import USUAL, Pace
from scheduler.directory import Directory
from scheduler.finding import Finder
from scheduler.runner import Runner

CLICKS = 8
BACKGROUND = 4
DRAIN_S = 6.5  # with csbot.cli.run.ANSWER_S before it: within the ten seconds after which containers are killed
ACK_S = 3.0
CLICK_TIMEOUT_S = 5.0
STAND_STILL_S = 0.01  # for a click, on SQLite, where no server works meanwhile
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
    tokens: Tokens
    meters: Meters
    readiness: Readiness
    socket_mode: SocketMode | None = None
    routes: Sequence[BaseRoute] = ()
    _following: Sequence[asyncio.Task[None]] = ()

    async def start(self) -> None:
        """Begin to keep time, deliver, follow Slack's directory and, in Socket Mode, listen."""
        await asyncio.get_running_loop().run_in_executor(self.background, self.tokens.load)
        self.runner.start()
        if self.socket_mode is not None:
            self.socket_mode.start()
        bounds = Bounds(self.database, self.clock, self.background)
        finder = Finder(self.directory, self.runner.delivery.wake)
        followed = (self.directory.follow(), finder.follow(), bounds.follow(), self.tokens.follow(self.background))
        self._following = [asyncio.create_task(one) for one in followed]

    async def stop(self) -> None:
        """Say what is still to be said, return leases, close connections; within about `DRAIN_S`."""
        self.readiness.ending = True
        for task in self._following:
            task.cancel()
        loop = asyncio.get_running_loop()
        ends_at = loop.time() + DRAIN_S
        if self.socket_mode is not None:
            await self.socket_mode.stop(ACK_S)
        left_s = ends_at - loop.time()
        await asyncio.gather(self.router.drain(left_s), self.runner.stop(left_s))
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


def build(settings: Settings, clock: Clock, pace: Pace = USUAL) -> Csbot:
    """Put a process together; nothing runs yet. The database must be there, its schema is not looked at."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    database = Database(open_engine(settings.database_url))
    meters = Meters(version("csbot"), database.engine.dialect.name)
    meters.registry.register(DatabaseCollector(database, clock))
    tokens = Tokens(database, vault_of(settings), settings.bot_token.get_secret_value())
    gateway = SlackGateway(settings.slack_api_url, tokens.of, pace.call_timeout.total_seconds())
    slack = WatchedSlack(gateway, meters)
    clicks = ThreadPoolExecutor(CLICKS, "click")
    background = ThreadPoolExecutor(BACKGROUND, "background")
    sessions = Sessions(database, clock)
    desk = Desk(sessions, clock, operator_of(settings))
    hurried = WatchedSlack(gateway.within(CLICK_TIMEOUT_S), meters)
    stand_still_s = STAND_STILL_S if settings.is_on_sqlite else 0.0
    router = Router(desk, hurried, clicks, settings.is_real_slack, stand_still_s)
    authorization = AuthorizeResult(enterprise_id=None, team_id=None, bot_token=settings.bot_token.get_secret_value())
    is_given = bool(settings.bot_token.get_secret_value())  # else tokens come by installing, and end by being revoked
    forget = forgetter(database, clock, tokens, background, erases_revoked=not is_given)
    bolt = bolt_app(WatchedRouter(router, meters), authorization, forget)
    app_token = settings.app_token.get_secret_value()
    socket_mode = SocketMode(bolt, slack, app_token, meters.acknowledged) if app_token else None
    directory = Directory(
        database, sessions, clock, slack, background, operator_of(settings), tokens.workspaces, not is_given
    )
    runner = Runner(database, clock, slack, background, meters.delivered, pace, not is_given)
    readiness = Readiness(
        database, clicks, lambda: socket_mode is None or socket_mode.is_connected,
        lambda: not is_given or directory.has_met,
    )  # fmt: skip
    bot = Csbot(
        settings, clock, database, gateway, clicks, background, router, runner, directory, tokens, meters, readiness,
        socket_mode,
    )  # fmt: skip
    bot.routes = list(routes_of(bot, bolt))
    return bot


def operator_of(settings: Settings) -> Operator:
    """What the operator said of who gets in first."""
    return Operator(settings.slack_team_id, settings.admin_email, bool(settings.client_id))


def vault_of(settings: Settings) -> Vault | None:
    """What opens stored tokens, where there is a key."""
    return Vault(settings.secret_keys) if settings.secret_keys else None


def routes_of(bot: Csbot, bolt: AsyncApp) -> Iterator[Route]:
    """What is answered by HTTP."""
    settings, vault = bot.settings, vault_of(bot.settings)
    if bot.socket_mode is None:  # else nothing of Slack's comes by HTTP, and without a secret anybody could sign
        endpoint = SlackEndpoint(bolt, settings.signing_secret.get_secret_value(), bot.clock.real_now)
        yield Route("/slack/events", timed(endpoint.__call__, bot.meters.acknowledged), methods=["POST"])
    if settings.client_id and vault is not None:
        parts = (bot.slack, vault, bot.tokens, bot.database, bot.clock, bot.background, bot.directory.welcome)
        yield from Installing(settings, *parts, operator_of(settings)).routes()
    yield from own_routes(bot.readiness, scraper(bot.meters, bot.background))


def forgetter(database: Database, clock: Clock, tokens: Tokens, background: Executor, erases_revoked: bool) -> Forget:
    """Forgets a team that csbot was uninstalled from, or whose token was revoked."""

    def forget(heard: Heard) -> None:
        if hear(database, clock.now(), clock.real_now(), heard, erases_revoked):
            tokens.load()

    async def forgets(heard: Heard) -> None:
        await asyncio.get_running_loop().run_in_executor(background, forget, heard)

    return forgets


def scraper(meters: Meters, background: Executor) -> Callable[[str], Awaitable[tuple[bytes, str]]]:
    """Answers Prometheus from the background pool, since that reads the database."""

    async def scraped(accept: str) -> tuple[bytes, str]:
        return await asyncio.get_running_loop().run_in_executor(background, scrape, meters, accept)

    return scraped
