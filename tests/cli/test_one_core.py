"""On SQLite `csbot run` stays on one core (docs/decisions/0012-the-loop-lets-a-click-finish.md)."""

import os
import subprocess
import sys

import pytest

SAY = "import os; from csbot.cli.serving import stay_on_one_core as stay; stay(); print(*os.sched_getaffinity(0))"


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="the system doesn't hold processes to cores")
def test_a_process_stays_on_one_of_the_cores_that_it_was_given() -> None:
    said = subprocess.run([sys.executable, "-c", SAY], capture_output=True, text=True, check=True).stdout
    assert len(said.split()) == 1
    assert int(said) in os.sched_getaffinity(0)
