"""`csbot import` as typed: exit codes, sentences and what is printed where (workspace I1)."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from csbot.cli.import_words import DOUBTS, FILES, ROWS, VALUES, doubt_sentence, file_sentence, row_sentence
from csbot.cli.imports import import_file
from csbot.domain.imports import Doubt, FileProblem, Problem, RowProblem
from csbot.domain.properties import ValueProblem
from csbot.domain.records import ObjectType
from tests.imports.conftest import Office

app = typer.Typer()
app.command()(import_file)


@pytest.fixture
def run(database_url: str, office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> "Command":
    monkeypatch.setenv("CSBOT_DATABASE_URL", database_url)
    return Command(tmp_path / "rows.csv")


class Command:
    def __init__(self, file: Path) -> None:
        self.file = file

    def __call__(self, what: str, text: str | bytes, *options: str) -> Result:
        self.file.write_bytes(text.encode() if isinstance(text, str) else text)
        return CliRunner().invoke(app, [what, str(self.file), *options], catch_exceptions=False)


def test_good_rows_exit_with_0(run: Command, office: Office) -> None:
    done = run("companies", "Record ID,Company name,Colour\n1,Acme,red\n")
    assert (done.exit_code, done.stdout) == (0, "Imported companies: 1 new, 0 updated, 0 unchanged, 0 bad.\n")
    assert "Not known, so left out: Colour." in done.stderr
    assert done.stderr.startswith("1 row. Columns: ")
    assert office.row(ObjectType.COMPANY).name == "Acme"


def test_bad_rows_exit_with_1_and_are_named(run: Command, office: Office) -> None:
    done = run("tasks", "Title,Due,Owner\nCall,2026-01-01,Kim Larsen\nWrite,never,Somebody\n")
    assert (done.exit_code, done.stdout) == (1, "Imported tasks: 1 new, 0 updated, 0 unchanged, 1 bad.\n")
    assert "line 3, Due: “never” is not a date" in done.stderr


@pytest.mark.parametrize(("option", "word"), [("--dry-run", "Would import"), ("--strict", "Not imported")])
def test_what_is_not_written_is_said(run: Command, office: Office, option: str, word: str) -> None:
    done = run("contacts", "Email\nann@x.example\nnone\n", option)
    assert done.exit_code == 1
    assert done.stdout.startswith(word)
    assert "Nothing was written." in done.stdout
    assert office.rows(ObjectType.CONTACT) == []


@pytest.mark.parametrize(
    ("text", "options", "sentence"),
    [
        (b"", (), "rows.csv is empty. Nothing was imported."),
        ("Name\nØrsted\n".encode("cp1252"), (), "rows.csv is not utf-8: line 2 shows it."),
        (b"Name,Name\nA,B\n", (), "the heading “Name” is there twice (columns 1, 2)."),
        (b"City\nAarhus\n", (), "no column for “Company name” was found. The file has: City."),
        (b"Name\nA\n", ("--map", "Name"), "--map 'Name': write it as HEADING=PROPERTY."),
        (b"Name\nA\n", ("--encoding", "klingon"), "there is no encoding “klingon”."),
        (b"Name\nA\n", ("--workspace", "77"), "There is no workspace 77."),
    ],
)
def test_what_cannot_be_done_exits_with_2(run: Command, text: bytes, options: tuple[str, ...], sentence: str) -> None:
    done = run("companies", text, *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert sentence in " ".join(done.stderr.split())


def test_no_such_file_exits_with_2(run: Command) -> None:
    done = CliRunner().invoke(app, ["companies", "nowhere.csv"], catch_exceptions=False)
    assert (done.exit_code, done.stderr) == (2, "csbot: there is no file nowhere.csv. Nothing was imported.\n")


def test_a_missing_schema_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CSBOT_DATABASE_URL", f"sqlite:///{tmp_path / 'new.db'}")
    done = Command(tmp_path / "rows.csv")("companies", "Name\nAcme\n")
    assert done.exit_code == 2
    assert "csbot migrate" in done.stderr


def test_a_file_not_made_for_csbot_comes_in_by_mapping(run: Command, office: Office) -> None:
    text = "cust_no,tier,seats,churned,label\n7,Gold,10,0,Acme\n"
    done = run(
        "companies", text, "--map", "cust_no=record_id", "--map", "seats=Number of Employees", "--map", "label=name"
    )
    assert done.exit_code == 0
    acme = office.row(ObjectType.COMPANY)
    assert (acme.external_id, acme.name, acme.employees) == ("7", "Acme", 10)


def test_control_characters_do_not_reach_the_terminal(run: Command) -> None:
    done = run("tasks", "Title,Due\nA,\x1b[31m\u202e red\n")
    assert "control character is in it (U+001B)" in done.stderr
    assert "r\\u202e e\\xadd" in run("tasks", "Title,Due\nA,r\u202e e\xadd\n").stderr
    assert "\x1b" not in done.stderr


def test_every_problem_has_its_sentence() -> None:
    assert FILES.keys() == set(FileProblem)
    assert VALUES.keys() == set(ValueProblem)
    assert ROWS.keys() == set(RowProblem)
    assert DOUBTS.keys() == set(Doubt)
    for file_problem in FileProblem:
        assert file_sentence(Problem(file_problem, 3, "H", "t", ("a", "b"))).endswith("Nothing was imported.")
    for code in (*ValueProblem, *RowProblem):
        assert row_sentence(Problem(code, 3, "H", "t", 5)).startswith("line 3, H: ")
    for doubt in Doubt:
        assert doubt_sentence(Problem(doubt, 3, "H", "t"))


def test_what_is_wrong_with_many_rows_is_counted(run: Command) -> None:
    rows = "".join(f"C{n},x{n}\n" for n in range(150))
    done = run("companies", f"Name,ARR\n{rows}Last,y\n", "--dry-run")
    assert done.stderr.count("is not a number") == 100
    assert "ARR: 51 more rows are bad in the same way." in done.stderr
    assert "151 bad" in done.stdout
