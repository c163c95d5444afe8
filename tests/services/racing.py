"""Two people who do something at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

T = TypeVar("T")


def at_once(*doings: Callable[[], T]) -> list[T | Exception]:
    """Run all of them together; what each returned or raised, in order."""
    gate = Barrier(len(doings))

    def run(doing: Callable[[], T]) -> T | Exception:
        gate.wait(10)
        try:
            return doing()
        except Exception as error:
            return error

    with ThreadPoolExecutor(len(doings)) as pool:
        return list(pool.map(run, doings))
