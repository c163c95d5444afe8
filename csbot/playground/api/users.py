"""users.* and dnd.*."""

from typing import Any

from csbot.playground.api.cursors import page
from csbot.playground.api.registry import Call, method
from csbot.playground.errors import ApiError
from csbot.playground.people import SLACKBOT_ID, Person


def find_person(call: Call, user_id: str) -> Person:
    """A user by id. Raises ``user_not_found``."""
    person = call.workspace.people.get(user_id)
    if person is None:
        raise ApiError("user_not_found")
    return person


def user_document(call: Call, person: Person, with_locale: bool) -> dict[str, Any]:
    """A user as Slack shows one to an app that may read e-mail addresses; deactivated users have fewer fields."""
    document: dict[str, Any] = {
        "id": person.id,
        "team_id": person.team_id,
        "name": person.name,
        "deleted": person.deleted,
        "profile": _profile(call, person),
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": 1700000000,
    }
    if person.deleted:
        return document
    admin = person.is_admin or person.is_owner
    document |= {
        "color": "9f69e7",
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_label": person.tz.rpartition("/")[2].replace("_", " "),
        "tz_offset": person.utc_offset(call.workspace.clock.business()),
        "is_admin": admin,
        "is_owner": person.is_owner,
        "is_primary_owner": person.is_owner,
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": False,
        "is_email_confirmed": not person.is_bot,
    }
    if person.team_id != call.workspace.team.id:
        document["is_stranger"] = False
    return document | ({"locale": person.locale} if with_locale else {})


def _profile(call: Call, person: Person) -> dict[str, Any]:
    first, _, last = person.real_name.partition(" ")
    picture = f"{call.workspace.response_urls.base_url}/page/people/{person.id}.svg"
    profile = {
        "title": person.title,
        "phone": "",
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.name,
        "display_name_normalized": person.name,
        "status_text": "",
        "status_emoji": "",
        "first_name": first,
        "last_name": last,
        "team": person.team_id,
        "image_48": picture,
        "image_192": picture,
    }
    if person.is_bot:
        return profile | {"bot_id": person.bot_id, "api_app_id": person.app_id}
    return profile | ({} if person.id == SLACKBOT_ID else {"email": person.email})


@method("users.list")
def list_users(call: Call) -> dict[str, Any]:
    """Everybody, strangers of shared channels and Slackbot included."""
    people, metadata = page(call.workspace.team.everybody, call.arguments, 1000)
    members = [user_document(call, person, call.arguments.flag("include_locale")) for person in people]
    stamp = int(call.workspace.clock.real())
    return {"members": members, "cache_ts": stamp, "response_metadata": metadata}


@method("users.info")
def user_info(call: Call) -> dict[str, Any]:
    """One user."""
    person = find_person(call, call.arguments.required("user"))
    return {"user": user_document(call, person, call.arguments.flag("include_locale"))}


@method("users.lookupByEmail")
def look_up_by_email(call: Call) -> dict[str, Any]:
    """The active user with an e-mail address."""
    email = call.arguments.required("email").strip().lower()
    for person in call.workspace.team.everybody:
        if person.email.lower() == email and not person.deleted and person.id != SLACKBOT_ID:
            return {"user": user_document(call, person, False)}
    raise ApiError("users_not_found")


@method("dnd.info")
def dnd_info(call: Call) -> dict[str, Any]:
    """When a person wants no notifications; ``snooze_*`` is only for oneself, and a bot has no pauses."""
    own_id = call.workspace.team.app.user_id
    person = find_person(call, call.arguments.text("user", own_id))
    own = {"snooze_enabled": False, "snooze_is_indefinite": False} if person.id == own_id else {}
    return call.workspace.undisturbed(person.id) | own


@method("dnd.teamInfo")
def team_dnd_info(call: Call) -> dict[str, Any]:
    """The same for several people; unknown ones are left out. Raises ``no_users_provided``."""
    ids = [user_id for user_id in call.arguments.text("users").split(",") if user_id]
    if not ids:
        raise ApiError("no_users_provided")
    known = [user_id for user_id in ids if user_id in call.workspace.people]
    return {"users": {user_id: call.workspace.undisturbed(user_id) for user_id in known}}
