"""The rules of time zones come from the locked package, in csbot as in its tests, unless somebody names a folder."""

import os
import shutil
import subprocess
import sys
import zoneinfo
from importlib.resources import files
from pathlib import Path

import pytest

from csbot.cli.doctor import machine
from csbot.settings import Settings
from tests.architecture.sources import ROOT

ASKED = "import csbot, zoneinfo, datetime as d; print(d.datetime(2026, 7, 1, tzinfo=zoneinfo.ZoneInfo('Europe/Oslo')))"


def told(before: str = "", **variables: str) -> str:
    """Midnight of a summer's day in Oslo, as a csbot with these variables has it; `before` it is imported."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONTZPATH"}
    command = [sys.executable, "-c", f"{before}{ASKED}"]
    done = subprocess.run(command, cwd=ROOT, env={**kept, **variables}, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A machine's folder in which Oslo has Tokyo's time."""
    (tmp_path / "Europe").mkdir()
    with (files("tzdata.zoneinfo") / "Asia/Tokyo").open("rb") as tokyo, (tmp_path / "Europe/Oslo").open("wb") as oslo:
        shutil.copyfileobj(tokyo, oslo)
    return tmp_path


def test_tests_and_what_they_start_read_the_package() -> None:
    assert zoneinfo.TZPATH == ()
    assert os.environ["PYTHONTZPATH"] == ""


def test_csbot_leaves_the_machines_zone_data_aside(elsewhere: Path) -> None:
    machines = f"import zoneinfo; zoneinfo.reset_tzpath(['{elsewhere}']); "
    assert told(machines) == "2026-07-01 00:00:00+02:00"


def test_who_names_a_folder_gets_it(elsewhere: Path) -> None:
    assert told(PYTHONTZPATH=str(elsewhere)) == "2026-07-01 00:00:00+09:00"


def test_the_doctor_says_whose_rules_hold(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (said,) = machine.zones(Settings())
    assert " time zones; tzdata 20" in said.said
    monkeypatch.setattr(zoneinfo, "TZPATH", (str(elsewhere),))
    (said,) = machine.zones(Settings())
    assert said.said.endswith(f" time zones; PYTHONTZPATH {elsewhere}")
