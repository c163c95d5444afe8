"""`make soak`: the tests that draw by chance draw otherwise than in `make test`, and more.

CSBOT_SOAK_SEED, a number above 0, says how: the same number draws the same again. Without it every run draws alike, so
that a change is not blamed for what was there before it.
"""

import os
import random

SEED = int(os.environ.get("CSBOT_SOAK_SEED", "0"))
TIMES = 10
ROBOTS = 3
ROBOT_STEPS = 1000


def many(usual: int) -> int:
    """How many examples of something are tried."""
    return usual * TIMES if SEED else usual


def repeatable(number: int) -> random.Random:
    """Chance that draws the same again; each number gives other draws."""
    return random.Random(f"{SEED} {number}" if SEED else number)  # noqa: S311 - repeatable, not secret


def robots(usual: tuple[int, int]) -> list[tuple[int, int]]:
    """The number and the steps of each robot that runs."""
    return [(number, ROBOT_STEPS) for number in range(1, ROBOTS + 1)] if SEED else [usual]
