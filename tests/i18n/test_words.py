"""Dates, clock times and numbers follow the locale, instants the zone."""

from datetime import UTC, date, datetime

import pytest

from csbot.i18n import mark, words

AT = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
ON = date(2026, 11, 23)
ZONE = "Europe/Copenhagen"


@pytest.mark.parametrize(
    ("locale", "short", "full", "long", "time", "moment", "number"),
    [
        ("en_GB", "Mon 23 Nov", "Mon, 23 Nov 2026", "Monday 23 November", "14:05", "Mon 23 Nov, 14:05", "1,234"),
        (
            "en_US",
            "Mon, Nov 23",
            "Mon, Nov 23, 2026",
            "Monday, November 23",
            "2:05 PM",
            "Mon, Nov 23, 2:05 PM",
            "1,234",
        ),
        (
            "da_DK",
            "man. 23. nov.",
            "man. 23. nov. 2026",
            "mandag 23. november",
            "14.05",
            "man. 23. nov. 14.05",
            "1.234",
        ),
        ("nl_NL", "ma 23 nov", "ma 23 nov 2026", "maandag 23 november", "14:05", "ma 23 nov, 14:05", "1.234"),
    ],
)
def test_formats_are_the_locales(
    locale: str, short: str, full: str, long: str, time: str, moment: str, number: str
) -> None:
    w = words(locale, ZONE)
    assert (w.date(ON), w.full_date(ON), w.long_date(ON)) == (short, full, long)
    assert (w.time(AT), w.moment(AT), w.number(1234)) == (time, moment, number)


@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        ("Pacific/Kiritimati", "Tue 24 Nov, 03:05"),
        ("America/Los_Angeles", "Mon 23 Nov, 05:05"),
        ("No/Such", "Mon 23 Nov, 13:05"),
    ],
)
def test_instants_are_shown_in_the_viewers_zone(zone: str, moment: str) -> None:
    assert words("en_GB", zone).moment(AT) == moment


@pytest.mark.parametrize(
    ("locale", "undo"),
    [
        ("da", "Fortryd"),
        ("da_XX", "Fortryd"),
        ("nl_BE", "Ongedaan maken"),
        ("en_AU", "Undo"),
        ("fr_FR", "Undo"),
        ("", "Undo"),
    ],
)
def test_an_unknown_territory_falls_back_to_the_language_and_then_to_english(locale: str, undo: str) -> None:
    assert words(locale, ZONE).text("Undo") == undo


@pytest.mark.parametrize(
    ("n", "said"), [(0, "0 dage over fristen"), (1, "1 dag over fristen"), (1200, "1.200 dage over fristen")]
)
def test_plurals(n: int, said: str) -> None:
    assert words("da_DK", ZONE).plural("{n} day overdue", "{n} days overdue", n) == said


def test_braces_from_users_are_left_alone() -> None:
    assert words("en", ZONE).text("Due {date}", date="{0} {x}") == "Due {0} {x}"


def test_no_text_is_no_text() -> None:
    assert words("da", ZONE).text("") == ""
    assert mark("Undo") == "Undo"
