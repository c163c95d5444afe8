"""Which Python versions are meant: said alike everywhere, and others are refused in a sentence."""

import re
import subprocess
import sys
import tomllib

import pytest

from tests.architecture.sources import ROOT

MEANT = ["3.11", "3.12", "3.13", "3.14"]
SPOKEN = "3.11, 3.12, 3.13 or 3.14"
IN_PROSE = ("README.md", "Makefile", "docs/tutorial/first-day.md", "tools/setup.sh", ".ci/run")


def started_under(version: tuple[int, ...], module: str) -> subprocess.CompletedProcess[str]:
    """`import module` in a Python that says to be of that version."""
    script = f"import sys; sys.version_info = {version}; import {module}"
    return subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)


@pytest.mark.parametrize("version", [(3, 10, 14, "final", 0), (3, 15, 0, "final", 0), (4, 0, 0, "final", 0)])
@pytest.mark.parametrize("module", ["csbot.cli", "csbot.playground"])
def test_csbot_refuses_another_python_before_anything_else(version: tuple[int, ...], module: str) -> None:
    done = started_under(version, module)
    here = ".".join(map(str, version[:3]))
    assert (done.returncode, done.stderr) == (
        1,
        f"csbot runs on Python 3.11 to 3.14, this is {here}. Nothing was started: use one of those.\n",
    )


@pytest.mark.parametrize("version", [(3, 11, 0, "final", 0), (3, 14, 9, "final", 0)])
def test_csbot_takes_those_that_are_meant(version: tuple[int, ...]) -> None:
    assert started_under(version, "csbot").returncode == 0


def test_packages_and_tools_mean_the_same() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert project["project"]["requires-python"] == ">=3.11,<3.15"
    named = [c.rpartition(" ")[2] for c in project["project"]["classifiers"] if c.startswith("Programming Language ::")]
    assert named == MEANT
    assert project["tool"]["mypy"]["python_version"] == "3.11"
    assert project["tool"]["ruff"]["target-version"] == "py311"
    assert "--python-version 3.11 " in (ROOT / "tools/lock.sh").read_text()
    [image] = re.findall(r"^ARG PYTHON_IMAGE=python:([\d.]+)-", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert image in MEANT


@pytest.mark.parametrize("path", IN_PROSE)
def test_pages_and_scripts_say_the_same(path: str) -> None:
    text = (ROOT / path).read_text()
    assert f"Python {SPOKEN}" in text
    assert not re.search(r"Python 3\.\d+( or newer|\+)", text)
