"""What ruff holds for us stays switched on: each sample breaks one rule of the project's configuration."""

import json
import subprocess
import sys
import tomllib

import pytest

from tests.architecture.sources import ROOT

SAMPLES = {
    "PLC0415": "def late() -> None:\n    import json\n\n    json.loads('1')\n",
    "FIX002": "value = 1  # TO" + "DO later\n",
    "T201": "print(1)\n",
    "DTZ005": "import datetime\n\nvalue = datetime.datetime.now()\n",
    "TID252": "from . import tasks\n\nvalue = tasks\n",
    "RUF100": "value = 1  # no" + "qa: S608 - nothing to leave out\n",
}
CLOCKS = [
    "from datetime import UTC, datetime as moment\n\nvalue = moment.now(UTC)\n",
    "import datetime\n\nvalue = datetime.date.today()\n",
    "import time\n\nvalue = time.time()\n",
    "from time import time as seconds\n\nvalue = seconds()\n",
]


def codes(text: str, path: str = "csbot/services/tasks.py") -> set[str]:
    command = [sys.executable, "-m", "ruff", "check", "--output-format=json", f"--stdin-filename={path}", "-"]
    answer = subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True, check=False)
    return {found["code"] for found in json.loads(answer.stdout)}


@pytest.mark.parametrize("code", SAMPLES)
def test_ruff_finds_the_sample(code: str) -> None:
    assert code in codes(SAMPLES[code])


@pytest.mark.parametrize("text", CLOCKS)
def test_reading_a_clock_is_found_however_it_is_imported(text: str) -> None:
    assert "TID251" in codes(text)
    assert "TID251" not in codes(text, "csbot/clock.py")


def test_only_the_clocks_read_the_time_and_only_the_command_line_prints() -> None:
    ignores = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]["per-file-ignores"]
    assert {path for path, ignored in ignores.items() if "TID251" in ignored} == {
        "csbot/clock.py",
        "csbot/playground/clock.py",
    }
    printing = {path for path, ignored in ignores.items() if "T20" in ignored}
    assert printing == {"csbot/cli/**", "bench/**", "tests/chaos/**", "tools/mutants/**", ".ci/**"}
