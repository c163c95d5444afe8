"""One local Slack, put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from csbot.playground.api.installing import InstallPage
from csbot.playground.api.responses import ResponseServer
from csbot.playground.api.server import ApiServer
from csbot.playground.api.uploads import UploadServer
from csbot.playground.avatars import avatar
from csbot.playground.clock import Clock, OnClock
from csbot.playground.config import PlaygroundConfig
from csbot.playground.driver.mischief import Mischief
from csbot.playground.driver.server import Driver
from csbot.playground.gestures.events import Events
from csbot.playground.gestures.sender import Sender
from csbot.playground.gestures.stage import Stage
from csbot.playground.people import Team
from csbot.playground.posting import Poster
from csbot.playground.workspace import Workspace

_PAGE = Path(__file__).parent / "page"


class Playground:
    """A local Slack: ``routes`` to mount or ``app`` to serve alone.

    ``start`` and ``stop`` belong into the server's lifespan; ``hang_up`` ends the pages' live streams and must come
    before a server waits for its connections to close. Business time is real time plus ``clock_offset``.
    """

    def __init__(self, config: PlaygroundConfig, clock: Clock) -> None:
        self._workspace = Workspace(config, clock)
        self._sender = Sender(self._workspace, config.app_url, config.signing_secret)
        self._events = Events(self._workspace, self._sender, config.event_retry_after)
        self._poster = Poster(self._workspace)
        self._workspace.on_event.append(self._events.send)
        self.routes: list[BaseRoute] = self._make_routes()

    @property
    def app(self) -> Starlette:
        """This local Slack as an application of its own, started and stopped with it."""

        @asynccontextmanager
        async def lifespan(_: Starlette) -> AsyncIterator[None]:
            await self.start()
            yield
            await self.stop()

        return Starlette(routes=self.routes, lifespan=lifespan)

    @property
    def app_url(self) -> str:
        """Where commands, interactions and events are posted; may be set once the port is known."""
        return self._sender.app_url

    @app_url.setter
    def app_url(self, url: str) -> None:
        self._sender.app_url = url

    @property
    def base_url(self) -> str:
        """The public address that response urls begin with; may be set once the port is known."""
        return self._workspace.response_urls.base_url

    @base_url.setter
    def base_url(self, url: str) -> None:
        self._workspace.response_urls.base_url = url

    @property
    def team(self) -> Team:
        """The people, channels and app."""
        return self._workspace.team

    @property
    def clock_offset(self) -> timedelta:
        """How far business time is ahead of real time; remembered across restarts."""
        return self._workspace.clock.offset

    @property
    def on_clock(self) -> list[OnClock]:
        """Called with the new offset, on the event loop, whenever somebody moves the clock."""
        return self._workspace.on_clock

    def set_clock(self, offset: timedelta) -> None:
        """Move business time to real time plus ``offset``."""
        self._workspace.set_clock(offset)

    async def start(self) -> None:
        """Open the HTTP session to the app, post what is scheduled."""
        await self._sender.start()
        self._poster.start()

    async def stop(self) -> None:
        """End streams and repeats, close the session and the file."""
        self.hang_up()
        await self._poster.stop()
        await self._events.stop()
        await self._workspace.sockets.stop()
        await self._sender.stop()
        self._workspace.store.close()

    def hang_up(self) -> None:
        """End the pages' live streams."""
        self._workspace.live.hang_up()

    def _make_routes(self) -> list[BaseRoute]:
        stage = Stage(self._workspace, self._sender)
        api, responses = ApiServer(self._workspace), ResponseServer(self._workspace)
        uploads, installing = UploadServer(self._workspace), InstallPage(self._workspace)
        return [
            Route("/", _index, methods=["GET"]),
            Route("/archives/{path:path}", _index, methods=["GET"]),
            Route("/page/people/{user_id}.svg", self._avatar, methods=["GET"]),
            Mount("/page", StaticFiles(directory=_PAGE)),
            Route("/api/{method}", api.serve, methods=["GET", "POST"]),
            Route("/response/{token}", responses.serve, methods=["POST"]),
            Route("/upload/v1/{ticket}", uploads.take, methods=["POST", "PUT"]),
            Route("/files-pri/{file_id}/{name:path}", uploads.give, methods=["GET"]),
            Route("/oauth/v2/authorize", installing.agree, methods=["GET"]),
            *Driver(stage, self._events).routes(),
            *Mischief(self._workspace, self._events).routes(),
        ]

    async def _avatar(self, request: Request) -> Response:
        person = self._workspace.people.get(request.path_params["user_id"])
        if person is None:
            return PlainTextResponse("nobody", 404)
        return Response(avatar(person), media_type="image/svg+xml", headers={"Cache-Control": "max-age=86400"})


async def _index(_: Request) -> Response:
    return FileResponse(_PAGE / "index.html", headers={"Cache-Control": "no-cache"})


def create_playground(config: PlaygroundConfig, clock: Clock | None = None) -> Playground:
    """A local Slack on the data folder of its configuration, which is made if missing.

    ``clock`` lets a test stand in for real time. Raises UnusableError for a folder or file that can't be used.
    """
    return Playground(config, clock or Clock())
