"""Serving ``/api/<method>``: token, misbehaviour, the method itself, the journal."""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from csbot.playground.api import chat, conversations, users, views, workspace_info
from csbot.playground.api.arguments import Arguments, read_arguments
from csbot.playground.api.registry import METHODS, Call
from csbot.playground.errors import ApiError
from csbot.playground.faults import Fault
from csbot.playground.journal import CALL, Outcome
from csbot.playground.workspace import Workspace

MODULES = (chat, conversations, users, views, workspace_info)
"""Imported for the methods they enter."""
_WITHOUT_TOKEN = frozenset({"api.test"})


class DroppedResponse(Response):
    """An answer that breaks off, so that the caller loses the connection after its request was carried out."""

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Promise a body and never send it; the server closes the connection."""
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1000")]})


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
            team_id = self._team_id(token, name)
        except ApiError as error:
            return self._answer(name, began, arguments, error.body())
        fault = self._workspace.faults.take(name, arguments.values, team_id)
        if fault is not None:
            return await self._misbehave(fault, name, began, Call(self._workspace, arguments, team_id))
        return self._answer(name, began, arguments, self._run(name, Call(self._workspace, arguments, team_id)))

    def _team_id(self, token: str, name: str) -> str:
        """Any bot token will do; ``xoxb-T…-…`` names another team than the workspace's own."""
        if not token and name not in _WITHOUT_TOKEN:
            raise ApiError("not_authed")
        if token and not token.startswith("xoxb-"):
            raise ApiError("invalid_auth")
        named = token.removeprefix("xoxb-").partition("-")[0]
        return named if named.startswith("T") and len(named) > 8 else self._workspace.team.id

    def _run(self, name: str, call: Call) -> dict[str, Any]:
        try:
            if name not in METHODS:
                raise ApiError("unknown_method", (f"[ERROR] no such method: {name}",))
            return {"ok": True, **METHODS[name](call)}
        except ApiError as error:
            return error.body()

    async def _misbehave(self, fault: Fault, name: str, began: float, call: Call) -> Response:
        if fault.kind == "rate_limit":
            headers = {"Retry-After": str(int(fault.seconds))}
            return self._answer(name, began, call.arguments, ApiError("ratelimited").body(), 429, headers)
        if fault.kind == "http_500":
            return self._answer(name, began, call.arguments, ApiError("internal_error").body(), 500)
        if fault.kind == "error":
            return self._answer(name, began, call.arguments, ApiError(fault.code).body())
        answer = self._answer(name, began, call.arguments, self._run(name, call))
        if fault.kind == "drop":
            return DroppedResponse()
        await asyncio.sleep(fault.seconds)
        return answer

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
        return JSONResponse(body, status, headers)
