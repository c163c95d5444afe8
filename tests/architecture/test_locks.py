"""The locks: everything that pyproject.toml asks for, with hashes, without addresses."""

import re
import tomllib
from itertools import chain

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.sources import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
GROUPS = PROJECT["dependency-groups"]
RUNTIME = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"], *GROUPS["build"]]
DEVELOPMENT = [*RUNTIME, *GROUPS["bench"], *(asked for asked in GROUPS["dev"] if isinstance(asked, str))]


def locked(text: str) -> dict[str, Version]:
    pins = re.findall(r"^([\w.-]+)==(\S+)", text, flags=re.MULTILINE)
    return {canonicalize_name(name): Version(version) for name, version in pins}


def unmet(asked: list[str], text: str) -> list[str]:
    pins = locked(text)
    requirements = [Requirement(one) for one in asked]
    return [
        str(r)
        for r in requirements
        if canonicalize_name(r.name) not in pins or pins[canonicalize_name(r.name)] not in r.specifier
    ]


def unhashed(text: str) -> list[str]:
    entries = re.split(r"^(?=\S)", text, flags=re.MULTILINE)
    return [entry.strip() for entry in entries if entry.strip() and "--hash=sha256:" not in entry]


def read(name: str) -> str:
    return (ROOT / name).read_text()


@pytest.mark.parametrize(("name", "asked"), [("requirements.lock", RUNTIME), ("requirements-dev.lock", DEVELOPMENT)])
def test_the_lock_gives_what_pyproject_asks_for(name: str, asked: list[str]) -> None:
    text = read(name)
    assert not unmet(asked, text), "make lock"
    assert not unhashed(text)
    assert "://" not in text
    assert " @ " not in text


def test_development_runs_on_the_versions_that_users_run_on() -> None:
    development = locked(read("requirements-dev.lock"))
    assert {
        name: version for name, version in locked(read("requirements.lock")).items() if development.get(name) != version
    } == {}


def test_an_old_a_missing_and_an_unhashed_pin_are_found() -> None:
    text = "aiohttp==3.9.0 \\\n    --hash=sha256:00\nrich==15.1.0\n"
    assert unmet(["aiohttp>=3.14", "Rich>=15", "typer"], text) == ["aiohttp>=3.14", "typer"]
    assert unhashed(text) == ["rich==15.1.0"]


def test_the_groups_and_the_dependencies_are_read() -> None:
    assert list(chain(RUNTIME, DEVELOPMENT)).count("hatchling>=1.27") >= 2
