"""Scopes, revoked tokens, installing and removing the app."""

import base64
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from csbot.playground import create_playground
from csbot.playground.people import DEFAULT_TEAM
from tests.playground.conftest import FREJA, MakeConfig, Rig, rigged

GENERAL, RANDOM, _ = (channel.id for channel in DEFAULT_TEAM.channels)
BACK = "https://app.example.com/slack/oauth_redirect"
CLIENT = {"client_id": "1.1", "client_secret": "s"}


@pytest.mark.parametrize(
    ("method", "arguments", "needed"),
    [
        ("users.list", {}, "users:read"),
        ("users.lookupByEmail", {"email": FREJA.email}, "users:read.email"),
        ("conversations.history", {"channel": GENERAL}, "channels:history"),
        ("conversations.replies", {"channel": FREJA.dm_id, "ts": "1.1"}, "im:history"),
        ("conversations.list", {"types": "public_channel,im"}, "channels:read,im:read"),
        ("conversations.open", {"users": FREJA.id}, "im:write"),
        ("conversations.join", {"channel": RANDOM}, "channels:join"),
        ("files.getUploadURLExternal", {"filename": "a", "length": 1}, "files:write"),
        ("usergroups.list", {}, "usergroups:read"),
    ],
)
async def test_a_missing_scope_is_named(
    make_config: MakeConfig, method: str, arguments: dict[str, Any], needed: str
) -> None:
    playground = create_playground(make_config(scopes=frozenset({"chat:write", "commands"})))
    async with rigged(playground) as rig:
        answer = await rig.api(method, **arguments)
        assert answer == {
            "ok": False, "error": "missing_scope", "needed": needed, "provided": "chat:write,commands"
        }  # fmt: skip
        assert (await rig.api("chat.postMessage", channel=FREJA.id, text="x"))["ok"]
        assert (await rig.api("auth.test"))["ok"]


async def test_revoked_tokens_are_good_for_nothing_until_the_app_is_installed_anew(rig: Rig) -> None:
    await rig.do("tokens", revoked=True)
    assert (await rig.api("auth.test"))["error"] == "token_revoked"
    await rig.see("calls", name="event:tokens_revoked", count=1)
    assert rig.app.last("tokens_revoked")["event"]["tokens"]["bot"] == [DEFAULT_TEAM.app.user_id]
    token = (await exchanged(rig, await agreed(rig)))["access_token"]
    fresh = await rig.http.post("/api/auth.test", headers={"Authorization": f"Bearer {token}"})
    assert fresh.json()["ok"]
    assert (await rig.api("auth.test"))["error"] == "token_revoked"
    await rig.do("tokens", revoked=False)
    assert (await rig.api("auth.test"))["ok"]


async def test_a_token_revokes_itself(rig: Rig) -> None:
    assert (await rig.api("auth.revoke", test=True))["revoked"] is False
    assert (await rig.api("auth.revoke"))["revoked"] is True
    assert (await rig.api("auth.test"))["error"] == "token_revoked"
    other = await rig.http.post("/api/auth.test", headers={"Authorization": "Bearer xoxb-2"})
    assert other.json()["ok"]


async def test_an_app_that_is_removed_hears_of_it(rig: Rig) -> None:
    assert (await rig.api("apps.uninstall", **CLIENT))["ok"]
    await rig.see("calls", name="event:app_uninstalled", count=1)
    assert (await rig.api("auth.test"))["error"] == "token_revoked"


async def agreed(rig: Rig, **query: str) -> str:
    """The code that the browser brings back to the app."""
    given = {"client_id": "1.1", "scope": "chat:write,commands", "redirect_uri": BACK, "state": "s1", **query}
    answer = await rig.http.get("/oauth/v2/authorize", params=given)
    assert answer.status_code == 302
    address = urlsplit(answer.headers["location"])
    found = dict(parse_qsl(address.query))
    assert (address.netloc, found["state"]) == ("app.example.com", "s1")
    return found["code"]


async def exchanged(rig: Rig, code: str, /, **arguments: str) -> dict[str, Any]:
    given = {**CLIENT, "code": code} | arguments
    return (await rig.http.post("/api/oauth.v2.access", data=given)).json()


async def test_installing_brings_a_token_once(rig: Rig) -> None:
    code = await agreed(rig, user=FREJA.id)
    answer = await exchanged(rig, code, redirect_uri=BACK)
    assert (answer["token_type"], answer["scope"]) == ("bot", "chat:write,commands")
    assert answer["authed_user"] == {"id": FREJA.id}
    assert answer["team"] == {"id": DEFAULT_TEAM.id, "name": DEFAULT_TEAM.name}
    assert (await exchanged(rig, code))["error"] == "invalid_code"


async def test_the_client_may_come_by_basic_authentication(rig: Rig) -> None:
    code, credentials = await agreed(rig), base64.b64encode(b"1.1:s").decode()
    headers = {"Authorization": f"Basic {credentials}"}
    assert (await rig.http.post("/api/oauth.v2.access", data={"code": code}, headers=headers)).json()["ok"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"client_id": ""}, "invalid_client_id"),
        ({"client_secret": ""}, "bad_client_secret"),
        ({"code": "x"}, "invalid_code"),
        ({"redirect_uri": "https://elsewhere.example.com"}, "bad_redirect_uri"),
        ({"grant_type": "password"}, "invalid_grant_type"),
    ],
)
async def test_what_is_wrong_with_an_exchange_is_named(rig: Rig, arguments: dict[str, str], error: str) -> None:
    assert (await exchanged(rig, await agreed(rig), **arguments))["error"] == error


async def test_a_configured_client_has_to_be_that_one(make_config: MakeConfig) -> None:
    async with rigged(create_playground(make_config(client_id="1.1", client_secret="other"))) as rig:
        assert (await exchanged(rig, await agreed(rig)))["error"] == "bad_client_secret"
        wrong = await rig.http.get("/oauth/v2/authorize", params={"client_id": "2.2"})
        assert (wrong.status_code, wrong.text) == (400, "invalid_client_id")


@pytest.mark.parametrize(("query", "error"), [({"redirect_uri": "javascript:x"}, "bad_redirect_uri"),
                                              ({"scope": ""}, "no_scopes")])  # fmt: skip
async def test_a_wrong_link_for_installing_is_refused(rig: Rig, query: dict[str, str], error: str) -> None:
    given = {"client_id": "1.1", "scope": "chat:write", "redirect_uri": BACK, **query}
    answer = await rig.http.get("/oauth/v2/authorize", params=given)
    assert (answer.status_code, answer.text) == (400, error)
