"""The addresses that files are sent to and read from."""

from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from csbot.playground.api.misbehaving import hang, http_of, spoil, tamper
from csbot.playground.errors import ApiError
from csbot.playground.journal import CALL, Outcome
from csbot.playground.workspace import Workspace

NAME = "upload_url"
_SHOWN = ("image/", "text/plain", "application/pdf")


class UploadServer:
    """Takes and gives the bytes of files."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def take(self, request: Request) -> Response:
        """The file as a raw body or as the first file of a multipart form; ``OK - 123`` when it is as announced."""
        began = self._workspace.clock.real()
        content = await _content(request)
        fault = self._workspace.faults.take_call(NAME, {}, self._workspace.team.id)
        if fault is not None and (code := spoil(fault)):
            status, headers = http_of(fault)
            return self._note(began, content, code, code, 400 if status == 200 else status, headers)
        if fault is not None and fault.kind == "hang":
            return await hang(fault)
        try:
            said, status, error = (
                f"OK - {self._workspace.files.upload(request.path_params['ticket'], content)}",
                200,
                "",
            )
        except ApiError as refused:
            said, status, error = refused.code, 400, refused.code
        answer = self._note(began, content, said, error, status)
        return await tamper(fault, answer) if fault is not None else answer

    def _note(
        self, began: float, content: bytes, said: str, error: str, status: int, headers: dict[str, str] | None = None
    ) -> Response:
        self._workspace.journal.note(CALL, NAME, began, {"bytes": len(content)}, Outcome(status, said, error))
        return PlainTextResponse(said, status, headers)

    async def give(self, request: Request) -> Response:
        """A file; pictures, plain text and PDF to look at, anything else to keep."""
        files, file_id = self._workspace.files, request.path_params["file_id"]
        try:
            body, content = files.find(file_id), files.content(file_id)
        except ApiError as refused:
            return PlainTextResponse(refused.code, 404)
        shown = body["mimetype"].startswith(_SHOWN)
        headers = {
            "Content-Disposition": f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{quote(body['name'])}",
            # What an app uploads must not act on the page: it comes from the same origin.
            "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
            "X-Content-Type-Options": "nosniff",
        }
        return Response(content, media_type=body["mimetype"], headers=headers)


async def _content(request: Request) -> bytes:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await request.body()
    async with request.form() as form:
        parts = [part for _, part in form.multi_items() if isinstance(part, UploadFile)]
        return await parts[0].read() if parts else b""
