"""Installing and removing the app: oauth.v2.access, auth.revoke, apps.uninstall, and the page where one agrees."""

from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from csbot.playground.api.registry import NOBODY, Call, method
from csbot.playground.errors import ApiError
from csbot.playground.workspace import Workspace


def _check_client(call: Call, client_id: str, client_secret: str) -> None:
    config = call.workspace.config
    if not client_id or config.client_id not in ("", client_id):
        raise ApiError("invalid_client_id")
    if not client_secret or config.client_secret not in ("", client_secret):
        raise ApiError("bad_client_secret")


@method("oauth.v2.access", token=NOBODY)
def exchange_code(call: Call) -> dict[str, Any]:
    """A bot token for a code, which works once and for ten minutes. The client's id and secret come as arguments or by
    basic authentication. Raises ``invalid_client_id``, ``bad_client_secret``, ``invalid_grant_type``,
    ``invalid_code``, ``bad_redirect_uri``."""
    arguments, workspace = call.arguments, call.workspace
    _check_client(call, arguments.text("client_id"), arguments.text("client_secret"))
    if arguments.text("grant_type", "authorization_code") != "authorization_code":
        raise ApiError("invalid_grant_type")
    grant = workspace.access.exchange(arguments.text("code"))
    if arguments.text("redirect_uri", grant.redirect_uri) != grant.redirect_uri:
        raise ApiError("bad_redirect_uri")
    team = workspace.team
    return {
        "app_id": team.app.id,
        "authed_user": {"id": grant.user_id},
        "scope": grant.scopes,
        "token_type": "bot",
        "access_token": workspace.access.fresh_token(team.id),
        "bot_user_id": team.app.user_id,
        "team": {"id": team.id, "name": team.name},
        "enterprise": None,
        "is_enterprise_install": False,
    }


@method("auth.revoke")
def revoke_token(call: Call) -> dict[str, Any]:
    """Make the token useless, unless ``test`` is set."""
    if call.arguments.flag("test"):
        return {"revoked": False}
    call.workspace.access.revoke(call.token)
    return {"revoked": True}


@method("apps.uninstall")
def uninstall(call: Call) -> dict[str, Any]:
    """Remove the app: its tokens are useless, and it hears of that."""
    _check_client(call, call.arguments.text("client_id"), call.arguments.text("client_secret"))
    revoke_all(call.workspace, call.team_id)
    call.workspace.happen({"type": "app_uninstalled"})
    return {}


def revoke_all(workspace: Workspace, team_id: str) -> None:
    """Revoke all of a team's tokens and tell the app."""
    workspace.access.revoke(team_id)
    workspace.happen({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [workspace.team.app.user_id]}})


class InstallPage:
    """``/oauth/v2/authorize``: whoever opens it agrees at once, as ``user`` or the team's owner."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def agree(self, request: Request) -> Response:
        """Back to the app with a code and its state; 400 with Slack's error name when the link is wrong."""
        query, config = request.query_params, self._workspace.config
        redirect_uri, scopes = query.get("redirect_uri", ""), query.get("scope", "")
        if not query.get("client_id") or config.client_id not in ("", query["client_id"]):
            return PlainTextResponse("invalid_client_id", 400)
        if urlsplit(redirect_uri).scheme not in ("http", "https"):
            return PlainTextResponse("bad_redirect_uri", 400)
        if not scopes:
            return PlainTextResponse("no_scopes", 400)
        code = self._workspace.access.grant(
            scopes, redirect_uri, query.get("user") or self._workspace.team.people[0].id
        )
        joint = "&" if urlsplit(redirect_uri).query else "?"
        return RedirectResponse(
            f"{redirect_uri}{joint}{urlencode({'code': code, 'state': query.get('state', '')})}", 302
        )
