"""Conformance over the Web API: for each limit a call just inside and one just outside, with Slack's error name.

The limits of Block Kit itself are in test_validator; here is what Slack calls a payload that breaks one.
"""

import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest

from csbot.playground import Playground
from csbot.playground.people import DEFAULT_TEAM
from tests.playground.blocks import home, modal, section
from tests.playground.conftest import FREJA, MovableTime, in_process
from tests.playground.test_time import own_trigger
from tests.playground.test_validator import IN_A_MESSAGE, IN_A_MODAL, named

GENERAL = DEFAULT_TEAM.channels[0].id
Arguments = Callable[[int], dict[str, Any]]
HERE = {"channel": GENERAL}


@pytest.fixture
async def slack(frozen: Playground) -> AsyncIterator[httpx.AsyncClient]:
    async with in_process(frozen) as made:
        yield made


async def error_of(slack: httpx.AsyncClient, method: str, arguments: dict[str, Any]) -> str:
    """Slack's error name, empty when all is well."""
    answer = (await slack.post(f"/api/{method}", json=arguments)).json()
    return str(answer.get("error", ""))


def message(**content: Any) -> dict[str, Any]:
    return {**HERE, **content}


def dividers(count: int) -> list[dict[str, Any]]:
    return [{"type": "divider"}] * count


def upload(**changes: Any) -> dict[str, Any]:
    return {"filename": "a.png", "length": 1, **changes}


# limit, method, the most that fits, arguments of a size, what Slack says to one more
LIMITS: list[tuple[str, str, int, Arguments, str]] = [
    ("blocks", "chat.postMessage", 50, lambda n: message(blocks=dividers(n)), "invalid_blocks"),
    ("attachments", "chat.postMessage", 100, lambda n: message(attachments=[{"text": "x"}] * n),
     "too_many_attachments"),
    ("markdown", "chat.postMessage", 12_000, lambda n: message(markdown_text="x" * n), "msg_too_long"),
    ("whispered blocks", "chat.postEphemeral", 50, lambda n: message(user=FREJA.id, blocks=dividers(n)),
     "invalid_blocks"),
    ("whispered markdown", "chat.postEphemeral", 12_000, lambda n: message(user=FREJA.id, markdown_text="x" * n),
     "msg_too_long"),
    ("home blocks", "views.publish", 100, lambda n: {"user_id": FREJA.id, "view": home(*dividers(n))},
     "invalid_arguments"),
    ("alternative text", "files.getUploadURLExternal", 1000, lambda n: upload(alt_txt="x" * n), "alt_txt_too_large"),
    ("snippet", "files.getUploadURLExternal", 10**6, lambda n: upload(length=n, snippet_type="text"),
     "snippet_too_large"),
    ("file", "files.getUploadURLExternal", 10**9, lambda n: upload(length=n), "file_upload_size_restricted"),
    ("channels in a page", "conversations.list", 999, lambda n: {"limit": n}, "invalid_limit"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "most", "make", "error"), [pytest.param(*case[1:], id=case[0]) for case in LIMITS])
async def test_each_limit_of_a_method(
    slack: httpx.AsyncClient, method: str, most: int, make: Arguments, error: str
) -> None:
    assert await error_of(slack, method, make(most)) == ""
    assert await error_of(slack, method, make(most + 1)) == error


@pytest.mark.parametrize(("least", "most", "make"), named(IN_A_MESSAGE))
async def test_a_message_that_breaks_a_limit_has_invalid_blocks(
    slack: httpx.AsyncClient, least: int | None, most: int, make: Callable[[int], Any]
) -> None:
    assert await error_of(slack, "chat.postMessage", message(blocks=make(most))) == ""
    assert await error_of(slack, "chat.postMessage", message(blocks=make(most + 1))) == "invalid_blocks"


@pytest.mark.parametrize(("least", "most", "make"), named(IN_A_MODAL))
async def test_a_modal_that_breaks_a_limit_has_invalid_arguments(
    slack: httpx.AsyncClient, real_time: MovableTime, least: int | None, most: int, make: Callable[[int], Any]
) -> None:
    def opening(size: int) -> dict[str, Any]:
        return {"trigger_id": own_trigger(int(real_time.seconds * 1000)), "view": make(size)}

    assert await error_of(slack, "views.open", opening(most + 1)) == "invalid_arguments"
    assert await error_of(slack, "views.open", opening(most)) == ""


async def test_a_long_text_is_cut(slack: httpx.AsyncClient) -> None:
    for size in (40_000, 40_001):
        posted = (await slack.post("/api/chat.postMessage", json=message(text="x" * size))).json()
        assert len(posted["message"]["text"]) == 40_000


@pytest.mark.parametrize(("size", "error"), [(4_000, ""), (4_001, "msg_too_long")])
async def test_a_changed_text_is_not_cut_but_refused(slack: httpx.AsyncClient, size: int, error: str) -> None:
    posted = (await slack.post("/api/chat.postMessage", json=message(text="x"))).json()
    assert await error_of(slack, "chat.update", message(ts=posted["ts"], text="x" * size)) == error


@pytest.mark.parametrize(("size", "error"), [(250_000, ""), (250_001, "view_too_large")])
async def test_a_view_is_at_most_250_kb(slack: httpx.AsyncClient, size: int, error: str) -> None:
    view = home(*(section("x" * 2900) for _ in range(84)), section("x"))
    view["blocks"][-1]["text"]["text"] = "x" * (1 + size - len(json.dumps(view, separators=(",", ":"))))
    assert await error_of(slack, "views.publish", {"user_id": FREJA.id, "view": view}) == error


@pytest.mark.parametrize(("channels", "error"), [(100, ""), (101, "channels_limit_exceeded")])
async def test_a_file_is_shared_in_at_most_a_hundred_places(
    slack: httpx.AsyncClient, channels: int, error: str
) -> None:
    made = (await slack.post("/api/files.getUploadURLExternal", json=upload())).json()
    await slack.post(made["upload_url"], content=b"x")
    given = {"files": [{"id": made["file_id"]}], "channels": ",".join([GENERAL] * channels)}
    assert await error_of(slack, "files.completeUploadExternal", given) == error


@pytest.mark.parametrize(("seconds", "error"), [(2.9, ""), (3.1, "expired_trigger_id")])
async def test_a_trigger_id_lives_three_seconds(
    slack: httpx.AsyncClient, real_time: MovableTime, seconds: float, error: str
) -> None:
    trigger_id = own_trigger(int(real_time.seconds * 1000))
    real_time.seconds += seconds
    assert await error_of(slack, "views.open", {"trigger_id": trigger_id, "view": modal()}) == error


async def test_three_modals_lie_on_each_other_and_no_fourth(slack: httpx.AsyncClient, real_time: MovableTime) -> None:
    said = [
        await error_of(slack, method, {"trigger_id": own_trigger(int(real_time.seconds * 1000), number=str(number)),
                                       "view": modal()})
        for number, method in enumerate(["views.open", "views.push", "views.push", "views.push"])
    ]  # fmt: skip
    assert said == ["", "", "", "push_limit_reached"]


async def test_names_of_views_and_their_hashes_are_kept_apart(slack: httpx.AsyncClient, real_time: MovableTime) -> None:
    async def opened(number: str, **parts: Any) -> dict[str, Any]:
        given = {"trigger_id": own_trigger(int(real_time.seconds * 1000), number=number), "view": modal(**parts)}
        return (await slack.post("/api/views.push" if number != "1" else "/api/views.open", json=given)).json()

    first = await opened("1", external_id="a")
    assert (await opened("2", external_id="a"))["error"] == "duplicate_external_id"
    changing = {"view_id": first["view"]["id"], "hash": first["view"]["hash"], "view": modal(external_id="a")}
    assert await error_of(slack, "views.update", changing) == ""
    assert await error_of(slack, "views.update", changing) == "hash_conflict"
    assert await error_of(slack, "views.update", {**changing, "view_id": "V1"}) == "not_found"


async def test_a_response_url_is_good_five_times_within_half_an_hour(
    frozen: Playground, slack: httpx.AsyncClient, real_time: MovableTime
) -> None:
    urls = []
    for _ in range(2):
        await slack.post("/playground/command", json={"user": FREJA.id, "text": "/cs"})
        sent = (await slack.get("/playground/calls?direction=sent")).json()["calls"][-1]
        urls.append(sent["request"]["response_url"])
    used = [(await slack.post(urls[0], json={"text": "x"})).status_code for _ in range(6)]
    assert used == [200] * 5 + [404]
    real_time.seconds += 30 * 60 - 10
    assert (await slack.post(urls[1], json={"text": "x"})).status_code == 200
    real_time.seconds += 20
    assert (await slack.post(urls[1], json={"text": "x"})).json()["error"] == "expired_url"


# what is left out or wrong, and what Slack calls it
REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("chat.postMessage", {"text": "x"}, "invalid_arguments"),
    ("chat.postMessage", message(), "no_text"),
    ("chat.postMessage", {"channel": "C0", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": DEFAULT_TEAM.channels[1].id, "text": "x"}, "not_in_channel"),
    ("chat.postMessage", message(text="x", blocks="{"), "invalid_blocks_format"),
    ("chat.postMessage", message(text="x", blocks="{}"), "invalid_blocks_format"),
    ("chat.postMessage", message(text="x", attachments="x"), "invalid_attachments"),
    ("chat.postMessage", message(text="x", markdown_text="x"), "markdown_text_conflict"),
    ("chat.postMessage", message(text="x", metadata={"a": 1}), "invalid_metadata_format"),
    ("chat.postEphemeral", message(text="x", user="U0"), "user_not_in_channel"),
    ("chat.update", message(text="x", ts="1.1"), "message_not_found"),
    ("chat.delete", message(ts="1.1"), "message_not_found"),
    ("chat.getPermalink", message(message_ts="1.1"), "message_not_found"),
    ("conversations.open", {}, "users_list_not_supplied"),
    ("conversations.open", {"users": "U0"}, "user_not_found"),
    ("conversations.open", {"users": "U0KAREN00"}, "user_disabled"),
    ("conversations.info", {"channel": "C0"}, "channel_not_found"),
    ("conversations.list", {"types": "all"}, "invalid_types"),
    ("conversations.list", {"cursor": "x"}, "invalid_cursor"),
    ("conversations.history", message(oldest="x"), "invalid_ts_oldest"),
    ("conversations.history", message(cursor="x"), "invalid_cursor"),
    ("users.info", {"user": "U0"}, "user_not_found"),
    ("users.lookupByEmail", {"email": "x@example.com"}, "users_not_found"),
    ("dnd.info", {"user": "U0"}, "user_not_found"),
    ("dnd.teamInfo", {}, "no_users_provided"),
    ("team.info", {"team": "T0"}, "team_not_found"),
    ("bots.info", {"bot": "B0"}, "bot_not_found"),
    ("usergroups.users.list", {"usergroup": "S0"}, "no_such_subteam"),
    ("files.getUploadURLExternal", {"length": 1}, "missing_argument"),
    ("files.getUploadURLExternal", {"filename": "a", "length": 0}, "missing_argument"),
    ("files.getUploadURLExternal", {"filename": "a", "length": "x"}, "invalid_arguments"),
    ("files.completeUploadExternal", {"files": []}, "invalid_arguments"),
    ("files.completeUploadExternal", {"files": [{"id": "F0"}]}, "file_not_found"),
    ("files.info", {"file": "F0"}, "file_not_found"),
    ("views.open", {"trigger_id": "x", "view": modal()}, "invalid_trigger_id"),
    ("views.open", {"trigger_id": "x"}, "invalid_arguments"),
    ("views.publish", {"user_id": "U0", "view": home()}, "user_not_found"),
    ("views.update", {"view_id": "V0", "view": modal()}, "not_found"),
    ("apps.connections.open", {}, "not_allowed_token_type"),
    ("apps.uninstall", {}, "invalid_client_id"),
    ("oauth.v2.access", {"client_id": "1"}, "bad_client_secret"),
    ("chat.shout", {}, "unknown_method"),
]


@pytest.mark.parametrize(("method", "arguments", "error"), REFUSED)
async def test_what_is_wrong_is_named(
    slack: httpx.AsyncClient, method: str, arguments: dict[str, Any], error: str
) -> None:
    assert await error_of(slack, method, arguments) == error
