"""Every part of every kind of envelope as something else: refused or answered, never a failure of csbot's."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from structlog.testing import capture_logs

from handlers.calls import Kind
from handlers.routes import ROUTES
from tests import slack_requests
from tests.handlers.envelopes import (
    ARGS,
    NUMBER,
    ODD_LEAVES,
    ODD_TEXTS,
    Watch,
    body_of,
    button,
    distorted,
    genuine,
    in_dialog,
    metadata,
    payload_of_lee,
    sent,
    told,
)
from tests.handlers.rig import Rig
from tests.slack_requests import FORM, JSON, on_ephemeral, press, suggestion


async def test_no_part_of_any_envelope_makes_csbot_fail_as_something_else(sqlite_rig: Rig) -> None:
    watch = Watch(sqlite_rig)
    for name, payload in genuine("UKIM").items():
        assert await watch.send(payload, name) == 200
        for odd in ODD_LEAVES:
            for other in distorted(payload, odd):
                await watch.send(other, f"{name}: {odd}")
        if name != "somebody's profile":
            assert watch.names() == ["Boss", "Kim", "Lee"]
        await sqlite_rig.hear("user_change", user=payload_of_lee())


async def test_no_part_of_a_command_makes_csbot_fail_as_something_else(sqlite_rig: Rig) -> None:
    watch = Watch(sqlite_rig)
    fields = dict(parse_qsl(slack_requests.command("today", "UKIM").decode()))
    for name in fields:
        for odd in ["", "x", "y" * 300, "9" * 400, "\0", "[{}]"]:
            await watch.send((urlencode({**fields, name: odd}).encode(), FORM), f"{name}: {odd}")
        left = {key: value for key, value in fields.items() if key != name}
        status = await watch.send((urlencode(left).encode(), FORM), f"no {name}")
        assert status == (400 if name in ("command", "user_id", "team_id") else 200)
    for word in [name for kind, name in ROUTES if kind is Kind.COMMAND]:
        for odd in ODD_TEXTS:
            typed = urlencode({**fields, "text": f"{word} {odd}"}, errors="replace")
            assert await watch.send((typed.encode(), FORM), f"{word} {odd}") == 200


@pytest.mark.parametrize("kind", [Kind.ACTION, Kind.SUBMIT, Kind.OPTIONS])
async def test_no_route_fails_on_what_only_csbot_writes(sqlite_rig: Rig, kind: Kind) -> None:
    """Values, references and what dialogs carry are answered with a sentence when somebody has tampered with them."""
    watch = Watch(sqlite_rig)
    for start, name in enumerate(name for of, name in ROUTES if of is kind):
        for number, odd in enumerate(ODD_TEXTS, start):
            texts = [NUMBER, NUMBER, NUMBER]
            texts[number % 3] = odd
            view = in_dialog(texts[0], dict.fromkeys(ARGS, texts[1]))
            if kind is Kind.SUBMIT:
                payload = sent("UKIM", name, view)
            elif kind is Kind.OPTIONS:
                payload = {**suggestion("UKIM", f"{name}|1", texts[2]), **view}
            else:
                payload = press("UKIM", button(name, texts[2]), view, "t")
            assert await watch.send(payload, f"{name}: {texts}") == 200
    assert watch.names() == ["Boss", "Kim", "Lee"]


TAMPERED = {
    "no reference": "x",
    "too long": f"customers|v={'y' * 250}|1",
    "too long when written": f"customers|v={'é' * 60}|1",
    "NUL": "customers|v=%00|1",
    "a number beyond any": f"tasks|v=open&a={'9' * 200}|1",
    "many numbers": f"tasks|v=open&a={','.join(['9' * 18] * 12)}|1",
}


@pytest.mark.parametrize("name", TAMPERED)
@pytest.mark.parametrize("verb", ["customers.page", "task.complete", "task.open", "tasks.refresh"])
async def test_a_reference_that_csbot_did_not_write_is_answered(sqlite_rig: Rig, name: str, verb: str) -> None:
    watch = Watch(sqlite_rig)
    action = button(verb, NUMBER) | {"block_id": TAMPERED[name]}
    before = len(sqlite_rig.slack.said)
    assert await watch.send(press("UKIM", action, on_ephemeral(), "t"), name) == 200
    assert len(sqlite_rig.slack.said) > before


DEEP = "[" * 100_000
CARRIED = {
    "nothing": "",
    "no JSON": "x",
    "deep": DEEP,
    "no place": metadata({}).replace("ephemeral", "elsewhere"),
    "numbers": '{"o":[1,2,3,4],"r":5,"a":6}',
    "NUL": metadata({"id": "1\0"}),
    "half a character": metadata({"id": "1"}).replace('"1"', r'"\ud83c"'),
    "an address too long": metadata({}).replace("/x", "/" + "x" * 500),
    "a reference too long": metadata({}, f"customers|v={'y' * 250}|1"),
}


@pytest.mark.parametrize("name", CARRIED)
async def test_what_a_dialog_carries_that_csbot_did_not_write_is_answered(sqlite_rig: Rig, name: str) -> None:
    watch = Watch(sqlite_rig)
    dialog = in_dialog(NUMBER, {})
    dialog["view"]["private_metadata"] = CARRIED[name]
    before = watch.tasks()
    assert await watch.send(sent("UKIM", "task.save", dialog), name) == 200
    assert await watch.send(press("UKIM", button("record.edit", NUMBER), dialog, "t"), name) == 200
    assert watch.tasks() == before


def refused() -> dict[str, Any]:
    """What the issue named, and its like: each is a genuine envelope but for one thing."""
    lee, dialog = payload_of_lee(), in_dialog(NUMBER, {})["view"]
    form = sent("UKIM", "task.create", {"view": dialog})
    pressed = press("UKIM", button("task.complete", NUMBER), on_ephemeral(), "t")
    options = {"values": {"title": {"e": {"type": "checkboxes", "selected_options": [{}]}}}}
    return {
        "a state that is a word": {**form, "view": {**form["view"], "state": "Zebra"}},
        "an input that is nothing": {**form, "view": {**form["view"], "state": {"values": {"Zebra": None}}}},
        "an option without a value": {**form, "view": {**form["view"], "state": options}},
        "a view without an id": {**form, "view": {**form["view"], "id": None}},
        "a profile that is nothing": told("user_change", user={**lee, "profile": None}),
        "no profile": told("user_change", user={"id": "ULEE", "real_name": "Zebra"}),
        "a name that is a number": told("user_change", user={**lee, "profile": {"real_name": 5}}),
        "Home opened by nobody": told("app_home_opened", tab="home"),
        "a press in no team": {**pressed, "team": None, "user": {"id": "UKIM"}},
        "a press by an id longer than any": {**pressed, "user": {"id": "U" * 41, "team_id": "T1"}},
        "an event's key longer than its column": told("user_change", user=lee) | {"event_id": "e" * 256},
    }


@pytest.mark.parametrize("name", refused())
async def test_what_slack_never_sends_is_refused_without_a_word_of_it_in_the_log(
    sqlite_rig: Rig, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    watch = Watch(sqlite_rig)
    body, content_type = body_of(refused()[name])
    with capture_logs() as logs:
        assert (await sqlite_rig.post(body, content_type)).status_code == 400
    assert [entry["event"] for entry in logs] == ["malformed"]
    assert "Zebra" not in f"{logs}{caplog.text}"
    assert watch.names() == ["Boss", "Kim", "Lee"]
    assert sqlite_rig.slack.calls == []


async def test_what_slack_leaves_empty_is_no_reason_to_refuse(sqlite_rig: Rig) -> None:
    watch = Watch(sqlite_rig)
    pressed = press("UKIM", button("task.open", NUMBER), on_ephemeral(), "t")
    nothing: dict[str, Any] = dict.fromkeys(["enterprise", "channel", "message", "view", "state", "response_urls"])
    assert await watch.send({**pressed, **nothing, "team": None}, "nulls") == 200
    bot = payload_of_lee() | {"tz": None, "locale": None, "enterprise_user": None, "team_id": None, "real_name": None}
    assert await watch.send(told("user_change", user=bot), "a user's nulls") == 200


@pytest.mark.parametrize("state", [None, {}, [], {"values": None}, {"values": []}, {"values": {"due": []}}])
async def test_a_map_of_nothing_may_be_a_list(sqlite_rig: Rig, state: Any) -> None:
    """Slack writes an empty map as `[]` at times, in all that has a view."""
    watch = Watch(sqlite_rig)
    for name, payload in genuine("UKIM").items():
        if "view" in payload:
            seen = {**payload, "view": {**payload["view"], "state": state}}
            assert await watch.send(seen, f"{name}: {state}") == 200


async def test_a_profile_without_a_name_overwrites_nobodys(sqlite_rig: Rig) -> None:
    watch = Watch(sqlite_rig)
    nameless = {"id": "ULEE", "team_id": "T1", "profile": {"email": "lee@example.com", "real_name": ""}}
    assert await watch.send(told("user_change", user=nameless), "no name") == 200
    assert watch.names() == ["Boss", "Kim", "Lee"]


async def test_json_nested_without_end_is_refused(sqlite_rig: Rig) -> None:
    for body in (DEEP + "]" * len(DEEP), '{"type":' * 100_000, f'{{"type":"event_callback","event":{DEEP}'):
        for content, kind in ((body.encode(), JSON), (urlencode({"payload": body}).encode(), FORM)):
            assert (await sqlite_rig.post(content, kind)).status_code == 400


@pytest.mark.parametrize("key", ["y" * 300, "é" * 60, "no such property"])
async def test_a_sort_that_csbot_did_not_offer_is_the_views_own(sqlite_rig: Rig, key: str) -> None:
    watch = Watch(sqlite_rig)
    assert await watch.send(press("UKIM", button("customers.sort", key), on_ephemeral(), "t"), key) == 200
    assert "Acme" in str(sqlite_rig.slack.said[-1])
