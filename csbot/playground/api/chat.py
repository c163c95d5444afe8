"""chat.*: what the app says."""

from typing import Any

from csbot.playground import limits
from csbot.playground.api.contents import read_content, read_metadata
from csbot.playground.api.conversations import channel_document, member_channel, open_dm
from csbot.playground.api.registry import Call, method
from csbot.playground.errors import ApiError
from csbot.playground.state.messages import Message


def addressed(call: Call, wanted: str) -> str:
    """The channel meant by id, by ``#name``, or as a person, whose conversation is opened.

    Raises ``messages_tab_disabled`` when the app has no conversations with people.
    """
    person = call.workspace.people.get(wanted) or call.workspace.dm_owner(wanted)
    if person and "messages" not in call.workspace.config.tabs:
        raise ApiError("messages_tab_disabled")
    if person:
        try:
            open_dm(call, person)
        except ApiError as error:
            raise ApiError("channel_not_found") from error
        return person.dm_id
    names = {channel.name: channel.id for channel in call.workspace.team.channels}
    return member_channel(call, names.get(wanted.lstrip("#"), wanted))


@method("chat.postMessage")
def post_message(call: Call) -> dict[str, Any]:
    """Post a message; ``client_msg_id`` is kept and otherwise ignored, as Slack documents no effect."""
    arguments = call.arguments
    content = read_content(arguments)
    channel_id = addressed(call, arguments.required("channel"))
    extra: dict[str, Any] = {}
    if metadata := read_metadata(arguments):
        extra["metadata"] = metadata
    for name in ("client_msg_id", "thread_ts"):
        if arguments.text(name):
            extra[name] = arguments.text(name)
    if "thread_ts" in extra and not call.workspace.messages.find(channel_id, extra["thread_ts"]):
        raise ApiError("thread_not_found")
    posted = call.workspace.post(channel_id, call.workspace.authored(content | extra))
    return {"channel": channel_id, "ts": posted["ts"], "message": posted}


def _own_message(call: Call, ts: str, refusal: str) -> tuple[str, Message]:
    channel_id = call.arguments.required("channel")
    channel_document(call, channel_id)
    message = call.workspace.messages.find(channel_id, ts)
    if message is None:
        raise ApiError("message_not_found")
    if message["user"] != call.workspace.team.app.user_id:
        raise ApiError(refusal)
    return channel_id, message


@method("chat.update")
def update_message(call: Call) -> dict[str, Any]:
    """Change a message of the app. Text without blocks takes the blocks away and leaves the "(edited)" mark."""
    arguments = call.arguments
    if len(arguments.text("text")) > limits.UPDATE_TEXT:
        raise ApiError("msg_too_long")
    content = read_content(arguments)
    metadata = read_metadata(arguments)
    channel_id, old = _own_message(call, arguments.required("ts"), "cant_update_message")
    changed = {key: value for key, value in old.items() if key not in ("blocks", "attachments")} | content
    if "blocks" not in content:
        changed["edited"] = {"user": old["user"], "ts": f"{call.workspace.clock.business_micros() // 1_000_000}.000000"}
    if arguments.has("metadata"):
        changed["metadata"] = metadata or {}
    call.workspace.rewrite(channel_id, changed)
    return {"channel": channel_id, "ts": old["ts"], "text": changed["text"], "message": changed}


@method("chat.delete")
def delete_message(call: Call) -> dict[str, Any]:
    """Take a message of the app away."""
    channel_id, message = _own_message(call, call.arguments.required("ts"), "cant_delete_message")
    call.workspace.erase(channel_id, message["ts"])
    return {"channel": channel_id, "ts": message["ts"]}


@method("chat.postEphemeral")
def post_ephemeral(call: Call) -> dict[str, Any]:
    """Show a message to one member of a channel, until their page is loaded anew."""
    user_id = call.arguments.required("user")
    content = read_content(call.arguments)
    channel_id = addressed(call, call.arguments.required("channel"))
    if user_id not in call.workspace.member_ids(channel_id):
        raise ApiError("user_not_in_channel")
    return {"message_ts": call.workspace.whisper(user_id, channel_id, content).ts}


@method("chat.getPermalink")
def permalink(call: Call) -> dict[str, Any]:
    """The address of a message: the page of this local Slack."""
    channel_id, ts = call.arguments.required("channel"), call.arguments.required("message_ts")
    channel_document(call, channel_id)
    if not call.workspace.messages.find(channel_id, ts):
        raise ApiError("message_not_found")
    base = call.workspace.response_urls.base_url
    return {"channel": channel_id, "permalink": f"{base}/archives/{channel_id}/p{ts.replace('.', '')}"}
