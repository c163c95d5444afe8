"""Two people who do something at the same moment."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

T = TypeVar("T")


def at_once(*doings: Callable[[], T]) -> list[T | Exception]:
    """Run all of them together; what each returned or raised, in order."""
    gate = Barrier(len(doings))

    def run(doing: Callable[[], T]) -> T:
        gate.wait(10)
        return doing()

    with ThreadPoolExecutor(len(doings)) as pool:
        futures: list[Future[T]] = [pool.submit(run, doing) for doing in doings]
    outcomes: list[T | Exception] = []
    for future in futures:
        error = future.exception()
        outcomes.append(error if isinstance(error, Exception) else future.result())
    return outcomes
