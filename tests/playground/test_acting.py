"""People act: commands, clicks, choices, shortcuts, and what the app's acknowledgement does."""

import pytest

from csbot.playground import create_playground
from csbot.playground.offers import Command
from csbot.playground.people import DEFAULT_TEAM
from tests.playground.blocks import actions, button, home, option, section
from tests.playground.conftest import FREJA, SOFIE, MakeConfig, Rig, rigged

GENERAL, _, SHARED = (channel.id for channel in DEFAULT_TEAM.channels)
TROUBLE = "We had some trouble connecting. Try again?"


async def test_a_command_arrives_signed_as_slack_sends_it(rig: Rig) -> None:
    result = await rig.do("command", user=FREJA.id, text="/cs tasks @sofie <b> & http://a.example/x a@b.example")
    sent = rig.app.last("command")
    assert result["ok"]
    assert sent["command"] == "/cs"
    assert sent["text"] == (
        f"tasks <@{SOFIE.id}|sofie> &lt;b&gt; &amp; <http://a.example/x> <mailto:a@b.example|a@b.example>"
    )
    assert (sent["user_id"], sent["channel_id"], sent["channel_name"]) == (FREJA.id, FREJA.dm_id, "directmessage")
    assert sent["response_url"].startswith(f"{rig.playground.base_url}/response/")


@pytest.mark.parametrize(("response_type", "seen_by_sofie"), [("ephemeral", 0), ("in_channel", 1), (None, 0)])
async def test_a_commands_answer_is_for_the_person_unless_in_channel(
    rig: Rig, response_type: str | None, seen_by_sofie: int
) -> None:
    answer = {"text": "hi", "blocks": [section()]} | ({"response_type": response_type} if response_type else {})
    rig.app.answers["command"] = answer
    await rig.do("command", user=FREJA.id, channel=GENERAL, text="/cs")
    assert len(await rig.messages(channel=GENERAL)) == 1
    assert len(await rig.messages(SOFIE.id, channel=GENERAL)) == seen_by_sofie


async def test_a_command_that_does_not_escape_gets_names_as_they_were_typed(make_config: MakeConfig) -> None:
    plain_one = Command("/lunch", escapes=False)
    async with rigged(create_playground(make_config(commands=(plain_one,)))) as rig:
        await rig.do("command", user=FREJA.id, text="/lunch @sofie & https://a.test")
        assert rig.app.last("command")["text"] == "@sofie &amp; https://a.test"


async def test_a_failed_command_shows_slacks_own_sentence(rig: Rig) -> None:
    rig.app.status["command"] = 500
    failed = await rig.do("command", user=FREJA.id, text="/cs")
    assert failed["failure"] == '/cs failed with the error "dispatch_failed"'
    rig.app.status.clear()
    rig.app.answers["command"] = {"text": "x", "blocks": [section("x" * 3001)]}
    invalid = await rig.do("command", user=FREJA.id, text="/cs")
    assert invalid["failure"] == '/cs failed with the error "invalid_command_response"'
    assert await rig.messages() == []


async def test_an_acknowledgement_after_three_seconds_is_a_failure(rig: Rig) -> None:
    rig.app.delay = 3.5
    failed = await rig.do("command", user=FREJA.id, text="/cs")
    assert failed["failure"] == '/cs failed with the error "operation_timeout"'


async def test_another_companys_people_have_no_command_but_may_press(rig: Rig) -> None:
    greta = DEFAULT_TEAM.strangers[0]
    refused = await rig.do("command", user=greta.id, channel=SHARED, text="/cs")
    assert refused["failure"].startswith("/cs is not a valid command. ")

    posted = await rig.api("chat.postMessage", channel=SHARED, text="x", blocks=[actions(button())])
    await rig.do("click", user=greta.id, channel=SHARED, ts=posted["ts"], action_id="go")
    click = rig.app.last("block_actions")
    assert (click["user"]["team_id"], click["team"]["id"]) == (greta.team_id, DEFAULT_TEAM.id)


async def test_a_command_that_the_app_did_not_register_is_refused_by_slack_itself(rig: Rig) -> None:
    for line in ("/foo bar", "/csx", "/CS", "/"):
        refused = await rig.do("command", user=FREJA.id, text=line)
        assert refused["failure"].startswith(f"{line.split()[0]} is not a valid command. "), line
    assert rig.app.received == []


async def test_a_click_on_a_message_carries_the_message(rig: Rig) -> None:
    blocks = [section(accessory=button(value="7")), actions(button("other"), block_id="row")]
    posted = await rig.api("chat.postMessage", channel=FREJA.id, text="x", blocks=blocks)
    assert (await rig.do("click", user=FREJA.id, ts=posted["ts"], action_id="go"))["ok"]
    click = rig.app.last("block_actions")
    assert click["message"]["ts"] == posted["ts"]
    assert click["container"] == {
        "type": "message", "message_ts": posted["ts"], "channel_id": FREJA.dm_id, "is_ephemeral": False,
    }  # fmt: skip
    (action,) = click["actions"]
    assert (action["action_id"], action["value"], action["type"]) == ("go", "7", "button")
    assert action["block_id"] == posted["message"]["blocks"][0]["block_id"]


async def test_a_click_on_an_ephemeral_message_carries_no_message(rig: Rig) -> None:
    rig.app.answers["command"] = {"blocks": [actions(button(value="1"))]}
    await rig.do("command", user=FREJA.id, text="/cs")
    (shown,) = await rig.messages()
    await rig.do("click", user=FREJA.id, ts=shown["ts"], action_id="go")
    click = rig.app.last("block_actions")
    assert "message" not in click
    assert click["container"]["is_ephemeral"] is True


async def test_choices_and_inputs_come_as_slack_shapes_them(rig: Rig) -> None:
    select = {"type": "static_select", "action_id": "pick", "options": [option("a"), option("b")]}
    picker = {"type": "datepicker", "action_id": "day", "initial_date": "2030-01-02"}
    many = {"type": "multi_users_select", "action_id": "who"}
    view = home(actions(select, picker, many, block_id="row"))
    await rig.api("views.publish", user_id=FREJA.id, view=view)
    await rig.do("click", user=FREJA.id, home=True, action_id="pick", value="b",
                 values={"row": {"who": [SOFIE.id]}})  # fmt: skip
    click = rig.app.last("block_actions")
    assert click["actions"][0]["selected_option"]["value"] == "b"
    assert click["container"]["type"] == "view"
    assert "channel" not in click
    assert "response_url" not in click
    assert click["view"]["state"]["values"]["row"] == {
        "pick": {"type": "static_select", "selected_option": option("b")},
        "day": {"type": "datepicker", "selected_date": "2030-01-02"},
        "who": {"type": "multi_users_select", "selected_users": [SOFIE.id]},
    }


async def test_nobody_can_press_what_they_do_not_see(rig: Rig) -> None:
    posted = await rig.api("chat.postMessage", channel=FREJA.id, text="x", blocks=[actions(button())])
    body = {"user": SOFIE.id, "channel": FREJA.dm_id, "ts": posted["ts"], "action_id": "go"}
    answer = await rig.http.post("/playground/click", json=body)
    assert (answer.status_code, answer.json()["ok"]) == (400, False)


async def test_external_selects_ask_the_app_and_its_options_are_checked(rig: Rig) -> None:
    select = {"type": "external_select", "action_id": "find", "min_query_length": 0}
    posted = await rig.api("chat.postMessage", channel=FREJA.id, text="x", blocks=[section(accessory=select)])
    rig.app.answers["block_suggestion"] = {"options": [option("a")]}
    place = {"user": FREJA.id, "ts": posted["ts"], "action_id": "find"}
    found = await rig.do("suggest", **place, value="ac")
    asked = rig.app.last("block_suggestion")
    assert found["ack"]["options"] == [option("a")]
    assert asked["value"] == "ac"
    assert "trigger_id" not in asked
    rig.app.answers["block_suggestion"] = {"options": [option(str(n)) for n in range(101)]}
    assert (await rig.do("suggest", **place, value="ac"))["failure"] == TROUBLE


async def test_opening_home_and_writing_send_events(rig: Rig) -> None:
    await rig.do("home", user=FREJA.id)
    opened_event = rig.app.last("app_home_opened")
    assert (opened_event["event"]["tab"], opened_event["event"]["channel"]) == ("home", FREJA.dm_id)
    await rig.do("say", user=FREJA.id, text="hello")
    assert rig.app.last("message")["event"]["channel_type"] == "im"
    await rig.do("say", user=FREJA.id, channel=GENERAL, text="hello")
    await rig.do("say", user=FREJA.id, channel=GENERAL, text="hello @csbot")
    mentions = [entry for entry in rig.app.received if entry.kind == "app_mention"]
    assert len(mentions) == 1
    assert mentions[0].content["event"]["text"] == f"hello <@{DEFAULT_TEAM.app.user_id}>"


async def test_shortcuts_come_with_and_without_a_message(rig: Rig) -> None:
    await rig.do("shortcut", user=FREJA.id, callback_id="new")
    posted = await rig.api("chat.postMessage", channel=FREJA.id, text="x")
    await rig.do("shortcut", user=FREJA.id, callback_id="file", ts=posted["ts"])
    assert rig.app.last("shortcut")["callback_id"] == "new"
    action = rig.app.last("message_action")
    assert (action["callback_id"], action["message"]["ts"]) == ("file", posted["ts"])
