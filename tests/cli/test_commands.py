"""A command's own file is read, and no other: each start costs what it needs."""

import subprocess
import sys

import pytest

from csbot.cli import FILES
from csbot.cli.commands import app

SERVER = {"uvicorn", "csbot.bootstrap", "handlers.router"}
LOOK = "import sys; from csbot.cli import main\ntry: main()\nfinally: print(*sys.modules, file=sys.stderr)"


@pytest.mark.parametrize(("command", "loaded"), [("migrate", set()), ("run", SERVER)])
def test_a_command_reads_what_it_needs(command: str, loaded: set[str]) -> None:
    done = subprocess.run([sys.executable, "-c", LOOK, command, "--help"], capture_output=True, text=True)
    assert (done.returncode, done.stdout.split()[:3]) == (0, ["Usage:", "-c", command])
    assert SERVER & set(done.stderr.split()) == loaded


def test_the_help_knows_every_command() -> None:
    commands = {one.name for one in app.registered_commands}
    assert commands | {one.name for one in app.registered_groups} == set(FILES)
