"""A release that came after the locks changes nothing: the very lines that install them are tried beside newer ones.

With a small index of our own, so without a network. `.ci/run` does it with everything that the locks name.
"""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT
from tools import newer_releases
from tools.newer_releases import NEWER, wheel

INSTALL = re.compile(r"(?:\.venv|/srv/csbot)/bin/python (-m pip install .*?-r \S+)")
FILES = ("tools/setup.sh", "Dockerfile")
NAMES = ("coverage", "psycopg", "sqlalchemy")  # each is asked for with an extra by something that is locked


@pytest.fixture(params=NAMES)
def lock(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A lock of a package and what it needs with an extra, of which there is a newer release."""
    wheels = [wheel(tmp_path, "asks", "1", [f"{request.param}[extra]>=1"]), wheel(tmp_path, request.param, "1")]
    wheel(tmp_path, request.param, NEWER)
    made = tmp_path / "small.lock"
    made.write_text("".join(f"{wheel.name.split('-')[0]}==1 --hash=sha256:{digest(wheel)}\n" for wheel in wheels))
    return made


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def line_of(path: str) -> str:
    """What the file has pip do with its lock."""
    [found] = INSTALL.findall((ROOT / path).read_text())
    return found


def pip(line: str, lock: Path) -> subprocess.CompletedProcess[str]:
    """That, for another lock, without writing anything."""
    own = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(lock.parent), "PIP_DRY_RUN": "1", "PIP_IGNORE_INSTALLED": "1"}
    command = [sys.executable, *line.split()[:-1], str(lock)]
    return subprocess.run(command, env={**os.environ, **own}, capture_output=True, text=True)


@pytest.mark.parametrize("path", FILES)
def test_a_newer_release_changes_nothing(path: str, lock: Path) -> None:
    done = pip(line_of(path), lock)
    assert done.returncode == 0, done.stderr
    assert NEWER not in done.stdout


def test_a_line_that_resolves_is_found_out(lock: Path) -> None:
    done = pip(line_of("tools/setup.sh").replace(" --no-deps", ""), lock)
    assert done.returncode != 0
    assert "--require-hashes" in done.stderr


def test_every_pin_has_a_newer_release(tmp_path: Path) -> None:
    newer_releases.main(tmp_path)
    made = {file.name for file in tmp_path.iterdir()}
    assert {f"{name}-{NEWER}-py3-none-any.whl" for name in (*NAMES, "psycopg_binary", "ruamel_yaml")} <= made
