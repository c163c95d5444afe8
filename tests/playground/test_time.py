"""The clocks: business time moves and is remembered; trigger ids and response urls age in real time."""

import asyncio
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from csbot.playground import Clock, Playground, create_playground
from csbot.playground.driver.bodies import MoveClock
from csbot.playground.driver.clock_moves import target
from tests.playground.blocks import home, modal
from tests.playground.conftest import FREJA, SOFIE, MakeConfig, MovableTime, Rig, in_process
from tests.playground.fake_app import SECRET

EMILY = "U0EMILY00"


def own_trigger(ms: int, secret: str = SECRET, number: str = "7") -> str:
    stem = f"{ms}.{number}"
    return f"{stem}.{hmac.new(secret.encode(), stem.encode(), hashlib.sha256).hexdigest()[:16]}"


async def opening(slack: httpx.AsyncClient, trigger: str) -> str:
    body: dict[str, Any] = (await slack.post("/api/views.open", json={"trigger_id": trigger, "view": modal()})).json()
    return str(body.get("error", "ok"))


async def test_a_trigger_id_lives_three_seconds_of_real_time(frozen: Playground, real_time: MovableTime) -> None:
    async with in_process(frozen) as slack:
        made = own_trigger(int(real_time.seconds * 1000))
        frozen.set_clock(timedelta(days=30))
        assert await opening(slack, made) == "ok"
        late = own_trigger(int(real_time.seconds * 1000), number="8")
        real_time.seconds += 3.01
        assert await opening(slack, late) == "expired_trigger_id"


async def test_a_trigger_id_works_once_also_after_a_restart(
    make_config: MakeConfig, frozen: Playground, real_time: MovableTime
) -> None:
    made = own_trigger(int(real_time.seconds * 1000))
    async with in_process(frozen) as slack:
        assert await opening(slack, made) == "ok"
        assert await opening(slack, made) == "exchanged_trigger_id"
    async with in_process(create_playground(make_config(), Clock(real_time))) as slack:
        assert await opening(slack, made) == "exchanged_trigger_id"


@pytest.mark.parametrize("trigger", ["", "abc", "1.2.3", "1800000000000.x.0000000000000000", "١.٢.0000000000000000"])
async def test_a_forged_trigger_id_is_invalid(frozen: Playground, trigger: str) -> None:
    async with in_process(frozen) as slack:
        assert await opening(slack, trigger) in ("invalid_trigger_id", "invalid_arguments")


async def test_a_trigger_id_of_another_secret_is_invalid(frozen: Playground, real_time: MovableTime) -> None:
    async with in_process(frozen) as slack:
        assert await opening(slack, own_trigger(int(real_time.seconds * 1000), "other")) == "invalid_trigger_id"


async def test_a_modal_opened_by_somebody_elses_trigger_shows_to_the_first_person(
    frozen: Playground, real_time: MovableTime
) -> None:
    async with in_process(frozen) as slack:
        await opening(slack, own_trigger(int(real_time.seconds * 1000)))
        assert len((await slack.get(f"/playground/modals?user={FREJA.id}")).json()["views"]) == 1


async def test_a_response_url_dies_after_half_an_hour_of_real_time(frozen: Playground, real_time: MovableTime) -> None:
    frozen.app_url = "http://127.0.0.1:9/nobody"
    async with in_process(frozen) as slack:
        await slack.post("/playground/command", json={"user": FREJA.id, "text": "/cs"})
        calls = (await slack.get("/playground/calls?name=command")).json()["calls"]
        url = calls[0]["request"]["response_url"]
        frozen.set_clock(timedelta(hours=2))
        assert (await slack.post(url, json={"text": "a"})).status_code == 200
        real_time.seconds += 1801
        late = await slack.post(url, json={"text": "a"})
        assert (late.status_code, late.json()["error"]) == (404, "expired_url")


async def test_timestamps_follow_business_time_and_never_go_back(frozen: Playground, real_time: MovableTime) -> None:
    async with in_process(frozen) as slack:

        async def post() -> float:
            return float(
                (await slack.post("/api/chat.postMessage", json={"channel": FREJA.id, "text": "x"})).json()["ts"]
            )

        first = await post()
        frozen.set_clock(timedelta(days=1))
        second = await post()
        frozen.set_clock(timedelta())
        third = await post()
    assert first == pytest.approx(real_time.seconds, abs=1)
    assert second - first == pytest.approx(86_400, abs=1)
    assert third > second


def moved(**move: Any) -> datetime:
    thursday = datetime(2026, 3, 26, 22, 30, tzinfo=UTC)  # 23:30 in Copenhagen, three days before summer time
    return target(MoveClock(**move), thursday, datetime(2026, 1, 1, tzinfo=UTC), "Europe/Copenhagen").astimezone(UTC)


def test_moves_are_read_in_the_persons_own_zone() -> None:
    assert moved(to="tomorrow") == datetime(2026, 3, 27, 7, 30, tzinfo=UTC)
    assert moved(to="monday") == datetime(2026, 3, 30, 6, 30, tzinfo=UTC), "summer time has begun"
    assert moved(local="2026-03-29T02:30") == datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "a skipped hour moves forward"
    assert moved(advance_seconds=3600) == datetime(2026, 3, 26, 23, 30, tzinfo=UTC)
    assert moved(at="2026-05-01T00:00:00+02:00") == datetime(2026, 4, 30, 22, 0, tzinfo=UTC)
    assert moved(reset=True) == datetime(2026, 1, 1, tzinfo=UTC)


def test_next_monday_on_a_monday_is_a_week_away() -> None:
    monday = datetime(2026, 3, 30, 5, 0, tzinfo=UTC)
    assert target(MoveClock(to="monday"), monday, monday, "Europe/Copenhagen").date() == datetime(2026, 4, 6).date()  # noqa: DTZ001 - a plain date


async def test_moving_the_clock_tells_listeners_and_is_remembered(rig: Rig, make_config: MakeConfig) -> None:
    heard: list[timedelta] = []
    rig.playground.on_clock.append(heard.append)
    before = rig.playground.clock_offset
    answer = await rig.do("clock", user=EMILY, to="tomorrow", time="08:30")
    assert answer["local"].startswith(answer["business"][:4])
    assert "T08:30" in answer["local"]
    assert (before, heard) == (timedelta(), [rig.playground.clock_offset])
    restarted = create_playground(make_config())
    assert restarted.clock_offset == rig.playground.clock_offset > timedelta()
    await restarted.stop()
    await rig.do("clock", reset=True)
    assert abs(heard[-1]) < timedelta(minutes=1)


async def test_messages_homes_modals_and_reading_marks_survive_a_restart(
    frozen: Playground, make_config: MakeConfig, real_time: MovableTime
) -> None:
    async with in_process(frozen) as slack:
        await slack.post("/api/chat.postMessage", json={"channel": SOFIE.id, "text": "kept"})
        await slack.post("/api/views.publish", json={"user_id": SOFIE.id, "view": home()})
        await opening(slack, own_trigger(int(real_time.seconds * 1000)))
        await slack.post("/api/chat.postEphemeral", json={"channel": SOFIE.id, "user": SOFIE.id, "text": "gone"})
        await slack.post("/playground/read", json={"user": SOFIE.id})
    async with in_process(create_playground(make_config(), Clock(real_time))) as slack:

        async def see(what: str, user: str = SOFIE.id) -> Any:
            return (await slack.get(f"/playground/{what}?user={user}")).json()

        assert [message["text"] for message in (await see("messages"))["messages"]] == ["kept"]
        assert (await see("home"))["view"]["type"] == "home"
        assert len((await see("modals", FREJA.id))["views"]) == 1
        assert (await see("state"))["app"]["unread"] == 0


async def test_a_page_hears_of_changes_and_is_let_go(rig: Rig) -> None:
    seen: list[str] = []
    began = asyncio.Event()

    async def listen() -> None:
        async with rig.http.stream("GET", "/playground/live", params={"user": FREJA.id}) as stream:
            async for line in stream.aiter_lines():
                began.set()
                seen.append(line)

    listening = asyncio.create_task(listen())
    await began.wait()
    await rig.api("views.publish", user_id=SOFIE.id, view=home())
    await rig.api("views.publish", user_id=FREJA.id, view=home())
    await rig.api("chat.postMessage", channel=FREJA.id, text="x")
    await rig.do("clock", advance_seconds=60)
    rig.playground.hang_up()
    await listening
    kinds = [line for line in seen if "kind" in line and "traffic" not in line]
    assert [line.split('"')[3] for line in kinds] == ["home", "message", "clock"]
