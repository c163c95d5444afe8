"""chat.unfurl: what the app shows below a link that somebody posted."""

import html
from typing import Any

from csbot.playground.api.registry import Call, method
from csbot.playground.errors import ApiError
from csbot.playground.validator import message_errors


@method("chat.unfurl")
def unfurl(call: Call) -> dict[str, Any]:
    """Show attachments for links of a message, named by channel and ts.

    Raises ``missing_channel``, ``missing_ts``, ``missing_unfurls``, ``invalid_unfurls_format``,
    ``cannot_find_channel``, ``cannot_find_message``, ``cannot_unfurl_url`` for a link that is not in the message and
    ``cannot_parse_attachment`` for blocks that Slack would not show.
    """
    arguments, messages = call.arguments, call.workspace.messages
    for name in ("channel", "ts", "unfurls"):
        if not arguments.has(name):
            raise ApiError(f"missing_{name}")
    channel_id, ts = arguments.text("channel"), arguments.text("ts")
    shown = arguments.document("unfurls", "invalid_unfurls_format")
    if not isinstance(shown, dict) or not all(isinstance(attachment, dict) for attachment in shown.values()):
        raise ApiError("invalid_unfurls_format")
    if not call.workspace.member_ids(channel_id):
        raise ApiError("cannot_find_channel")
    message = messages.find(channel_id, ts)
    if message is None:
        raise ApiError("cannot_find_message")
    text = html.unescape(message["text"])
    if not all(url in text for url in shown):
        raise ApiError("cannot_unfurl_url")
    if any("blocks" in attachment and message_errors(attachment["blocks"]) for attachment in shown.values()):
        raise ApiError("cannot_parse_attachment")
    app_id = call.workspace.team.app.id
    attachments = [{**attachment, "from_url": url, "app_unfurl_url": url, "is_app_unfurl": True, "app_id": app_id}
                   for url, attachment in shown.items()]  # fmt: skip
    call.workspace.rewrite(channel_id, message | {"attachments": attachments})
    return {}
