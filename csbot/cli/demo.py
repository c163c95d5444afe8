"""`csbot demo`: the local Slack with its page, the bot and sample data, on one port."""

import os
import secrets
import socket
import threading
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from pydantic import SecretStr
from starlette.applications import Starlette

from csbot.bootstrap import Csbot, build
from csbot.cli.failures import fail
from csbot.cli.logs import configure
from csbot.cli.schema import remedy, schema_of
from csbot.cli.serving import listen, only_one, serve
from csbot.clock import Clock
from csbot.demo.seed import seed
from csbot.domain.workspaces import SlackTeam
from csbot.playground import Playground, PlaygroundConfig, PlaygroundServer, UnusableError, create_playground
from csbot.settings import Settings
from csbot.storage import migrations
from csbot.storage.unit_of_work import Database

HOST = "127.0.0.1"


def demo(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the page; 0 takes a free one.")] = 8100,
    data: Annotated[Path, typer.Option(help="Folder for the databases; kept between starts.")] = Path("csbot-demo"),
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page.")] = True,
) -> None:
    """Run everything with sample data; no Slack account is needed."""
    make_folder(data)
    with only_one(
        f"sqlite:///{(data / 'csbot.db').resolve()}", "Stop that demo first, or name another folder with --data"
    ):
        run_demo(port, data, browser)


def run_demo(port: int, data: Path, browser: bool) -> None:
    """The same, once the folder is known to be ours."""
    given = Settings()
    secret = given.signing_secret.get_secret_value() or secrets.token_hex(16)
    playground = open_playground(PlaygroundConfig(data, secret, "", ""))
    listening = listen(HOST, port, 'Try: csbot demo --port 0, or: make demo DEMO_ARGS="--port 0"')
    url = f"http://{HOST}:{listening.getsockname()[1]}"
    playground.base_url, playground.app_url = url, f"{url}/slack/events"
    settings = given.model_copy(
        update={
            "database_url": f"sqlite:///{(data / 'csbot.db').resolve()}",
            "slack_api_url": f"{url}/api/",
            "signing_secret": SecretStr(secret),
            "bot_token": SecretStr("xoxb-demo"),
            "app_token": SecretStr(""),
        }
    )
    configure(settings.log_level)
    clock = Clock(playground.clock_offset)
    bot = build(settings, clock)
    prepare(settings, bot.database, playground, clock)

    def travel(offset: timedelta) -> None:
        clock.travel(offset)
        bot.runner.wake()

    playground.on_clock.append(travel)
    typer.echo(f"csbot demo: {url}  (Ctrl+C ends it; its data stays in {data})")
    if browser:
        threading.Timer(1.0, webbrowser.open, [url]).start()
    serve_both(bot, playground, listening)


def make_folder(data: Path) -> None:
    """The folder for the databases, writable."""
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail(f"can't make the folder {data}: {error.strerror}. Name another one with --data")
    if not os.access(data, os.W_OK):
        fail(f"can't write in the folder {data}. Name another one with --data")


def open_playground(config: PlaygroundConfig) -> Playground:
    """The local Slack on its folder, if that has one of this version."""
    try:
        return create_playground(config)
    except UnusableError as error:
        fail(str(error))


def prepare(settings: Settings, database: Database, playground: Playground, clock: Clock) -> None:
    """A new database gets its schema and the sample data; an old one is not touched."""
    file = Path(settings.database_url.removeprefix("sqlite:///"))
    if not file.exists():
        migrations.upgrade(database.engine)
    elif not (found := schema_of(database)).is_current:
        fail(f"{found.reason}. {remedy(found, settings)}, or delete {file.parent}")
    team = playground.team
    seed(database, SlackTeam(team.id, team.name, team.app.user_id, team.app.id), team, clock.now())


def serve_both(bot: Csbot, playground: Playground, listening: socket.socket) -> None:
    """Everything on one port until interrupted."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await playground.start()
        await bot.start()
        yield
        await bot.stop()
        await playground.stop()

    app = Starlette(routes=[*bot.routes, *playground.routes], lifespan=lifespan)
    config = uvicorn.Config(app, log_config=None, log_level="warning", access_log=False, timeout_graceful_shutdown=3)
    serve(PlaygroundServer(config, playground), listening)
