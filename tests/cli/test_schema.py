"""`csbot migrate`, and what every other command says of a database that is not ready."""

import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from csbot.cli.commands import app
from csbot.storage.engine import open_engine
from csbot.storage.migrations import is_current

COMMANDS = (["people", "list"], ["people", "add", "kim@example.com"])


def csbot(*words: str) -> Result:
    return CliRunner().invoke(app, words)


def use(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("CSBOT_DATABASE_URL", url)


def test_migrate_makes_the_schema_and_says_when_there_is_nothing_to_do(
    blank_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, blank_url)
    assert csbot("migrate").output == "The schema was brought up to date.\n"
    engine = open_engine(blank_url)
    assert is_current(engine)
    engine.dispose()
    again = csbot("migrate")
    assert (again.exit_code, again.output) == (0, "The schema is up to date.\n")


@pytest.mark.parametrize("words", COMMANDS)
def test_an_old_schema_is_refused_with_the_command_to_run(
    blank_url: str, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, blank_url)
    result = csbot(*words)
    assert result.exit_code == 2
    assert "schema is missing" in result.output
    command = result.output.strip().partition("Run: ")[2]
    assignment, _, program = command.rpartition("csbot migrate")
    assert (program, command.endswith("csbot migrate")) == ("", True)
    if blank_url.startswith("sqlite"):
        assert shlex.split(assignment) == [f"CSBOT_DATABASE_URL={blank_url}"]
    else:
        assert assignment == "", "the address may hold a password"


def test_a_folder_with_a_blank_in_its_name_can_be_pasted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "my data; it's here"
    folder.mkdir()
    use(monkeypatch, f"sqlite:///{folder / 'csbot.db'}")
    command = csbot("people", "list").output.partition("Run: ")[2]
    assert shlex.split(command) == [f"CSBOT_DATABASE_URL=sqlite:///{folder / 'csbot.db'}", "csbot", "migrate"]


@pytest.mark.parametrize("words", [*COMMANDS, ["migrate"]])
@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mysql://localhost/x", "must start with sqlite:/// or postgresql://"),
        ("nonsense", "is no database URL"),
        ("sqlite:///:memory:", "needs a database file"),
        ("sqlite:////no/such/folder/csbot.db", "no such folder"),
        ("postgresql://nobody:hidden@127.0.0.1:1/x", "does not answer"),
    ],
)
def test_an_unusable_database_is_a_sentence(
    words: list[str], url: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, url)
    result = csbot(*words)
    assert result.exit_code != 0
    assert why in result.output + str(result.exception)
    assert "hidden" not in result.output


def test_a_schema_of_a_newer_version_is_a_sentence(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine(sqlite_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999_ahead'")
    engine.dispose()
    use(monkeypatch, sqlite_url)
    result = csbot("migrate")
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert "was written by a newer csbot" in result.output


@pytest.mark.parametrize("words", [*COMMANDS, ["migrate"]])
def test_a_file_that_is_no_database_is_a_sentence(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "letter.txt").write_text("Dear customer, " * 100)
    use(monkeypatch, f"sqlite:///{tmp_path / 'letter.txt'}")
    result = csbot(*words)
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert "not a database" in result.output
