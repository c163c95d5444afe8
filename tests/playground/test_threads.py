"""Threads: replies, what their root tells of them, and reading them."""

from tests.playground.conftest import FREJA, SOFIE, Rig


async def thread(rig: Rig) -> str:
    root = (await rig.api("chat.postMessage", channel="C0GENERAL1", text="root"))["ts"]
    await rig.do("say", user=SOFIE.id, channel="C0GENERAL1", text="one", thread_ts=root)
    await rig.api("chat.postMessage", channel="C0GENERAL1", text="two", thread_ts=root)
    return str(root)


async def test_a_root_counts_its_replies_and_history_leaves_them_out(rig: Rig) -> None:
    root = await thread(rig)
    (shown,) = (await rig.api("conversations.history", channel="C0GENERAL1"))["messages"]
    assert shown["ts"] == shown["thread_ts"] == root
    assert (shown["reply_count"], shown["reply_users_count"]) == (2, 2)
    assert shown["reply_users"] == [SOFIE.id, rig.playground.team.app.user_id]


async def test_replies_are_read_with_their_root_page_by_page(rig: Rig) -> None:
    root = await thread(rig)
    first = await rig.api("conversations.replies", channel="C0GENERAL1", ts=root, limit=2)
    assert [message["text"] for message in first["messages"]] == ["root", "one"]
    cursor = first["response_metadata"]["next_cursor"]
    rest = await rig.api("conversations.replies", channel="C0GENERAL1", ts=root, limit=2, cursor=cursor)
    assert [message["text"] for message in rest["messages"]] == ["two"]
    assert not rest["has_more"]


async def test_a_deleted_reply_is_not_counted(rig: Rig) -> None:
    root = await thread(rig)
    replies = (await rig.api("conversations.replies", channel="C0GENERAL1", ts=root))["messages"]
    await rig.api("chat.delete", channel="C0GENERAL1", ts=replies[-1]["ts"])
    (shown,) = (await rig.api("conversations.history", channel="C0GENERAL1"))["messages"]
    assert (shown["reply_count"], shown["latest_reply"]) == (1, replies[1]["ts"])


async def test_there_is_no_thread_of_no_message(rig: Rig) -> None:
    answer = await rig.api("conversations.replies", channel="C0GENERAL1", ts="1.000000")
    assert answer["error"] == "thread_not_found"
    body = {"user": FREJA.id, "text": "x", "thread_ts": "1.000000"}
    assert (await rig.http.post("/playground/say", json=body)).status_code == 400


async def test_the_app_hears_of_a_reply_in_its_conversation(rig: Rig) -> None:
    root = (await rig.api("chat.postMessage", channel=FREJA.id, text="root"))["ts"]
    await rig.do("say", user=FREJA.id, text="yes", thread_ts=root)
    assert rig.app.last("message")["event"]["thread_ts"] == root
