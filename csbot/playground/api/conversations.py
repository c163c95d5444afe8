"""conversations.*: what the app may see of channels and direct conversations."""

from typing import Any

from csbot.playground import limits
from csbot.playground.api.cursors import page, read_cursor, write_cursor
from csbot.playground.api.registry import Call, method
from csbot.playground.api.users import find_person
from csbot.playground.errors import ApiError
from csbot.playground.people import Person
from csbot.playground.state.messages import Span

_KINDS = frozenset({"public_channel", "private_channel", "mpim", "im"})


def channel_document(call: Call, channel_id: str) -> dict[str, Any]:
    """A conversation as Slack shows one. Raises ``channel_not_found``."""
    workspace = call.workspace
    if owner := workspace.dm_owner(channel_id):
        return {
            "id": channel_id, "created": 1700000000, "is_im": True, "is_org_shared": False, "is_archived": False,
            "user": owner.id, "is_user_deleted": owner.deleted, "priority": 0, "context_team_id": workspace.team.id,
        }  # fmt: skip
    channel = workspace.channels.get(channel_id)
    if channel is None:
        raise ApiError("channel_not_found")
    return {
        "id": channel.id, "name": channel.name, "name_normalized": channel.name, "created": 1700000000,
        "creator": workspace.team.people[0].id, "is_channel": not channel.is_mpim, "is_group": channel.is_mpim,
        "is_im": False, "is_mpim": channel.is_mpim, "is_private": channel.is_mpim, "is_archived": False,
        "is_general": channel.name == "general",
        "is_member": workspace.team.app.user_id in channel.member_ids, "is_shared": channel.is_ext_shared,
        "is_ext_shared": channel.is_ext_shared, "is_org_shared": False, "is_pending_ext_shared": False,
        "shared_team_ids": [workspace.team.id, *channel.shared_team_ids], "context_team_id": workspace.team.id,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0}, "num_members": len(channel.member_ids),
    }  # fmt: skip


def member_channel(call: Call, channel_id: str) -> str:
    """A conversation that the app is in. Raises ``channel_not_found`` or ``not_in_channel``."""
    document = channel_document(call, channel_id)
    if not document.get("is_im") and not document["is_member"]:
        raise ApiError("not_in_channel")
    return channel_id


def check_reachable(call: Call, person: Person) -> None:
    """Raise ``user_disabled``, ``cannot_dm_bot``, or ``user_not_found`` for people of another company."""
    if person.deleted:
        raise ApiError("user_disabled")
    if person.is_bot:
        raise ApiError("cannot_dm_bot")
    if person.team_id != call.workspace.team.id:
        raise ApiError("user_not_found")


def open_dm(call: Call, person: Person) -> bool:
    """Open the conversation with a person; answers whether it was open. Raises as ``check_reachable``."""
    check_reachable(call, person)
    return call.workspace.messages.open_dm(person.id)


@method("conversations.open")
def open_conversation(call: Call) -> dict[str, Any]:
    """The direct conversation with one to eight people, by their user ids or by its own id.

    Raises ``users_list_not_supplied``, ``too_many_users``, ``method_not_supported_for_channel_type``, and as
    ``open_dm``.
    """
    if channel_id := call.arguments.text("channel"):
        document = channel_document(call, channel_id)
        if not (document["is_im"] or document.get("is_mpim")):
            raise ApiError("method_not_supported_for_channel_type")
        already = True
    else:
        channel_id, already = _opened(call, list(dict.fromkeys(filter(None, call.arguments.text("users").split(",")))))
    document = channel_document(call, channel_id) if call.arguments.flag("return_im") else {"id": channel_id}
    return {"channel": document} | ({"no_op": True, "already_open": True} if already else {})


def _opened(call: Call, user_ids: list[str]) -> tuple[str, bool]:
    if not user_ids:
        raise ApiError("users_list_not_supplied")
    if len(user_ids) > limits.MPIM_PEOPLE:
        raise ApiError("too_many_users")
    people = [find_person(call, user_id) for user_id in user_ids]
    if len(people) == 1:
        return people[0].dm_id, open_dm(call, people[0])
    for person in people:
        check_reachable(call, person)
    return call.workspace.open_group((*user_ids, call.workspace.team.app.user_id))


@method("conversations.info")
def conversation_info(call: Call) -> dict[str, Any]:
    """One conversation."""
    return {"channel": channel_document(call, call.arguments.required("channel"))}


@method("conversations.list")
def list_conversations(call: Call) -> dict[str, Any]:
    """Public channels, and with ``types=im,mpim`` the open direct conversations.

    Raises ``invalid_types``, and ``invalid_limit`` from 1,000 on.
    """
    if call.arguments.integer("limit", 100, (0, limits.LIST_LIMIT + 1)) > limits.LIST_LIMIT:
        raise ApiError("invalid_limit")
    kinds = {kind.strip() for kind in call.arguments.text("types", "public_channel").split(",")}
    if not kinds <= _KINDS:
        raise ApiError("invalid_types")
    ids = [
        channel.id for channel in call.workspace.channels.values()
        if ("mpim" if channel.is_mpim else "public_channel") in kinds
    ]  # fmt: skip
    if "im" in kinds:
        dms = [person for person in call.workspace.people.values() if call.workspace.messages.dm_is_open(person.id)]
        ids += [person.dm_id for person in dms]
    shown, metadata = page(ids, call.arguments, 100)
    return {"channels": [channel_document(call, channel) for channel in shown], "response_metadata": metadata}


@method("conversations.join")
def join_conversation(call: Call) -> dict[str, Any]:
    """Become a member of a public channel; it hears of that. Being one already is a warning."""
    channel_id, workspace = call.arguments.required("channel"), call.workspace
    document = channel_document(call, channel_id)
    if document["is_im"] or document["is_mpim"]:
        raise ApiError("method_not_supported_for_channel_type")
    if workspace.team.app.user_id in workspace.member_ids(channel_id):
        warning = "already_in_channel"
        return {"channel": channel_document(call, channel_id), "warning": warning,
                "response_metadata": {"warnings": [warning]}}  # fmt: skip
    workspace.join(channel_id)
    workspace.happen({"type": "member_joined_channel", "user": workspace.team.app.user_id, "channel": channel_id,
                      "channel_type": "C", "team": workspace.team.id})  # fmt: skip
    return {"channel": channel_document(call, channel_id)}


@method("conversations.members")
def list_members(call: Call) -> dict[str, Any]:
    """Who is in a conversation."""
    channel_id = call.arguments.required("channel")
    channel_document(call, channel_id)
    members, metadata = page(call.workspace.member_ids(channel_id), call.arguments, 100)
    return {"members": list(members), "response_metadata": metadata}


@method("conversations.history")
def read_history(call: Call) -> dict[str, Any]:
    """Messages, newest first; metadata only with ``include_all_metadata``."""
    arguments = call.arguments
    channel_id = member_channel(call, arguments.required("channel"))
    latest, inclusive = _moment(call, "latest"), arguments.flag("inclusive")
    if arguments.text("cursor"):
        latest, inclusive = read_cursor(arguments.text("cursor")), False
    limit = arguments.integer("limit", 100, limits.HISTORY_LIMIT)
    if call.workspace.config.limited_history:
        limit = min(limit, limits.LIMITED_HISTORY_ROWS)
    span = Span(_moment(call, "oldest"), latest, inclusive, limit)
    found, has_more = call.workspace.messages.newest(channel_id, span)
    if not arguments.flag("include_all_metadata"):
        found = [{key: value for key, value in message.items() if key != "metadata"} for message in found]
    answer: dict[str, Any] = {"messages": found, "has_more": has_more, "pin_count": 0}
    if has_more:
        answer["response_metadata"] = {"next_cursor": write_cursor(found[-1]["ts"])}
    return answer


@method("conversations.replies")
def read_replies(call: Call) -> dict[str, Any]:
    """A message and its replies, oldest first; of a message without replies itself. Raises ``thread_not_found``."""
    channel_id = member_channel(call, call.arguments.required("channel"))
    root_ts = call.arguments.required("ts")
    messages = call.workspace.messages
    root = messages.find(channel_id, root_ts)
    if root is None:
        raise ApiError("thread_not_found")
    oldest, latest = _moment(call, "oldest"), _moment(call, "latest")
    inside = [
        reply for reply in messages.replies(channel_id, root_ts)
        if float(reply["ts"]) > float(oldest or 0) and (not latest or float(reply["ts"]) < float(latest))
    ]  # fmt: skip
    shown, metadata = page([root, *inside], call.arguments, 1000)
    more = bool(metadata["next_cursor"])
    return {"messages": list(shown), "has_more": more} | ({"response_metadata": metadata} if more else {})


def _moment(call: Call, name: str) -> str:
    value = call.arguments.text(name)
    try:
        return "" if not value or float(value) == 0 else value
    except ValueError as error:
        raise ApiError(f"invalid_ts_{name}") from error
