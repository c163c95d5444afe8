"""Serving ``/api/<method>``: token, misbehaviour, the method itself, the journal."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from csbot.playground.api import (
    apps,
    chat,
    conversations,
    files,
    groups,
    installing,
    scheduling,
    unfurling,
    users,
    views,
    workspace_info,
)
from csbot.playground.api.arguments import Arguments, read_arguments
from csbot.playground.api.misbehaving import hang, http_of, spoil, tamper
from csbot.playground.api.registry import APP, BOT, METHODS, Call, Method
from csbot.playground.api.rules import EVERY_SCOPE, limits_of, scopes_of
from csbot.playground.errors import ApiError
from csbot.playground.faults import Fault
from csbot.playground.journal import CALL, Outcome
from csbot.playground.workspace import Workspace

MODULES = (
    apps, chat, conversations, files, groups, installing, scheduling, unfurling, users, views, workspace_info,
)  # fmt: skip
"""Imported for the methods they enter."""


class RateLimited(ApiError):
    """Too many calls; good again in so many seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__("ratelimited")
        self.seconds = seconds


class ApiServer:
    """The endpoint for all Web API methods."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def serve(self, request: Request) -> Response:
        """One call; always HTTP 200 unless told to misbehave."""
        name = request.path_params["method"]
        began = self._workspace.clock.real()
        arguments = Arguments({})
        try:
            arguments, token = await read_arguments(request)
            method = _method(name, request.method)
            call = Call(self._workspace, arguments, self._team_id(token, method), token)
            self._check(name, call)
        except RateLimited as limited:
            return self._answer(name, began, arguments, limited.body(), 429, {"Retry-After": str(limited.seconds)})
        except ApiError as error:
            return self._answer(name, began, arguments, error.body())
        fault = self._workspace.faults.take_call(name, arguments.values, call.team_id)
        if fault is not None:
            return await self._misbehave(fault, name, began, call)
        return self._answer(name, began, arguments, _run(method, call))

    def _check(self, name: str, call: Call) -> None:
        """Whether the app may call this, now. Raises ``token_revoked``, ``missing_scope``, RateLimited."""
        workspace, values = call.workspace, call.arguments.values
        workspace.access.check_token(call.token, call.team_id)
        workspace.access.check_scopes(scopes_of(name, values))
        limits = limits_of(name, values, workspace.config.limited_history)
        counted = {(call.team_id, name, channel): limit for channel, limit in limits.items()}
        if seconds := workspace.rates.take(counted):
            raise RateLimited(seconds)

    def _team_id(self, token: str, method: Method) -> str:
        """Any token of the right kind will do; ``xoxb-T…-…`` names another team than the workspace's own."""
        if method.token and not token:
            raise ApiError("not_authed")
        if token and not token.startswith((BOT, APP)):
            raise ApiError("invalid_auth")
        if method.token and not token.startswith(method.token):
            raise ApiError("not_allowed_token_type")
        named = token[len(BOT) :].partition("-")[0]
        return named if named.startswith("T") and len(named) > 8 else self._workspace.team.id

    async def _misbehave(self, fault: Fault, name: str, began: float, call: Call) -> Response:
        code = spoil(fault)
        if code:
            return self._answer(name, began, call.arguments, ApiError(code).body(), *http_of(fault))
        if fault.kind == "hang":
            return await hang(fault)
        answer = self._answer(name, began, call.arguments, _run(_method(name), call))
        return await tamper(fault, answer)

    def _answer(
        self,
        name: str,
        began: float,
        arguments: Arguments,
        body: dict[str, Any],
        status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> Response:
        outcome = Outcome(status, body, body.get("error", ""))
        self._workspace.journal.note(CALL, name, began, arguments.values, outcome)
        scopes = self._workspace.access.scopes
        told = {"X-OAuth-Scopes": ",".join(sorted(EVERY_SCOPE if scopes is None else scopes))}
        return JSONResponse(body, status, told | (headers or {}))


def _method(name: str, verb: str = "POST") -> Method:
    if name not in METHODS:
        raise ApiError("unknown_method", (f"[ERROR] no such method: {name}",))
    if METHODS[name].only_post and verb != "POST":
        raise ApiError("insecure_request")
    return METHODS[name]


def _run(method: Method, call: Call) -> dict[str, Any]:
    try:
        return {"ok": True, **method.answer(call)}
    except ApiError as error:
        return error.body()
