"""Quiet hours and chosen languages (workspace N3)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from csbot.domain.calendar import local
from csbot.domain.preferences import Preferences, QuietHours

COPENHAGEN = "Europe/Copenhagen"
NIGHT = QuietHours(start=22 * 60, end=7 * 60)
LUNCH = QuietHours(start=12 * 60, end=13 * 60)
ZONES = [COPENHAGEN, "UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe"]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("quiet", "now", "end"),
    [
        (NIGHT, "2026-03-02 20:59", None),  # 21:59 in Copenhagen
        (NIGHT, "2026-03-02 21:00", "2026-03-03 06:00"),
        (NIGHT, "2026-03-03 01:00", "2026-03-03 06:00"),
        (NIGHT, "2026-03-03 05:59", "2026-03-03 06:00"),
        (NIGHT, "2026-03-03 06:00", None),
        (LUNCH, "2026-03-02 10:59", None),
        (LUNCH, "2026-03-02 11:00", "2026-03-02 12:00"),
        (LUNCH, "2026-03-02 12:00", None),
    ],
)
def test_n3_quiet_hours_end_at_their_clock_time_across_midnight_too(
    quiet: QuietHours, now: str, end: str | None
) -> None:
    assert quiet.ends_at(at(now), COPENHAGEN) == (end and at(end))


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2026-03-28 22:00", "2026-03-29 05:00"),  # the night of the spring change is an hour shorter
        ("2026-10-24 21:00", "2026-10-25 06:00"),  # and that of the autumn change an hour longer
        ("2026-10-25 00:30", "2026-10-25 06:00"),  # 02:30 for the first time
        ("2026-10-25 01:30", "2026-10-25 06:00"),  # 02:30 again
    ],
)
def test_n3_a_night_with_a_clock_change_ends_at_seven_all_the_same(now: str, end: str) -> None:
    assert NIGHT.ends_at(at(now), COPENHAGEN) == at(end)


def test_n3_an_end_that_the_clock_skips_moves_forward() -> None:
    quiet = QuietHours(start=60, end=150)
    assert quiet.ends_at(at("2026-03-29 00:30"), COPENHAGEN) == at("2026-03-29 01:30")  # 02:30 is 03:30 that day


def test_n3_hours_that_a_skipped_end_makes_run_into_the_next_end_with_those() -> None:
    quiet = QuietHours(start=3 * 60, end=2 * 60 + 45)  # all but a quarter of an hour, which the change swallows
    assert quiet.ends_at(at("2026-03-29 00:30"), COPENHAGEN) == at("2026-03-30 00:45")


@given(
    tz=st.sampled_from(ZONES),
    start=st.integers(0, 1439),
    length=st.integers(1, 1439),
    minute=st.integers(0, 366 * 24 * 60),
)
def test_n3_after_the_end_it_is_loud_and_before_it_quiet(tz: str, start: int, length: int, minute: int) -> None:
    quiet = QuietHours(start=start, end=(start + length) % 1440)
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    end = quiet.ends_at(now, tz)
    if end is None:
        return
    assert now < end
    assert quiet.ends_at(end, tz) is None
    assert quiet.ends_at(end - timedelta(seconds=1), tz) == end


@given(tz=st.sampled_from(ZONES), start=st.integers(0, 1439), end=st.integers(0, 1439), minute=st.integers(0, 20_000))
def test_n3_without_a_clock_change_it_is_quiet_by_the_clock_on_the_wall(
    tz: str, start: int, end: int, minute: int
) -> None:
    assume(start != end)
    quiet = QuietHours(start=start, end=end)
    now = datetime(2026, 5, 4, tzinfo=UTC) + timedelta(minutes=minute)
    here = local(now, tz)
    clock = here.hour * 60 + here.minute
    is_quiet = start <= clock < end if start < end else not end <= clock < start
    assert (quiet.ends_at(now, tz) is not None) is is_quiet


@pytest.mark.parametrize(
    ("quiet", "minute", "comes"),
    [
        (NIGHT, 21 * 60, 21 * 60),
        (NIGHT, 22 * 60, None),
        (NIGHT, 6 * 60, 7 * 60),
        (NIGHT, 7 * 60, 7 * 60),
        (LUNCH, 12 * 60 + 30, 13 * 60),
    ],
)
def test_n4_a_digest_in_quiet_hours_comes_after_them_on_its_day_or_not_at_all(
    quiet: QuietHours, minute: int, comes: int | None
) -> None:
    assert quiet.frees(minute) == comes


@pytest.mark.parametrize(
    ("language", "slacks", "used"),
    [
        (None, "da_DK", "da_DK"),
        ("en", "en_GB", "en_GB"),
        ("en", "da_DK", "en_DK"),
        ("nl", "en_US", "nl_US"),
        ("da", "nl", "da"),
    ],
)
def test_n3_a_chosen_language_keeps_the_ways_of_slacks_territory(language: str | None, slacks: str, used: str) -> None:
    assert Preferences.model_validate({"language": language}).locale(slacks) == used


def test_preferences_of_another_csbot_are_read_as_far_as_they_are_known() -> None:
    assert Preferences.model_validate({"tz": "UTC", "colour": "green"}) == Preferences(tz="UTC")
