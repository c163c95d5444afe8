"""How the time of some work grows when its text gets twice as long.

CPU time of this thread, not the clock's: machines are slow and noisy. Work that stays below a floor far above that
noise is not judged; what grows faster than its text reaches it long before the longest text.
"""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

Work = Callable[[str], object]
Make = Callable[[int], str]
SHORTEST = 8
LONGEST = 32_768
NO_POWER_OF_TWO = 250  # characters: what grows like one has hung before
SURELY_FAST_S = 0.0001
TOO_LONG_S = 1.0  # no noise takes that long
FLOOR_S = 0.005  # below it the machine's noise would be measured
ENOUGH_S = 0.05  # above it a longer text would tell no more
MOST = 2.5  # ratio; linear work has 2, quadratic work 4


@dataclass(frozen=True)
class Growth:
    """What was measured: `size` characters took `seconds`, half of them took `ratio` times less."""

    size: int
    seconds: float
    ratio: float

    @property
    def is_linear(self) -> bool:
        """Whether twice the text takes about twice the time, or hardly any."""
        return self.ratio <= MOST

    def __str__(self) -> str:
        return f"{self.size:,} characters take {self.seconds * 1000:.0f} ms, {self.ratio:.1f} times as long as half"


def growth(work: Work, make: Make, longest: int = LONGEST, enough_s: float = ENOUGH_S) -> Growth:
    """The growth at the longest text, or at the first one that takes `enough_s`. `make`: characters → a text."""
    with _uncollected():
        size, took = SHORTEST, _seconds(work, make(SHORTEST))
        while size < longest and took < enough_s:
            size = _longer(size, took)
            took = _seconds(work, make(size))
        if took < FLOOR_S:
            return Growth(size, took, 1.0)
        half = _seconds(work, make(size // 2))
        for tries in (3, 9):  # noise only adds time: the best of several counts
            if took <= MOST * half or took > TOO_LONG_S:
                break
            half, took = min(half, _best(work, make(size // 2), tries)), min(took, _best(work, make(size), tries))
        return Growth(size, took, took / half)


def _longer(size: int, took: float) -> int:
    """Twice as long, but in small steps where 2^n would hang."""
    return size * 2 if took < SURELY_FAST_S or size > NO_POWER_OF_TWO else size * 5 // 4


def _best(work: Work, text: str, tries: int) -> float:
    return min(_seconds(work, text) for _ in range(tries))


def _seconds(work: Work, text: str) -> float:
    began = time.thread_time()
    work(text)
    return time.thread_time() - began


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector, whose turns come at any time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
