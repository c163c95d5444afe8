"""Messages posted later, in business time."""

from typing import Any

import pytest

from csbot.playground import limits
from tests.playground.conftest import FREJA, SOFIE, Rig
from tests.waiting import until_so

DAY = 86_400


async def now(rig: Rig) -> int:
    answer = await rig.api("chat.postMessage", channel=SOFIE.id, text="what time is it")
    return int(float(answer["ts"]))


async def schedule(rig: Rig, in_seconds: int, channel: str = FREJA.id, **more: Any) -> dict[str, Any]:
    at = await now(rig) + in_seconds
    return await rig.api("chat.scheduleMessage", channel=channel, text="later", post_at=at, **more)


async def nothing_waits(rig: Rig) -> bool:
    return (await rig.api("chat.scheduledMessages.list"))["scheduled_messages"] == []


async def test_a_scheduled_message_is_posted_when_its_time_has_come(rig: Rig) -> None:
    answer = await schedule(rig, DAY)
    assert (answer["channel"], answer["message"]["text"]) == (FREJA.dm_id, "later")
    (waiting,) = (await rig.api("chat.scheduledMessages.list"))["scheduled_messages"]
    assert (waiting["id"], waiting["post_at"]) == (answer["scheduled_message_id"], answer["post_at"])
    assert await rig.messages() == []
    await rig.do("clock", advance_seconds=DAY + 1)
    await until_so(lambda: nothing_waits(rig))
    assert [message["text"] for message in await rig.messages()] == ["later"]


async def test_one_with_metadata_is_never_posted(rig: Rig) -> None:
    metadata = {"event_type": "x", "event_payload": {}}
    assert (await schedule(rig, 60, metadata=metadata))["ok"]
    await rig.do("clock", advance_seconds=3600)
    await until_so(lambda: nothing_waits(rig))
    assert await rig.messages() == []


async def test_one_can_be_taken_back_until_a_minute_before(rig: Rig) -> None:
    far, near = await schedule(rig, 3600), await schedule(rig, 50)
    taken_back = [
        await rig.api(
            "chat.deleteScheduledMessage", channel=FREJA.dm_id, scheduled_message_id=one["scheduled_message_id"]
        )
        for one in (far, far, near)
    ]
    assert [answer.get("error") for answer in taken_back] == [None, *["invalid_scheduled_message_id"] * 2]


@pytest.mark.parametrize(("seconds", "error"), [(120 * DAY - 60, None), (120 * DAY + 60, "time_too_far"),
                                                (-60, "time_in_past"), (60, None)])  # fmt: skip
async def test_how_far_ahead(rig: Rig, seconds: int, error: str | None) -> None:
    assert (await schedule(rig, seconds)).get("error") == error


async def test_thirty_in_five_minutes_per_channel(rig: Rig) -> None:
    await rig.do("rates", enforce=False)
    sent = [await schedule(rig, 3600) for _ in range(limits.SCHEDULED_IN_SPAN + 1)]
    assert [answer.get("error") for answer in sent] == [None] * 30 + ["restricted_too_many"]
    assert (await schedule(rig, 3600, SOFIE.id))["ok"]
    assert (await schedule(rig, 2 * 3600))["ok"]


async def test_a_time_is_a_number(rig: Rig) -> None:
    answer = await rig.api("chat.scheduleMessage", channel=FREJA.id, text="x", post_at="tomorrow")
    assert answer["error"] == "invalid_time"
