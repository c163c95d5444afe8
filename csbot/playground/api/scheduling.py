"""chat.scheduleMessage and what belongs to it."""

from datetime import timedelta
from typing import Any

from csbot.playground import limits
from csbot.playground.api.chat import addressed
from csbot.playground.api.contents import read_content, read_metadata
from csbot.playground.api.cursors import page
from csbot.playground.api.registry import Call, method
from csbot.playground.errors import ApiError
from csbot.playground.state.scheduled import Scheduled

_SPAN = limits.SCHEDULED_MINUTES * 60
_MOST_AHEAD = timedelta(days=limits.SCHEDULED_DAYS).total_seconds()


def _now(call: Call) -> int:
    return int(call.workspace.clock.business().timestamp())


@method("chat.scheduleMessage")
def schedule_message(call: Call) -> dict[str, Any]:
    """Post later. One with ``metadata`` is taken and never posted, as with Slack.

    Raises ``invalid_time``, ``time_in_past``, ``time_too_far``, ``restricted_too_many``.
    """
    arguments = call.arguments
    content = read_content(arguments)
    post_at = arguments.text("post_at")
    if not post_at.isdecimal():
        raise ApiError("invalid_time")
    channel_id = addressed(call, arguments.required("channel"))
    at, now = int(post_at), _now(call)
    if at <= now:
        raise ApiError("time_in_past")
    if at - now > _MOST_AHEAD:
        raise ApiError("time_too_far")
    waiting = call.workspace.scheduled.all()
    if sum(one.channel == channel_id and abs(one.post_at - at) < _SPAN for one in waiting) >= limits.SCHEDULED_IN_SPAN:
        raise ApiError("restricted_too_many")
    message = call.workspace.authored(content)
    if metadata := read_metadata(arguments):
        message["metadata"] = metadata
    made = call.workspace.schedule(channel_id, at, now, message)
    return {"channel": channel_id, "scheduled_message_id": made.id, "post_at": at, "message": message}


@method("chat.scheduledMessages.list")
def list_scheduled(call: Call) -> dict[str, Any]:
    """What waits, the next first; ``channel``, ``oldest`` and ``latest`` narrow it down."""
    arguments = call.arguments
    channel_id = arguments.text("channel")
    oldest, latest = (arguments.integer(name, 0, (0, 10**11)) for name in ("oldest", "latest"))
    waiting = [
        one for one in call.workspace.scheduled.all()
        if channel_id in ("", one.channel) and one.post_at >= oldest and (not latest or one.post_at <= latest)
    ]  # fmt: skip
    shown, metadata = page(waiting, arguments, 100)
    return {"scheduled_messages": [_document(one) for one in shown], "response_metadata": metadata}


def _document(one: Scheduled) -> dict[str, Any]:
    return {"id": one.id, "channel_id": one.channel, "post_at": one.post_at, "date_created": one.created,
            "text": one.message["text"]}  # fmt: skip


@method("chat.deleteScheduledMessage")
def delete_scheduled(call: Call) -> dict[str, Any]:
    """Take one back, up to a minute before it is posted. Raises ``invalid_scheduled_message_id``."""
    channel_id, wanted = call.arguments.required("channel"), call.arguments.required("scheduled_message_id")
    for one in call.workspace.scheduled.all():
        if (one.id, one.channel) == (wanted, channel_id) and one.post_at - _now(call) > 60:
            call.workspace.scheduled.remove(wanted)
            return {}
    raise ApiError("invalid_scheduled_message_id")
