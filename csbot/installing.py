"""Installing csbot with OAuth: where a browser begins, and where Slack sends it back to with a code.

The state is a sealed number that the browser holds as a cookie too: nobody can be made to finish what another began. It
is good once.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import ParamSpec, TypeVar
from urllib.parse import urlencode, urljoin

import structlog
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from csbot.adapters.slack.gateway import SlackGateway
from csbot.adapters.slack.scopes import BOT_SCOPES
from csbot.adapters.slack.tokens import Tokens
from csbot.clock import Clock
from csbot.domain.errors import CsbotError
from csbot.domain.workspaces import Operator, Workspace
from csbot.services.installations import BadGrant, Granted, OrgInstall, install, is_first_use, read_grant
from csbot.services.workspaces import PreparedWaits
from csbot.settings import Settings
from csbot.storage.crypto import Unsealable, Vault
from csbot.storage.unit_of_work import Database
from csbot.templates import render

P = ParamSpec("P")
T = TypeVar("T")

log = structlog.get_logger()
BEGIN = "/slack/install"
RETURN = "/slack/oauth_redirect"
COOKIE = "csbot_install"
STATE_FOR_S = 600
FAILED = f"Slack did not take the code, or nothing could be saved. Begin anew at {BEGIN}"
USED = f"This link was used before, and a link is good once. Open Slack and type /cs. If csbot is not there: {BEGIN}"
REFUSALS = {  # by the error's code
    BadGrant.code: f"Slack's answer could not be read. Nothing was saved. Begin anew at {BEGIN}",
    OrgInstall.code: "csbot can't be installed for a whole Slack organization yet. Nothing was saved. "
    f"Begin anew at {BEGIN} and choose one workspace of it, at the top right of Slack's page.",
    PreparedWaits.code: "A workspace was prepared here, and nobody said for which Slack team. Nothing was saved. "
    "Whoever runs csbot names the team with CSBOT_SLACK_TEAM_ID (yours is {team_id}) and starts csbot anew. "
    f"Then begin anew at {BEGIN}",
}


@dataclass(frozen=True, slots=True)
class Installing:
    """The two routes. `welcome` reads the team's people once csbot is installed, given the installer's Slack id."""

    settings: Settings
    gateway: SlackGateway
    vault: Vault
    tokens: Tokens
    database: Database
    clock: Clock
    executor: Executor
    welcome: Callable[[Workspace, str], Awaitable[None]]
    operator: Operator

    def routes(self) -> list[Route]:
        """Where browsers come."""
        return [Route(BEGIN, self.ask), Route(RETURN, self.finish)]

    @property
    def return_url(self) -> str:
        """The address that Slack knows from the app's manifest."""
        return f"{self.settings.base_url}{RETURN}"

    async def ask(self, _request: Request) -> Response:
        """To Slack, where somebody agrees."""
        number = secrets.token_urlsafe(16)
        asked = {
            "client_id": self.settings.client_id,
            "scope": ",".join(BOT_SCOPES),
            "redirect_uri": self.return_url,
            "state": self.vault.seal(number),
        }
        answer = RedirectResponse(f"{urljoin(self.settings.slack_api_url, '/oauth/v2/authorize')}?{urlencode(asked)}")
        is_secure = self.settings.base_url.startswith("https:")
        answer.set_cookie(COOKIE, number, STATE_FOR_S, path=RETURN, secure=is_secure, httponly=True, samesite="lax")
        return answer

    async def finish(self, request: Request) -> Response:
        """Back from Slack: the code becomes a token, which is sealed and stored."""
        if "error" in request.query_params:
            return page("Not installed", "Slack says that nobody agreed. Nothing was saved.", 400)
        number = self._own_number(request)
        if not number:
            return page("Not installed", f"This link is old, or another browser's. Begin anew at {BEGIN}", 400)
        try:
            if not await self._in_background(is_first_use, self.database, number, self.clock.real_now()):
                return page("Used already", USED, 400)
            granted = await self._granted(request.query_params.get("code", ""))
            workspace = await self._in_background(self._save, granted)
        except CsbotError as problem:
            log.warning("not_installed", code=problem.code, **problem.params)
            said = REFUSALS.get(problem.code, FAILED).format(**problem.params)
            return page("Not installed", said, 400 if isinstance(problem, OrgInstall | PreparedWaits) else 502)
        try:
            await self.welcome(workspace, granted.by)
        except CsbotError as problem:
            log.warning("people_not_read", code=problem.code, **problem.params)
        text = f"csbot is installed in {granted.team.name}. Open it in Slack and type /cs"
        return page("Installed", text, 200)

    def _own_number(self, request: Request) -> str:
        """The number in the state, when the browser holds it too; else nothing."""
        try:
            number = self.vault.open(request.query_params.get("state", ""), STATE_FOR_S)
        except Unsealable:
            return ""
        is_own = secrets.compare_digest(number.encode(), request.cookies.get(COOKIE, "").encode())
        return number if is_own else ""

    async def _granted(self, code: str) -> Granted:
        client_secret = self.settings.client_secret.get_secret_value()
        return read_grant(await self.gateway.exchange(self.settings.client_id, client_secret, code, self.return_url))

    def _save(self, granted: Granted) -> Workspace:
        now, real_now = self.clock.now(), self.clock.real_now()
        workspace = install(self.database, self.vault, now, real_now, granted, self.operator)
        self.tokens.load()
        return workspace

    async def _in_background(self, do: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.executor, partial(do, *args, **kwargs))


def page(title: str, text: str, status: int) -> Response:
    """A page for whoever installs csbot."""
    return HTMLResponse(render("installing.html", title=title, text=text), status, {"cache-control": "no-store"})
