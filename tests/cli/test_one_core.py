"""On SQLite `csbot run` stays on one core (docs/decisions/0012-the-loop-lets-a-click-finish.md)."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(
    not hasattr(os, "sched_setaffinity"), reason="the system doesn't hold processes to cores"
)
SAY = "import os; from csbot.cli.serving import stay_on_one_core as stay; stay(); print(*os.sched_getaffinity(0))"
FORBID = "import os\ndef refuse(*asked):\n    raise PermissionError(1, 'no')\nos.sched_setaffinity = refuse\n"


def test_a_process_stays_on_one_of_the_cores_that_it_was_given() -> None:
    said = subprocess.run([sys.executable, "-c", SAY], capture_output=True, text=True, check=True).stdout
    assert len(said.split()) == 1
    assert int(said) in os.sched_getaffinity(0)


def test_a_process_that_may_not_choose_its_cores_starts_all_the_same() -> None:
    said = subprocess.run([sys.executable, "-c", FORBID + SAY], capture_output=True, text=True, check=True).stdout
    assert {int(core) for core in said.split()} == os.sched_getaffinity(0)
