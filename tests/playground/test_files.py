"""Files in three steps, as slack_sdk uploads them; groups, unfurling, joining."""

import base64
from typing import Any

import httpx
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from csbot.playground.people import DEFAULT_TEAM
from tests.playground.blocks import modal, section
from tests.playground.conftest import FREJA, Rig

GENERAL, RANDOM, _ = (channel.id for channel in DEFAULT_TEAM.channels)
PEOPLE = {person.name: person.id for person in DEFAULT_TEAM.people}


async def announced(rig: Rig, content: bytes, name: str = "a.csv") -> dict[str, Any]:
    return await rig.api("files.getUploadURLExternal", filename=name, length=len(content))


async def test_slack_sdk_uploads_a_file_into_a_conversation(rig: Rig) -> None:
    client = AsyncWebClient("xoxb-1", f"{rig.playground.base_url}/api/", retry_handlers=[])
    await client.conversations_open(users=FREJA.id)
    answer = await client.files_upload_v2(
        channel=FREJA.dm_id, filename="tasks.csv", title="Tasks", content="a;b\n1;2", initial_comment="Your export"
    )
    (message,) = await rig.messages()
    (file,) = message["files"]
    assert (message["text"], file["title"], file["size"], file["mimetype"]) == ("Your export", "Tasks", 7, "text/csv")
    assert answer["files"][0]["id"] == file["id"]
    info = await rig.api("files.info", file=file["id"])
    assert info["file"]["ims"] == [FREJA.dm_id]
    kept = await rig.http.get(file["url_private"])
    assert kept.text == "a;b\n1;2"
    assert kept.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in kept.headers["content-security-policy"]


async def test_an_upload_is_shared_only_when_its_bytes_are_there(rig: Rig) -> None:
    there = await announced(rig, b"123")
    finish = {"files": [{"id": there["file_id"]}], "channel_id": GENERAL}
    assert (await rig.api("files.completeUploadExternal", **finish))["error"] == "file_not_found"
    wrong = await rig.http.post(there["upload_url"], content=b"1234")
    assert (wrong.status_code, wrong.text) == (400, "file_not_found")
    assert (await rig.http.post(there["upload_url"], content=b"123")).text == "OK - 3"
    assert (await rig.api("files.completeUploadExternal", **finish))["ok"]
    assert (await rig.api("files.completeUploadExternal", **finish))["error"] == "file_not_found"
    assert len(await rig.messages(channel=GENERAL)) == 1


async def test_an_upload_goes_wrong_on_request_and_works_the_next_time(rig: Rig) -> None:
    there = await announced(rig, b"1")
    await rig.do("faults", kind="rate_limit", method="upload_url", seconds=7)
    refused = await rig.http.post(there["upload_url"], content=b"1")
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "7")
    await rig.do("faults", kind="drop", method="upload_url")
    with pytest.raises(httpx.RemoteProtocolError):
        await rig.http.post(there["upload_url"], content=b"1")
    again = await rig.http.post(there["upload_url"], content=b"1")
    assert again.text == "file_not_found", "it arrived when the answer was lost"


async def test_a_file_is_shared_in_several_places_or_in_none(rig: Rig) -> None:
    for channels in ({"channels": f"{GENERAL},{FREJA.id}"}, {}):
        there = await announced(rig, b"1")
        await rig.http.post(there["upload_url"], files={"file": ("a.csv", b"1")})
        assert (await rig.api("files.completeUploadExternal", files=[{"id": there["file_id"]}], **channels))["ok"]
    assert len(await rig.messages(channel=GENERAL)) == len(await rig.messages()) == 1


async def test_a_place_the_app_is_not_in_keeps_the_file_from_being_finished(rig: Rig) -> None:
    there = await announced(rig, b"1")
    await rig.http.post(there["upload_url"], content=b"1")
    finish = {"files": [{"id": there["file_id"]}]}
    assert (await rig.api("files.completeUploadExternal", channel_id=RANDOM, **finish))["error"] == "not_in_channel"
    assert (await rig.api("files.completeUploadExternal", channel_id="C0", **finish))["error"] == "channel_not_found"
    assert (await rig.api("files.info", file=there["file_id"]))["error"] == "file_not_found"


@pytest.mark.parametrize(
    ("names", "said"),
    [(["a.csv"], None), (["a.csv", "b.csv", "c.csv"], "Please choose no more than 2 files."),
     (["a.csv", "a.txt"], "Please choose files of these types: csv.")],
)  # fmt: skip
async def test_a_file_input_takes_so_many_files_of_its_types(rig: Rig, names: list[str], said: str | None) -> None:
    element = {"type": "file_input", "action_id": "f", "max_files": 2, "filetypes": ["csv"]}
    field = {"type": "input", "block_id": "f", "label": {"type": "plain_text", "text": "File"}, "element": element}
    await rig.do("command", user=FREJA.id, text="/cs")
    await rig.api("views.open", trigger_id=rig.app.last("command")["trigger_id"], view=modal(field))
    kept = [(await rig.do("upload", user=FREJA.id, name=name, content="YQ=="))["file"]["id"] for name in names]
    answer = await rig.do("submit", user=FREJA.id, values={"f": {"f": kept}})
    assert answer["errors"].get("f") == said


async def test_a_person_uploads_a_file_for_an_input_and_into_a_conversation(rig: Rig) -> None:
    content = base64.b64encode(b"name\nAcme\n").decode()
    chosen = (await rig.do("upload", user=FREJA.id, name="customers.csv", content=content))["file"]
    await rig.do("command", user=FREJA.id, text="/cs")
    view = modal({"type": "input", "block_id": "f", "label": {"type": "plain_text", "text": "File"},
                  "element": {"type": "file_input", "action_id": "f"}})  # fmt: skip
    await rig.api("views.open", trigger_id=rig.app.last("command")["trigger_id"], view=view)
    await rig.do("submit", user=FREJA.id, values={"f": {"f": [chosen["id"]]}})
    (sent,) = rig.app.last("view_submission")["view"]["state"]["values"]["f"]["f"]["files"]
    assert (await rig.http.get(sent["url_private_download"])).content == b"name\nAcme\n"
    await rig.do("upload", user=FREJA.id, name="picture.png", content=content, channel=FREJA.dm_id)
    (shared,) = await rig.messages()
    assert (shared["user"], shared["files"][0]["mimetype"]) == (FREJA.id, "image/png")


async def test_groups_and_who_is_in_them(rig: Rig) -> None:
    handles = [group["handle"] for group in (await rig.api("usergroups.list"))["usergroups"]]
    assert handles == ["nordics", "benelux", "americas"]
    everything = await rig.api("usergroups.list", include_disabled=True, include_users=True, include_count=True)
    assert [group["user_count"] for group in everything["usergroups"]] == [3, 3, 2, 1]
    nordics = everything["usergroups"][0]
    members = [PEOPLE[name] for name in ("mads", "sofie", "anders")]
    assert nordics["users"] == members
    assert (await rig.api("usergroups.users.list", usergroup=nordics["id"]))["users"] == members
    assert (await rig.api("usergroups.users.list", usergroup="S0OLDTEAM1"))["error"] == "no_such_subteam"


async def test_the_app_joins_a_channel(rig: Rig) -> None:
    said = {"channel": RANDOM, "text": "x"}
    assert (await rig.api("chat.postMessage", **said))["error"] == "not_in_channel"
    assert (await rig.api("conversations.join", channel=RANDOM))["channel"]["is_member"]
    assert (await rig.api("chat.postMessage", **said))["ok"]
    assert (await rig.api("conversations.join", channel=RANDOM))["warning"] == "already_in_channel"
    await rig.see("calls", name="event:member_joined_channel", count=1)
    await rig.api("conversations.open", users=FREJA.id)
    refused = await rig.api("conversations.join", channel=FREJA.dm_id)
    assert refused["error"] == "method_not_supported_for_channel_type"


URL = "https://csbot.example.com/r/1"


async def test_a_link_is_unfurled_below_its_message(rig: Rig) -> None:
    await rig.do("say", user=FREJA.id, channel=GENERAL, text=f"see {URL}")
    (message,) = await rig.messages(channel=GENERAL)
    place = {"channel": GENERAL, "ts": message["ts"]}
    assert (await rig.api("chat.unfurl", **place, unfurls={URL: {"blocks": [section("Acme")]}}))["ok"]
    ((attachment,),) = [one["attachments"] for one in await rig.messages(channel=GENERAL)]
    assert (attachment["from_url"], attachment["blocks"][0]["text"]["text"]) == (URL, "Acme")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"channel": None}, "missing_channel"),
        ({"ts": None}, "missing_ts"),
        ({"unfurls": None}, "missing_unfurls"),
        ({"unfurls": "[]"}, "invalid_unfurls_format"),
        ({"channel": "C0"}, "cannot_find_channel"),
        ({"ts": "1.1"}, "cannot_find_message"),
        ({"unfurls": {"https://elsewhere.example.com": {}}}, "cannot_unfurl_url"),
        ({"unfurls": {URL: {"blocks": [{"type": "shout"}]}}}, "cannot_parse_attachment"),
    ],
)
async def test_what_is_wrong_with_an_unfurl_is_named(rig: Rig, changes: dict[str, Any], error: str) -> None:
    await rig.do("say", user=FREJA.id, channel=GENERAL, text=URL)
    (message,) = await rig.messages(channel=GENERAL)
    given = {"channel": GENERAL, "ts": message["ts"], "unfurls": {URL: {"text": "x"}}} | changes
    assert (await rig.api("chat.unfurl", **given))["error"] == error
