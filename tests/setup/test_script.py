"""tools/setup.sh beside a Python that is made up: what it says when it can't go on."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

KEPT = ("tools/setup.sh", "csbot/pythons.py", "pyproject.toml", "requirements.lock", "requirements-dev.lock")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What the script needs of the project."""
    for path in KEPT:
        (tmp_path / path).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / path, tmp_path / path)
    return tmp_path


def python(place: Path, body: str) -> Path:
    """A program that stands for Python; `$*` is what it is asked."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"#!/bin/sh\n{body}\n")
    place.chmod(0o755)
    return place


def set_up(checkout: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [str(checkout / "tools/setup.sh"), "dev"]
    return subprocess.run(command, env={**os.environ, **variables}, capture_output=True, text=True)


def test_packages_that_do_not_go_together_are_told_of(checkout: Path) -> None:
    python(checkout / ".venv/bin/python", 'case "$*" in *check) echo "a 1 needs b"; exit 1;; esac')
    done = set_up(checkout)
    assert done.returncode == 1
    assert "The packages in .venv don't go together: a 1 needs b" in done.stderr
    assert "make lock" in done.stderr
    assert not (checkout / ".venv/.setup").exists(), "the next run would take it for set up"


def test_what_was_installed_is_checked_once(checkout: Path) -> None:
    asked = checkout / "asked"
    python(checkout / ".venv/bin/python", f'echo "$*" >>{asked}')
    assert set_up(checkout).returncode == 0
    assert asked.read_text().splitlines()[-1].endswith(" check")
    asked.unlink()
    assert set_up(checkout).returncode == 0
    assert " install " not in asked.read_text()


def test_a_python_that_is_not_meant_is_refused_in_a_sentence(checkout: Path) -> None:
    old = python(checkout / "python3.10", 'case "$*" in --version) echo Python 3.10.2;; *) exit 1;; esac')
    done = set_up(checkout, PYTHON=str(old))
    assert done.returncode == 1
    assert done.stderr == (
        f"csbot needs Python 3.11, 3.12, 3.13 or 3.14; '{old}' is Python 3.10.2. Nothing was set up. "
        "Install one, or name it: make setup PYTHON=/path/to/python3.11\n"
    )
    assert not (checkout / ".venv").exists()


def test_an_environment_of_another_python_is_made_anew(checkout: Path) -> None:
    python(checkout / ".venv/bin/python", "exit 1")
    done = set_up(checkout, PYTHON=str(checkout / "none at all"))
    assert "none at all' is missing" in done.stderr
