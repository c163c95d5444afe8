"""chat.unfurl: what the app shows below a link that somebody posted."""

from typing import Any

from csbot.playground.api.registry import Call, method
from csbot.playground.errors import ApiError
from csbot.playground.state.identifiers import numbered
from csbot.playground.state.unfurls import unfurled
from csbot.playground.validator import message_errors


@method("chat.unfurl")
def unfurl(call: Call) -> dict[str, Any]:
    """Show attachments for links of a message, named by channel and ts, or by ``unfurl_id`` and ``source``.

    Raises ``missing_channel``, ``missing_ts``, ``missing_unfurl_id``, ``missing_source``, ``missing_unfurls``,
    ``invalid_unfurl_id``, ``invalid_source``, ``invalid_unfurls_format``, ``cannot_find_channel``,
    ``cannot_find_message``, ``cannot_unfurl_url`` for a link that is not in the message and
    ``cannot_parse_attachment`` for blocks that Slack would not show.
    """
    arguments, messages = call.arguments, call.workspace.messages
    channel_id, ts = _message_meant(call)
    if not arguments.has("unfurls"):
        raise ApiError("missing_unfurls")
    shown = arguments.document("unfurls", "invalid_unfurls_format")
    if not isinstance(shown, dict) or not all(isinstance(attachment, dict) for attachment in shown.values()):
        raise ApiError("invalid_unfurls_format")
    if not call.workspace.member_ids(channel_id):
        raise ApiError("cannot_find_channel")
    message = messages.find(channel_id, ts)
    if message is None:
        raise ApiError("cannot_find_message")
    text = message["text"].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    if not all(url in text for url in shown):
        raise ApiError("cannot_unfurl_url")
    if any("blocks" in attachment and message_errors(attachment["blocks"]) for attachment in shown.values()):
        raise ApiError("cannot_parse_attachment")
    app_id = call.workspace.team.app.id
    attachments = [{**attachment, "from_url": url, "app_unfurl_url": url, "is_app_unfurl": True, "app_id": app_id}
                   for url, attachment in shown.items()]  # fmt: skip
    call.workspace.rewrite(channel_id, message | {"attachments": numbered(attachments)})
    return {}


def _message_meant(call: Call) -> tuple[str, str]:
    arguments = call.arguments
    pair = ("unfurl_id", "source") if arguments.has("unfurl_id") or arguments.has("source") else ("channel", "ts")
    for name in pair:
        if not arguments.text(name):
            raise ApiError(f"missing_{name}")
    if pair == ("channel", "ts"):
        return arguments.text("channel"), arguments.text("ts")
    if arguments.text("source") not in ("composer", "conversations_history"):
        raise ApiError("invalid_source")
    meant = unfurled(arguments.text("unfurl_id"))
    if meant is None:
        raise ApiError("invalid_unfurl_id")
    return meant
