"""What people write, share and open, and what the app hears of it."""

from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from csbot.playground.errors import DriverError
from csbot.playground.gestures.events import Events
from csbot.playground.gestures.sender import Ack
from csbot.playground.gestures.stage import Result, Stage
from csbot.playground.gestures.typed_text import as_rich_text, as_sent, links
from csbot.playground.gestures.uploads import keep
from csbot.playground.state.files import File
from csbot.playground.state.messages import Message
from csbot.playground.state.unfurls import unfurl_id


async def open_home(stage: Stage, events: Events, user_id: str, tab: str) -> Result:
    """A person opens the app's ``home`` or ``messages`` tab."""
    person = stage.person(user_id)
    channel_id = stage.channel(person, "")
    event: dict[str, Any] = {"type": "app_home_opened", "user": person.id, "channel": channel_id, "tab": tab}
    if tab == "home" and (view := stage.workspace.views.home(person.id)):
        event["view"] = view
    return _result(await _emit(events, [event]))


async def say(stage: Stage, events: Events, user_id: str, channel_id: str, text: str, thread_ts: str = "") -> Result:
    """A person writes a message, or a reply to one; the app hears of it in a direct conversation, or when it is
    mentioned.

    Raises DriverError for a thread of no message.
    """
    workspace = stage.workspace
    person = stage.person(user_id)
    channel_id = stage.channel(person, channel_id)
    if thread_ts and not workspace.messages.find(channel_id, thread_ts):
        raise DriverError(f"there is no message {thread_ts!r} in {channel_id!r}")
    sent = as_sent(text, workspace.people.values(), False, workspace.team.usergroups, workspace.team.channels)
    posted = workspace.post(
        channel_id,
        {"type": "message", "user": person.id, "team": person.team_id, "client_msg_id": str(uuid4()), "text": sent,
         "blocks": as_rich_text(sent)} | ({"thread_ts": thread_ts} if thread_ts else {}),
    )  # fmt: skip
    workspace.messages.read_up_to(person.id, channel_id, posted["ts"])
    return _result(await _emit(events, _heard(stage, channel_id, posted)))


async def share(stage: Stage, events: Events, user_id: str, name: str, content: bytes, channel_id: str) -> File:
    """A person puts a file into a conversation; without one it is only kept, for a file input."""
    if not channel_id:
        return keep(stage, user_id, name, content)
    workspace = stage.workspace
    person = stage.person(user_id)
    channel_id = stage.channel(person, channel_id)
    shown = keep(stage, user_id, name, content, channel_id)
    message = {"type": "message", "subtype": "file_share", "user": person.id, "team": person.team_id, "text": "",
               "files": [shown], "upload": True}  # fmt: skip
    posted = workspace.post(channel_id, message)
    workspace.messages.read_up_to(person.id, channel_id, posted["ts"])
    if workspace.team.app.user_id in workspace.member_ids(channel_id):
        shared = {"type": "file_shared", "file_id": shown["id"], "user_id": person.id, "file": {"id": shown["id"]},
                  "channel_id": channel_id}  # fmt: skip
        await _emit(events, [*_heard(stage, channel_id, posted), shared])
    return shown


def _heard(stage: Stage, channel_id: str, posted: Message) -> list[dict[str, Any]]:
    """The events of a message; which of them the app wants is not asked here."""
    workspace = stage.workspace
    app_id = workspace.team.app.user_id
    if app_id not in workspace.member_ids(channel_id):
        return []
    kind = workspace.kind_of(channel_id)
    event = {**posted, "channel": channel_id, "event_ts": posted["ts"]}
    found = [{**event, "channel_type": kind}]
    if kind == "channel" and f"<@{app_id}>" in posted["text"]:
        found.append({**event, "type": "app_mention"})
    shared = [{"url": url, "domain": urlsplit(url).hostname or ""} for url in links(posted["text"])]
    domains = workspace.config.unfurl_domains
    if known := [link for link in shared if any(f".{link['domain']}".endswith(f".{domain}") for domain in domains)]:
        found.append(
            {"type": "link_shared", "channel": channel_id, "is_bot_user_member": True, "user": posted["user"],
             "message_ts": posted["ts"], "unfurl_id": unfurl_id(channel_id, posted["ts"]),
             "source": "conversations_history", "links": known, "event_ts": posted["ts"]}
        )  # fmt: skip
    return found


async def _emit(events: Events, found: list[dict[str, Any]]) -> Ack | None:
    """Send what the app wants to hear; answers the first one's ack, the others go on their own."""
    wanted = [event for event in found if events.is_wanted(event)]
    for event in wanted[1:]:
        events.send(event)
    return await events.emit(wanted[0]) if wanted else None


def _result(ack: Ack | None) -> Result:
    return Result(ack.status, ack.body, ack.failure) if ack else Result()
