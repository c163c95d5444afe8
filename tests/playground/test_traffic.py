"""Traffic both ways: events and their repeats, response urls, misbehaviour, the journal, unread marks."""

import aiohttp
import httpx
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from csbot.playground.people import DEFAULT_TEAM
from tests.playground.blocks import actions, button, section
from tests.playground.conftest import FREJA, SOFIE, Rig

GENERAL, _, SHARED = (channel.id for channel in DEFAULT_TEAM.channels)
TROUBLE = "We had some trouble connecting. Try again?"


async def test_events_are_repeated_until_taken_with_slacks_headers(rig: Rig) -> None:
    rig.app.status["reaction_added"] = 503
    await rig.do("event", event={"type": "reaction_added", "user": FREJA.id})
    await rig.see("calls", name="event:reaction_added", count=4, timeout=10)
    attempts = [entry for entry in rig.app.received if entry.kind == "reaction_added"]
    assert [entry.headers.get("x-slack-retry-num") for entry in attempts] == [None, "1", "2", "3"]
    assert attempts[1].headers["x-slack-retry-reason"] == "http_error"
    assert len({entry.content["event_id"] for entry in attempts}) == 1


async def test_an_app_may_decline_repeats(rig: Rig) -> None:
    rig.app.status["reaction_added"] = 503
    rig.app.headers["x-slack-no-retry"] = "1"
    await rig.do("event", event={"type": "reaction_added"})
    await rig.do("event", event={"type": "other"})
    assert [entry.kind for entry in rig.app.received] == ["reaction_added", "other"]


async def test_the_same_event_may_come_twice_on_request(rig: Rig) -> None:
    await rig.do("event", event={"type": "reaction_added"}, copies=2)
    ids = [entry.content["event_id"] for entry in rig.app.received]
    assert len(ids) == 2
    assert len(set(ids)) == 1


async def test_a_response_url_replaces_and_deletes_what_was_acted_in(rig: Rig) -> None:
    posted = await rig.api("chat.postMessage", channel=FREJA.id, text="x", blocks=[actions(button())])
    await rig.do("click", user=FREJA.id, ts=posted["ts"], action_id="go")
    url = rig.app.last("block_actions")["response_url"]
    assert (await rig.http.post(url, json={"replace_original": True, "text": "done"})).text == "ok"
    (shown,) = await rig.messages()
    assert (shown["text"], shown["ts"], "blocks" in shown) == ("done", posted["ts"], False)
    await rig.http.post(url, json={"text": "psst"})
    assert [message.get("is_ephemeral", False) for message in await rig.messages()] == [False, True]
    await rig.http.post(url, json={"delete_original": True})
    assert [message["text"] for message in await rig.messages()] == ["psst"]


async def test_a_response_url_replaces_ephemeral_answers_too(rig: Rig) -> None:
    rig.app.answers["command"] = {"blocks": [actions(button())]}
    await rig.do("command", user=FREJA.id, text="/cs")
    (shown,) = await rig.messages()
    await rig.do("click", user=FREJA.id, ts=shown["ts"], action_id="go")
    url = rig.app.last("block_actions")["response_url"]
    await rig.http.post(url, json={"replace_original": True, "text": "done"})
    (replaced,) = await rig.messages()
    assert (replaced["ts"], replaced["text"], replaced["is_ephemeral"]) == (shown["ts"], "done", True)


async def test_a_response_url_works_five_times_and_refuses_invalid_blocks(rig: Rig) -> None:
    await rig.do("command", user=FREJA.id, text="/cs")
    url = rig.app.last("command")["response_url"]
    invalid = await rig.http.post(url, json={"blocks": [section("x" * 3001)]})
    assert (invalid.status_code, invalid.json()["error"]) == (400, "invalid_blocks")
    codes = [(await rig.http.post(url, json={"text": str(n)})).status_code for n in range(6)]
    assert codes == [200] * 5 + [404]
    assert (await rig.http.post(url, json={"text": "x"})).json()["error"] == "used_url"


async def test_misbehaviour_hits_the_calls_it_names(rig: Rig) -> None:
    await rig.do("faults", kind="rate_limit", method="chat.postMessage", seconds=7, skip=1)
    first = await rig.api("chat.postMessage", channel=FREJA.id, text="a")
    auth = {"Authorization": "Bearer xoxb-1"}
    limited = await rig.http.post("/api/chat.postMessage", json={"channel": FREJA.id, "text": "b"}, headers=auth)
    third = await rig.api("chat.postMessage", channel=FREJA.id, text="c")
    assert (limited.status_code, limited.headers["retry-after"]) == (429, "7")
    assert first["ok"]
    assert third["ok"]
    await rig.do("faults", kind="error", code="token_revoked", channel=SOFIE.id)
    assert (await rig.api("chat.postMessage", channel=FREJA.id, text="d"))["ok"]
    assert (await rig.api("chat.postMessage", channel=SOFIE.id, text="d"))["error"] == "token_revoked"
    await rig.do("faults", kind="http_500", team="T0OTHER001")
    assert (await rig.api("auth.test"))["ok"]
    assert [message["text"] for message in await rig.messages()] == ["a", "c", "d"]


@pytest.mark.parametrize("kind", ["drop", "slow"])
async def test_a_dropped_or_slow_answer_has_done_its_work(rig: Rig, kind: str) -> None:
    client = AsyncWebClient("xoxb-1", f"{rig.playground.base_url}/api/", timeout=1, retry_handlers=[])
    await rig.do("faults", kind=kind, method="chat.postMessage", seconds=2)
    with pytest.raises((aiohttp.ClientError, TimeoutError)):
        await client.chat_postMessage(channel=FREJA.id, text="once")
    assert [message["text"] for message in await rig.messages()] == ["once"]


async def test_the_journal_shows_both_ways_and_can_be_waited_for(rig: Rig) -> None:
    await rig.do("command", user=FREJA.id, text="/cs")
    await rig.api("chat.postMessage", channel=FREJA.id, text="a")
    await rig.api("chat.postMessage", channel="nowhere", text="a")
    calls = (await rig.see("calls", direction="call", name="chat.postMessage", count=2))["calls"]
    assert [call["error"] for call in calls] == ["", "channel_not_found"]
    assert [call["number"] for call in (await rig.see("calls", errors=1))["calls"]] == [calls[1]["number"]]
    assert len((await rig.see("calls", **{"arg.channel": FREJA.id}))["calls"]) == 1
    assert (await rig.see("calls", direction="sent"))["calls"][0]["request"]["command"] == "/cs"
    assert (await rig.see("calls", name="chat.delete", count=1, timeout=0))["calls"] == []


async def test_unread_messages_are_counted_until_read(rig: Rig) -> None:
    await rig.do("say", user=FREJA.id, text="mine")
    await rig.api("chat.postMessage", channel=FREJA.id, text="a")
    assert (await rig.see("state", user=FREJA.id))["app"]["unread"] == 1
    await rig.do("read", user=FREJA.id)
    assert (await rig.see("state", user=FREJA.id))["app"]["unread"] == 0


async def test_an_event_may_be_doubled_or_late(rig: Rig) -> None:
    await rig.do("faults", kind="duplicate", method="reaction_added")
    await rig.do("event", event={"type": "reaction_added"})
    await rig.do("faults", kind="late", seconds=0.1)
    assert (await rig.do("event", event={"type": "other"}))["status"] == 0
    await rig.see("calls", name="event:other", count=1)
    assert [entry.kind for entry in rig.app.received] == ["reaction_added", "reaction_added", "other"]
    assert len({entry.content["event_id"] for entry in rig.app.received}) == 2


async def test_events_may_come_out_of_order(rig: Rig) -> None:
    await rig.do("faults", kind="out_of_order", method="message", count=3)
    for text in "abc":
        await rig.do("say", user=FREJA.id, text=text)
    await rig.do("say", user=FREJA.id, text="d")
    assert [entry.content["event"]["text"] for entry in rig.app.received] == ["c", "b", "a", "d"]


async def test_events_that_are_kept_back_go_out_when_all_is_well_again(rig: Rig) -> None:
    await rig.do("faults", kind="out_of_order", count=9)
    await rig.do("say", user=FREJA.id, text="a")
    assert rig.app.received == []
    assert [fault["count"] for fault in (await rig.see("faults"))["faults"]] == [8]
    await rig.http.delete("/playground/faults")
    assert len(rig.app.received) == 1


async def test_a_hanging_call_does_nothing_and_ends_without_an_answer(rig: Rig) -> None:
    client = AsyncWebClient("xoxb-1", f"{rig.playground.base_url}/api/", retry_handlers=[])
    await rig.do("faults", kind="hang", method="chat.postMessage", seconds=0.1)
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=FREJA.id, text="never")
    assert await rig.messages() == []


@pytest.mark.parametrize(
    ("kind", "status", "posted"), [("rate_limit", 429, 0), ("http_500", 500, 0), ("error", 404, 0), ("slow", 200, 1)]
)
async def test_response_urls_misbehave_as_well(rig: Rig, kind: str, status: int, posted: int) -> None:
    await rig.do("command", user=FREJA.id, text="/cs")
    await rig.do("faults", kind=kind, method="response_url", seconds=0)
    answer = await rig.http.post(rig.app.last("command")["response_url"], json={"text": "x"})
    assert (answer.status_code, len(await rig.messages())) == (status, posted)


async def test_an_answer_to_a_response_url_may_be_lost(rig: Rig) -> None:
    await rig.do("command", user=FREJA.id, text="/cs")
    await rig.do("faults", kind="drop", method="response_url")
    with pytest.raises(httpx.TransportError):
        await rig.http.post(rig.app.last("command")["response_url"], json={"text": "x"})
    assert len(await rig.messages()) == 1
