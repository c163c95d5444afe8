"""What a run may leave out, and what it draws by chance."""

import os
import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT
from tests.lacking import lacking

DRAWS = (
    "from tests.conftest import settings; from tests.soaking import many, repeatable, robots;"
    "now = settings.default; print(many(3), repeatable(7).random(), robots((7, 50)), now.max_examples, now.derandomize)"
)


@pytest.mark.parametrize(("required", "ends"), [("", "Skipped"), ("1", "Failed")])
def test_in_ci_a_test_without_its_program_fails(monkeypatch: pytest.MonkeyPatch, required: str, ends: str) -> None:
    monkeypatch.setenv("CSBOT_REQUIRE_PROGRAMS", required)
    with pytest.raises(BaseException, match="no systemd here") as ended:
        lacking("no systemd here")
    assert type(ended.value).__name__ == ends


def drawn(**seed: str) -> str:
    given = {name: value for name, value in os.environ.items() if name != "CSBOT_SOAK_SEED"} | seed
    return subprocess.run([sys.executable, "-c", DRAWS], env=given, cwd=ROOT, capture_output=True, text=True).stdout


def test_a_soak_draws_otherwise_and_more_and_the_same_again_for_its_seed() -> None:
    usual, one, again, other = drawn(), *(drawn(CSBOT_SOAK_SEED=seed) for seed in ("11", "11", "12"))
    assert usual == "3 0.32383276483316237 [(7, 50)] 100 True\n"
    assert one == again
    assert one.startswith("30 ")
    assert one.endswith("[(1, 1000), (2, 1000), (3, 1000)] 1000 False\n")
    assert len({usual.split()[1], one.split()[1], other.split()[1]}) == 3
