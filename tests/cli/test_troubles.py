"""Whatever goes wrong, the command line says a sentence and never shows a traceback."""

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from csbot import cli
from csbot.cli import commands, people
from csbot.storage.engine import open_engine
from tests.cli.pages import NOBODY

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")
UNKNOWN = "csbot: something went wrong in csbot itself (LookupError). What was not saved before that is not saved."


def typed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, str]:
    """The exit code and what stands on standard error, as in a shell."""
    monkeypatch.setattr(sys, "argv", ["csbot", *words])
    with pytest.raises(SystemExit) as end:
        cli.main()
    said = capsys.readouterr().err
    assert "Traceback" not in said
    return int(end.value.code or 0), said


def raising(error: Exception) -> Any:
    def raises(*_: object, **__: object) -> None:
        raise error

    return raises


def test_a_bug_is_a_sentence_and_its_place_is_in_a_private_file_without_anybodys_data(
    sqlite_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CSBOT_DATABASE_URL", sqlite_url)
    monkeypatch.setattr(people, "sole_workspace", raising(LookupError("Quentin's secret")))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    code, said = typed(capsys, monkeypatch, "people", "list")
    assert (code, said.count("\n")) == (1, 1)
    assert said.startswith(UNKNOWN)
    [file] = re.findall(r"with (\S+\.log)$", said.strip())
    assert "LookupError" in Path(file).read_text()
    assert "people.py" in Path(file).read_text()
    assert "Quentin" not in Path(file).read_text() + said
    assert Path(file).stat().st_mode & 0o777 == 0o600


def test_a_bug_whose_place_can_not_be_written_down_is_a_sentence_too(
    sqlite_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CSBOT_DATABASE_URL", sqlite_url)
    monkeypatch.setattr(people, "sole_workspace", raising(LookupError()))
    monkeypatch.setattr("tempfile.mkstemp", raising(OSError(28, "No space left on device")))
    assert typed(capsys, monkeypatch, "people", "list") == (
        1,
        f"{UNKNOWN} Its details could not be written down: No space left on device\n",
    )


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device", "x.csv"), "csbot: x.csv: No space left on device. What was not saved"),
        (sqlite3.OperationalError("no such column: member.team"), "lacks what this csbot needs: no such column"),
    ],
)
def test_what_the_machine_refuses_is_said_in_its_words(
    sqlite_url: str, error: Exception, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CSBOT_DATABASE_URL", sqlite_url)
    monkeypatch.setattr(people, "sole_workspace", raising(error))
    code, told = typed(capsys, monkeypatch, "people", "list")
    assert (code, told.count("\n")) == (2, 1)
    assert said in told


COMMANDS = (["people", "add", "kim@example.com"], ["migrate"], ["doctor"], ["backup", "copy.db"])


@pytest.mark.parametrize("words", COMMANDS)
def test_a_folder_for_a_database_is_a_sentence(words: list[str], tmp_path: Path) -> None:
    done = CliRunner().invoke(commands.app, words, env={"CSBOT_DATABASE_URL": f"sqlite:///{tmp_path}"})
    assert done.exit_code == 2
    assert "folder" in done.output or "is not there" in done.output


@pytest.mark.parametrize("words", [["people", "add", "kim@example.com"], ["migrate"]])
def test_a_locked_database_is_a_sentence(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "locked.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("CREATE TABLE one (id)")
        monkeypatch.setattr("csbot.storage.engine.WAIT_MS", 10)
        done = CliRunner().invoke(commands.app, words, env={"CSBOT_DATABASE_URL": f"sqlite:///{file}"})
    assert done.exit_code == 2
    assert "somebody else keeps the database locked" in done.output


@needs_root
@pytest.mark.parametrize(("mode", "folder_mode"), [(0o600, 0o755), (0o644, 0o755)], ids=["unreadable", "unwritable"])
def test_another_users_database_is_a_sentence(sqlite_url: str, tmp_path: Path, mode: int, folder_mode: int) -> None:
    script = Path(__file__).with_name("as_user.py")
    folder = Path("/tmp") / f"csbot-other-{os.getpid()}-{mode:o}"  # pytest's own are closed to others
    folder.mkdir(mode=folder_mode)
    try:
        file = Path(sqlite_url.removeprefix("sqlite:///")).rename(folder / "csbot.db")
        file.chmod(mode)
        command = [sys.executable, str(script), str(NOBODY), "people", "add", "kim@example.com"]
        done = subprocess.run(
            command, env={**os.environ, "CSBOT_DATABASE_URL": f"sqlite:///{file}"}, capture_output=True, text=True
        )
    finally:
        for one in folder.iterdir():
            one.unlink()
        folder.rmdir()
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert f"user {NOBODY} may not" in done.stderr


@pytest.mark.parametrize("state", ["newer", "foreign"])
@pytest.mark.parametrize("words", [["people", "list"], ["migrate"], ["doctor"]])
def test_a_revision_that_this_csbot_does_not_know_is_newer_or_anothers(
    words: list[str], state: str, tmp_path: Path, sqlite_url: str
) -> None:
    url = sqlite_url if state == "newer" else f"sqlite:///{tmp_path / 'other.db'}"
    engine = open_engine(url)
    with engine.begin() as connection:
        if state == "foreign":
            connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32))")
            connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('ab12cd')")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'ab12cd'")
    engine.dispose()
    done = CliRunner().invoke(commands.app, words, env={"CSBOT_DATABASE_URL": url})
    assert done.exit_code == 2
    assert ("by a newer csbot" in done.output) == (state == "newer")
    assert ("another application" in done.output) == (state == "foreign")
