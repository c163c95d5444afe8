"""The systemd unit, checked by systemd's own tools where they are, and without them as far as its words go."""

import configparser
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT
from tests.lacking import lacking

UNIT = (ROOT / "deploy/csbot.service").read_text()
EXPOSED = 20  # tenths: systemd's own scale goes from 0, safe, to 100
COMMAND = "/srv/csbot/.venv/bin/csbot"

needs_systemd = pytest.mark.usefixtures("systemd")
# As systemd's manuals spell them: systemd passes over a directive that it does not know.
DIRECTIVES = {
    "Unit": "Description Wants After StartLimitIntervalSec",
    "Service": """
        Type Environment EnvironmentFile ExecStartPre ExecStart Restart RestartSec TimeoutStopSec LimitNOFILE User Group
        StateDirectory StateDirectoryMode WorkingDirectory UMask ProtectSystem ProtectHome ProtectProc ProcSubset
        ProtectClock ProtectControlGroups ProtectHostname ProtectKernelLogs ProtectKernelModules
        ProtectKernelTunables PrivateDevices PrivateTmp PrivateUsers NoNewPrivileges CapabilityBoundingSet
        AmbientCapabilities LockPersonality MemoryDenyWriteExecute RemoveIPC RestrictAddressFamilies RestrictNamespaces
        RestrictRealtime RestrictSUIDSGID SystemCallArchitectures SystemCallFilter SystemCallErrorNumber""",
    "Install": "WantedBy",
}


@pytest.fixture
def systemd() -> None:
    if shutil.which("systemd-analyze") is None:
        lacking("no systemd-analyze here: the unit is checked for its words only")


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit with a command that exists here."""
    made = tmp_path / "csbot.service"
    made.write_text(UNIT.replace(COMMAND, "/bin/true"))
    return made


def analyse(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["/usr/bin/env", "systemd-analyze", *arguments], capture_output=True, text=True)


@needs_systemd
def test_systemd_takes_the_unit(unit: Path) -> None:
    found = analyse("verify", unit)
    assert (found.returncode, found.stderr) == (0, "")


@needs_systemd
def test_systemd_tells_of_an_unknown_directive(unit: Path) -> None:
    unit.write_text(unit.read_text().replace("UMask=", "UMusk="))
    assert "UMusk" in analyse("verify", unit).stderr


@needs_systemd
def test_the_unit_is_hardly_exposed(unit: Path) -> None:
    found = analyse("security", "--offline=true", f"--threshold={EXPOSED}", unit)
    assert found.returncode == 0, found.stdout


def test_sections_and_directives_are_spelled_as_systemd_has_them() -> None:
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[method-assign,assignment]
    read.read_string(UNIT)
    assert {name: set(read[name]) for name in read.sections()} == {
        name: set(words.split()) for name, words in DIRECTIVES.items()
    }


def test_the_unit_restarts_migrates_and_writes_in_its_own_folder_only() -> None:
    lines = set(UNIT.splitlines())
    assert f"ExecStartPre={COMMAND} migrate" in lines
    assert f"ExecStart={COMMAND} run" in lines
    assert {"Restart=on-failure", "ProtectSystem=strict", "User=csbot", "StateDirectory=csbot"} <= lines
    assert "SystemCallFilter=sched_setaffinity" in lines  # on SQLite it holds itself to one core
    assert "TimeoutStopSec=15" in lines  # longer than csbot takes to end


def test_the_unit_lets_csbot_hold_its_connections() -> None:
    assert [line for line in UNIT.splitlines() if line.startswith("LimitNOFILE")] == ["LimitNOFILE=65536"]
