"""Files that nobody should give: enormous ones, ones that are none, ones with control characters (workspace I1)."""

import os
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from csbot.adapters.csv import CsvFile
from csbot.cli.imports import import_file
from csbot.domain.imports import SourceRow
from csbot.domain.records import ObjectType
from tests.imports.conftest import Office

app = typer.Typer()
app.command()(import_file)
COLUMNS = 1_000_000
FLAT = 120_000_000  # bytes


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def nothing(path: Path) -> None:
    assert not path.exists()


def file(text: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_text(text, encoding="utf-8")

    return write


ODD = {
    "a folder": (folder, "is a folder. Name a CSV file in it."),
    "a pipe": (pipe, "is no file, but a pipe or a device."),
    "no file": (nothing, "there is no file"),
    "a million columns": (file(f"Name{',c' * (COLUMNS - 1)}\nAcme\n"), "1,000,000 columns, and 16,384 fit."),
    "a million long columns": (file(f"Name{',a column' * COLUMNS}\nAcme\n"), "longer than 4,000,000 characters"),
    "columns over many lines": (file('"' + 'Name","\n' * COLUMNS), "longer than 4,000,000 characters"),
    "one more column than fits": (file(f"Name{',c' * 16_384}\nAcme\n"), "16,385 columns, and 16,384 fit."),
    "escape in a heading": (file("Name,Ci\x1b[1mty\nAcme,x\n"), "“Ci\\x1b[1mty” has a control character in it"),
    "NUL in a heading": (file("Na\0me\nAcme\n"), "“Na\\x00me” has a control character in it (U+0000)"),
    "a heading of the wrong encoding": (file("Name,By\x85\x86\nAcme,x\n"), "control character in it (U+0086)"),
}  # fmt: skip


@pytest.mark.parametrize("what", ODD)
def test_a_sentence_and_nothing_is_saved(
    what: str, small_office: Office, database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CSBOT_DATABASE_URL", database_url)
    make, sentence = ODD[what]
    path = tmp_path / "odd" / "rows.csv"
    path.parent.mkdir()
    make(path)
    tracemalloc.start()
    done = CliRunner().invoke(app, ["companies", str(path)], catch_exceptions=False)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (done.exit_code, sentence in done.stderr) == (2, True), done.stderr
    assert "Nothing was imported." in done.stderr
    assert len(done.stderr) < 400
    assert most < FLAT
    assert small_office.rows(ObjectType.COMPANY) == small_office.history() == []


def test_as_many_columns_as_a_spreadsheet_has(small_office: Office) -> None:
    done = small_office.take(ObjectType.COMPANY, f"Name{',c' * 16_383}\nAcme{',' * 16_383}\n")
    assert done.counts == (1, 0, 0, 0)


def test_columns_left_out_are_named_briefly(
    small_office: Office, database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CSBOT_DATABASE_URL", database_url)
    path = tmp_path / "wide.csv"
    path.write_text(f"Name{''.join(f',c{n}' for n in range(10_000))}\nAcme{',' * 10_000}\n")
    done = CliRunner().invoke(app, ["companies", str(path)], catch_exceptions=False)
    assert done.exit_code == 0
    assert "c49 and 9,950 more." in done.stderr


def test_a_row_of_a_million_cells_is_bad_and_the_others_are_taken(office: Office) -> None:
    text = f"Name,City\nAcme,x\n{'a,' * COLUMNS}\nBolt,x\n{'a cell,' * COLUMNS}\r\nCore,x\n"
    done = office.take(ObjectType.COMPANY, text)
    assert done.bad_lines == [(3, "ragged"), (5, "row_too_long")]
    assert [row.name for row in office.rows(ObjectType.COMPANY)] == ["Acme", "Bolt", "Core"]


def test_a_row_over_many_lines_ends_where_it_is_too_long(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text('Name,City\nAcme,x\n"' + 'a","\n' * COLUMNS + '"\nBolt,x\n')
    rows = CsvFile(path).rows()
    tracemalloc.start()
    first, broken = (brief(row) for row in (next(rows), next(rows)))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (first, broken) == ((2, ""), (3, "row_too_long"))
    assert most < FLAT


def brief(row: SourceRow) -> tuple[int, str]:
    return row.line, row.problem.code.value if row.problem else ""


def cells() -> Iterator[str]:
    yield from (chr(n) for n in (*range(1, 9), *range(14, 32), *range(0x7F, 0x85), *range(0x86, 0xA0)))


def test_control_characters_in_cells_are_bad_rows(office: Office) -> None:
    bad = [f"a{control}b" for control in cells()]
    kept = ["a\u200db", "a\u200eb", "a\u202eb", "a\tb", "a\x0bb"]  # joiners and marks stand in names and emoji
    rows = "".join(f"C{n},{cell}\n" for n, cell in enumerate((*bad, *kept)))
    done = office.take(ObjectType.COMPANY, f"Name,City\n{rows}")
    assert done.bad_lines == [(n, "control_character") for n in range(2, len(bad) + 2)]
    assert [row.city for row in office.rows(ObjectType.COMPANY)] == kept
    assert {problem.text for problem in done.bad} >= {"U+001B", "U+0007", "U+007F", "U+009F"}
    assert office.take(ObjectType.CONTACT, "Name,Company\nAnn,A\x1bcme\n").bad_lines == [(2, "control_character")]


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "31.12.9999", "1/1/0001", "Dec 31, 9999"])
@pytest.mark.parametrize("clock", ["", " 23:59", " 00:00", "T00:00+14:00", "T23:59-12:00"])
def test_the_first_and_the_last_year_are_bad_values(small_office: Office, day: str, clock: str) -> None:
    done = small_office.take(ObjectType.TASK, f'Title,Due,Created\nA,"{day}{clock}",\nB,,"{day}{clock}"\nC,,\n')
    assert {line for line, _ in done.bad_lines} == {2, 3}
    assert {code for _, code in done.bad_lines} <= {"date_out_of_range", "not_a_date"}
    assert done.counts == (1, 0, 0, 2)
