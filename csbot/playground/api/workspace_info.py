"""api.test, auth.test, team.info and bots.info."""

from typing import Any

from csbot.playground.api.registry import NOBODY, Call, method
from csbot.playground.errors import ApiError


@method("api.test", token=NOBODY)
def api_test(call: Call) -> dict[str, Any]:
    """Hands the arguments back; ``error`` makes it fail with that name."""
    if call.arguments.has("error"):
        raise ApiError(call.arguments.text("error"))
    return {"args": call.arguments.values}


@method("auth.test")
def auth_test(call: Call) -> dict[str, Any]:
    """Who the token is."""
    team = call.workspace.team
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.company_name(call.team_id),
        "user": team.app.name,
        "team_id": call.team_id,
        "user_id": team.app.user_id,
        "bot_id": team.app.bot_id,
        "is_enterprise_install": False,
    }


@method("team.info")
def team_info(call: Call) -> dict[str, Any]:
    """The team, or a company it shares a channel with. Raises ``team_not_found``."""
    team = call.workspace.team
    team_id = call.arguments.text("team", call.team_id)
    if team_id != call.team_id and team_id not in dict(team.companies):
        raise ApiError("team_not_found")
    domain = team.domain if team_id == team.id else team_id.lower()
    return {"team": {"id": team_id, "name": team.company_name(team_id), "domain": domain, "email_domain": "",
                     "icon": {"image_default": True}}}  # fmt: skip


@method("bots.info")
def bot_info(call: Call) -> dict[str, Any]:
    """The app's bot or another one. Raises ``bot_not_found``."""
    bot_id = call.arguments.text("bot", call.workspace.team.app.bot_id)
    for person in call.workspace.team.everybody:
        if person.is_bot and person.bot_id == bot_id:
            return {"bot": {"id": bot_id, "deleted": person.deleted, "name": person.name, "updated": 1700000000,
                            "app_id": person.app_id, "user_id": person.id, "icons": {}}}  # fmt: skip
    raise ApiError("bot_not_found")
