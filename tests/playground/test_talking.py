"""The app talks to people: chat.*, conversations.*, users.*."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from csbot.playground.people import DEFAULT_TEAM
from tests.playground.blocks import actions, button, section
from tests.playground.conftest import FREJA, SOFIE, Rig

BOT = DEFAULT_TEAM.app.user_id
GENERAL, RANDOM, SHARED = (channel.id for channel in DEFAULT_TEAM.channels)


async def test_a_call_needs_a_bot_token(rig: Rig) -> None:
    without = (await rig.http.post("/api/auth.test")).json()
    wrong = (await rig.http.post("/api/auth.test", data={"token": "xoxp-1"})).json()
    assert (without["error"], wrong["error"]) == ("not_authed", "invalid_auth")


@pytest.mark.parametrize("how", ["form", "json", "query"])
async def test_arguments_come_as_form_json_or_query(rig: Rig, how: str) -> None:
    given = {"user": FREJA.id}
    given_as: dict[str, Any] = {{"form": "data", "json": "json", "query": "params"}[how]: given}
    auth = {"Authorization": "Bearer xoxb-1"}
    answer = await rig.http.request("GET" if how == "query" else "POST", "/api/users.info", headers=auth, **given_as)
    assert answer.json()["user"]["profile"]["email"] == FREJA.email


async def test_an_unknown_method_is_named(rig: Rig) -> None:
    assert (await rig.api("chat.shout"))["error"] == "unknown_method"


async def test_a_token_may_name_another_team(rig: Rig) -> None:
    answer = await rig.http.post("/api/auth.test", headers={"Authorization": "Bearer xoxb-T0OTHER001-1"})
    assert answer.json()["team_id"] == "T0OTHER001"
    assert (await rig.api("auth.test"))["team_id"] == DEFAULT_TEAM.id


async def test_users_are_paged_and_include_guest_deactivated_bots_and_strangers(rig: Rig) -> None:
    found, cursor = [], ""
    while True:
        page = await rig.api("users.list", limit=5, cursor=cursor, include_locale=True)
        found += page["members"]
        cursor = page["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert [user["id"] for user in found] == [person.id for person in DEFAULT_TEAM.everybody]
    assert {user["locale"] for user in found if not user["is_bot"] and not user["deleted"]} >= {"da-DK", "nl-NL"}
    assert [user["name"] for user in found if user.get("is_restricted")] == ["jonas"]
    assert [user["name"] for user in found if user["deleted"]] == ["karen"]
    assert next(user for user in found if user["id"] == "USLACKBOT")["is_bot"] is False


async def test_a_locale_is_only_told_when_asked_for(rig: Rig) -> None:
    assert "locale" not in (await rig.api("users.info", user=FREJA.id))["user"]


async def test_a_bad_cursor_is_refused(rig: Rig) -> None:
    assert (await rig.api("users.list", cursor="nonsense"))["error"] == "invalid_cursor"


async def test_people_are_found_by_email_unless_deactivated(rig: Rig) -> None:
    assert (await rig.api("users.lookupByEmail", email=SOFIE.email.upper()))["user"]["id"] == SOFIE.id
    assert (await rig.api("users.lookupByEmail", email="karen@example.com"))["error"] == "users_not_found"


async def test_a_message_to_a_person_opens_their_conversation(rig: Rig) -> None:
    assert (await rig.api("chat.postMessage", channel=FREJA.dm_id, text="hi"))["error"] == "channel_not_found"
    posted = await rig.api("chat.postMessage", channel=FREJA.id, text="hi", client_msg_id="abc")
    assert posted["channel"] == FREJA.dm_id
    assert posted["message"]["client_msg_id"] == "abc"
    opened = await rig.api("conversations.open", users=FREJA.id, return_im=True)
    assert (opened["already_open"], opened["channel"]["user"]) == (True, FREJA.id)


@pytest.mark.parametrize(
    ("name", "error"), [("karen", "user_disabled"), ("standup", "cannot_dm_bot"), ("greta", "user_not_found")]
)
async def test_not_everybody_can_be_written_to(rig: Rig, name: str, error: str) -> None:
    person = next(person for person in DEFAULT_TEAM.everybody if person.name == name)
    assert (await rig.api("conversations.open", users=person.id))["error"] == error
    assert (await rig.api("chat.postMessage", channel=person.id, text="hi"))["error"] == "channel_not_found"


async def test_the_app_speaks_only_where_it_is_a_member(rig: Rig) -> None:
    assert (await rig.api("chat.postMessage", channel=RANDOM, text="hi"))["error"] == "not_in_channel"
    assert (await rig.api("chat.postMessage", channel="#general", text="hi"))["channel"] == GENERAL


async def test_empty_and_broken_messages_are_refused_by_name(rig: Rig) -> None:
    async def error(**content: object) -> str:
        return str((await rig.api("chat.postMessage", channel=FREJA.id, **content))["error"])

    assert await error() == "no_text"
    assert await error(blocks="{") == "invalid_blocks_format"
    assert await error(blocks={"a": 1}) == "invalid_blocks_format"
    assert await error(text="x", metadata={"event_type": "a"}) == "invalid_metadata_format"
    answer = await rig.api("chat.postMessage", channel=FREJA.id, blocks=[section("x" * 3001)])
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    ]


async def test_long_text_is_cut_when_posted_and_refused_when_updated(rig: Rig) -> None:
    posted = await rig.api("chat.postMessage", channel=FREJA.id, text="x" * 40_001)
    assert len(posted["message"]["text"]) == 40_000
    change = {"channel": posted["channel"], "ts": posted["ts"]}
    assert (await rig.api("chat.update", **change, text="x" * 4_001))["error"] == "msg_too_long"
    assert (await rig.api("chat.update", **change, text="x" * 4_000))["ok"]


async def test_text_without_blocks_takes_blocks_away_and_marks_the_message_edited(rig: Rig) -> None:
    posted = await rig.api("chat.postMessage", channel=FREJA.id, text="a", blocks=[section()])
    place = {"channel": posted["channel"], "ts": posted["ts"]}
    with_blocks = await rig.api("chat.update", **place, text="b", blocks=[section("new")])
    assert "edited" not in with_blocks["message"]
    text_only = await rig.api("chat.update", **place, text="c")
    assert "blocks" not in text_only["message"]
    assert text_only["message"]["edited"]["user"] == BOT


async def test_only_own_messages_can_be_changed_and_deleted_ones_are_gone(rig: Rig) -> None:
    await rig.do("say", user=FREJA.id, text="mine")
    (mine,) = await rig.messages()
    place = {"channel": FREJA.dm_id, "ts": mine["ts"]}
    assert (await rig.api("chat.update", **place, text="x"))["error"] == "cant_update_message"
    assert (await rig.api("chat.delete", **place))["error"] == "cant_delete_message"
    posted = await rig.api("chat.postMessage", channel=FREJA.id, text="x")
    assert (await rig.api("chat.delete", channel=FREJA.dm_id, ts=posted["ts"]))["ok"]
    assert (await rig.api("chat.delete", channel=FREJA.dm_id, ts=posted["ts"]))["error"] == "message_not_found"


async def test_history_is_newest_first_paged_and_tells_metadata_when_asked(rig: Rig) -> None:
    metadata = {"event_type": "delivery", "event_payload": {"key": "k"}}
    sent = [
        (await rig.api("chat.postMessage", channel=FREJA.id, text=str(n), metadata=metadata))["ts"] for n in range(5)
    ]
    assert sent == sorted(sent)
    first = await rig.api("conversations.history", channel=FREJA.dm_id, limit=3, include_all_metadata=True)
    assert [message["text"] for message in first["messages"]] == ["4", "3", "2"]
    assert first["messages"][0]["metadata"] == metadata
    second = await rig.api(
        "conversations.history", channel=FREJA.dm_id, limit=3, cursor=first["response_metadata"]["next_cursor"]
    )
    assert [message["text"] for message in second["messages"]] == ["1", "0"]
    assert not second["has_more"]
    assert "metadata" not in second["messages"][0]
    since = await rig.api("conversations.history", channel=FREJA.dm_id, oldest=sent[3])
    assert [message["text"] for message in since["messages"]] == ["4"]
    until = await rig.api("conversations.history", channel=FREJA.dm_id, latest=sent[1], inclusive=True)
    assert [message["text"] for message in until["messages"]] == ["1", "0"]


async def test_channels_say_with_whom_they_are_shared(rig: Rig) -> None:
    listed = (await rig.api("conversations.list", types="public_channel,im"))["channels"]
    assert [channel["id"] for channel in listed] == [GENERAL, RANDOM, SHARED]
    assert (await rig.api("conversations.info", channel=SHARED))["channel"]["is_ext_shared"] is True
    assert BOT in (await rig.api("conversations.members", channel=SHARED))["members"]
    assert (await rig.api("conversations.info", channel="C0NOWHERE1"))["error"] == "channel_not_found"


async def test_an_ephemeral_message_is_seen_by_one_person_only(rig: Rig) -> None:
    sent = await rig.api("chat.postEphemeral", channel=GENERAL, user=FREJA.id, blocks=[actions(button())])
    seen = await rig.messages(channel=GENERAL)
    assert [(message["ts"], message["is_ephemeral"]) for message in seen] == [(sent["message_ts"], True)]
    assert await rig.messages(channel=GENERAL, ephemeral=0) == []
    assert await rig.messages(SOFIE.id, channel=GENERAL) == []
    assert (await rig.api("chat.postEphemeral", channel=SHARED, user="U0MEI0000", text="x"))[
        "error"
    ] == "user_not_in_channel"


async def test_slacks_own_client_works_against_it(rig: Rig) -> None:
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient("xoxb-1", base_url=f"{rig.playground.base_url}/api/", session=session)
        assert (await client.auth_test())["bot_id"] == DEFAULT_TEAM.app.bot_id
        posted = await client.chat_postMessage(channel=FREJA.id, text="hi", blocks=[section()])
        link = await client.chat_getPermalink(channel=posted["channel"], message_ts=posted["ts"])
        assert posted["ts"].replace(".", "") in link["permalink"]
        with pytest.raises(SlackApiError, match="users_not_found"):
            await client.users_lookupByEmail(email="nobody@example.com")


async def test_hundreds_of_calls_at_once_all_arrive_in_order_of_their_own(rig: Rig) -> None:
    await rig.do("rates", enforce=False)
    answers = await asyncio.gather(*(rig.api("chat.postMessage", channel=FREJA.id, text=str(n)) for n in range(300)))
    assert len({answer["ts"] for answer in answers}) == 300
    assert len(await rig.messages(limit=400)) == 300
