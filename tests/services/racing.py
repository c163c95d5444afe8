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
        futures = [pool.submit(run, doing) for doing in doings]
    return [outcome(future) for future in futures]


def outcome(future: Future[T]) -> T | Exception:
    error = future.exception()
    return future.result() if not isinstance(error, Exception) else error
