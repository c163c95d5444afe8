"""`/cs settings`: how each event is told, own working days and empty days (workspace N1, N3)."""

from csbot.domain.preferences import NO_PREFERENCES, Event, Preferences, Way
from csbot.domain.subscriptions import DigestKind
from scheduler.preview import preview
from tests.handlers.dialogs import typed
from tests.handlers.rig import Rig
from tests.handlers.test_own_settings import WORKDAYS, digest_dialog, stored


async def test_how_each_event_is_told_is_kept(rig: Rig) -> None:
    kim = rig.office.member()
    await (await typed(rig, kim, "settings")).submit(task_changed="digest", reminder="off")
    chosen = stored(rig, kim).preferences
    assert [chosen.way(event) for event in Event] == [Way.NOW, Way.DIGEST, Way.NOW, Way.OFF]
    again = await typed(rig, kim, "settings")
    assert again.shows()["task_changed"] == "digest"
    await again.submit(task_changed="now", reminder="now")
    assert stored(rig, kim).preferences == NO_PREFERENCES


async def test_a_way_that_nobody_offered_is_not_saved(sqlite_rig: Rig) -> None:
    kim = sqlite_rig.office.member()
    sent = await (await typed(sqlite_rig, kim, "settings")).submit(reminder="by pigeon")
    assert "Nothing was saved" in sent.words
    assert stored(sqlite_rig, kim).preferences == NO_PREFERENCES


async def test_ones_own_working_days_are_those_of_digests_that_come_on_working_days(rig: Rig) -> None:
    kim = rig.office.member()
    await (await digest_dialog(rig, kim, DigestKind.OVERDUE)).submit(cadence="chosen", days=["4"], time="15:00")
    await (await typed(rig, kim, "settings")).submit(working=["6", "0", "1"])
    found = stored(rig, kim)
    assert found.preferences == Preferences(working_days=0b1000011)
    assert found.digest(DigestKind.DAILY_SUMMARY).weekdays == 0b1000011
    assert found.digest(DigestKind.OVERDUE).weekdays == 0b0010000
    assert "Daily summary*\nOn working days at 8:30 AM" in (await typed(rig, kim, "settings")).words
    await (await typed(rig, kim, "settings")).submit(working=["0", "1", "2", "3", "4"])
    assert stored(rig, kim).preferences == NO_PREFERENCES
    assert stored(rig, kim).digest(DigestKind.DAILY_SUMMARY).weekdays == WORKDAYS


async def test_the_daily_summary_can_come_on_empty_days_too(rig: Rig) -> None:
    kim = rig.office.member()
    args = (rig.office.database, rig.office.workspace.id, DigestKind.DAILY_SUMMARY, kim.email, rig.office.clock.now())
    assert preview(*args) is None
    await (await digest_dialog(rig, kim, DigestKind.DAILY_SUMMARY)).submit(empty=["on"])
    assert preview(*args) is not None
    assert "empty" not in (await digest_dialog(rig, kim, DigestKind.OVERDUE)).inputs()
