"""usergroups.*: groups of people that may be mentioned."""

from typing import Any

from csbot.playground.api.registry import Call, method
from csbot.playground.errors import ApiError
from csbot.playground.people import Usergroup


def _document(call: Call, group: Usergroup) -> dict[str, Any]:
    document: dict[str, Any] = {
        "id": group.id, "team_id": call.workspace.team.id, "is_usergroup": True, "name": group.name,
        "description": "", "handle": group.handle, "is_external": False, "date_create": 1700000000,
        "date_update": 1700000000, "date_delete": 1700000000 if group.is_disabled else 0, "auto_type": None,
        "created_by": call.workspace.team.people[0].id, "updated_by": call.workspace.team.people[0].id,
        "deleted_by": None, "prefs": {"channels": [], "groups": []},
    }  # fmt: skip
    if call.arguments.flag("include_users"):
        document["users"] = list(group.user_ids)
    if call.arguments.flag("include_count"):
        document["user_count"] = len(group.user_ids)
    return document


@method("usergroups.list")
def list_groups(call: Call) -> dict[str, Any]:
    """All groups, disabled ones with ``include_disabled``."""
    with_disabled = call.arguments.flag("include_disabled")
    groups = [group for group in call.workspace.team.usergroups if with_disabled or not group.is_disabled]
    return {"usergroups": [_document(call, group) for group in groups]}


@method("usergroups.users.list")
def list_group_members(call: Call) -> dict[str, Any]:
    """Who is in a group. Raises ``no_such_subteam``."""
    group_id = call.arguments.required("usergroup")
    for group in call.workspace.team.usergroups:
        if group.id == group_id and (call.arguments.flag("include_disabled") or not group.is_disabled):
            return {"users": list(group.user_ids)}
    raise ApiError("no_such_subteam")
