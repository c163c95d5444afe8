"""`csbot run`: serve Slack by Socket Mode where there is an app token, else over HTTP."""

import structlog
import uvicorn

from csbot.bootstrap import build
from csbot.cli.connections import Server
from csbot.cli.failures import fail
from csbot.cli.logs import configure
from csbot.cli.schema import open_current
from csbot.cli.serving import listen, only_one, serve, stay_on_one_core
from csbot.clock import Clock
from csbot.settings import Settings

log = structlog.get_logger()
ONE = "Stop that one first; several processes need PostgreSQL: docs/how-to/postgresql-and-several-processes.md"
ANSWER_S = 3  # for what has come when csbot is told to end; csbot.bootstrap.DRAIN_S follows


def run() -> None:
    """Serve Slack's requests, keep the schedule and deliver."""
    settings = Settings()
    needed = {} if settings.client_id else {"SLACK_BOT_TOKEN": settings.bot_token}
    if settings.has_two_tokens:
        fail(
            "SLACK_BOT_TOKEN and SLACK_CLIENT_ID are both set: with OAuth tokens come by installing. Unset one of them"
        )
    for variable in settings.missing_for_oauth:
        fail(f"{variable} is not set, and SLACK_CLIENT_ID is: csbot is then installed with OAuth. docs/how-to/oauth.md")
    if not settings.app_token.get_secret_value():
        needed["SLACK_SIGNING_SECRET"] = settings.signing_secret
    for variable, secret in needed.items():
        if not secret.get_secret_value().strip():
            fail(f"{variable} is not set. The README says where Slack shows it.")
    open_current(settings).close()
    with only_one(settings.database_url, ONE):
        run_alone(settings)


def run_alone(settings: Settings) -> None:
    """The same, once the database is known to be ours to serve."""
    if settings.is_on_sqlite:
        stay_on_one_core()
    configure(settings.log_level)
    listening = listen(settings.host, settings.port, "CSBOT_HOST and CSBOT_PORT say where.")
    config = uvicorn.Config(
        build(settings, Clock()).app(),
        http="h11",
        ws="none",
        log_config=None,
        log_level="error",  # what strangers send wrong is answered 400, and is worth no line each
        access_log=False,
        timeout_graceful_shutdown=ANSWER_S,
    )
    log.info("listening", host=settings.host, port=listening.getsockname()[1])
    serve(Server(config), listening)
