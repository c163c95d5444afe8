"""Which Chromium browser tests take, and what they say when none fits."""

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from tests.chromium import MADE_FOR, find_chromium

Install = Callable[[str, str], Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """A machine without browsers; gives it one of a name that says to be of a version."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CSBOT_CHROMIUM", raising=False)

    def put(name: str, said: str) -> Path:
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\necho '{said}'\n")
        program.chmod(0o755)
        return program

    return put


@pytest.mark.parametrize("said", ["Chromium 147.0.1.2 built on Debian GNU/Linux 12", "Google Chrome 171.0.1.2 "])
def test_one_that_fits_is_taken(install: Install, said: str) -> None:
    path = install("chromium", said)
    assert find_chromium() == str(path)


@pytest.mark.parametrize("said", ["Chromium 146.0.1.2", "Chromium 172.0.1.2", "no version", ""])
def test_one_that_does_not_fit_is_named_in_a_sentence(install: Install, said: str) -> None:
    path = install("chromium", said)
    with pytest.raises(LookupError) as refused:
        find_chromium()
    assert str(refused.value) == (
        f"{path} is {said or 'without a version'}: browser tests need Chromium 147 to 171, on the PATH or named by "
        "CSBOT_CHROMIUM"
    )


def test_a_machine_without_one_is_told_so(install: Install) -> None:
    with pytest.raises(LookupError) as refused:
        find_chromium()
    assert str(refused.value).startswith("no Chromium here: browser tests need Chromium 147 to 171, ")


def test_another_that_fits_is_taken_and_the_named_one_first(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    install("chromium", "Chromium 90.0.1.2")
    chrome = install("google-chrome", "Google Chrome 150.0.1.2")
    assert find_chromium() == str(chrome)
    named = install("mine", "Chromium 151.0.1.2")
    monkeypatch.setenv("CSBOT_CHROMIUM", str(named))
    assert find_chromium() == str(named)


def test_the_range_lies_around_what_the_locked_playwright_is_made_for() -> None:
    browsers = json.loads((files("playwright") / "driver/package/browsers.json").read_text())["browsers"]
    own = next(int(one["browserVersion"].split(".")[0]) for one in browsers if one["name"] == "chromium")
    assert (own - 12, own + 12) == (MADE_FOR[0], MADE_FOR[-1]), "tests/chromium.py: the lock brought another Playwright"
