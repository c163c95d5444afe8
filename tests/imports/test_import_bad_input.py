"""Bad files, rows and cells: named by line, and nothing of a bad row is written (workspace I1)."""

from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from csbot.domain.imports import ImportRefused
from csbot.domain.properties import DateOrder
from csbot.domain.records import ObjectType
from csbot.storage.tables.records import companies
from tests.imports.conftest import NOW, Office
from tests.soaking import many

HALF_BAD = "Name,ARR\n" + "".join(f"C{n},{'x' if n % 10 < 3 else n}\n" for n in range(1200))


def test_thirty_percent_bad_rows_leave_the_good_ones(office: Office) -> None:
    done = office.take(ObjectType.COMPANY, HALF_BAD)
    assert done.counts == (840, 0, 0, 360)
    assert done.bad_lines == [(n + 2, "not_a_number") for n in range(1200) if n % 10 < 3]
    assert len(office.rows(ObjectType.COMPANY)) == 840


def test_strict_writes_none(office: Office) -> None:
    done = office.take(ObjectType.COMPANY, HALF_BAD, strict=True)
    assert (done.passes, done.report.written, done.report.tally.bad, len(done.bad)) == (2, False, 360, 360)
    assert office.rows(ObjectType.COMPANY) == office.history() == []


def test_strict_writes_a_file_without_bad_rows(office: Office) -> None:
    assert office.take(ObjectType.COMPANY, "Name\nAcme\n", strict=True).counts == (1, 0, 0, 0)
    assert len(office.rows(ObjectType.COMPANY)) == 1


def test_a_dry_run_counts_and_writes_nothing(office: Office) -> None:
    office.take(ObjectType.COMPANY, "Record ID,Name\n1,Acme\n2,Bolt\n")
    before = office.rows(ObjectType.COMPANY), office.history()
    rows = "".join(f"{n},New {n}\n" for n in range(10, 610))
    done = office.take(ObjectType.COMPANY, f"Record ID,Name\n1,Acme Group\n2,Bolt\n{rows}10,Newer\n", dry_run=True)
    assert done.counts == (600, 2, 1, 0)
    assert done.doubts == {"repeated_key": [604]}
    assert (office.rows(ObjectType.COMPANY), office.history()) == before


@pytest.mark.parametrize(("gap", "expected"), [(0, (1, 1, 0, 0)), (600, (601, 1, 0, 0))])
def test_a_key_repeated_in_the_file_is_one_record(office: Office, gap: int, expected: tuple[int, ...]) -> None:
    between = "".join(f"{n},Other,\n" for n in range(10, 10 + gap))
    done = office.take(ObjectType.COMPANY, f"Record ID,Name,City\n1,Acme,Aarhus\n{between}1,Acme Group,\n")
    assert (done.counts, done.doubts) == (expected, {"repeated_key": [gap + 3]})
    first = office.rows(ObjectType.COMPANY)[0]
    assert (first.name, first.city) == ("Acme Group", "Aarhus")


def test_lines_are_the_files_own_with_cells_over_several(small_office: Office) -> None:
    cells = 'A,"one\r\ntwo\r\nthree",2026-13-01\r\n\r\nB,,32/01/2026\r\n"C\n",x,2026-01-01\r\nD,,nope\r\n'
    text = f"Title,Notes,Due\r\n{cells}"
    done = small_office.take(ObjectType.TASK, text)
    assert done.bad_lines == [(2, "not_a_date"), (6, "not_a_date"), (9, "not_a_date")]


def test_all_that_is_wrong_with_a_row_is_said(small_office: Office) -> None:
    done = small_office.take(ObjectType.TASK, f"Title,Due,Priority\n{'x' * 501},soon,whatever\n")
    assert {problem.code.value for problem in done.bad} == {"too_long", "not_a_date", "not_an_option"}
    assert done.counts == (0, 0, 0, 1)


def test_a_long_title_is_refused_by_its_folded_length_too(office: Office) -> None:
    done = office.take(ObjectType.TASK, f"Title\n{'ß' * 251}\n{'ß' * 250}\n")
    assert (done.bad_lines, done.counts) == ([(2, "too_long")], (1, 0, 0, 1))


def test_rows_that_cannot_be_parted_are_bad(small_office: Office) -> None:
    text = 'Name,City\nAcme\nBolt,A,B\nCore,X,,\n"Dot" com,X\nEcho,"never closed\nmore\n'
    done = small_office.take(ObjectType.COMPANY, text)
    assert done.bad_lines == [(2, "ragged"), (3, "ragged"), (5, "broken_quotes"), (6, "open_quote")]
    assert done.counts == (1, 0, 0, 4)


def test_a_lost_quotation_mark_does_not_swallow_the_rest(small_office: Office) -> None:
    rows = "".join(f"C{n},Aarhus\n" for n in range(20_000))
    done = small_office.take(ObjectType.COMPANY, f'Name,City\nAcme,"Aarhus\n{rows}', dry_run=True)
    assert done.bad_lines == [(2, "cell_too_long")]
    assert done.report.tally.created > 5000


@pytest.mark.parametrize("cell", ["a\0b", "x\0"])
def test_nul_in_a_cell_is_a_bad_row(office: Office, cell: str) -> None:
    done = office.take(ObjectType.CONTACT, f"Name,Company\nAnn,{cell}\n{cell},\nBo,\n")
    assert done.bad_lines == [(2, "unprintable"), (3, "unprintable")]
    assert done.counts == (1, 0, 0, 2)


REFUSED: dict[str, tuple[bytes, dict[str, Any]]] = {
    "empty": (b"", {}),
    "empty ": (b"\xef\xbb\xbf\r\n\r\n", {}),
    "no_rows": (b"Name\n\n", {}),
    "spreadsheet": (b"PK\x03\x04xxxx", {}),
    "wrong_encoding": ("Name\nSmørrebrød\n".encode("cp1252"), {}),
    "nul_bytes": ("Name\nAcme\n".encode("utf-16-le"), {}),
    "broken_heading": (b'"Na"me,City\nAcme,x\n', {}),
    "duplicate_header": (b"Name,City,name \nAcme,x,y\n", {}),
    "missing_column": (b"City,Country\nAarhus,Denmark\n", {}),
    "no_such_header": (b"Name\nAcme\n", {"overrides": {"Nme": "name"}}),
    "no_such_property": (b"Name,X\nAcme,1\n", {"overrides": {"X": "height"}}),
    "duplicate_target": (b"A,B\nAcme,1\n", {"overrides": {"A": "name", "B": "name"}}),
    "no_such_key": (b"Name,City\nAcme,x\n", {"by": "city"}),
    "key_not_in_file": (b"Name\nAcme\n", {"by": "domain"}),
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_file_that_cannot_be_imported_is_refused(small_office: Office, code: str) -> None:
    content, wishes = REFUSED[code]
    with pytest.raises(ImportRefused) as refused:
        small_office.take(ObjectType.COMPANY, content, **wishes)
    assert refused.value.problem.code.value == code.strip()
    assert small_office.rows(ObjectType.COMPANY) == small_office.history() == []


def test_the_line_with_the_wrong_encoding_is_named(small_office: Office) -> None:
    rows = b"Acme\n" * 30_000
    with pytest.raises(ImportRefused) as refused:
        small_office.take(ObjectType.COMPANY, b"Name\n" + rows + "Ærø\n".encode("cp1252"))
    assert (refused.value.problem.line, refused.value.problem.detail) == (30_002, "utf-8")
    assert small_office.rows(ObjectType.COMPANY) == []


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", None), ("utf-8-sig", None), ("utf-16", None), ("utf-16-le", "utf-16-le"), ("cp1252", "windows-1252")],
)
def test_encodings(small_office: Office, encoding: str, told: str | None) -> None:
    content = "sep=;\r\nNavn;By\r\nSmørrebrød;Århus\r\n".encode(encoding)
    assert small_office.take(ObjectType.COMPANY, content, encoding=told).doubts == {"no_key_column": []}
    row = small_office.row(ObjectType.COMPANY)
    assert (row.name, row.city) == ("Smørrebrød", "Århus")


def test_an_encoding_that_garbles_is_doubted(small_office: Office) -> None:
    done = small_office.take(ObjectType.COMPANY, "Name\nSmørrebrød\n", encoding="cp1252", dry_run=True)
    assert "reads_as_utf8" in done.doubts


@pytest.mark.parametrize("encoding", ["klingon", "base64", "rot13"])
def test_an_unknown_encoding_is_refused(small_office: Office, encoding: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        small_office.take(ObjectType.COMPANY, "Name\nAcme\n", encoding=encoding)
    assert refused.value.problem.code.value == "unknown_encoding"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters_are_found(small_office: Office, delimiter: str) -> None:
    small_office.take(ObjectType.COMPANY, delimiter.join(["Name", "City", "ARR\n"]) + delimiter.join(["A", '"B"', "1"]))
    assert small_office.row(ObjectType.COMPANY).city == "B"


def test_semicolons_mean_a_decimal_comma(small_office: Office) -> None:
    small_office.take(ObjectType.COMPANY, "Name;ARR\nA;12.500\nB;1.250,50\n")
    assert [row.arr for row in small_office.rows(ObjectType.COMPANY)] == [12500, 1250.5]
    small_office.take(ObjectType.COMPANY, "Name,ARR\nC,12.500\n")
    assert small_office.rows(ObjectType.COMPANY)[2].arr == 12500, "no amount has three decimals"


DATED = "Title,Due,Created\nA,05/06/2026,{}\nB,06/05/2026,\n"


@pytest.mark.parametrize(
    ("other", "order", "months", "doubts"),
    [
        ("", None, [6, 5], {"ambiguous_dates"}),
        ("02/28/2026", None, [5, 6], set()),
        ("28/02/2026", None, [6, 5], set()),
        ("", DateOrder.MDY, [5, 6], set()),
        ("02/28/2026", DateOrder.MDY, [5, 6], set()),
    ],
)
def test_the_whole_file_shows_the_order_of_dates(
    small_office: Office, other: str, order: DateOrder | None, months: list[int], doubts: set[str]
) -> None:
    done = small_office.take(ObjectType.TASK, DATED.format(other), date_order=order)
    assert [row.due_on.month for row in small_office.rows(ObjectType.TASK)] == months
    assert done.doubts.keys() - {"no_key_column", "no_owner_column"} == doubts


def test_mixed_orders_are_doubted_and_the_odd_one_is_bad(small_office: Office) -> None:
    done = small_office.take(ObjectType.TASK, "Title,Due\nA,25/12/2026\nB,26/12/2026\nC,12/27/2026\n")
    assert (done.bad_lines, "mixed_dates" in done.doubts) == ([(4, "not_a_date")], True)


def test_midnight_in_a_whole_column_is_no_time(small_office: Office) -> None:
    small_office.take(ObjectType.TASK, "Title,Due\nA,2026-05-01 00:00\nB,2026-05-02 00:00:00\n")
    assert [row.due_at for row in small_office.rows(ObjectType.TASK)] == [None, None]
    small_office.take(ObjectType.TASK, "Title,Due\nC,2026-05-01 00:00\nD,2026-05-02 08:00\n")
    assert all(row.due_at for row in small_office.rows(ObjectType.TASK)[2:])


def test_a_deleted_record_is_not_brought_back(office: Office) -> None:
    office.take(ObjectType.COMPANY, "Record ID,Name,Domain\n1,Acme,acme.example\n")
    with office.database.write() as connection:
        connection.execute(update(companies).values(archived_at=NOW))
    assert office.take(ObjectType.COMPANY, "Record ID,Name\n1,Acme\n").bad_lines == [(2, "deleted_record")]
    assert office.take(ObjectType.COMPANY, "Domain,Name\nacme.example,Acme\n").counts == (1, 0, 0, 0)


def test_a_key_that_several_records_have_is_bad(office: Office) -> None:
    office.take(ObjectType.COMPANY, "Name\nAcme\nacme\n")
    assert office.take(ObjectType.COMPANY, "Name\nACME\n", by="name").bad_lines == [(2, "ambiguous_key")]


def test_anothers_record_id_is_bad(office: Office) -> None:
    office.take(ObjectType.CONTACT, "Record ID,Email\n1,a@x.example\n2,b@x.example\n")
    text = "Record ID,Email,Name\n2,a@x.example,A\n7,c@x.example,C\n7,d@x.example,D\n2,b@x.example,B\n"
    done = office.take(ObjectType.CONTACT, text, by="email")
    assert (done.bad_lines, done.counts) == ([(2, "taken_id"), (4, "taken_id")], (1, 1, 0, 2))


def test_columns_not_known_or_outdone_are_named(small_office: Office) -> None:
    done = small_office.take(ObjectType.COMPANY, "Name,Annual Revenue,ARR,Colour,City\nAcme,9,5,red,\n", dry_run=True)
    assert (done.report.plan.columns.ignored, done.report.plan.columns.outdone) == (("Colour",), ("Annual Revenue",))
    done = small_office.take(ObjectType.COMPANY, "Name,Annual Revenue\nAcme,9\n", overrides={"annual revenue": "-"})
    assert (done.report.plan.columns.ignored, small_office.row(ObjectType.COMPANY).arr) == (("Annual Revenue",), None)


HEADINGS = [
    "",
    "Name,Title,Date\n",
    "Record ID,Name,Title,Email,Due,Start,Company,Owner,ARR\n",
    "sep=;\nName;Title;Date\n",
]


@settings(max_examples=many(150), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.sampled_from(ObjectType),
    st.sampled_from(HEADINGS),
    st.one_of(st.binary(max_size=300), st.text(alphabet='a1,;"\n\r\t=/-.\0é\ud7ff', max_size=300).map(str.encode)),
    st.sampled_from([None, "cp1252", "utf-16", "latin-1", "utf-7"]),
)
@example(ObjectType.COMPANY, "", b"sep=\n\n", None)
@example(ObjectType.COMPANY, "Name,Title,Date\n", b'"', None)
def test_whatever_the_bytes_are_no_traceback(
    small_office: Office, kind: ObjectType, heading: str, content: bytes, encoding: str | None
) -> None:
    try:
        done = small_office.take(kind, heading.encode() + content, encoding=encoding)
    except ImportRefused:
        return
    assert sum(done.counts) == done.report.plan.rows


def test_a_chunk_takes_the_same_number_of_statements_however_many_rows(office: Office, query_counter: Any) -> None:
    def statements(rows: int) -> int:
        text = "Title,Due,Owner,Company,Company ID\n" + "Call,2026-05-01,Kim Larsen,Acme,7\n" * rows
        with query_counter(office.database.engine) as seen:
            office.take(ObjectType.TASK, text)
        return len(seen)

    of_one_chunk = statements(3)
    assert statements(500) == of_one_chunk
    of_three = statements(1500)
    assert statements(2000) - of_three == of_three - statements(1000) <= 12
