"""Texts as typed values, and the registry of core properties (workspace V2, C9)."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csbot.domain.imports.columns import match_columns
from csbot.domain.properties import (
    LINKS,
    PROPERTIES,
    BadValue,
    DateOrder,
    DateStyle,
    DecimalMark,
    Link,
    Option,
    Property,
    PropertyType,
    Reading,
    find,
    labels,
    read,
    word_key,
)
from csbot.domain.properties.numbers import read_number
from csbot.domain.records import ObjectType
from csbot.storage.tables.records import RECORD_TABLES

COPENHAGEN = DateStyle("Europe/Copenhagen")
READING = Reading(COPENHAGEN)
MOMENT = Property("at", "At", PropertyType.DATETIME, "at")
EITHER = Property("due", "Due", PropertyType.DATETIME, "due_at", date_column="due_on")
DAY = Property("on", "On", PropertyType.DATE, "on")


def reading(order: DateOrder) -> Reading:
    return Reading(DateStyle("Europe/Copenhagen", order))


@pytest.mark.parametrize("kind", ObjectType)
def test_every_property_has_its_column(kind: ObjectType) -> None:
    columns = RECORD_TABLES[kind].c
    for prop in PROPERTIES[kind]:
        column = columns[prop.column]
        length = getattr(column.type, "length", None)
        assert prop.options or length is None or prop.type is PropertyType.USER or (prop.max_length or 0) <= length
        assert prop.date_column is None or prop.date_column in columns
    assert all(link.column in columns for link in LINKS[kind])


@pytest.mark.parametrize("kind", ObjectType)
def test_no_heading_means_two_things(kind: ObjectType) -> None:
    meanings: dict[str, set[str]] = {}
    targets: list[Property | Link] = [*PROPERTIES[kind], *LINKS[kind]]
    for target in targets:
        for heading in (target.name, target.label, *target.aliases):
            meanings.setdefault(word_key(heading), set()).add(target.name)
    assert {word: names for word, names in meanings.items() if len(names) > 1} == {}


@pytest.mark.parametrize("kind", ObjectType)
def test_no_word_means_two_options(kind: ObjectType) -> None:
    for prop in PROPERTIES[kind]:
        words = [{word_key(w) for w in (o.value, o.label, *o.aliases)} - {""} for o in prop.options]
        assert sum(map(len, words)) == len(set().union(*words))


def test_labels_are_every_label() -> None:
    assert {"Company name", "Due date", "High", "Completed"} <= set(labels())
    assert find(ObjectType.TASK, "due") is not None
    assert find(ObjectType.TASK, "height") is None


HUBSPOT = {
    ObjectType.COMPANY: "Record ID,Company name,Company Domain Name,Company owner,Create Date,Annual Revenue,City,"
    "Country/Region,Industry,Lifecycle Stage,Number of Employees,Phone Number,Website URL,Last Activity Date (CET),"
    "Renewal date",
    ObjectType.CONTACT: "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Job Title,Create Date,"
    "Associated Company,Associated Company IDs,Last Activity Date (GMT+2)",
    ObjectType.TASK: "Record ID,Task Title,Task Body,Due Date,Task Status,Task Type,Priority,Assigned to,"
    "Associated Company,Associated Company IDs,Associated Contact,Completed at,Create Date",
    ObjectType.MEETING: "Record ID,Meeting name,Meeting start time,Meeting end time,Meeting location,"
    "Meeting description,Activity assigned to,Associated Company,External URL",
    ObjectType.ACTIVITY: "Record ID,Activity type,Activity date,Body,Activity assigned to,Associated Contact,"
    "Associated Company",
    ObjectType.PROJECT: "Record ID,Project name,Project owner,Create Date,Last Activity Date,Associated Company",
    ObjectType.SERVICE: "Record ID,Service name,Service owner,Create Date,Associated Company IDs",
    ObjectType.DEAL: "Record ID,Deal Name,Deal owner,Amount,Close Date,Create Date,Last Activity Date",
    ObjectType.SUBSCRIPTION: "Record ID,Subscription name,Subscription owner,Recurring revenue,End date,Renewal date",
    ObjectType.TICKET: "Record ID,Ticket name,Ticket owner,Create Date,Associated Company",
    ObjectType.CUSTOM_1: "Record ID,Name,Owner,Create Date,Last Activity Date,Associated Company",
}
PLAIN = {
    ObjectType.COMPANY: ("Virksomhed;Ejer;By;Land;Branche;Fornyelsesdato", "Bedrijfsnaam;Eigenaar;Stad;Land;Branche"),
    ObjectType.CONTACT: ("Fornavn;Efternavn;E-mail;Stilling;Firma", "Voornaam;Achternaam;E-mailadres;Functie;Bedrijf"),
    ObjectType.TASK: ("due_date;NAME;assignee;e-mail", "Opgave;Frist;Ansvarlig;Kunde;Noter", "Taak;Vervaldatum;Klant"),
}


@pytest.mark.parametrize("kind", HUBSPOT)
def test_hubspots_headings_are_known(kind: ObjectType) -> None:
    columns = match_columns(kind, HUBSPOT[kind].split(","), {})
    assert (columns.ignored, columns.outdone) == ((), ())


@pytest.mark.parametrize(("kind", "headings"), [(kind, text) for kind, texts in PLAIN.items() for text in texts])
def test_plain_headings_are_known(kind: ObjectType, headings: str) -> None:
    columns = match_columns(kind, headings.split(";"), {})
    assert set(columns.ignored) <= {"e-mail"}


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("2026-01-05", DateOrder.MDY, date(2026, 1, 5)),
        ("2026/1/5", DateOrder.DMY, date(2026, 1, 5)),
        ("05/01/2026", DateOrder.DMY, date(2026, 1, 5)),
        ("05/01/2026", DateOrder.MDY, date(2026, 5, 1)),
        ("5.1.2026", DateOrder.MDY, date(2026, 1, 5)),
        ("5-1-26", DateOrder.DMY, date(2026, 1, 5)),
        ("1-5-71", DateOrder.MDY, date(1971, 1, 5)),
        ("26-01-05", DateOrder.YMD, date(2026, 1, 5)),
        ("12. januar 2026", DateOrder.DMY, date(2026, 1, 12)),
        ("3 mrt 2026", DateOrder.DMY, date(2026, 3, 3)),
        ("May 1st, 2026", DateOrder.DMY, date(2026, 5, 1)),
        ("2026-01-05T00:00:00Z", DateOrder.DMY, date(2026, 1, 5)),
    ],
)
def test_dates(text: str, order: DateOrder, expected: date) -> None:
    assert read(DAY, text, reading(order)) == expected


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("2026-01-05 15:30", 14, 30),
        ("2026-01-05T15:30:10.123Z", 15, 30),
        ("5.1.2026 kl. 15.30", 14, 30),
        ("Jan 5, 2026 3:30 PM", 14, 30),
        ("2026-01-05 15:30+05:30", 10, 0),
        ("2026-01-05", 23, 0),
    ],
)
def test_moments_without_a_zone_are_the_workspaces(text: str, hour: int, minute: int) -> None:
    at = read(MOMENT, text, READING)
    assert isinstance(at, datetime)
    assert (at.tzinfo, at.hour, at.minute) == (UTC, hour, minute)


def test_a_property_that_takes_either_keeps_a_date_a_date() -> None:
    assert read(EITHER, "2026-01-05", READING) == date(2026, 1, 5)
    assert read(EITHER, "2026-01-05 00:00", Reading(DateStyle("UTC", midnight_is_date=True))) == date(2026, 1, 5)


@pytest.mark.parametrize(
    "text", ["31/02/2026", "2026-13-01", "soon", "2026-01-05 25:00", "1/2", "20226-01-01", "0001-01-01"]
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(BadValue):
        read(MOMENT, text, READING)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(DateOrder), st.sampled_from("-/"))
def test_a_written_date_is_read_back(on: date, order: DateOrder, mark: str) -> None:
    parts = {"d": f"{on.day:02}", "m": f"{on.month:02}", "y": f"{on.year}"}
    assert read(DAY, mark.join(parts[letter] for letter in order.value), reading(order)) == on


@given(st.dates(date(1900, 1, 2), date(2199, 12, 30)), st.integers(0, 86_399))
def test_a_written_moment_is_read_back(on: date, second: int) -> None:
    at = datetime.combine(on, time(), UTC) + timedelta(seconds=second)
    assert read(MOMENT, at.isoformat(), READING) == at
    shifted = at.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert read(MOMENT, shifted.isoformat(sep=" "), READING) == at


@given(st.decimals(-(10**12), 10**12, places=2, allow_nan=False), st.sampled_from(DecimalMark), st.booleans())
def test_a_written_amount_is_read_back(number: object, mark: DecimalMark, grouped: bool) -> None:
    text = f"{number:,.2f}" if grouped else f"{number:.2f}"
    written = text.translate(str.maketrans(",.", mark.other.value + mark.value))
    assert read_number(written, mark) == pytest.approx(float(str(number)))


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("1.234", DecimalMark.COMMA, 1234),
        ("1.234", DecimalMark.DOT, 1.234),
        ("1.234,50 kr.", DecimalMark.DOT, 1234.5),
        ("€ 1 234", DecimalMark.DOT, 1234),
        ("USD 12,000.00", DecimalMark.COMMA, 12000),
        ("(50)", DecimalMark.DOT, -50),
        ("$ -4", DecimalMark.DOT, -4),
        ("1'000", DecimalMark.DOT, 1000),
        ("1.23E+3", DecimalMark.DOT, 1230),
        (".5", DecimalMark.DOT, 0.5),
    ],
)
def test_amounts(text: str, mark: DecimalMark, expected: float) -> None:
    assert read_number(text, mark) == expected


@pytest.mark.parametrize(
    "text", ["10-50", "12 5", "1.2.3", "ten", "5%%", "1,23,4", "nan", "inf", "1e99", "9" * 50, "--1", "-$-1", "(1"]
)
def test_what_is_no_amount(text: str) -> None:
    with pytest.raises(BadValue):
        read_number(text, DecimalMark.DOT)


@pytest.mark.parametrize(("text", "expected"), [("1.234", 1234), ("1,234", 1234), ("12.0", 12)])
def test_whole_numbers_group_thousands(text: str, expected: int) -> None:
    assert read_number(text, DecimalMark.DOT, whole=True) == expected


@pytest.mark.parametrize("text", ["3.5", "2147483648"])
def test_what_is_no_whole_number(text: str) -> None:
    with pytest.raises(BadValue):
        read_number(text, DecimalMark.DOT, whole=True)


@given(st.sampled_from(PropertyType), st.text(max_size=40))
def test_any_text_is_a_value_or_a_bad_value(kind: PropertyType, text: str) -> None:
    prop = Property("p", "P", kind, "p", options=(Option("a", "A"),), max_length=20)
    with suppress(BadValue):
        read(prop, text, READING)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (PropertyType.EMAIL, " Kim@Acme.Example ", "kim@acme.example"),
        (PropertyType.URL, "acme.example/x", "https://acme.example/x"),
        (PropertyType.PHONE, "'+45 12 34", "+45 12 34"),
        (PropertyType.BOOL, "Ja", True),
        (PropertyType.BOOL, "nee", False),
        (PropertyType.MULTI_ENUMERATION, "b; A;b", ("b", "a")),
        (PropertyType.STRING, "'=1+1", "=1+1"),
        (PropertyType.STRING, "  ", None),
    ],
)
def test_other_values(kind: PropertyType, text: str, expected: object) -> None:
    options = (Option("a", "A"), Option("b", "B")) if kind is PropertyType.MULTI_ENUMERATION else ()
    assert read(Property("p", "P", kind, "p", options=options), text, READING) == expected


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (PropertyType.EMAIL, "kim@acme"),
        (PropertyType.EMAIL, "kim and bo"),
        (PropertyType.URL, "javascript:alert(1)"),
        (PropertyType.URL, "no spaces.example here"),
        (PropertyType.PHONE, "none"),
        (PropertyType.BOOL, "maybe"),
        (PropertyType.STRING, "half \ud800"),
    ],
)
def test_other_bad_values(kind: PropertyType, text: str) -> None:
    with pytest.raises(BadValue):
        read(Property("p", "P", kind, "p"), text, READING)


@pytest.mark.parametrize("word", ["HIGH", "high", "Høj", "hoog", " High "])
def test_options_in_any_language(word: str) -> None:
    prop = find(ObjectType.TASK, "priority")
    assert prop is not None
    assert read(prop, word, READING) == "high"


def test_an_id_that_a_spreadsheet_rounded_is_bad() -> None:
    prop = find(ObjectType.COMPANY, "record_id")
    assert prop is not None
    with pytest.raises(BadValue):
        read(prop, "1.23457E+11", READING)
