"""One process serves a SQLite file; the lock dies with it however it ends, and the command line works beside it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from csbot.cli.commands import app
from csbot.storage.serving_lock import AlreadyServed, alone

# Holds the lock as a server does, and has a child that outlives it: neither fork nor exec hands a lock on.
SERVER = """
import os, subprocess, sys, time
from pathlib import Path
from csbot.storage.serving_lock import alone
with alone(Path(sys.argv[1])):
    if os.fork() == 0:
        os.execvp("sleep", ["sleep", "60"])
    child = os.fork()
    if child == 0:
        time.sleep(60)
        os._exit(0)
    print("serving", flush=True)
    time.sleep(60)
"""
TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}


@contextmanager
def server(file: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that serves the file, in a group of its own with its children."""
    command = [sys.executable, "-c", SERVER, str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "serving\n"
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def csbot(file: Path, *words: str) -> tuple[int, str]:
    environment = {**TOKENS, "CSBOT_DATABASE_URL": f"sqlite:///{file}", "CSBOT_PORT": "0"}
    done = CliRunner().invoke(app, words, env=environment)
    return done.exit_code, done.output


@pytest.fixture
def file(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


def test_a_second_server_is_refused_by_a_sentence_that_names_the_first(file: Path) -> None:
    with server(file) as first:
        code, said = csbot(file, "run")
    assert (code, said.count("\n")) == (2, 1)
    assert f"is served already, by process {first.pid} on " in said
    assert "Nothing was started" in said


def test_a_link_to_the_file_is_the_same_file(file: Path, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(file)
    with server(file):
        assert "is served already" in csbot(tmp_path / "link.db", "run")[1]


def test_the_lock_dies_with_a_killed_process_though_its_children_live(file: Path) -> None:
    with server(file) as first:
        first.kill()
        first.wait()
        with alone(file):
            pass


def test_the_command_line_works_beside_it_and_nothing_is_restored_under_it(file: Path, tmp_path: Path) -> None:
    with server(file) as first:
        assert csbot(file, "people", "add", "kim@example.com")[0] == 0
        assert "kim@example.com" in csbot(file, "people", "list")[1]
        assert csbot(file, "migrate")[0] == 0
        assert csbot(file, "backup", str(tmp_path / "b.db"))[0] == 0
        code, said = csbot(file, "restore", "--force", str(tmp_path / "b.db"))
    assert code == 2
    assert f"in use by process {first.pid} on " in said
    assert "Stop csbot first" in said


def test_a_second_demo_in_a_folder_is_refused(file: Path) -> None:
    with server(file.rename(file.with_name("csbot.db"))):
        code, said = csbot(file, "demo", "--no-browser", "--port", "0", "--data", str(file.parent))
    assert (code, said.count("\n")) == (2, 1)
    assert "is served already" in said


def test_the_lock_is_private_and_may_be_there_already(file: Path) -> None:
    for _ in range(2):
        with alone(file):
            assert (file.with_name("csbot.db.serving").stat().st_mode & 0o777) == 0o600


def test_who_has_it_is_told_even_when_nobody_wrote_it_down(file: Path) -> None:
    with server(file):
        file.with_name("csbot.db.serving").write_text("")
        with pytest.raises(AlreadyServed, match="another process"), alone(file):
            pass
