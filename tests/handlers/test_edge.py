"""The edge: what is forged gets 401, what is malformed 400, and nothing that arrives makes csbot fail (decision 1)."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import MONDAY
from tests.handlers.rig import EVENTS, Rig
from tests.slack_requests import FORM, JSON, command, event, interaction, on_ephemeral, press, signature, signed
from tests.soaking import many

NOW = str(int(MONDAY.timestamp()))
BODY = command("today", "U1")


def at(seconds: int) -> str:
    return str(int(MONDAY.timestamp()) + seconds)


@pytest.mark.parametrize(
    ("timestamp", "made"),
    {
        "another secret": (NOW, signature(BODY, NOW, "another")),
        "another body": (NOW, signature(BODY + b"x", NOW)),
        "no signature": (NOW, ""),
        "no version": (NOW, signature(BODY, NOW).removeprefix("v0=")),
        "upper case": (NOW, signature(BODY, NOW).upper()),
        "not ASCII": (NOW, "v0=\xe6\xf8\xe5"),
        "no timestamp": ("", signature(BODY, "")),
        "word": ("today", signature(BODY, "today")),
        "fraction": (NOW + ".5", signature(BODY, NOW + ".5")),
        "not a number": ("nan", signature(BODY, "nan")),
        "infinite": ("1e999", signature(BODY, "1e999")),
        "not ASCII digits": ("\xb2\xb2", signature(BODY, "\xb2\xb2")),
        "huge": ("9" * 400, signature(BODY, "9" * 400)),
        "too long to read": ("9" * 5000, signature(BODY, "9" * 5000)),
        "negative": ("-1", signature(BODY, "-1")),
        "six minutes old": (at(-360), signature(BODY, at(-360))),
        "six minutes ahead": (at(360), signature(BODY, at(360))),
    }.values(),
)
async def test_what_slack_did_not_sign_just_now_is_refused(sqlite_rig: Rig, timestamp: str, made: str) -> None:
    kim = sqlite_rig.office.member("Kim", slack_user_id="U1")
    sqlite_rig.office.task(kim, "Secret")
    headers = {"content-type": FORM, "x-slack-request-timestamp": timestamp, "x-slack-signature": made}
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items() if value]
    answer = await sqlite_rig.http.post(EVENTS, content=BODY, headers=raw)
    assert (answer.status_code, answer.text) == (401, "not Slack")


@pytest.mark.parametrize("seconds", [-299, 0, 299])
async def test_what_slack_signed_within_five_minutes_is_answered(sqlite_rig: Rig, seconds: int) -> None:
    sqlite_rig.office.member("Kim", slack_user_id="U1")
    headers = signed(BODY, MONDAY + timedelta(seconds=seconds))
    assert (await sqlite_rig.http.post(EVENTS, content=BODY, headers=headers)).status_code == 200


async def test_business_time_that_travels_does_not_age_signatures(sqlite_rig: Rig) -> None:
    sqlite_rig.office.member("Kim", slack_user_id="U1")
    sqlite_rig.office.clock.travel(timedelta(days=3))
    assert (await sqlite_rig.post(BODY)).status_code == 200


MALFORMED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", FORM),
    "nothing as JSON": (b"", JSON),
    "not UTF-8": (b"command=\xff\xfe", FORM),
    "not UTF-8 when unquoted": (b"payload=%ff%fe", FORM),
    "payload null": (b"payload=null", FORM),
    "payload no JSON": (b"payload=xx", FORM),
    "payload a list": (b"payload=[]", FORM),
    "payload a number": (b"payload=1", FORM),
    "payload without type": (b"payload={}", FORM),
    "payload with a list as type": (b'payload={"type":[]}', FORM),
    "payload nested without end": (b"payload=" + b"[" * 100_000, FORM),
    "press without actions": (interaction({"type": "block_actions"}), FORM),
    "press with odd actions": (interaction({"type": "block_actions", "actions": [1]}), FORM),
    "press with a word as user": (interaction({"type": "block_actions", "actions": [{}], "user": "U1"}), FORM),
    "no command": (b"a=b", FORM),
    "JSON as a form": (b"{", FORM),
    "JSON null": (b"null", JSON),
    "JSON list": (b"[]", JSON),
    "JSON text": (b'"x"', JSON),
    "JSON without type": (b"{}", JSON),
    "event a list": (b'{"type":"event_callback","event":[]}', JSON),
    "no event": (b'{"type":"event_callback"}', JSON),
    "a form as JSON": (BODY, JSON),
    "larger than anything Slack sends": (b"text=" + b"x" * 3_000_001, FORM),
}


@pytest.mark.parametrize("name", MALFORMED)
async def test_what_slack_never_sends_is_refused(sqlite_rig: Rig, name: str) -> None:
    body, content_type = MALFORMED[name]
    answer = await sqlite_rig.post(body, content_type)
    assert (answer.status_code, answer.text) == (400, "bad request")
    assert sqlite_rig.slack.said == []


async def test_nothing_of_a_refused_body_is_logged(sqlite_rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    await sqlite_rig.post(b"payload=Zebra")
    await sqlite_rig.http.post(EVENTS, content=b"command=Zebra", headers=signed(b"x", MONDAY))
    assert "Zebra" not in caplog.text


async def test_slack_verifies_the_address(sqlite_rig: Rig) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c", "token": "t"}).encode()
    answer = await sqlite_rig.post(body, JSON)
    assert (answer.status_code, answer.json()) == (200, {"challenge": "c"})
    assert (await sqlite_rig.post(b"ssl_check=1&token=t")).status_code == 200


@pytest.mark.parametrize("text", ["help payload", "today&payload=null", "help {", "help ssl_check=1", "help ðŸ"])
async def test_no_text_behind_a_command_is_taken_for_something_else(sqlite_rig: Rig, text: str) -> None:
    sqlite_rig.office.member("Kim", slack_user_id="U1")
    answer = await sqlite_rig.post(command(text, "U1"))
    assert answer.status_code == 200
    assert answer.json()["text"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
async def test_csbot_says_that_it_is_there(sqlite_rig: Rig, path: str) -> None:
    sqlite_rig.bot.directory.has_met = True  # started, it would have asked Slack
    assert (await sqlite_rig.http.get(path)).status_code == 200


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
)
GENUINE: list[Any] = [
    press("U1", {"type": "button", "action_id": "task.complete|1", "block_id": "summary||1", "value": "1"},
          on_ephemeral(), "1.1"),
    press("U1", {"type": "overflow", "action_id": "task.snooze|1", "block_id": "tasks|v=open|1",
                 "selected_option": {"value": "hour:1"}}, on_ephemeral(), "1.1"),
    press("U1", {"type": "button", "action_id": "tasks.page|1", "block_id": "tasks|v=open&c=1.1|1", "value": "-"},
          on_ephemeral(), "1.1"),
    json.loads(event("app_home_opened", user="U1", tab="home")),
    json.loads(event("message", user="U1", text="hello", channel="D1")),
    {"type": "view_submission", "user": {"id": "U1"}, "team": {"id": "T1"},
     "view": {"id": "V1", "type": "modal", "callback_id": "x"}},
    {"type": "block_suggestion", "user": {"id": "U1"}, "team": {"id": "T1"}, "action_id": "x", "block_id": "y",
     "value": "a"},
]  # fmt: skip


def places(part: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a payload."""
    inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    return [path, *(deeper for key, value in inner for deeper in places(value, (*path, key)))]


def replaced(part: Any, path: tuple[Any, ...], new: Any) -> Any:
    """The payload with something else in that place."""
    if not path:
        return new
    copy = part.copy()
    copy[path[0]] = replaced(part[path[0]], path[1:], new)
    return copy


@st.composite
def distorted(draw: st.DrawFn) -> Any:
    """A genuine payload with odd things in one to three places."""
    payload = draw(st.sampled_from(GENUINE))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(places(payload)[1:] or [()]))
        payload = replaced(payload, path, draw(ANYTHING))
        if not isinstance(payload, dict):
            break
    return payload


FUZZ = settings(
    max_examples=many(150),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@FUZZ
@given(payload=distorted(), content_type=st.sampled_from([FORM, JSON, "text/plain", ""]))
async def test_no_distorted_payload_makes_csbot_fail(sqlite_rig: Rig, payload: Any, content_type: str) -> None:
    as_form = content_type == FORM
    body = interaction(payload) if as_form else json.dumps(payload).encode()
    answer = await sqlite_rig.post(body, content_type)
    assert answer.status_code < 500, payload


@FUZZ
@given(
    fields=st.dictionaries(
        st.sampled_from(["command", "text", "user_id", "team_id", "channel_id", "response_url", "trigger_id", "payload",
                         "ssl_check", "type", "event", "actions", "view", "{"]) | st.text(max_size=5),
        st.text(max_size=30) | st.sampled_from(["T1", "U1", "today", "tasks", "{}", "[]"]),
        max_size=8,
    ),
    content_type=st.sampled_from([FORM, FORM + "; charset=utf-8", FORM.upper(), JSON, ""]),
)  # fmt: skip
async def test_no_odd_form_makes_csbot_fail(sqlite_rig: Rig, fields: dict[str, str], content_type: str) -> None:
    body = urlencode(fields, errors="surrogatepass").encode()
    answer = await sqlite_rig.post(body, content_type)
    assert answer.status_code < 500, fields


@FUZZ
@given(body=st.binary(max_size=60), content_type=st.text(st.characters(max_codepoint=255, exclude_categories=["Cc"])))
async def test_no_bytes_make_csbot_fail(sqlite_rig: Rig, body: bytes, content_type: str) -> None:
    headers = signed(body, MONDAY, "x") | {"content-type": content_type}
    raw = [(name.encode(), value.strip().encode("latin-1")) for name, value in headers.items()]
    answer = await sqlite_rig.http.post(EVENTS, content=body, headers=raw)
    assert answer.status_code < 500
