"""What a message tells of the replies to it."""

from typing import Any

_FIELDS = ("reply_count", "reply_users_count", "latest_reply", "reply_users", "is_locked", "subscribed")
_NAMED_REPLIERS = 5


def with_replies(root: dict[str, Any], replies: list[dict[str, Any]]) -> dict[str, Any]:
    """The message that began a thread, with the counts that Slack keeps on it; ``replies`` are oldest first."""
    bare = {key: value for key, value in root.items() if key not in _FIELDS}
    if not replies:
        return {key: value for key, value in bare.items() if key != "thread_ts"}
    repliers = list(dict.fromkeys(reply["user"] for reply in replies))
    return bare | {
        "thread_ts": root["ts"],
        "reply_count": len(replies),
        "reply_users_count": len(repliers),
        "latest_reply": replies[-1]["ts"],
        "reply_users": repliers[:_NAMED_REPLIERS],
        "is_locked": False,
        "subscribed": False,
    }
