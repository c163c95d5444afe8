"""What is shown as a value can be typed as one, and what programs write is read (workspace C18, I1)."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csbot.domain.members import Viewer
from csbot.domain.properties import BadValue, DateStyle, Property, PropertyType, Reading, Value, ValueProblem, read
from csbot.domain.properties.dates import DateOrder
from csbot.domain.properties.numbers import DecimalMark, write_number
from csbot.domain.properties.texts import bare
from csbot.domain.properties.values import reading_of, tidy_domain
from csbot.domain.properties.zones import read_zone
from csbot.i18n import words

ARR = Property("arr", "ARR", PropertyType.CURRENCY, "arr")
COUNT = Property("count", "Count", PropertyType.NUMBER, "count")
MOMENT = Property("at", "At", PropertyType.DATETIME, "at")
DAY = Property("on", "On", PropertyType.DATE, "on")
PHONE = Property("phone", "Phone", PropertyType.PHONE, "phone")
SITE = Property("site", "Site", PropertyType.URL, "site")
NAME = Property("name", "Name", PropertyType.STRING, "name")
LOCALES = ("en_GB", "en_US", "da_DK", "nl_NL")


def viewer(locale: str, currency: str = "EUR") -> Viewer:
    return Viewer(1, "Kim", "Europe/Amsterdam", locale, currency)


def value_of(prop: Property, text: str, locale: str = "en_GB", currency: str = "EUR") -> Value | None:
    return read(prop, text, reading_of(viewer(locale, currency)))


def problem_of(prop: Property, text: str, locale: str = "en_GB", currency: str = "EUR") -> ValueProblem:
    with pytest.raises(BadValue) as raised:
        value_of(prop, text, locale, currency)
    return raised.value.problem


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    ("text", "currency", "expected"),
    [
        ("45,000", "EUR", 45_000),
        ("45.000", "EUR", 45_000),
        ("45k", "EUR", 45_000),
        ("4.5k", "EUR", 4_500),
        ("5M", "EUR", 5_000_000),
        ("1,2 mio.", "EUR", 1_200_000),
        ("2,5 mln", "EUR", 2_500_000),
        ("1.234,-", "EUR", 1_234),
        ("€ 1.234,-", "EUR", 1_234),
        ("kr. 12.500,-", "DKK", 12_500),
        ("5.000 kr.", "DKK", 5_000),
        ("DKK 5.000", "DKK", 5_000),
        ("1\u00a0234,50", "EUR", 1_234.5),
        ("12\u202f500", "EUR", 12_500),
        ("₹12,34,567", "INR", 1_234_567),
        ("US$1,234.00", "USD", 1_234),
        ("R$ 1.234,56", "BRL", 1_234.56),
        ("100 zł", "PLN", 100),
        ("CHF 1'234.50", "CHF", 1_234.5),
        ("\u22125", "EUR", -5),
        ("(1,234)", "EUR", -1_234),
        ("-€1.234,50", "EUR", -1_234.5),
        ("１２", "EUR", 12),
    ],
)
def test_amounts_as_people_write_them(text: str, currency: str, expected: float, locale: str) -> None:
    assert value_of(ARR, text, locale, currency) == expected


@pytest.mark.parametrize("text", ["$45,000", "US$1,234.00", "100 zł", "USD 5", "5 kr", "£3k"])
def test_another_currency_is_never_taken_as_ours(text: str) -> None:
    assert problem_of(ARR, text) is ValueProblem.OTHER_CURRENCY


def test_numbers_are_read_as_their_viewer_writes_them() -> None:
    assert (value_of(COUNT, "1,234"), value_of(COUNT, "45.5"), value_of(COUNT, "45 %")) == (1234, 45.5, 45)
    assert (value_of(COUNT, "1.234", "da_DK"), value_of(COUNT, "45,5", "nl_NL")) == (1234, 45.5)
    assert problem_of(COUNT, "45.000") is ValueProblem.OPEN_NUMBER
    assert problem_of(COUNT, "45,000", "da_DK") is ValueProblem.OPEN_NUMBER


@pytest.mark.parametrize("text", ["45k5", "k", "k45", "1 2", "--5", "5 apples", "1e", "5 kr €", "½k", "3 x 4"])
def test_what_is_no_number(text: str) -> None:
    assert problem_of(ARR, text) is ValueProblem.NOT_A_NUMBER


@given(st.integers(-(10**11), 10**11), st.sampled_from(LOCALES), st.sampled_from([ARR, COUNT]))
def test_what_is_shown_of_a_number_is_read_back(hundredths: int, locale: str, prop: Property) -> None:
    number = hundredths / 100
    shown = words(locale, "UTC").number(number)
    assert value_of(prop, shown, locale) == number
    assert value_of(prop, f"{shown} EUR", locale) == number


@given(st.floats(-1e14, 1e14).map(lambda n: float(f"{n:.6f}")), st.sampled_from(LOCALES), st.sampled_from([ARR, COUNT]))
def test_what_an_input_holds_is_read_back(number: float, locale: str, prop: Property) -> None:
    mark = reading_of(viewer(locale)).decimal
    assert value_of(prop, write_number(number, mark), locale) == pytest.approx(number, rel=1e-14, abs=1e-6)


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)), st.sampled_from(LOCALES))
def test_what_is_shown_of_a_date_is_read_back(on: date, locale: str) -> None:
    w = words(locale, "UTC")
    assert value_of(DAY, w.full_date(on), locale) == on


@given(st.integers(0, 60 * 366 * 1440), st.sampled_from(LOCALES))
def test_what_is_shown_of_a_moment_is_read_back(minutes: int, locale: str) -> None:
    at = datetime(2001, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    read_at = read(
        MOMENT, words(locale, "UTC").full_moment(at), replace(reading_of(viewer(locale)), dates=DateStyle("UTC"))
    )
    assert read_at == at


AT = datetime(2026, 1, 25, 13, 10, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("05-Jan-26", date(2026, 1, 5)),
        ("20260125", date(2026, 1, 25)),
        ("Monday, January 26, 2026", date(2026, 1, 26)),
        ("maandag 26 januari 2026", date(2026, 1, 26)),
        ("mandag den 26. januar 2026", date(2026, 1, 26)),
        ("søn. 25. jan. 2026", date(2026, 1, 25)),
        ("3 mei 2026", date(2026, 5, 3)),
        ("29-02-2028", date(2028, 2, 29)),
        ("2026-01-25 10:00:00+00", datetime(2026, 1, 25, 10, tzinfo=UTC)),
        ("1/25/2026, 2:10:22\u202fPM", AT),
        ("2026-01-25 2:10:22 p.m.", AT),
        ("January 25, 2026 2pm", datetime(2026, 1, 25, 13, tzinfo=UTC)),
        ("Sun, 25 Jan 2026 14:10:22 +0100", AT),
        ("Sun, 25 Jan 2026 14:10:22 +0100 (CET)", AT),
        ("Sun, 25 Jan 2026 13:10:22 GMT", AT),
        ("20260125T131022Z", AT),
        ("2026-01-25 14:10:22 CET", AT),
        ("2026-01-25 15:10:22 UTC+2", AT),
        ("2026-01-25 14:10:22 Europe/Copenhagen", AT),
        ("2026-01-25 13:10:22 (UTC)", AT),
        ("26 januari 2026 om 10.30", datetime(2026, 1, 26, 9, 30, tzinfo=UTC)),
        ("26. januar 2026 kl. 10.30", datetime(2026, 1, 26, 9, 30, tzinfo=UTC)),
        ("2026-03-29 02:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # skipped: an hour later
    ],
)
def test_dates_as_programs_and_people_write_them(text: str, expected: date) -> None:
    style = DateStyle("Europe/Amsterdam", DateOrder.MDY if "1/25" in text else DateOrder.DMY)
    either = Property("due", "Due", PropertyType.DATETIME, "due_at", date_column="due_on")
    assert read(either, text, Reading(style)) == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Tuesday, January 26, 2026", ValueProblem.WRONG_WEEKDAY),
        ("2026-01-25 10:00 XYZ", ValueProblem.UNKNOWN_ZONE),
        ("2026-01-25 10:00 Mars/Olympus", ValueProblem.UNKNOWN_ZONE),
        ("31 feb 2026", ValueProblem.NOT_A_DATE),
        ("29-02-2026", ValueProblem.NOT_A_DATE),
        ("20261325", ValueProblem.NOT_A_DATE),
        ("45678", ValueProblem.DATE_AS_NUMBER),
        ("marvel 5 2026", ValueProblem.NOT_A_DATE),
        ("2026-01-25 25:10", ValueProblem.NOT_A_DATE),
    ],
)
def test_what_is_no_date_says_why(text: str, problem: ValueProblem) -> None:
    assert problem_of(MOMENT, text) is problem


@pytest.mark.parametrize(
    ("text", "hours"),
    [("UTC", 0), ("gmt+1", 1), ("+05:30", 5.5), ("-0800", -8), ("EST", -5), ("CEST", 2), ("Z", 0)],
)
def test_zones(text: str, hours: float) -> None:
    assert read_zone(text) == timezone(timedelta(hours=hours))


@pytest.mark.parametrize("text", ["", "IST", "XYZ", "UTC+25", "Europe/Nowhere", "Due"])
def test_what_is_no_zone(text: str) -> None:
    assert read_zone(text) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a.example,b.example", ValueProblem.SEVERAL),
        ("a.example; b.example", ValueProblem.SEVERAL),
        ("a.example|b.example", ValueProblem.SEVERAL),
        ("*.a.example", ValueProblem.NOT_A_DOMAIN),
        ("(none).example", ValueProblem.NOT_A_DOMAIN),
        ("kim@a.example", ValueProblem.NOT_A_DOMAIN),
        ("-.example", ValueProblem.NOT_A_DOMAIN),
        ("a..example", ValueProblem.NOT_A_DOMAIN),
        ("10.0.0.1", ValueProblem.NOT_A_DOMAIN),
    ],
)
def test_what_is_no_domain(text: str, problem: ValueProblem) -> None:
    with pytest.raises(BadValue) as raised:
        tidy_domain(text)
    assert raised.value.problem is problem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://www.A.example/x?y#z", "a.example"),
        ("a.example.", "a.example"),
        ("münchen.example", "münchen.example"),
        ("xn--mnchen-3ya.example:8080", "münchen.example"),
        ("b-c.co.example", "b-c.co.example"),
    ],
)
def test_domains(text: str, expected: str) -> None:
    assert tidy_domain(text) == expected


def test_other_values() -> None:
    assert problem_of(PHONE, "4.51235E+11") is ValueProblem.SPOILED
    assert value_of(PHONE, "+45 12 34 56 78") == "+45 12 34 56 78"
    assert value_of(SITE, "albion.example") == "https://albion.example"


@pytest.mark.parametrize("text", ["\u200b", "\u3164", "\u00ad", " \u2060\ufeff\u00a0"])
def test_a_text_of_which_nobody_sees_anything_is_empty(text: str) -> None:
    assert (bare(text), value_of(NAME, text)) == ("", None)
    assert value_of(NAME, f"{text}Acme{text}") == "Acme"


def test_a_family_stays_together() -> None:
    assert value_of(NAME, "👩\u200d👧 Acme") == "👩\u200d👧 Acme"


@given(st.text(max_size=60), st.sampled_from([ARR, COUNT, MOMENT, DAY, PHONE, SITE, NAME]))
def test_any_text_is_a_value_or_a_problem(text: str, prop: Property) -> None:
    with suppress(BadValue):
        value_of(prop, text)


def test_marks_of_a_column_that_shows_them_count() -> None:
    shown = Reading(DateStyle("UTC"), DecimalMark.DOT, "EUR", shown=True)
    assert read(ARR, "12.345", shown) == 12.345
