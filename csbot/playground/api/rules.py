"""What Slack asks of each method: how often it may be called, and which scope it needs.

Slack publishes tiers as "20+ a minute" and allows short bursts beyond. Here a burst is five minutes' worth, then calls
come back at the tier's pace. Methods that are missing have no limit and need no scope.
"""

from collections.abc import Mapping
from typing import Any

from csbot.playground.state.rates import Limit

TIER_1, TIER_2, TIER_3, TIER_4 = 1, 20, 50, 100
BURST_MINUTES = 5
POSTS_A_MINUTE = 600
POSTS_PER_CHANNEL = 60
CHANNEL_BURST = 5
LIMITED_HISTORY = 1

PER_MINUTE: Mapping[str, int] = {
    "apps.connections.open": TIER_3,
    "apps.uninstall": TIER_1,
    "auth.revoke": TIER_3,
    "bots.info": TIER_3,
    "chat.delete": TIER_3,
    "chat.deleteScheduledMessage": TIER_3,
    "chat.postEphemeral": TIER_4,
    "chat.scheduleMessage": TIER_3,
    "chat.scheduledMessages.list": TIER_3,
    "chat.unfurl": TIER_3,
    "chat.update": TIER_3,
    "conversations.history": TIER_3,
    "conversations.info": TIER_3,
    "conversations.join": TIER_3,
    "conversations.list": TIER_2,
    "conversations.members": TIER_4,
    "conversations.open": TIER_3,
    "conversations.replies": TIER_3,
    "dnd.info": TIER_3,
    "dnd.teamInfo": TIER_2,
    "files.completeUploadExternal": TIER_4,
    "files.getUploadURLExternal": TIER_4,
    "files.info": TIER_4,
    "team.info": TIER_3,
    "usergroups.list": TIER_2,
    "usergroups.users.list": TIER_2,
    "users.info": TIER_4,
    "users.list": TIER_2,
    "users.lookupByEmail": TIER_3,
    "views.open": TIER_4,
    "views.publish": TIER_4,
    "views.push": TIER_4,
    "views.update": TIER_4,
}

SCOPES: Mapping[str, str] = {
    "bots.info": "users:read",
    "chat.delete": "chat:write",
    "chat.deleteScheduledMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.scheduleMessage": "chat:write",
    "chat.unfurl": "links:write",
    "chat.update": "chat:write",
    "conversations.history": "{kind}:history",
    "conversations.info": "{kind}:read",
    "conversations.join": "channels:join",
    "conversations.list": "{kind}:read",
    "conversations.members": "{kind}:read",
    "conversations.open": "im:write",
    "conversations.replies": "{kind}:history",
    "dnd.info": "dnd:read",
    "dnd.teamInfo": "dnd:read",
    "files.completeUploadExternal": "files:write",
    "files.getUploadURLExternal": "files:write",
    "files.info": "files:read",
    "team.info": "team:read",
    "usergroups.list": "usergroups:read",
    "usergroups.users.list": "usergroups:read",
    "users.info": "users:read",
    "users.list": "users:read",
    "users.lookupByEmail": "users:read.email",
}
_KINDS = {"public_channel": "channels", "private_channel": "groups", "mpim": "mpim", "im": "im"}
_KIND_BY_ID = {"D": "im", "G": "mpim"}

EVERY_SCOPE = frozenset(
    {scope.format(kind=kind) for scope in SCOPES.values() for kind in _KINDS.values()} | {"commands"}
)
POSTS = Limit(POSTS_A_MINUTE, POSTS_A_MINUTE)
POSTS_IN_CHANNEL = Limit(POSTS_PER_CHANNEL, CHANNEL_BURST)


def limits_of(name: str, arguments: Mapping[str, Any], limited_history: bool) -> dict[str, Limit]:
    """What a call counts against: the channel it concerns (empty: all of the team) → limit."""
    if name == "chat.postMessage":
        channel = str(arguments.get("channel", ""))
        # A person named in place of a channel means their conversation: D0… of U0….
        return {"": POSTS, f"D{channel[1:]}" if channel.startswith("U") else channel: POSTS_IN_CHANNEL}
    if name == "conversations.history" and limited_history:
        return {"": Limit(LIMITED_HISTORY, LIMITED_HISTORY)}
    per_minute = PER_MINUTE.get(name, 0)
    return {"": Limit(per_minute, per_minute * BURST_MINUTES)} if per_minute else {}


def scopes_of(name: str, arguments: Mapping[str, Any]) -> tuple[str, ...]:
    """The scopes that a call needs, all of them; those of conversations depend on their kind."""
    scope = SCOPES.get(name, "")
    if name == "conversations.open" and "," in str(arguments.get("users", "")):
        scope = "mpim:write"
    if "{kind}" not in scope:
        return (scope,) if scope else ()
    if name == "conversations.list":
        asked = str(arguments.get("types") or "public_channel").split(",")
        kinds = [_KINDS[kind.strip()] for kind in asked if kind.strip() in _KINDS]
    else:
        kinds = [_KIND_BY_ID.get(str(arguments.get("channel", ""))[:1], "channels")]
    return tuple(scope.format(kind=kind) for kind in kinds)
