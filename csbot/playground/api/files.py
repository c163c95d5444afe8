"""files.*: upload in three steps, and look at what is there."""

from typing import Any

from csbot.playground import limits
from csbot.playground.api.chat import addressed
from csbot.playground.api.contents import read_blocks
from csbot.playground.api.registry import Call, method
from csbot.playground.errors import ApiError
from csbot.playground.state.files import File
from csbot.playground.workspace import Workspace


def file_document(workspace: Workspace, body: File) -> File:
    """A file as Slack shows one, with its addresses."""
    base = workspace.response_urls.base_url
    address = f"{base}/files-pri/{body['id']}/{body['name']}"
    return body | {"url_private": address, "url_private_download": address, "permalink": address}


@method("files.getUploadURLExternal")
def get_upload_url(call: Call) -> dict[str, Any]:
    """Where to send a file of so many bytes. Raises ``missing_argument``, ``alt_txt_too_large``,
    ``snippet_too_large``, ``file_upload_size_restricted``."""
    arguments = call.arguments
    name, alt_text = arguments.text("filename"), arguments.text("alt_txt")
    length = _length(arguments.text("length"))
    if not name or not length:
        raise ApiError("missing_argument")
    if len(alt_text) > limits.ALT_TXT:
        raise ApiError("alt_txt_too_large")
    if arguments.text("snippet_type") and length > limits.SNIPPET_BYTES:
        raise ApiError("snippet_too_large")
    if length > limits.UPLOAD_BYTES:
        raise ApiError("file_upload_size_restricted")
    file_id, ticket = call.workspace.files.announce(call.workspace.team.app.user_id, name, length, alt_text)
    return {"upload_url": f"{call.workspace.response_urls.base_url}/upload/v1/{ticket}", "file_id": file_id}


def _length(text: str) -> int:
    if text and not text.isdecimal():
        raise ApiError("invalid_arguments", ("[ERROR] must be an integer [json-pointer:/length]",))
    return int(text or 0)


@method("files.completeUploadExternal")
def complete_upload(call: Call) -> dict[str, Any]:
    """Finish uploads and share them in channels, in one message each. Raises ``file_not_found`` for what was not
    uploaded, then nothing is shared."""
    arguments = call.arguments
    wanted = _wanted(arguments.document("files", "invalid_arguments"))
    ids = ",".join(filter(None, (arguments.text("channel_id"), arguments.text("channels")))).split(",")
    if len(ids) > limits.SHARED_CHANNELS:
        raise ApiError("channels_limit_exceeded")
    channels = [addressed(call, wanted_id) for wanted_id in filter(None, ids)]
    blocks = None if arguments.text("initial_comment") else read_blocks(arguments)
    files = call.workspace.files
    if not all(files.uploaded(item["id"]) for item in wanted):
        raise ApiError("file_not_found")
    where = {"channels": [one for one in channels if not one.startswith("D")],
             "ims": [one for one in channels if one.startswith("D")]}  # fmt: skip
    done = [
        file_document(
            call.workspace, files.complete(item["id"], where | ({"title": item["title"]} if "title" in item else {}))
        )
        for item in wanted
    ]
    content = {"text": arguments.text("initial_comment"), "files": done, "upload": True}
    content |= {"blocks": blocks} if blocks else {}
    content |= {"thread_ts": arguments.text("thread_ts")} if arguments.text("thread_ts") else {}
    for channel_id in channels:
        call.workspace.post(channel_id, call.workspace.authored(content))
    return {"files": done}


def _wanted(value: Any) -> list[dict[str, str]]:
    fits = isinstance(value, list) and value and all(
        isinstance(item, dict) and isinstance(item.get("id"), str) and isinstance(item.get("title", ""), str)
        for item in value
    )  # fmt: skip
    if not fits:
        raise ApiError("invalid_arguments", ("[ERROR] missing required field: files",))
    found: list[dict[str, str]] = value
    return found


@method("files.info")
def file_info(call: Call) -> dict[str, Any]:
    """One file that was shared or finished. Raises ``file_not_found``."""
    body = call.workspace.files.find(call.arguments.required("file"))
    return {"file": file_document(call.workspace, body), "comments": [], "response_metadata": {"next_cursor": ""}}
