"""Conversations of several people, what the app hears of them, links unfolded by name, and paused notifications."""

import base64
from collections.abc import AsyncIterator
from typing import Any

import pytest

from csbot.playground import create_playground
from csbot.playground.people import DEFAULT_TEAM
from tests.playground.blocks import actions, button, home, section
from tests.playground.conftest import FREJA, SOFIE, MakeConfig, Rig, rigged
from tests.waiting import until

GENERAL = DEFAULT_TEAM.channels[0].id
BOT = DEFAULT_TEAM.app.user_id
BOTH = f"{FREJA.id},{SOFIE.id}"
URL = "https://crm.example.com/deal/1?a=1&b=2"


@pytest.fixture
async def picky(make_config: MakeConfig) -> AsyncIterator[Rig]:
    """The app subscribed to little, and unfolds the links of one domain."""
    subscribed = frozenset({"message.channels", "link_shared"})
    playground = create_playground(make_config(events=subscribed, unfurl_domains=frozenset({"example.com"})))
    async with rigged(playground) as built:
        yield built


def kinds(rig: Rig) -> list[str]:
    return [entry.kind for entry in rig.app.received]


async def test_several_people_share_one_conversation_with_the_app(rig: Rig) -> None:
    opened = await rig.api("conversations.open", users=BOTH, return_im=True)
    group = opened["channel"]
    assert (group["is_mpim"], group["is_private"], group["is_channel"]) == (True, True, False)
    again = await rig.api("conversations.open", users=f"{SOFIE.id},{FREJA.id}")
    assert (again["channel"]["id"], again["already_open"]) == (group["id"], True)
    assert (await rig.api("conversations.open", channel=group["id"]))["ok"]
    assert (await rig.api("conversations.members", channel=group["id"]))["members"] == [FREJA.id, SOFIE.id, BOT]
    listed = (await rig.api("conversations.list", types="mpim"))["channels"]
    assert [channel["id"] for channel in listed] == [group["id"]]
    assert (await rig.api("chat.postMessage", channel=group["id"], text="you two"))["ok"]
    for person, other in ((FREJA, SOFIE), (SOFIE, FREJA)):
        (shown,) = [one for one in (await rig.see("state", user=person.id))["channels"] if one["is_group"]]
        assert (shown["unread"], shown["name"]) == (1, f"{other.real_name}, {DEFAULT_TEAM.app.name}")
    await rig.do("say", user=SOFIE.id, channel=group["id"], text="yes")
    heard = rig.app.last("message")["event"]
    assert (heard["channel_type"], heard["channel"]) == ("mpim", group["id"])


@pytest.mark.parametrize(
    ("users", "error"),
    [("", "users_list_not_supplied"), (",".join(person.id for person in DEFAULT_TEAM.people[:9]), "too_many_users"),
     (f"{FREJA.id},U0KAREN00", "user_disabled"), (f"{FREJA.id},U0GRETA00", "user_not_found")],
)  # fmt: skip
async def test_what_is_no_group_is_named(rig: Rig, users: str, error: str) -> None:
    assert (await rig.api("conversations.open", users=users))["error"] == error


async def test_a_group_outlives_a_restart_and_needs_a_scope_of_its_own(make_config: MakeConfig) -> None:
    async with rigged(create_playground(make_config())) as rig:
        made = (await rig.api("conversations.open", users=BOTH))["channel"]["id"]
    async with rigged(create_playground(make_config(scopes=frozenset({"im:write", "mpim:read"})))) as rig:
        assert (await rig.api("conversations.info", channel=made))["channel"]["is_mpim"]
        refused = await rig.api("conversations.open", users=BOTH)
        assert (refused["error"], refused["needed"]) == ("missing_scope", "mpim:write")


async def test_the_app_hears_what_it_subscribed_to_and_nothing_else(picky: Rig) -> None:
    await picky.do("say", user=FREJA.id, text="to the app alone")
    await picky.do("home", user=FREJA.id)
    await picky.do("say", user=FREJA.id, channel=GENERAL, text="to all, @csbot")
    assert kinds(picky) == ["message"]
    assert picky.app.last("message")["event"]["channel_type"] == "channel"


async def test_a_link_is_unfolded_by_the_name_that_its_event_gave(picky: Rig) -> None:
    await picky.do("say", user=FREJA.id, channel=GENERAL, text=f"{URL} and https://elsewhere.test")
    await until(lambda: "link_shared" in kinds(picky))
    event = picky.app.last("link_shared")["event"]
    assert event["links"] == [{"url": URL, "domain": "crm.example.com"}]
    given = {"source": event["source"], "unfurl_id": event["unfurl_id"], "unfurls": {URL: {"text": "Acme"}}}
    assert (await picky.api("chat.unfurl", **given))["ok"]
    assert (await picky.messages(channel=GENERAL))[0]["attachments"][0]["from_url"] == URL
    for changes, error in (
        ({"source": None}, "missing_source"), ({"source": "x"}, "invalid_source"),
        ({"unfurl_id": None}, "missing_unfurl_id"), ({"unfurl_id": "C0.1.x"}, "invalid_unfurl_id"),
    ):  # fmt: skip
        assert (await picky.api("chat.unfurl", **(given | changes)))["error"] == error


async def test_what_stands_in_an_attachment_is_checked_and_can_be_pressed(rig: Rig) -> None:
    wrong = {"blocks": [section("x" * 3001)]}
    content: dict[str, Any] = {"channel": FREJA.id, "text": "x", "attachments": [{"text": "plain"}, wrong]}
    assert (await rig.api("chat.postMessage", **content))["error"] == "invalid_attachments"
    content["attachments"][1] = {"blocks": [actions(button(value="7"))]}
    posted = await rig.api("chat.postMessage", **content)
    assert (await rig.do("click", user=FREJA.id, ts=posted["ts"], action_id="go"))["ok"]
    click = rig.app.last("block_actions")
    assert (click["container"]["type"], click["container"]["attachment_id"]) == ("message_attachment", 2)
    assert click["actions"][0]["value"] == "7"


async def test_the_app_hears_of_a_file_that_a_person_shares_with_it(rig: Rig) -> None:
    content = base64.b64encode(b"name\nAcme\n").decode()
    file = (await rig.do("upload", user=FREJA.id, name="customers.csv", content=content, channel=FREJA.dm_id))["file"]
    await until(lambda: "file_shared" in kinds(rig))
    message = rig.app.last("message")["event"]
    assert (message["subtype"], message["files"][0]["id"]) == ("file_share", file["id"])
    assert rig.app.last("file_shared")["event"]["file_id"] == file["id"]


async def test_paused_notifications_are_a_time_not_to_disturb_until_business_time_has_passed_it(rig: Rig) -> None:
    at_ease = {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}
    asked = {"ok": True, **at_ease}
    assert await rig.api("dnd.info", user=FREJA.id) == asked
    await rig.do("pause", user=FREJA.id, minutes=60)
    paused = await rig.api("dnd.info", user=FREJA.id)
    assert paused["dnd_enabled"]
    assert paused["next_dnd_end_ts"] - paused["next_dnd_start_ts"] == 3600
    assert not [name for name in paused if name.startswith("snooze")], "those only a person sees of themselves"
    people = (await rig.api("dnd.teamInfo", users=BOTH))["users"]
    assert (people[FREJA.id]["next_dnd_end_ts"], people[SOFIE.id]) == (paused["next_dnd_end_ts"], at_ease)
    assert (await rig.see("state", user=FREJA.id))["paused_until"] == paused["next_dnd_end_ts"]
    await until(lambda: "dnd_updated_user" in kinds(rig))
    assert rig.app.last("dnd_updated_user")["event"]["dnd_status"] == people[FREJA.id]
    await rig.do("clock", advance_seconds=3601)
    assert await rig.api("dnd.info", user=FREJA.id) == asked
    await rig.do("pause", user=FREJA.id, minutes=60)
    await rig.do("pause", user=FREJA.id, minutes=0)
    assert await rig.api("dnd.info", user=FREJA.id) == asked
    assert (await rig.api("dnd.info"))["snooze_enabled"] is False


async def test_an_app_without_home_or_messages_is_told_so(make_config: MakeConfig) -> None:
    async with rigged(create_playground(make_config(tabs=()))) as rig:
        assert (await rig.api("views.publish", user_id=FREJA.id, view=home()))["error"] == "not_enabled"
        await rig.api("conversations.open", users=FREJA.id)
        for channel in (FREJA.id, FREJA.dm_id):
            refused = await rig.api("chat.postMessage", channel=channel, text="x")
            assert refused["error"] == "messages_tab_disabled"
        assert (await rig.api("chat.postMessage", channel=GENERAL, text="x"))["ok"]
