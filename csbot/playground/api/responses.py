"""Serving ``/response/<token>``: what the app answers after its acknowledgement."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from csbot.playground.api.arguments import Arguments, read_arguments
from csbot.playground.api.contents import read_content
from csbot.playground.api.misbehaving import hang, http_of, spoil, tamper
from csbot.playground.errors import ApiError
from csbot.playground.journal import CALL, Outcome
from csbot.playground.state.response_urls import Place
from csbot.playground.workspace import Workspace

NAME = "response_url"
_GONE = frozenset({"no_service", "expired_url", "used_url", "message_not_found"})


def show_answer(workspace: Workspace, place: Place, content: dict[str, Any], response_type: str) -> tuple[str, bool]:
    """Show an answer where somebody acted: to all with ``in_channel``, else to that person only.

    Answers its timestamp and whether it is ephemeral.
    """
    if response_type == "in_channel":
        return workspace.post(place.channel, workspace.authored(content))["ts"], False
    return workspace.whisper(place.user_id, place.channel, content).ts, True


class ResponseServer:
    """The endpoint behind every response url."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def serve(self, request: Request) -> Response:
        """One answer: ``ok`` as text, or 404 / 400 with Slack's error name."""
        began = self._workspace.clock.real()
        arguments = Arguments({})
        try:
            arguments, _ = await read_arguments(request)
            fault = self._workspace.faults.take_call(NAME, arguments.values, self._workspace.team.id)
            if fault is not None and (code := spoil(fault)):
                status, headers = http_of(fault)
                return self._note(began, arguments, ApiError(code), 404 if status == 200 else status, headers)
            if fault is not None and fault.kind == "hang":
                return await hang(fault)
            self._answer(request.path_params["token"], arguments)
        except ApiError as error:
            return self._note(began, arguments, error, 404 if error.code in _GONE else 400)
        answer = self._note(began, arguments, None, 200)
        return await tamper(fault, answer) if fault is not None else answer

    def _note(
        self, began: float, arguments: Arguments, error: ApiError | None, status: int,
        headers: dict[str, str] | None = None,
    ) -> Response:  # fmt: skip
        body: dict[str, Any] | str = error.body() if error else "ok"
        outcome = Outcome(status, body, error.code if error else "")
        self._workspace.journal.note(CALL, NAME, began, arguments.values, outcome)
        return JSONResponse(body, status, headers) if error else PlainTextResponse("ok")

    def _answer(self, token: str, arguments: Arguments) -> None:
        urls = self._workspace.response_urls
        place = urls.look_up(token)
        if arguments.flag("delete_original"):
            urls.count_use(token)
            self._delete(place)
            return
        content = read_content(arguments)
        urls.count_use(token)
        if arguments.flag("replace_original") and place.message_ts:
            self._replace(place, content)
        else:
            ts, is_ephemeral = show_answer(self._workspace, place, content, arguments.text("response_type"))
            if not place.message_ts:
                urls.point_at(token, ts, is_ephemeral)

    def _replace(self, place: Place, content: dict[str, Any]) -> None:
        workspace = self._workspace
        if place.is_ephemeral:
            old = workspace.ephemerals.find(place.user_id, place.channel, place.message_ts)
            if old is None:
                raise ApiError("message_not_found")
            workspace.rewhisper(old, content)
            return
        message = workspace.messages.find(place.channel, place.message_ts)
        if message is None:
            raise ApiError("message_not_found")
        kept = {key: value for key, value in message.items() if key not in ("blocks", "attachments")}
        workspace.rewrite(place.channel, kept | content)

    def _delete(self, place: Place) -> None:
        workspace = self._workspace
        if not place.is_ephemeral:
            workspace.erase(place.channel, place.message_ts)
        elif old := workspace.ephemerals.find(place.user_id, place.channel, place.message_ts):
            workspace.unwhisper(old)
